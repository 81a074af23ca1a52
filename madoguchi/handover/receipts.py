"""A receipt as a core system writes it, JSON or CSV, read strictly: what it says, or why it cannot be read."""

import csv
import io
import json
from collections.abc import Mapping
from typing import Annotated

import msgspec

LONGEST_REASON = 300
MOST_LINES = 100_000


class Rejected(msgspec.Struct, frozen=True):
    """A line that was not taken, and why."""

    line: Annotated[int, msgspec.Meta(ge=1, le=2_000_000_000)]
    reason: str = ""


class SaidReceipt(msgspec.Struct, frozen=True):
    """Which file it is about, by sequence and hash; how many lines were taken, and which were not."""

    system: str
    sequence: Annotated[int, msgspec.Meta(ge=1, le=2_000_000_000)]
    sha256: str
    accepted: Annotated[int, msgspec.Meta(ge=0, le=2_000_000_000)]
    rejected: tuple[Rejected, ...] = ()


class UnreadableReceipt(Exception):
    """It is no receipt; the message says what is wrong, for the desk."""


def read_receipt(content: bytes, suffix: str) -> SaidReceipt:
    """The receipt in these bytes."""
    try:
        text = content.decode("utf-8-sig")
        tree = json.loads(text) if suffix == ".json" else _from_csv(text)
        said = msgspec.convert(tree, SaidReceipt)
    except UnicodeDecodeError as problem:
        raise UnreadableReceipt("UTF-8として読めません。") from problem
    except (ValueError, RecursionError, csv.Error) as problem:  # msgspec's own errors are ValueErrors
        raise UnreadableReceipt(f"受領ファイルとして読めません（{str(problem)[:LONGEST_REASON]}）。") from problem
    _refuse_odd(said)
    return said


def _refuse_odd(said: SaidReceipt) -> None:
    lines = [one.line for one in said.rejected]
    if len(set(lines)) != len(lines):
        raise UnreadableReceipt("同じ行が2回、受け入れられなかったと書かれています。")
    if len(lines) > MOST_LINES:
        raise UnreadableReceipt("受け入れられなかった行が多すぎます。")


def _from_csv(text: str) -> Mapping[str, object]:
    """`R,system,sequence,sha256,accepted` and then `X,line,reason` for each line that was not taken."""
    rows = [row for row in csv.reader(io.StringIO(text), strict=True) if row]
    if not rows or len(rows[0]) != 5 or rows[0][0] != "R":
        raise ValueError("1行目が R,システム,通番,SHA-256,行数 になっていない")
    if any(len(row) != 3 or row[0] != "X" for row in rows[1:]):
        raise ValueError("2行目からは X,行,理由")
    _, system, sequence, sha256, accepted = rows[0]
    rejected = [{"line": int(line), "reason": reason} for _, line, reason in rows[1:]]
    return {
        "system": system,
        "sequence": int(sequence),
        "sha256": sha256,
        "accepted": int(accepted),
        "rejected": rejected,
    }
