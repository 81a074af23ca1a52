"""The bytes of a file: a first record with count, sequence and the SHA-256 of all that follows it, then the lines."""

import csv
import hashlib
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from madoguchi.definitions.handover import CoreSystem
from madoguchi.handover.characters import Letters
from madoguchi.handover.lines import Cell, Line, headers_of
from madoguchi.handover.models import RecordKind

FORMAT_VERSION = 1
LEADING = ("行", "区分", "受付番号")
LEADING_JSON = ("line", "kind", "number")
KIND_CODES = {RecordKind.NEW: "1", RecordKind.CORRECTED: "2", RecordKind.WITHDRAWN: "3"}


@dataclass(frozen=True)
class Entry:
    """One case in the file."""

    kind: RecordKind
    number: str
    lines: Sequence[Line]


def content_of(system: CoreSystem, letters: Letters, *, sequence: int, day: date, entries: Sequence[Entry]) -> bytes:
    """The whole file. Everything in it follows from its arguments, so that it can be made again byte for byte."""
    numbered = list(_numbered(entries))
    if system.format == "csv":
        body = letters.written(_csv_lines(system, numbered))
    else:
        body = letters.written(_json_lines(system, numbered))
    head: dict[str, object] = {
        "format": FORMAT_VERSION,
        "system": system.id,
        "sequence": sequence,
        "day": day.isoformat(),
        "cases": len(entries),
        "lines": len(numbered),
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    first = _csv(["H", *head.values()]) if system.format == "csv" else f'{{"header": {json.dumps(head)},\n'
    return letters.mark + letters.written(first) + body


def _numbered(entries: Sequence[Entry]) -> list[tuple[Cell, ...]]:
    found: list[tuple[Cell, ...]] = []
    for entry in entries:
        found += [
            (len(found) + n, KIND_CODES[entry.kind], entry.number, *line) for n, line in enumerate(entry.lines, start=1)
        ]
    return found


def _csv_lines(system: CoreSystem, lines: Sequence[tuple[Cell, ...]]) -> str:
    return "".join([_csv([*LEADING, *headers_of(system)]), *(_csv([_in_csv(cell) for cell in line]) for line in lines)])


def _in_csv(cell: Cell) -> object:
    return {True: "1", False: "0", None: ""}[cell] if cell is None or isinstance(cell, bool) else cell


def _csv(cells: Sequence[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def _json_lines(system: CoreSystem, lines: Sequence[tuple[Cell, ...]]) -> str:
    names = [*LEADING_JSON, *headers_of(system)]
    written = [json.dumps(dict(zip(names, line, strict=True)), ensure_ascii=False) for line in lines]
    return '"records": [\n' + ",\n".join(written) + "\n]}\n"
