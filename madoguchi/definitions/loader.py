"""The catalog folder read whole: the ward, its sections and towns, and every procedure, each on its own feet."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from madoguchi.definitions.blocks import without_blocks
from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.definitions.compiled import Compiled, compile_procedure
from madoguchi.definitions.procedure import FACTS, Procedure
from madoguchi.definitions.ward import Section, Town, Ward
from madoguchi.definitions.yaml_lines import line_of, read_yaml

Decoded = TypeVar("Decoded")
_WHERE = re.compile(r"^(?P<what>.*?) - at `\$?\.?(?P<path>.*)`$", re.DOTALL)


@dataclass(frozen=True)
class Catalog:
    """Everything that could be loaded; what could not is in `broken`, and stops nothing else."""

    ward: Ward
    sections: tuple[Section, ...]
    towns: tuple[Town, ...]
    procedures: Mapping[str, Compiled]
    broken: tuple[BrokenDefinition, ...]


def load_catalog(folder: Path, ward: str) -> Catalog:
    """Load `folder/shared` and `folder/<ward>`. A broken ward or section file raises: without it nothing can be served."""
    here = folder / ward
    blocks = {file.stem: read_yaml(file) for file in sorted((folder / "shared" / "blocks").glob("*.yaml"))}
    sections = tuple(_decoded(here / "sections.yaml", read_yaml(here / "sections.yaml"), list[Section]))
    known = {section.id for section in sections}
    procedures: dict[str, Compiled] = {}
    broken: list[BrokenDefinition] = []
    for file in sorted((here / "procedures").glob("*.yaml")):
        try:
            found = load_procedure(file, blocks)
            _refuse_strangers(found.procedure, known, file)
        except BrokenDefinition as problem:
            broken.append(problem)
        else:
            procedures[found.id] = found
    return Catalog(
        ward=_decoded(here / "ward.yaml", read_yaml(here / "ward.yaml"), Ward),
        sections=sections,
        towns=tuple(_towns(here / "towns.csv")),
        procedures=procedures,
        broken=tuple(broken),
    )


def load_procedure(file: Path, blocks: Mapping[str, Any]) -> Compiled:
    """One procedure's file, compiled; BrokenDefinition with file and line where it is not right."""
    try:
        return _loaded(file, blocks)
    except BrokenDefinition as problem:
        raise problem.at(file=file.name, line=problem.line or line_of(file, problem.path)) from problem


def _loaded(file: Path, blocks: Mapping[str, Any]) -> Compiled:
    tree = read_yaml(file)
    if not isinstance(tree, dict):
        raise BrokenDefinition("手続きの定義になっていません。", mend="「id: …」から始めてください。")
    procedure = _decoded(file, without_blocks(tree, blocks), Procedure)
    if procedure.id != file.stem:
        mend = f"「{file.stem}」にしてください。"
        raise BrokenDefinition(f"id「{procedure.id}」がファイル名とちがいます。", path="id", mend=mend)
    if missing := set(FACTS) ^ set(procedure.marks):
        raise BrokenDefinition(f"marks を確かめてください（{'、'.join(sorted(missing))}）。", path="marks")
    return compile_procedure(procedure)


def _decoded(file: Path, tree: object, type_: type[Decoded]) -> Decoded:
    try:
        return msgspec.convert(tree, type_, strict=False)
    except msgspec.ValidationError as problem:
        found = _WHERE.match(str(problem))
        path = found["path"].replace("[...]", "") if found else ""
        what = found["what"] if found else str(problem)
        raise BrokenDefinition(
            what,
            file=file.name,
            line=line_of(file, path),
            path=path,
            mend="docs/reference/catalog.md の項目名と型にそろえてください。",
        ) from problem


def _refuse_strangers(procedure: Procedure, sections: set[str], file: Path) -> None:
    if procedure.section not in sections:
        raise BrokenDefinition(
            f"「{procedure.section}」という課はありません。",
            file=file.name,
            line=line_of(file, "section"),
            path="section",
            mend=f"sections.yaml にあるもの：{'、'.join(sorted(sections))}",
        )


def _towns(file: Path) -> Iterator[Town]:
    if not file.exists():
        return
    with file.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            yield Town(name=row.get("name") or row["town"], region=row["region"], district=row["district"])
