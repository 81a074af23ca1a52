"""The catalog folder read whole: the ward, its sections and towns, and every procedure, each on its own feet."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from madoguchi.definitions.blocks import Block, Blocks, without_blocks
from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.definitions.compiled import Compiled, compile_procedure
from madoguchi.definitions.decoding import decoded
from madoguchi.definitions.event_files import load_events
from madoguchi.definitions.faq import FaqEntry, load_answers
from madoguchi.definitions.handover import CoreSystem, load_systems
from madoguchi.definitions.places import Consultation, Facility, load_consultations, load_facilities
from madoguchi.definitions.planning import CompiledEvent
from madoguchi.definitions.procedure import FACTS, Procedure
from madoguchi.definitions.ward import Section, Town, Ward
from madoguchi.definitions.waste import WasteDays, load_waste_days
from madoguchi.definitions.yaml_lines import line_of, read_yaml

Loaded = TypeVar("Loaded")


@dataclass(frozen=True, eq=False)
class Catalog:
    """Everything that could be loaded; what could not is in `broken`, and stops nothing else."""

    ward: Ward
    sections: tuple[Section, ...]
    towns: tuple[Town, ...]
    procedures: Mapping[str, Compiled]
    broken: tuple[BrokenDefinition, ...]
    core_systems: Mapping[str, CoreSystem] = field(default_factory=dict)
    events: Mapping[str, CompiledEvent] = field(default_factory=dict)
    answers: Mapping[str, FaqEntry] = field(default_factory=dict)
    facilities: Mapping[str, Facility] = field(default_factory=dict)
    consultations: Mapping[str, Consultation] = field(default_factory=dict)
    waste_days: tuple[WasteDays, ...] = ()


def load_catalog(folder: Path, ward: str) -> Catalog:
    """Load `folder/shared` and `folder/<ward>`. A broken ward or section file raises: without it nothing can be served."""
    here = folder / ward
    blocks = load_blocks(folder / "shared" / "blocks")
    the_ward = _whole(here / "ward.yaml", lambda file: decoded(read_yaml(file), Ward))
    sections = _whole(here / "sections.yaml", lambda file: tuple(decoded(read_yaml(file), list[Section])))
    procedures: dict[str, Compiled] = {}
    broken = [block for block in blocks.values() if isinstance(block, BrokenDefinition)]
    for file in sorted((here / "procedures").glob("*.yaml")):
        try:
            found = _whole(file, partial(_at_home, blocks=blocks, ward=the_ward, sections=sections))
        except BrokenDefinition as problem:
            broken.append(problem)
        else:
            procedures[found.id] = found
    systems, wrong = load_systems(here / "handovers", procedures, {section.id for section in sections})
    events, amiss = load_events(here / "life_events", procedures, {topic.id for topic in the_ward.life_events})
    answers, unanswered = load_answers(here / "answers", the_ward, sections, procedures)
    facilities, astray = load_facilities(here / "facilities", sections)
    topics = {topic.id for topic in the_ward.categories}
    consultations, unsaid = load_consultations(here / "consultations", sections, topics)
    towns = _whole(here / "towns.csv", _towns)
    broken += [*wrong, *amiss, *unanswered, *astray, *unsaid]
    read = (the_ward, sections, towns, procedures, tuple(broken), systems, events)
    waste = _whole(here / "waste_days.csv", load_waste_days)
    return Catalog(*read, answers=answers, facilities=facilities, consultations=consultations, waste_days=waste)


def load_blocks(folder: Path) -> Blocks:
    """Every block by name; a broken one stands for itself, and stops only the procedures that use it."""
    found: dict[str, Block | BrokenDefinition] = {}
    for file in sorted(folder.glob("*.yaml")):
        try:
            found[file.stem] = _whole(file, lambda file: decoded(read_yaml(file), Block))
        except BrokenDefinition as problem:
            found[file.stem] = problem
    return found


def load_procedure(file: Path, blocks: Blocks) -> Compiled:
    """One procedure's file, compiled; BrokenDefinition with file and line where it is not right."""
    return _whole(file, lambda file: _loaded(file, blocks))


def _at_home(file: Path, blocks: Blocks, ward: Ward, sections: Iterable[Section]) -> Compiled:
    found = _loaded(file, blocks)
    _refuse_strangers(found.procedure, ward, sections)
    return found


def _whole(file: Path, load: Callable[[Path], Loaded]) -> Loaded:
    """What `load` makes of the file; what it finds broken is given its file and line."""
    try:
        return load(file)
    except BrokenDefinition as problem:
        raise problem.at(file=file.name, line=problem.line or line_of(file, problem.path)) from problem


def _loaded(file: Path, blocks: Blocks) -> Compiled:
    tree = read_yaml(file)
    if not isinstance(tree, dict):
        raise BrokenDefinition("手続きの定義になっていません。", mend="「id: …」から始めてください。")
    procedure = decoded(without_blocks(tree, blocks), Procedure)
    if procedure.id != file.stem:
        mend = f"「{file.stem}」にしてください。"
        raise BrokenDefinition(f"id「{procedure.id}」がファイル名とちがいます。", path="id", mend=mend)
    if astray := set(FACTS) ^ set(procedure.marks):
        mend = f"{'、'.join(FACTS)} のそれぞれに1つずつ書いてください。"
        raise BrokenDefinition(f"marks を確かめてください（{'、'.join(sorted(astray))}）。", path="marks", mend=mend)
    return compile_procedure(procedure)


def _refuse_strangers(procedure: Procedure, ward: Ward, sections: Iterable[Section]) -> None:
    """Everything a procedure says about the ward must be there: its section, its category, its life events."""
    known = {section.id for section in sections}
    if procedure.section not in known:
        raise _stranger("課", procedure.section, "section", "sections.yaml", known)
    categories = {topic.id for topic in ward.categories}
    if procedure.category not in categories:
        raise _stranger("分類", procedure.category, "category", "ward.yaml", categories)
    events = {topic.id for topic in ward.life_events}
    for n, event in enumerate(procedure.life_events):
        if event not in events:
            raise _stranger("ライフイベント", event, f"life_events[{n}]", "ward.yaml", events)


def _stranger(what: str, id_: str, path: str, where: str, known: Iterable[str]) -> BrokenDefinition:
    mend = f"{where} にあるもの：{'、'.join(sorted(known))}"
    return BrokenDefinition(f"「{id_}」という{what}はありません。", path=path, mend=mend)


def _towns(file: Path) -> tuple[Town, ...]:
    return tuple(_town_rows(file)) if file.exists() else ()


def _town_rows(file: Path) -> Iterator[Town]:
    with file.open(encoding="utf-8-sig", newline="") as rows:
        for line, row in enumerate(csv.DictReader(rows), start=2):
            town = Town(*(row.get(column) or "" for column in ("name", "region", "district", "kana")))
            if not (town.name and town.region and town.district):
                mend = "name、region、district の3つの列を埋めてください。"
                raise BrokenDefinition("町の行に空いている列があります。", line=line, mend=mend)
            yield town
