"""Extract files as a test needs them: right in every column, but for what the test changes."""

import csv
from collections.abc import Iterable, Mapping
from io import StringIO
from pathlib import Path

from madoguchi.registers.layout import END, HEAD, TITLES, VERSION

HANAKO = {
    "宛名番号": "0000000001",
    "世帯番号": "4000000001",
    "氏名": "髙橋　花子",
    "氏名カナ": "タカハシ　ハナコ",
    "生年月日": "1990-05-10",
    "性別": "2",
    "郵便番号": "1540017",
    "町名": "世田谷四丁目",
    "番地": "21番27号",
    "方書": "世田谷ハイツ203",
    "続柄": "世帯主",
    "世帯主": "1",
    "住民となった日": "2019-04-01",
    "口座名義カナ": "ﾀｶﾊｼ ﾊﾅｺ",
}
SHO = HANAKO | {
    "宛名番号": "0000000002",
    "氏名": "髙橋　翔",
    "氏名カナ": "タカハシ　ショウ",
    "生年月日": "2020-01-20",
    "性別": "1",
    "続柄": "子",
    "世帯主": "0",
    "口座名義カナ": "",
}
LIN = HANAKO | {
    "宛名番号": "0000000003",
    "世帯番号": "4000000002",
    "氏名": "LIN YITING",
    "氏名カナ": "リン　イーティン",
    "通称": "林　美子",
    "通称カナ": "ハヤシ　ヨシコ",
    "生年月日": "1990-05-10",
    "番地": "1番1号",
    "口座名義カナ": "",
}
FAMILY = (HANAKO, SHO, LIN)
Record = Mapping[str, str]


def extract_text(
    records: Iterable[Record | str] = FAMILY, *, sequence: int = 1, as_of: str = "2026-11-23", count: int | None = None
) -> str:
    """A whole file; a record that is text stands as it is."""
    into = StringIO()
    rows = csv.writer(into)
    rows.writerow([HEAD, VERSION, sequence, as_of])
    rows.writerow(TITLES)
    lines = 0
    for record in records:
        lines += 1
        if isinstance(record, str):
            into.write(record + "\r\n")
        else:
            rows.writerow([record.get(title, "") for title in TITLES])
    rows.writerow([END, lines if count is None else count])
    return into.getvalue()


def kept(folder: Path, content: str | bytes, name: str = "extract.csv") -> Path:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def many(number: int, *, first: int = 1) -> list[dict[str, str]]:
    """So many people, each a household of one."""
    return [HANAKO | {"宛名番号": f"{n:010}", "世帯番号": f"{n + 5_000_000_000}"} for n in range(first, first + number)]
