"""Pieces of a Japanese sentence: a condition in the three forms in which others build upon it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from madoguchi.definitions.rules.tree import Constant, Typed

Label = Callable[[str], str]
ValueLabel = Callable[[str, object], str]


@dataclass(frozen=True, slots=True)
class Clause:
    """終止形 (…が20歳未満 / …がある), 連用形 (…で / …があり) and 連体形 (…の / …がある) of one condition.

    `kind` is the junction a compound was made with: within another kind it stands in brackets.
    """

    final: str
    joining: str
    attributive: str
    kind: str = ""

    def after(self, opening: str, kind: str | None = None) -> "Clause":
        """The same condition with words before it."""
        final, joining, attributive = (opening + form for form in (self.final, self.joining, self.attributive))
        return Clause(final, joining, attributive, self.kind if kind is None else kind)

    def within(self, kind: str) -> "Clause":
        if self.kind in ("", kind):
            return self
        inside = f"（{self.final}）"
        return Clause(inside, inside, f"{inside}に当てはまる")


def noun(text: str) -> Clause:
    return Clause(text, f"{text}で", f"{text}の")


def verb(text: str, joining: str) -> Clause:
    return Clause(text, joining, text)


@dataclass(frozen=True, slots=True)
class Voice:
    """How the rule's fields and codes are called, and how a condition inside a value is told."""

    label: Label
    value_label: ValueLabel | None
    clause: Callable[["Voice", Typed], Clause]


def written(value: Constant, unit: str = "") -> str:
    """A value as an officer writes it."""
    match value:
        case None:
            return "「答えなし」"
        case bool():
            return "「はい」" if value else "「いいえ」"
        case str():
            return f"「{value}」" if value else "「」（空欄）"
        case date():
            return f"{value.year}年{value.month}月{value.day}日"
        case int():
            # A year is no amount: 2026年度, but 1,030,000.
            return f"{value}{unit}" if unit == "年度" else f"{value:,}{unit}"
        case Decimal():
            return f"{value:,f}{unit}"
