"""An Excel file read with care: judged before it is opened, and every value with the cell it stands in.

An .xlsx is a ZIP of XML. A few kilobytes may unfold into gigabytes, and XML may name entities that do, so the sizes
are read from the directory of the ZIP, compared with what really comes out, and entities are refused.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl.reader.excel import load_workbook
from openpyxl.utils.cell import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from madoguchi.kernel.refusals import Refusal

LARGEST_FILE = 5_000_000
LARGEST_UNFOLDED = 50_000_000
MOST_MEMBERS = 500
MOST_ROWS = 3_000
MOST_COLUMNS = 80
LONGEST_CELL = 4_000
PIECE = 65_536
SHEETS = ("survey", "choices", "settings")
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")


@dataclass(frozen=True)
class Row:
    """One line of a sheet: its values by the head of their column, and where they stand."""

    number: int
    values: Mapping[str, str]
    columns: Mapping[str, str]
    sheet: str

    def get(self, name: str) -> str:
        return self.values.get(name, "")

    def cell(self, name: str) -> str:
        """`survey!D7`."""
        return f"{self.sheet}!{self.columns.get(name, 'A')}{self.number}"


Workbook = dict[str, list[Row]]


def read_workbook(content: bytes) -> Workbook:
    """The sheets of an XLSForm; Refusal in plain words where it is none."""
    _judge(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)  # type: ignore[no-untyped-call]
        found = {
            sheet.title.strip().lower(): list(_rows(sheet)) for sheet in book.worksheets if _is_wanted(sheet.title)
        }
        book.close()
    except (
        InvalidFileException,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        SyntaxError,
        OSError,
        EOFError,
        zipfile.BadZipFile,
    ) as problem:
        raise _refused(
            "Excelのファイルとして読めません。", "Excelで開いて、.xlsx の形式で保存し直してください。"
        ) from problem
    if "survey" not in found:
        raise _refused("「survey」という名前のシートがありません。", "XLSFormの様式で作ったファイルを選んでください。")
    return found


def _is_wanted(title: str) -> bool:
    return title.strip().lower() in SHEETS


def _refused(message: str, way_on: str = "") -> Refusal:
    return Refusal(message, way_on=way_on, status=400, code="sheet")


def _judge(content: bytes) -> None:
    if not content:
        raise _refused("ファイルを選んでください。")
    if len(content) > LARGEST_FILE:
        raise _refused("ファイルが大きすぎます。", "5MBまでのファイルを選んでください。")
    if content[:4] != b"PK\x03\x04":
        raise _refused("Excelのファイル（.xlsx）ではありません。", "Excelで .xlsx の形式で保存し直してください。")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _judge_members(archive)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as problem:
        raise _refused("ファイルが壊れています。", "Excelで開いて、保存し直してください。") from problem
    except zipfile.zlib.error as problem:  # type: ignore[attr-defined]
        raise _refused("ファイルが壊れています。", "Excelで開いて、保存し直してください。") from problem


def _judge_members(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    names = {member.filename for member in members}
    if "xl/workbook.xml" not in names:
        raise _refused("Excelのファイル（.xlsx）ではありません。", "Excelで .xlsx の形式で保存し直してください。")
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST_UNFOLDED:
        raise _refused("ファイルの中身が大きすぎます。", "画像や使わないシートを消して、保存し直してください。")
    unfolded = 0
    for member in members:
        with archive.open(member) as inside:
            before = b""
            while piece := inside.read(PIECE):
                unfolded += len(piece)
                # The directory may lie about the size.
                if unfolded > LARGEST_UNFOLDED:
                    raise _refused("ファイルの中身が大きすぎます。")
                if any(word in (before + piece).upper() for word in _FORBIDDEN):
                    raise _refused("安全に読めない書き方（実体参照）が含まれています。")
                before = piece[-16:]


def _rows(sheet: object) -> Iterator[Row]:
    """The lines below the heads; empty ones are left out."""
    title = str(getattr(sheet, "title", "")).strip().lower()
    heads: list[tuple[str, str]] = []
    lines = sheet.iter_rows(max_col=MOST_COLUMNS, max_row=MOST_ROWS + 1)  # type: ignore[attr-defined]
    for number, cells in enumerate(lines, start=1):
        typed = [_text(getattr(cell, "value", None)) for cell in cells]
        if number > MOST_ROWS:
            raise _refused(f"「{title}」のシートが長すぎます。", f"{MOST_ROWS:,}行までにしてください。")
        if not heads:
            heads = [(_head(text), get_column_letter(n)) for n, text in enumerate(typed, start=1)]
            if not any(name for name, _ in heads):
                heads = []
            continue
        values = {name: text for (name, _), text in zip(heads, typed, strict=False) if name and text}
        if values:
            yield Row(number, values, {name: column for name, column in heads if name}, title)


def _head(text: str) -> str:
    """`Label::Japanese (ja)` as `label::japanese (ja)`; one colon or two, as people write it."""
    name = " ".join(text.lower().split())
    return name if "::" in name else name.replace(":", "::", 1)


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime() | date():
            return value.strftime("%Y-%m-%d")
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case _:
            text = str(value).replace("\r\n", "\n").strip()
            return "".join(one for one in text if one == "\n" or one.isprintable())[:LONGEST_CELL]
