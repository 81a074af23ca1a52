"""Days as people say them: きのう, 三日前, 今年の4月1日, 1 April 2026, 2026년 4월 1일. What is left open stays open."""

import re
from datetime import date, timedelta

from madoguchi.assistant.hearing_words import plain
from madoguchi.kernel.kanji_numbers import kanji_number

NEAR = {
    "今日": 0, "きょう": 0, "本日": 0, "today": 0, "今天": 0, "오늘": 0,
    "昨日": -1, "きのう": -1, "yesterday": -1, "昨天": -1, "어제": -1,
    "一昨日": -2, "おととい": -2, "前天": -2, "그저께": -2,
    "明日": 1, "あした": 1, "あす": 1, "tomorrow": 1, "明天": 1, "내일": 1,
    "明後日": 2, "あさって": 2, "后天": 2, "모레": 2,
}  # fmt: skip
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_AGO = re.compile(r"([0-9一二三四五六七八九十]{1,4}) ?(?:日|天|일|days?) ?(前|後|后|전|후|ago)")
_YEAR = {"今年": 0, "去年": -1, "昨年": -1, "来年": 1, "おととし": -2}
_MONTH = {"今月": 0, "先月": -1, "来月": 1}
_ENGLISH = (
    re.compile(r"(?P<month>[a-z]{3,9})\.? (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<year>[0-9]{4})"),
    re.compile(r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)? (?:of )?(?P<month>[a-z]{3,9})\.?,? (?P<year>[0-9]{4})"),
)


def day_in(said: str, *, today: date) -> str:
    """The day as the form's reader takes it; what is no such word is handed on as it was said."""
    word = plain(said)
    if word in NEAR:
        return (today + timedelta(days=NEAR[word])).isoformat()
    if found := _AGO.fullmatch(word):
        return _counted(found[1], found[2], today)
    if (english := _english(word)) is not None:
        return english
    korean = re.sub(r"([0-9]+) ?년 ?([0-9]+) ?월 ?([0-9]+) ?일", r"\1年\2月\3日", word)
    return _within(korean, today)


def _counted(number: str, way: str, today: date) -> str:
    many = int(number) if number.isdigit() and number.isascii() else kanji_number(number)
    days = timedelta(days=many if way in {"後", "后", "후"} else -many)
    return (today + days).isoformat()


def _english(word: str) -> str | None:
    for form in _ENGLISH:
        found = form.fullmatch(word)
        if found and found["month"][:3] in MONTHS:
            return f"{found['year']}-{MONTHS.index(found['month'][:3]) + 1}-{found['day']}"
    return None


def _within(word: str, today: date) -> str:
    """今年の and 先月の, said before a day; without them a day has no year and the form asks for it."""
    for name, years in _YEAR.items():
        if word.startswith(name):
            return f"{today.year + years}年{word.removeprefix(name).removeprefix('の')}"
    for name, months in _MONTH.items():
        if word.startswith(name):
            years, month = divmod(today.month - 1 + months, 12)
            return f"{today.year + years}年{month + 1}月{word.removeprefix(name).removeprefix('の')}"
    return word
