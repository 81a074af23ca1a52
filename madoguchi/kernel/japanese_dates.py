"""Dates as people type them, in 和暦 or 西暦, and as offices print them.

The first days of the eras are from memory of the laws and edicts that set them. On the first day of 大正 and of 昭和
both eras hold; 平成 and 令和 began at midnight. Before 明治6年1月1日 Japan counted by another calendar, so earlier
dates cannot be converted by counting years and are refused.
"""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from madoguchi.kernel.kanji_numbers import kanji_number


class DateProblem(ValueError):
    """What was typed is no date; `message` says to the person why, and what may have been meant."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Era:
    name: str
    letter: str
    first: date
    last: date

    def year_of(self, day: date) -> int:
        return day.year - self.first.year + 1


MEIJI = Era("明治", "M", date(1868, 1, 25), date(1912, 7, 30))
TAISHO = Era("大正", "T", date(1912, 7, 30), date(1926, 12, 25))
SHOWA = Era("昭和", "S", date(1926, 12, 25), date(1989, 1, 7))
HEISEI = Era("平成", "H", date(1989, 1, 8), date(2019, 4, 30))
REIWA = Era("令和", "R", date(2019, 5, 1), date.max)
ERAS = (REIWA, HEISEI, SHOWA, TAISHO, MEIJI)
GREGORIAN_FROM = date(1873, 1, 1)

_BY_SIGN = {sign: era for era in ERAS for sign in (era.name, era.name[0], era.letter)}
_DIGIT = "0-9〇零一二三四五六七八九十百千"
_ASIDE = re.compile(r"\((?P<words>[^()]*)\)")
_TYPED = re.compile(
    rf"(?P<era>明治|大正|昭和|平成|令和|西暦|[明大昭平令MTSHR])?\.?"
    rf"(?P<year>元|[{_DIGIT}]+)[年./-](?P<month>[{_DIGIT}]+)[月./-](?P<day>[{_DIGIT}]+)日?"
)
_PACKED = re.compile(r"(?P<era>[MTSHR](?=[0-9]{6}$))?(?P<year>[0-9]{4}|[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_DASHES = re.compile("[\u2010-\u2015\u2212\u30fc]")
_HOW = "例：令和8年4月1日、R8.4.1、2026年4月1日、2026/4/1"


def parse(typed: str) -> date:
    """The one date that `typed` can mean; DateProblem where it means none or several."""
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", typed)).upper()
    plain = re.sub(r"\s+", "", re.sub(r"(?<=[0-9])\s+(?=[0-9])", "-", plain))
    bare = _ASIDE.sub("", plain)
    found = _TYPED.fullmatch(bare) or _PACKED.fullmatch(bare)
    if found is None:
        raise DateProblem(f"日付として読み取れませんでした（{_HOW}）。")
    day = parse_parts(found["era"] or "", found["year"], found["month"], found["day"])
    _must_agree_with_asides(day, _ASIDE.findall(plain))
    return day


def parse_parts(era: str, year: str, month: str, day: str) -> date:
    """From four boxes. `era` is a name (令和), its first character, its letter (R), or 西暦 or nothing."""
    sign = unicodedata.normalize("NFKC", era).strip().upper()
    numbers = (_number(year, "年"), _number(month, "月"), _number(day, "日"))
    if sign in ("", "西暦"):
        _must_be_a_full_year(year, numbers)
        return _not_too_early(_existing(*numbers, shown=f"{numbers[0]}年"))
    if sign not in _BY_SIGN:
        raise DateProblem("年号は、明治・大正・昭和・平成・令和・西暦から選んでください。")
    return _in_era(_BY_SIGN[sign], *numbers)


def era_of(day: date) -> Era:
    """The era in force at the end of that day."""
    return next(era for era in ERAS if era.first <= _not_too_early(day))


def wareki(day: date) -> str:
    """'令和8年4月1日', as offices print it."""
    return f"{wareki_year(day)}{day.month}月{day.day}日"


def wareki_year(day: date) -> str:
    era = era_of(day)
    return f"{era.name}{_year_name(era.year_of(day))}年"


def both(day: date) -> str:
    """'2026年4月1日（令和8年）', for people who count in either."""
    return f"{day.year}年{day.month}月{day.day}日（{wareki_year(day)}）"


def _in_era(era: Era, year: int, month: int, day: int) -> date:
    if year < 1:
        raise DateProblem(f"{era.name}は元年から始まります。年をお確かめください。")
    found = _existing(era.first.year + year - 1, month, day, shown=f"{era.name}{_year_name(year)}年")
    _not_too_early(found)
    if found < era.first:
        raise DateProblem(f"{era.name}は{_short(era.first, era)}からです。{wareki(found)}ではありませんか。")
    if found > era.last:
        raise DateProblem(f"{era.name}は{_short(era.last, era)}までです。{wareki(found)}ではありませんか。")
    return found


def _existing(year: int, month: int, day: int, *, shown: str) -> date:
    if not date.min.year <= year <= date.max.year:
        raise DateProblem("年をお確かめください。")
    if not 1 <= month <= 12:
        raise DateProblem(f"{month}月という月はありません。月は1から12で入力してください。")
    longest = calendar.monthrange(year, month)[1]
    if not 1 <= day <= longest:
        raise DateProblem(f"{shown}{month}月に{day}日はありません（{longest}日までです）。")
    return date(year, month, day)


def _not_too_early(day: date) -> date:
    if day < GREGORIAN_FROM:
        raise DateProblem("明治5年以前は旧暦のため、明治6年1月1日（1873年）以後の日付を入力してください。")
    return day


def _must_be_a_full_year(typed: str, numbers: tuple[int, int, int]) -> None:
    year, month, day = numbers
    if year < 1000 or typed == "元":
        raise DateProblem(
            f"「{year}年{month}月{day}日」の年が、年号の年か西暦の年か分かりません。"
            f"年号（令和・平成など）を付けるか、西暦を4桁で入力してください（{_HOW}）。"
        )


def _must_agree_with_asides(day: date, asides: list[str]) -> None:
    """(水) says nothing new; (令和8年) beside 2026年 must be the same year."""
    for words in asides:
        said = re.fullmatch(rf"(?:西暦)?([0-9]{{4}})年?|(明治|大正|昭和|平成|令和)(元|[{_DIGIT}]+)年?", words)
        if said is None:
            continue
        year = int(said[1]) if said[1] else _BY_SIGN[said[2]].first.year + _number(said[3], "年") - 1
        if year != day.year:
            raise DateProblem(f"{both(day)}とかっこの中の「{words}」が合いません。どちらかをお確かめください。")


def _number(typed: str, unit: str) -> int:
    plain = unicodedata.normalize("NFKC", typed).strip().removesuffix(unit)
    if len(plain) > 4 or not plain:
        raise DateProblem(f"{unit}を数字で入力してください（{_HOW}）。")
    try:
        return int(plain) if plain.isascii() and plain.isdigit() else kanji_number(plain)
    except ValueError:
        raise DateProblem(f"{unit}を数字で入力してください（{_HOW}）。") from None


def _year_name(year: int) -> str:
    return "元" if year == 1 else str(year)


def _short(day: date, era: Era) -> str:
    return f"{_year_name(era.year_of(day))}年{day.month}月{day.day}日"
