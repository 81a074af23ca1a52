"""The CSV layout of a register extract, column by column: what each holds, and how one is read.

A reason never repeats what stands in the file: the report goes to people who need not know it.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from madoguchi.kernel import characters, normalise

VERSION = 1
HEAD, END = "#住民記録抽出", "#終わり"
EARLIEST = date(1850, 1, 1)
_DAY = re.compile(r"(\d{4})([-/]?)(\d{1,2})\2(\d{1,2})", re.ASCII)
_NUMBER = re.compile(r"[0-9A-Za-z]{1,15}")
_TWELVE_DIGITS = re.compile(r"\d{12}", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_SEX = {"1": "male", "2": "female", "男": "male", "女": "female", "": ""}
_FLAG = {"1": True, "0": False, "": False}
RELATIONS = frozenset({"世帯主", "夫", "妻", "子", "父", "母", "祖父", "祖母", "孫", "兄弟姉妹", "同居人", "縁故者"})

Value = str | bool | None


class Unreadable(ValueError):
    """Why a column cannot be read, in words that do not repeat it."""


class NoRecord(ValueError):
    """Why a line is no record: the column (empty: the whole line) and the reason."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.reason = column, reason


def _text(typed: str, longest: int) -> str:
    """Every character as it came. 外字 (private use) stay: they are real people's, and marked by `has_gaiji`."""
    text = typed.strip()
    if len(text) > longest:
        raise Unreadable(f"{longest}字を超えています")
    if not text.isprintable() and characters.unwelcome("".join(c for c in text if not is_gaiji(c))):
        raise Unreadable("使えない文字（制御文字など）があります")
    return text


def is_gaiji(character: str) -> bool:
    """A character of somebody's own: without their font it shows as something else here."""
    return unicodedata.category(character) == "Co"


def has_gaiji(text: str) -> bool:
    """Whether a text holds such a character; then what it says cannot be compared."""
    return not text.isprintable() and any(is_gaiji(character) for character in text)


def _needed(read: Callable[[str], Value]) -> Callable[[str], Value]:
    def reads(typed: str) -> Value:
        if not typed.strip():
            raise Unreadable("空です")
        return read(typed)

    return reads


def _words(longest: int) -> Callable[[str], Value]:
    return lambda typed: _text(typed, longest)


def _kana(typed: str) -> str:
    return normalise.kana(_text(typed, 200)) if typed else ""


def _number(typed: str) -> str:
    number = typed.strip()
    if _TWELVE_DIGITS.fullmatch(number):
        raise Unreadable("12桁の数字です（マイナンバーを入れてはいけません）")
    if not _NUMBER.fullmatch(number):
        raise Unreadable("15字までの半角英数字ではありません")
    return number


def _postcode(typed: str) -> str:
    code = normalise.postcode(typed) if typed else ""
    if code and not (len(code) == 7 and code.isascii() and code.isdigit()):
        raise Unreadable("7桁の郵便番号ではありません")
    return code


def _day(typed: str) -> str | None:
    """ISO text, as both databases take it."""
    text = typed.strip()
    if not text:
        return None
    found = _DAY.fullmatch(text)
    if found is None or (not found[2] and len(text) != 8):
        raise Unreadable("日付ではありません")
    try:
        day = date(int(found[1]), int(found[3]), int(found[4]))
    except ValueError as problem:
        raise Unreadable("暦にない日付です") from problem
    if day < EARLIEST:
        raise Unreadable("古すぎる日付です")
    return day.isoformat()


def _one_of(table: dict[str, str] | dict[str, bool], what: str) -> Callable[[str], Value]:
    def reads(typed: str) -> Value:
        try:
            return table[typed.strip()]
        except KeyError as problem:
            raise Unreadable(what) from problem

    return reads


def _digest(typed: str) -> str:
    text = typed.strip().lower()
    if text and not _DIGEST.fullmatch(text):
        raise Unreadable("64桁の16進数ではありません")
    return text


@dataclass(frozen=True)
class Column:
    """`title` stands in the file's second line, `field` is where it is kept."""

    title: str
    field: str
    meaning: str
    form: str
    example: str
    read: Callable[[str], Value]


COLUMNS: tuple[Column, ...] = (
    Column(
        "宛名番号",
        "number",
        "人ごとの番号。マイナンバーではない番号",
        "半角英数字15字まで、必須",
        "0012345678",
        _number,
    ),
    Column("世帯番号", "household", "世帯ごとの番号", "半角英数字15字まで、必須", "0004567890", _number),
    Column("氏名", "name", "住民票の氏名。氏と名の間に空白1つ", "200字まで、必須", "髙橋　花子", _needed(_words(200))),
    Column("氏名カナ", "kana", "氏名の読み", "カタカナ（半角も可）200字まで", "タカハシ　ハナコ", _kana),
    Column("旧氏", "former_family", "併記されている旧氏", "100字まで", "山﨑", _words(100)),
    Column("通称", "alias", "外国人住民の通称。氏と名の間に空白1つ", "200字まで", "金田　一郎", _words(200)),
    Column("通称カナ", "alias_kana", "通称の読み", "カタカナ200字まで", "カネダ　イチロウ", _kana),
    Column("生年月日", "birthdate", "不詳のときは空", "YYYY-MM-DD か YYYYMMDD", "1990-05-10", _day),
    Column("性別", "sex", "住民票の性別", "1（男）・2（女）・空", "2", _one_of(_SEX, "1か2ではありません")),
    Column("郵便番号", "postcode", "住所の郵便番号", "7桁", "1540017", _postcode),
    Column("町名", "town", "町丁目まで", "100字まで、必須", "世田谷四丁目", _needed(_words(100))),
    Column("番地", "block", "番・号", "100字まで、必須", "21番27号", _needed(_words(100))),
    Column("方書", "building", "建物の名前と部屋番号", "200字まで", "世田谷ハイツ203", _words(200)),
    Column("続柄", "relation", "世帯主との続柄", "20字まで", "子", _words(20)),
    Column("世帯主", "is_head", "世帯主かどうか", "1（世帯主）・0", "0", _one_of(_FLAG, "1か0ではありません")),
    Column("住民となった日", "since", "転入・出生などの日", "日付", "2019-04-01", _day),
    Column("住民でなくなった日", "until", "転出・死亡などの日。いまの住民は空", "日付", "", _day),
    Column(
        "口座名義カナ",
        "account_holder",
        "公金受取口座、なければ最後に振り込んだ口座の名義",
        "カタカナ200字まで",
        "ﾀｶﾊｼ ﾊﾅｺ",
        _kana,
    ),
    Column("口座照合値", "account_digest", "銀行・支店・口座番号の照合値", "16進数64桁（HMAC-SHA-256）", "", _digest),
)
TITLES = [column.title for column in COLUMNS]
FIELDS = tuple(column.field for column in COLUMNS)


def read_record(cells: Sequence[str]) -> tuple[Value, ...]:
    """The columns in their order; NoRecord names the first that cannot be read."""
    if len(cells) != len(COLUMNS):
        raise NoRecord("", f"列の数が{len(COLUMNS)}ではありません（{len(cells)}）")
    values: list[Value] = []
    for column, cell in zip(COLUMNS, cells, strict=True):
        try:
            values.append(column.read(cell))
        except Unreadable as problem:
            raise NoRecord(column.title, str(problem)) from problem
    return tuple(values)
