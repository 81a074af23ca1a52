"""A register extract as a file: its first and last lines, its code, and its records one by one in bounded memory."""

import csv
import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from madoguchi.kernel.refusals import Refusal
from madoguchi.registers.layout import END, HEAD, TITLES, VERSION, NoRecord, Value, read_record

BLOCK = 1_048_576
LONGEST_LINE = 8_192
ENCODINGS = ("utf-8", "cp932")
_BOM = b"\xef\xbb\xbf"
_SEQUENCE = re.compile(r"[0-9]{1,18}", re.ASCII)
_COUNT = re.compile(r"[0-9]{1,9}", re.ASCII)
_MOST_CONTROL_LINES = 3  # the two at the head, the one at the end


@dataclass(frozen=True)
class Extract:
    """What a file says of itself; `lines` are its records."""

    file: Path
    sequence: int
    as_of: date
    lines: int
    encoding: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Line:
    """One record, or why it is none. `number` is its place in the file, as an editor counts."""

    number: int
    values: tuple[Value, ...] | None
    broken: NoRecord | None


def examine(file: Path) -> Extract:
    """Read it once from end to end; refused whole where the frame is not right or the end is missing."""
    with file.open("rb") as stream:
        head, titles = stream.readline(LONGEST_LINE), stream.readline(LONGEST_LINE)
        encoding = _encoding_of(head)
        sequence, as_of = _head(_decoded(head.removeprefix(_BOM), encoding))
        if _cells(_decoded(titles, encoding)) != TITLES:
            raise _refused("見出しの行が、取り決めた列と違います。", "header")
        sha256, breaks, size, last = _through(stream, head + titles)
    lines = breaks + (0 if last.endswith(b"\n") else 1) - _MOST_CONTROL_LINES
    _refuse_cut_off(_decoded(last.splitlines()[-1] if last.splitlines() else b"", encoding), lines)
    return Extract(file, sequence, as_of, lines, encoding, sha256, size)


def records(extract: Extract, *, after: int = 0) -> Iterator[Line]:
    """The records in their order, without the first `after`."""
    with extract.file.open("rb") as stream:
        stream.readline(LONGEST_LINE)
        stream.readline(LONGEST_LINE)
        for place, line in enumerate(islice(_lines(stream), extract.lines)):
            if place >= after:
                yield _record(place + 3, line, extract.encoding)


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Line by line; of one that never ends only the beginning is kept."""
    while line := stream.readline(LONGEST_LINE):
        rest = line
        while not rest.endswith(b"\n") and (rest := stream.readline(LONGEST_LINE)):
            line = line[:LONGEST_LINE] + b"\0"
        yield line


def _record(number: int, line: bytes, encoding: str) -> Line:
    try:
        return Line(number, read_record(_cells(_whole(line).decode(encoding))), None)
    except UnicodeDecodeError:
        return Line(number, None, NoRecord("", "文字コードが読めません"))
    except csv.Error:
        return Line(number, None, NoRecord("", "CSVの行として読めません"))
    except NoRecord as broken:
        return Line(number, None, broken)


def _whole(line: bytes) -> bytes:
    if len(line) > LONGEST_LINE:
        raise NoRecord("", "行が長すぎます")
    return line


def _cells(line: str) -> list[str]:
    """One line is one record: a quotation mark left open breaks its own line only."""
    return next(csv.reader([line.rstrip("\r\n")], strict=True), [])


def _encoding_of(head: bytes) -> str:
    plain = head.removeprefix(_BOM)
    for encoding in ENCODINGS:
        if plain.startswith(HEAD.encode(encoding)):
            return encoding
    raise _refused("1行目が住民記録抽出のファイルのものではありません（UTF-8かShift_JISで作ってください）。", "header")


def _decoded(line: bytes, encoding: str) -> str:
    return line.decode(encoding, "replace")


def _head(line: str) -> tuple[int, date]:
    with suppress(csv.Error):
        cells = _cells(line)
        if len(cells) == 4 and cells[1] == str(VERSION) and _SEQUENCE.fullmatch(cells[2]):
            with suppress(ValueError):
                return int(cells[2]), date.fromisoformat(cells[3])
    raise _refused("1行目（版・連番・基準日）が読めません。", "header")


def _through(stream: BinaryIO, begun: bytes) -> tuple[str, int, int, bytes]:
    """The file's SHA-256, its line breaks, its size, and its last bytes."""
    digest, breaks, size, last = hashlib.sha256(begun), begun.count(b"\n"), len(begun), begun[-LONGEST_LINE:]
    while block := stream.read(BLOCK):
        digest.update(block)
        breaks, size = breaks + block.count(b"\n"), size + len(block)
        last = (last + block)[-LONGEST_LINE:]
    return digest.hexdigest(), breaks, size, last


def _refuse_cut_off(last: str, lines: int) -> None:
    mark, _, count = last.strip().partition(",")
    if mark != END or not _COUNT.fullmatch(count):
        raise _refused("最後の行がありません。ファイルが途中で切れています。", "truncated")
    if int(count) != lines:
        raise _refused(f"最後の行の件数（{int(count)}）と、行の数（{lines}）が違います。", "truncated")


def _refused(message: str, code: str) -> Refusal:
    return Refusal(message, way_on="住民記録システムから抽出し直してください。", code=code, status=422)
