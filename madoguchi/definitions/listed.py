"""Files that are lists of entries, as よくある質問, facilities and consultations are: each entry on its own feet."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.definitions.decoding import decoded
from madoguchi.definitions.yaml_lines import line_of, read_yaml

Entry = TypeVar("Entry")


@dataclass(frozen=True)
class Listed(Generic[Entry]):
    """An entry with its place: the `n`-th of a file."""

    file: Path
    n: int
    entry: Entry

    def broken(self, problem: BrokenDefinition) -> BrokenDefinition:
        """What is wrong with the entry, at its place in the file."""
        path = f"[{self.n}].{problem.path}"
        return _placed(BrokenDefinition(problem.message, path=path, mend=problem.mend), self.file)


def read_lists(folder: Path, type_: type[Entry]) -> tuple[list[Listed[Entry]], list[BrokenDefinition]]:
    """Every entry of every file of the folder, and what cannot be read."""
    found: list[Listed[Entry]] = []
    wrong: list[BrokenDefinition] = []
    for file in sorted(folder.glob("*.yaml")):
        for n, entry in _entries(file, type_):
            if isinstance(entry, BrokenDefinition):
                wrong.append(_placed(entry, file))
            else:
                found.append(Listed(file, n, entry))
    return found, wrong


def _entries(file: Path, type_: type[Entry]) -> Iterator[tuple[int, Entry | BrokenDefinition]]:
    try:
        tree = read_yaml(file)
    except BrokenDefinition as problem:
        yield 0, problem
        return
    if not isinstance(tree, list):
        yield 0, BrokenDefinition("並びになっていません。", mend="「- id: …」から始めてください。")
        return
    for n, part in enumerate(tree):
        try:
            yield n, decoded(part, type_, under=f"[{n}]")
        except BrokenDefinition as problem:
            yield n, problem


def _placed(problem: BrokenDefinition, file: Path) -> BrokenDefinition:
    line = problem.line or line_of(file, problem.path)
    return problem.at(file=f"{file.parent.name}/{file.name}", line=line)
