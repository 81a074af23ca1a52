"""What in a running text looks like a number, an address or an account of a person, taken out before it is kept.

It is a net, not a licence: names in running text cannot be recognised, so nobody keeps a text who need not.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from madoguchi.kernel import ids


class Kind(StrEnum):
    """What was found; the value stands in its place."""

    MAIL = "（メール）"
    ACCOUNT = "（口座）"
    CARD = "（カード番号）"
    MY_NUMBER = "（マイナンバー）"
    NUMBER = "（番号）"
    ADDRESS = "（住所）"
    PHONE = "（電話）"
    NAME = "（氏名）"


# A number one must never write into a conversation; whoever did is led to a person.
SECRET = frozenset({Kind.MY_NUMBER, Kind.CARD, Kind.ACCOUNT})


@dataclass(frozen=True)
class Masked:
    """The text as it may be kept, and what was taken out of it."""

    text: str
    kinds: tuple[Kind, ...] = ()

    @property
    def has_secret(self) -> bool:
        return not SECRET.isdisjoint(self.kinds)


_DIGIT = "[0-9０-９]"
_DASH = "[-‐‑–—−－ー]"
# Not inside an id: a UUID or a hash may hold twelve decimal digits in a row.
_FROM = r"(?<![0-9A-Za-z０-９_.‐‑–—−－-])"
_TO = r"(?![0-9A-Za-z０-９_‐‑–—−－-])"
_PLACE = r"[一-鿿々ぁ-んァ-ヶー]"
_STREET = rf"(?:{_DIGIT}|[一二三四五六七八九十])+(?:丁目|番地?|号|{_DASH})"
_TOWN = rf"(?:{_PLACE}{{1,6}}?[都道府県])?{_PLACE}{{1,8}}?[市区町村]{_PLACE}{{0,12}}?"
_ADDRESS = rf"{_TOWN}{_STREET}(?:{_DIGIT}|丁目|番地?|号|の|{_DASH})*"
_BETWEEN = rf"(?:{_DASH}|[\s・.])?"
_VALUE = r"[ \t:：]+[^\s、。,]+(?:[ 　][^\s、。,]{1,10})?"

_MAIL = re.compile(r"[^\s@<>\"'(),:;\[\]、。：；（）「」]{1,64}@[^\s@<>\"'(),:;\[\]]{1,190}\.[^\W\d_]{2,24}")
_ACCOUNT = re.compile(
    rf"(?:口座(?:番号)?|普通(?:預金)?|当座(?:預金)?)[はが：:=\s]*(?:番号)?[はが：:=\s]*{_DIGIT}{{4,8}}"
)
_CARD = re.compile(rf"{_FROM}{_DIGIT}(?:{_BETWEEN}{_DIGIT}){{13,15}}{_TO}")
_TWELVE = re.compile(rf"{_FROM}{_DIGIT}(?:{_BETWEEN}{_DIGIT}){{11}}{_TO}")
_TWELVE_KANJI = re.compile(r"(?<![〇零一二三四五六七八九])[〇零一二三四五六七八九]{12}(?![〇零一二三四五六七八九])")
_POSTAL = re.compile(rf"〒?{_FROM}{_DIGIT}{{3}}{_DASH}{_DIGIT}{{4}}{_TO}(?:\s*{_ADDRESS})?")
_PLACE_OF_LIVING = re.compile(_ADDRESS)
_FOUR_BY_FOUR = re.compile(rf"{_FROM}{_DIGIT}{{4}}(?:{_DASH}|\s)?{_DIGIT}{{4}}(?:{_DASH}|\s)?{_DIGIT}{{4}}{_TO}")
_PHONE = re.compile(
    rf"{_FROM}(?:[+＋]81[-\s]?|[0０])(?:{_DIGIT}{{1,4}}(?:{_DASH}|[\s()（）]){{1,2}})"
    rf"{_DIGIT}{{1,4}}(?:{_DASH}|[\s()（）]){{1,2}}{_DIGIT}{{3,4}}{_TO}"
)
_PHONE_IN_A_ROW = re.compile(rf"{_FROM}(?:[+＋]81|[0０]){_DIGIT}{{9,10}}{_TO}")
# Only of what people say to the assistant: a label with its value from a copied form, and whatever long number is left.
_LABELLED = re.compile(rf"(?:氏名|お名前|名前|フリガナ|ふりがな|生年月日|本籍){_VALUE}")
_LONG_NUMBER = re.compile(rf"{_DIGIT}(?:(?:{_DASH}|[ 　])?{_DIGIT}){{6,}}(?!{_DIGIT}|\s*(?:円|yen|日元|엔))")
# Blocks of digits however they are parted: 1234/5678/9018, 4111、1111、1111、1111, 090.1234.5678. Dates are shorter.
_PARTED = r"\s?[./,、，・_:／…~〜―-]{1,3}\s?"
_BLOCKS = re.compile(
    rf"{_DIGIT}{{4}}(?:{_PARTED}{_DIGIT}{{4}}){{2,3}}(?!{_DIGIT})"
    rf"|(?<!{_DIGIT})[0０]{_DIGIT}{{1,3}}{_PARTED}{_DIGIT}{{2,4}}{_PARTED}{_DIGIT}{{3,4}}(?!{_DIGIT})"
)
_PHONE_KANJI = re.compile(
    r"(?<![〇零一二三四五六七八九])[〇零][〇零一二三四五六七八九]{9,10}(?![〇零一二三四五六七八九])"
)
# A place without its 区: 太子堂1丁目2番3号, 世田谷4-21-27, 4-21-27 Setagaya.
_NUMBER_OF_HOUSE = rf"(?:{_DIGIT}|[一二三四五六七八九十]){{1,3}}"
_TOWN_ALONE = re.compile(
    rf"[一-鿿々ヶケ]{{2,8}}(?:{_NUMBER_OF_HOUSE}丁目[ 　]?{_NUMBER_OF_HOUSE}(?:番地?|{_DASH})(?:{_DIGIT}|の|号|{_DASH})*"
    rf"|{_DIGIT}{{1,2}}{_DASH}{_DIGIT}{{1,3}}{_DASH}{_DIGIT}{{1,4}}(?:{_DASH}{_DIGIT}{{1,4}})?(?!{_DIGIT}))"
    rf"|(?<![0-9-])\d{{1,2}}(?:-\d{{1,3}}){{2}}(?:-\d{{1,4}})?,? [A-Z][a-z]+(?:,? [A-Z][a-z]+(?:-ku)?)*"
)

_KANJI_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


def _digits(text: str) -> str:
    return "".join(str(int(sign)) for sign in text.translate(_KANJI_DIGITS) if sign.isdecimal())


def is_my_number(digits: str) -> bool:
    """Twelve digits whose last is the check digit of the ordinance (行政手続における特定の個人を識別する…省令5条)."""
    if len(digits) != 12 or not digits.isdigit():
        return False
    weighted = sum(
        int(digit) * (place + 1 if place <= 6 else place - 5)
        for place, digit in enumerate(reversed(digits[:11]), start=1)
    )
    rest = weighted % 11
    return int(digits[11]) == (0 if rest <= 1 else 11 - rest)


def _is_card(digits: str) -> bool:
    return ids.has_valid_check_digit(digits) and len(set(digits)) > 1


def _is_no_list_of_years(digits: str) -> bool:
    """As many as a telephone number has; 2024、2025、2026 is nobody's."""
    years = all(digits[place : place + 2] in {"19", "20"} for place in range(0, len(digits), 4))
    return len(digits) >= 10 and not years


_Rule = tuple[re.Pattern[str], Kind, Callable[[str], bool] | None]
EVERYWHERE: tuple[_Rule, ...] = (
    (_MAIL, Kind.MAIL, None),
    (_ACCOUNT, Kind.ACCOUNT, None),
    (_CARD, Kind.CARD, _is_card),
    (_TWELVE, Kind.MY_NUMBER, is_my_number),
    (_TWELVE_KANJI, Kind.MY_NUMBER, is_my_number),
    (_POSTAL, Kind.ADDRESS, None),
    (_PLACE_OF_LIVING, Kind.ADDRESS, None),
    (_FOUR_BY_FOUR, Kind.NUMBER, None),
    (_PHONE, Kind.PHONE, None),
    (_PHONE_IN_A_ROW, Kind.PHONE, None),
)
SAID: tuple[_Rule, ...] = (
    *EVERYWHERE,
    (_LABELLED, Kind.NAME, None),
    (_TOWN_ALONE, Kind.ADDRESS, None),
    (_PHONE_KANJI, Kind.PHONE, None),
    (_BLOCKS, Kind.NUMBER, _is_no_list_of_years),
    (_LONG_NUMBER, Kind.NUMBER, None),
)


def masked(text: str, *, said: bool = False) -> Masked:
    """The text without what looks personal; `said` by a person, who may write more than a log line holds."""
    kinds: list[Kind] = []
    for pattern, kind, is_one in SAID if said else EVERYWHERE:
        text = pattern.sub(partial(_replaced, kind, is_one, kinds), text)
    return Masked(text, tuple(dict.fromkeys(kinds)))


def _replaced(kind: Kind, is_one: Callable[[str], bool] | None, kinds: list[Kind], hit: re.Match[str]) -> str:
    if is_one is not None and not is_one(_digits(hit[0])):
        return hit[0]
    kinds.append(kind)
    return kind.value
