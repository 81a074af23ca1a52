"""What one application costs, line by line: the fee in force on the day, how many, and what is taken off."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from madoguchi.definitions.compiled import ChargeRules, Compiled
from madoguchi.definitions.journey import Journey
from madoguchi.definitions.rules import Rule
from madoguchi.kernel.money import yen
from madoguchi.kernel.text import LANGUAGES, Text


@dataclass(frozen=True)
class Line:
    """One line as it is told and kept. `working` is how it came about (300円 × 2通); a reduction is below zero."""

    label: Text
    amount: int
    working: Text
    law: str = ""


@dataclass(frozen=True)
class Charged:
    """The lines and what they come to, never below zero."""

    lines: tuple[Line, ...]

    @property
    def total(self) -> int:
        return max(0, sum(line.amount for line in self.lines))


def charged(
    compiled: Compiled, journey: Journey, *, today: date, counted: Sequence[int] | None = None
) -> Charged | None:
    """What is to be paid with these answers; None where nothing is asked for, or an answer it rests on is missing.

    `counted` are the numbers an officer counted, a number for each line, in the place of what the rules say.
    """
    rules = compiled.charge
    if rules is None:
        return None
    lines = list(_lines(rules, journey.values, today, counted))
    if any(line is None for line in lines):
        return None
    full = [line for line in lines if line is not None]
    return Charged((*(line for line in full if line.amount), *_reductions(rules, journey.values, today, full)))


def _lines(
    rules: ChargeRules, values: Mapping[str, object], today: date, counted: Sequence[int] | None
) -> Iterator[Line | None]:
    for n, (line, (price, count)) in enumerate(zip(rules.charge.lines, rules.lines, strict=True)):
        each = _whole(price, values, today)
        number = counted[n] if counted else _whole(count, values, today) if count else 1
        if each is None or number is None:
            yield None
        else:
            working = _times(each, number, line.unit) if count else _same("")
            yield Line(line.label, each * number, working, line.law)


def _reductions(rules: ChargeRules, values: Mapping[str, object], today: date, lines: list[Line]) -> Iterator[Line]:
    """Each of what is left by those before it; a broken yen is in the resident's favour."""
    left = sum(line.amount for line in lines)
    for one, when, amount in rules.reductions:
        if left <= 0 or not when.evaluate(values, today=today):
            continue
        off = _whole(amount, values, today) if amount else -(-left * one.percent // 100)
        off = min(left, max(0, off or 0))
        working = _same("" if amount else f"{yen(left)} × {one.percent}%")
        if off:
            yield Line(one.text, -off, working, one.law)
        left -= off


def _whole(rule: Rule, values: Mapping[str, object], today: date) -> int | None:
    found = rule.outcome(values, today=today)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def _times(each: int, number: int, unit: Text | None) -> Text:
    """'300円 × 2通' in every language; the unit stands where its language puts it."""
    words = {language: f"{yen(each)} × {number}{unit.in_(language) if unit else ''}" for language in LANGUAGES}
    return Text(words["ja"], words["easy"], words["en"], words["zh-hans"], words["ko"])


def _same(words: str) -> Text:
    return Text(words, words, words, words, words)
