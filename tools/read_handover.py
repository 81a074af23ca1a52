"""An example of a receiver: reads the daily files of one system, takes each line once, and writes receipts.

    python read_handover.py OUT_FOLDER RECEIPTS_FOLDER STATE_FILE [--encoding cp932]

It needs Python 3.11 and nothing else. The rule of receiving stands in `take`: a sequence seen before with the same
bytes is passed over; the same sequence with other bytes, a hash that does not fit and a gap stop everything.
"""

import argparse
import csv
import hashlib
import io
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

BOM = b"\xef\xbb\xbf"


class CannotTake(Exception):
    """The file must not be taken; says why."""


@dataclass(frozen=True)
class Arrived:
    """One file that is whole: its header and its lines as they stand."""

    system: str
    sequence: int
    cases: int
    lines: list[dict[str, object]]
    sha256: str


def read(path: Path, encoding: str) -> Arrived:
    """The file, if its own hash and counts fit."""
    content = path.read_bytes()
    first, _, body = content.removeprefix(BOM).partition(b"\n")
    try:
        head = _head(first, path.suffix, encoding)
        lines = _lines(body, path.suffix, encoding)
        system, sequence, cases, count, sha256 = (
            head[key] for key in ("system", "sequence", "cases", "lines", "sha256")
        )
        found = Arrived(str(system), int(str(sequence)), int(str(cases)), lines, hashlib.sha256(content).hexdigest())
    except (ValueError, KeyError, IndexError, csv.Error) as problem:
        raise CannotTake(f"{path.name}: cannot be read ({problem})") from problem
    if hashlib.sha256(body).hexdigest() != sha256:
        raise CannotTake(f"{path.name}: the bytes were changed on the way")
    if int(str(count)) != len(lines):
        raise CannotTake(f"{path.name}: {len(lines)} lines, {count} announced")
    return found


def _head(first: bytes, suffix: str, encoding: str) -> dict[str, object]:
    text = first.decode(encoding)
    if suffix == ".json":
        return dict(json.loads(text.strip().rstrip(",") + "}")["header"])
    row = next(csv.reader([text]))
    if row[0] != "H":
        raise ValueError("no header record")
    return dict(zip(("format", "system", "sequence", "day", "cases", "lines", "sha256"), row[1:], strict=True))


def _lines(body: bytes, suffix: str, encoding: str) -> list[dict[str, object]]:
    text = body.decode(encoding)
    if suffix == ".json":
        return list(json.loads("{" + text)["records"])
    names, *rows = csv.reader(io.StringIO(text, newline=""))
    return [dict(zip(names, row, strict=True)) for row in rows]


def take(arrived: Arrived, taken: dict[str, str]) -> bool:
    """Whether to take it now. `taken` holds the hash of each sequence taken so far."""
    before = taken.get(str(arrived.sequence))
    if before == arrived.sha256:
        return False
    if before is not None:
        raise CannotTake(f"{arrived.system} {arrived.sequence}: sent again with other bytes")
    expected = len(taken) + 1
    if arrived.sequence != expected:
        raise CannotTake(f"{arrived.system}: {arrived.sequence} came, {expected} is missing")
    return True


def refused(line: dict[str, object]) -> str:
    """Why a line is not taken; empty where it is. Here a real system would try to keep it."""
    number = line.get("受付番号", line.get("number"))
    return "" if number else "no number"


def receive(out: Path, receipts: Path, state: Path, encoding: str) -> int:
    """Take everything that has come, in order; how many files were new."""
    taken: dict[str, str] = json.loads(state.read_text(encoding="utf-8")) if state.exists() else {}
    found = [read(path, encoding) for path in sorted(out.glob("[!.]*")) if path.suffix in {".csv", ".json"}]
    new = 0
    for arrived in sorted(found, key=lambda one: one.sequence):
        is_new = take(arrived, taken)
        rejected = [
            {"line": n, "reason": why} for n, line in enumerate(arrived.lines, start=1) if (why := refused(line))
        ]
        if is_new:
            # The lines and what was taken belong into one transaction of the receiving system.
            taken[str(arrived.sequence)] = arrived.sha256
            write(state, json.dumps(taken))
            new += 1
        # A repeated file is confirmed again: its receipt may have been lost.
        receipt = {
            "system": arrived.system,
            "sequence": arrived.sequence,
            "sha256": arrived.sha256,
            "accepted": len(arrived.lines) - len(rejected),
            "rejected": rejected,
        }
        write(receipts / f"receipt-{arrived.sequence:06}.json", json.dumps(receipt, ensure_ascii=False))
    return new


def write(path: Path, text: str) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.part")
    with unfinished.open("w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    unfinished.replace(path)


def main() -> int:
    """From the command line."""
    parser = argparse.ArgumentParser(description="Take the daily files of one core system.")
    parser.add_argument("out", type=Path)
    parser.add_argument("receipts", type=Path)
    parser.add_argument("state", type=Path)
    parser.add_argument("--encoding", default="utf-8")
    given = parser.parse_args()
    try:
        new = receive(given.out, given.receipts, given.state, given.encoding)
    except CannotTake as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"{new} new")
    return 0


if __name__ == "__main__":
    sys.exit(main())
