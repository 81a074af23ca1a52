"""The ward's life events, each file read on its own feet: a broken one stops no other."""

from collections.abc import Mapping, Set
from pathlib import Path

from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.decoding import decoded
from madoguchi.definitions.life_event import LifeEvent
from madoguchi.definitions.planning import CompiledEvent, compile_event
from madoguchi.definitions.texts import NAMES, texts_of
from madoguchi.definitions.yaml_lines import line_of, read_yaml

Procedures = Mapping[str, Compiled]


def load_events(
    folder: Path, procedures: Procedures, topics: Set[str]
) -> tuple[dict[str, CompiledEvent], list[BrokenDefinition]]:
    """Every life event that is right, and what is wrong with the others."""
    found: dict[str, CompiledEvent] = {}
    wrong: list[BrokenDefinition] = []
    for file in sorted(folder.glob("*.yaml")):
        try:
            found[file.stem] = load_event(file, procedures, topics)
        except BrokenDefinition as problem:
            wrong.append(problem)
    return found, wrong


def load_event(file: Path, procedures: Procedures, topics: Set[str]) -> CompiledEvent:
    """One life event, compiled; BrokenDefinition with file and line where it is not right."""
    try:
        event = decoded(read_yaml(file), LifeEvent)
        _refuse_strangers(event, file.stem, topics)
        return compile_event(event, procedures)
    except BrokenDefinition as problem:
        raise problem.at(file=file.name, line=problem.line or line_of(file, problem.path)) from problem


def _refuse_strangers(event: LifeEvent, name: str, topics: Set[str]) -> None:
    if event.id != name:
        mend = f"「{name}」にしてください。"
        raise BrokenDefinition(f"id「{event.id}」がファイル名とちがいます。", path="id", mend=mend)
    if event.topic not in topics:
        mend = f"ward.yaml にあるもの：{'、'.join(sorted(topics))}"
        raise BrokenDefinition(f"「{event.topic}」というライフイベントはありません。", path="topic", mend=mend)
    for path, text in texts_of(event):
        if text.missing():
            mend = f"{'、'.join(NAMES[language] for language in text.missing())}を書き足してください。"
            raise BrokenDefinition(f"「{text.ja[:24]}」に、足りない言語があります。", path=path, mend=mend)
