"""The functions with one fixed signature that rules may call, each with its types and its meaning."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import regex

from madoguchi.definitions.rules import dates
from madoguchi.definitions.rules.types import BOOL, DATE, INT, TEXT, Type

_KATAKANA = regex.compile(r"[ァ-ヺヽヾー・ \u3000]*[ァ-ヺ][ァ-ヺヽヾー・ \u3000]*")


def kana(text: str) -> bool:
    """Whether a text is full-width katakana alone; 「ー」「・」 and spaces between names are allowed."""
    return _KATAKANA.fullmatch(text) is not None


def nfkc(text: str) -> str:
    """Full width and half width made one, for comparing only: a name is never stored so."""
    return unicodedata.normalize("NFKC", text)


@dataclass(frozen=True, slots=True)
class Function:
    """Called only with values that are there: an absent argument makes the result absent."""

    takes: tuple[Type, ...]
    gives: Type
    call: Callable[..., Any]


FUNCTIONS: dict[str, Function] = {
    "age_on": Function((DATE, DATE), INT, dates.age_on),
    "fiscal_year": Function((DATE,), INT, dates.fiscal_year),
    "end_of_fiscal_year_of_age": Function((DATE, INT), DATE, dates.end_of_fiscal_year_of_age),
    "months_between": Function((DATE, DATE), INT, dates.months_between),
    "days_between": Function((DATE, DATE), INT, dates.days_between),
    "add_days": Function((DATE, INT), DATE, dates.add_days),
    "add_months": Function((DATE, INT), DATE, dates.add_months),
    "kana": Function((TEXT,), BOOL, kana),
    "nfkc": Function((TEXT,), TEXT, nfkc),
    "startsWith": Function((TEXT, TEXT), BOOL, str.startswith),
    "endsWith": Function((TEXT, TEXT), BOOL, str.endswith),
    "contains": Function((TEXT, TEXT), BOOL, str.__contains__),
}

# Those whose types depend on what they are given; the checker and the compiler know them by name.
SPECIAL = frozenset({"has", "size", "matches", "sum", "min", "max", "int", "decimal", "business_days", "date"})
NAMES = frozenset(FUNCTIONS) | SPECIAL
