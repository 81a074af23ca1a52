"""Takes personal values out of what is logged or journalled: by the name of the key, and by the look of the text.

It is a net, not a licence: names in running text cannot be recognised, so nobody logs an answer in the first place.
"""

import re
from collections.abc import Mapping

HIDDEN = "（伏字）"
PERSONAL = frozenset(
    {
        "name",
        "names",
        "kana",
        "family",
        "given",
        "email",
        "mail",
        "phone",
        "tel",
        "mobile",
        "address",
        "addresses",
        "postcode",
        "zip",
        "birth",
        "birthday",
        "birthdate",
        "password",
        "passwd",
        "secret",
        "token",
        "cookie",
        "authorization",
        "csrf",
        "session",
        "body",
        "answers",
        "payload",
    }
)
PERSONAL_ENDINGS = ("account_number", "my_number", "mynumber", "individual_number")
_DIGIT = "[0-9０-９]"
_DASH = "[-‐‑–—−－ー]"
# Not inside an id: a UUID or a hash may hold twelve decimal digits in a row.
_FROM = r"(?<![0-9A-Za-z０-９_.‐‑–—−－-])"
_TO = r"(?![0-9A-Za-z０-９_‐‑–—−－-])"
_PLACE = r"[一-鿿々ぁ-んァ-ヶー]"
_STREET = rf"(?:{_DIGIT}|[一二三四五六七八九十])+(?:丁目|番地?|号|{_DASH})"
_TOWN = rf"(?:{_PLACE}{{1,6}}?[都道府県])?{_PLACE}{{1,8}}?[市区町村]{_PLACE}{{0,12}}?"
_ADDRESS = rf"{_TOWN}{_STREET}(?:{_DIGIT}|丁目|番地?|号|の|{_DASH})*"
PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"[^\s@<>\"'(),:;\[\]、。：；（）「」]{1,64}@[^\s@<>\"'(),:;\[\]]{1,190}\.[^\W\d_]{2,24}"),
        "（メール）",
    ),
    (re.compile(rf"口座(?:番号)?[はが:：=\s]*{_DIGIT}{{4,8}}"), "（口座）"),
    (re.compile(rf"〒?{_FROM}{_DIGIT}{{3}}{_DASH}{_DIGIT}{{4}}{_TO}(?:\s*{_ADDRESS})?"), "（住所）"),
    (re.compile(_ADDRESS), "（住所）"),
    (re.compile(rf"{_FROM}{_DIGIT}{{4}}(?:{_DASH}|\s)?{_DIGIT}{{4}}(?:{_DASH}|\s)?{_DIGIT}{{4}}{_TO}"), "（番号）"),
    (
        re.compile(
            rf"{_FROM}(?:[+＋]81[-\s]?|[0０])(?:{_DIGIT}{{1,4}}(?:{_DASH}|[\s()（）]){{1,2}})"
            rf"{_DIGIT}{{1,4}}(?:{_DASH}|[\s()（）]){{1,2}}{_DIGIT}{{3,4}}{_TO}"
        ),
        "（電話）",
    ),
    (re.compile(rf"{_FROM}(?:[+＋]81|[0０]){_DIGIT}{{9,10}}{_TO}"), "（電話）"),
)
_TWELVE_DIGITS = range(10**11, 10**12)


def masked(values: Mapping[str, object]) -> dict[str, object]:
    """The same mapping without personal values, at any depth."""
    return {key: HIDDEN if is_personal(key) and value else _masked(value) for key, value in values.items()}


def masked_text(text: str) -> str:
    """The text with what looks like an address, a number of a person or an account replaced by its kind."""
    for pattern, kind in PATTERNS:
        text = pattern.sub(kind, text)
    return text


def is_personal(key: str) -> bool:
    """`previous_address`, `child-name` and `account_number` are; `number` alone is not."""
    plain = key.lower().replace("-", "_")
    return plain.endswith(PERSONAL_ENDINGS) or not PERSONAL.isdisjoint(plain.split("_"))


def _masked(value: object) -> object:
    match value:
        case str():
            return masked_text(value)
        case bool():
            return value
        case int() if value in _TWELVE_DIGITS:
            return "（番号）"
        case Mapping():
            return masked({str(key): inner for key, inner in value.items()})
        case list() | tuple() | set() | frozenset():
            return type(value)(_masked(inner) for inner in value)
        case _:
            return value
