"""Answers that represent all others, derived from the constants the rules compare with.

Between two neighbouring constants a comparison does not change, so one value below, at and above each is enough.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from madoguchi.definitions.rules import dates
from madoguchi.definitions.rules.automaton import Pattern
from madoguchi.definitions.rules.rule import Rule, walk
from madoguchi.definitions.rules.tree import Arithmetic, Call, Comparison, Literal, Name, Select, Typed
from madoguchi.definitions.rules.types import DATE, DECIMAL, INT, TEXT, ListOf, RecordOf, Type

LONGEST_TEXT = 2_000
LONGEST_EXAMPLE = 60
LONGEST_CHAIN = 4
MOST_VALUES = 200
ABOUT_TEXT = frozenset({"matches", "startsWith", "endsWith", "contains", "kana"})


@dataclass(frozen=True, slots=True)
class Meeting:
    """One comparison: the fields that meet in it, its constants, and the functions applied."""

    fields: frozenset[tuple[str, Type]]
    numbers: frozenset[int]
    decimals: frozenset[Decimal]
    texts: frozenset[str]
    days: frozenset[date]
    functions: frozenset[str]


def representatives(rules: Iterable[Rule], today: date) -> dict[str, set[object]]:
    """For each path the rules compare, its representative values; lists have their lengths."""
    meetings = [meeting for rule in rules for meeting in meetings_of(rule.tree, today)]
    found: dict[str, set[object]] = {}
    for meeting in meetings:
        for path, kind in meeting.fields:
            found.setdefault(path, set()).update(_points(kind, meeting, today))
    for path in found:
        about = [meeting for meeting in meetings if (path, TEXT) in meeting.fields]
        found[path] |= set(_composed(about)) if about else set()
    _share(found, meetings)
    return found


def _share(found: dict[str, set[object]], meetings: list[Meeting]) -> None:
    """Fields compared with each other take each other's values as well, and the values beside them."""
    pairs = [meeting for meeting in meetings if len(meeting.fields) > 1]
    for _ in pairs:
        for meeting in pairs:
            for kind in {kind for _, kind in meeting.fields}:
                alike = [path for path, its_kind in meeting.fields if its_kind == kind]
                together = set().union(*(found[path] for path in alike))
                for path in alike:
                    found[path] |= together
    reach = min(len({field for meeting in pairs for field in meeting.fields}), LONGEST_CHAIN)
    for meeting in pairs:
        for path, kind in meeting.fields:
            found[path] |= set(_beside(kind, found[path], meeting, reach))


def _beside(kind: Type, values: set[object], meeting: Meeting, reach: int) -> Iterator[object]:
    """What stands as far from a value as the comparison says, or a few steps from it: for chains a < b < c."""
    for value in tuple(values)[:MOST_VALUES]:
        if kind == INT and isinstance(value, int):
            distances = {*range(1, reach + 1), *meeting.numbers}
            yield from (value + by for distance in distances for by in (distance, -distance))
        if kind == DATE and isinstance(value, date):
            for day in (value, *_shifted(value, meeting)):
                near = (dates.add_days(day, by) for by in range(-reach, reach + 1))
                yield from (one for one in near if one is not None)


def meetings_of(tree: Typed, today: date) -> Iterator[Meeting]:
    for typed in walk(tree):
        if isinstance(typed.node, Comparison) or (isinstance(typed.node, Call) and typed.node.function in ABOUT_TEXT):
            yield _meeting(typed, today)


def _meeting(typed: Typed, today: date) -> Meeting:
    inside = list(walk(typed))
    constants = [part.node.value for part in inside if isinstance(part.node, Literal)]
    days = {value for value in constants if isinstance(value, date)}
    if any(isinstance(part.node, Name) and part.node.name == "today" for part in inside):
        days.add(today)
    return Meeting(
        frozenset(
            (part.path, _measured(part.type))
            for part in inside
            if part.path and isinstance(part.node, Name | Select) and not isinstance(part.type, RecordOf)
        ),
        frozenset(value for value in constants if isinstance(value, int) and not isinstance(value, bool)),
        frozenset(value for value in constants if isinstance(value, Decimal)),
        frozenset(value for value in constants if isinstance(value, str)),
        frozenset(days),
        frozenset(_functions(inside)),
    )


def _measured(kind: Type) -> Type:
    # Of a list only its length is varied here; all lists are alike in that.
    return ListOf(INT) if isinstance(kind, ListOf) else kind


def _functions(inside: list[Typed]) -> Iterator[str]:
    for part in inside:
        match part.node:
            case Call(function=function):
                yield function
            case Arithmetic():
                yield "arithmetic"


def _points(kind: Type, meeting: Meeting, today: date) -> set[object]:
    if kind == INT:
        return set(_numbers(meeting))
    if kind == DECIMAL:
        return {Decimal(one) for one in _numbers(meeting)} | set(_decimals(meeting))
    if kind == DATE:
        return set(_days(meeting, today))
    if kind == TEXT:
        return set(_texts(meeting))
    if isinstance(kind, ListOf) and "size" in meeting.functions:
        return {length for one in meeting.numbers for length in (one - 1, one, one + 1) if length >= 0}
    return set()


def _numbers(meeting: Meeting) -> Iterator[int]:
    wholes = meeting.numbers | {int(one.to_integral_value()) for one in meeting.decimals if one.adjusted() < 28}
    yield from (0, 1)
    for one in wholes:
        yield from (one - 1, one, one + 1)
        if "arithmetic" in meeting.functions:
            for other in wholes - {0}:
                yield from (one // other, one // other + 1, one - other, one + other, one * other, one * other + 1)


def _decimals(meeting: Meeting) -> Iterator[Decimal]:
    for one in meeting.decimals:
        step = Decimal(1).scaleb(min(int(one.as_tuple().exponent), 0))
        yield from (one - step, one, one + step)


def _texts(meeting: Meeting) -> Iterator[str]:
    yield from ("", "あ")
    for one in meeting.texts:
        if "matches" not in meeting.functions:
            yield from (one, f"{one}あ", f"あ{one}", f"{one}{one}")
    if "size" in meeting.functions:
        lengths = {length for one in meeting.numbers for length in (one - 1, one, one + 1)}
        yield from (one * length for one in "あん" for length in lengths if 0 <= length <= LONGEST_TEXT)
    if "kana" in meeting.functions:
        yield "カナ"


def _composed(meetings: list[Meeting]) -> Iterator[str]:
    """Texts that satisfy several conditions on one field together: a beginning, a middle, an end, or a pattern."""

    def told(function: str) -> list[str]:
        return sorted({one for meeting in meetings if function in meeting.functions for one in meeting.texts})

    beginnings, ends, inside = ["", *told("startsWith")], ["", *told("endsWith")], told("contains")
    middles = ["", *inside, "".join(inside)]
    yield from (f"{first}{middle}{last}" for first in beginnings for middle in middles for last in ends)
    asked = [number for meeting in meetings if "size" in meeting.functions for number in meeting.numbers]
    longer = min(max(asked, default=0), LONGEST_EXAMPLE) + 2
    for pattern in told("matches"):
        for first in beginnings:
            yield from Pattern(pattern).examples(first, longer=longer)


def _days(meeting: Meeting, today: date) -> Iterator[date]:
    for anchor in meeting.days or {today}:
        for day in (anchor, *_shifted(anchor, meeting)):
            yield from (near for by in (-1, 0, 1) if (near := dates.add_days(day, by)) is not None)
    if "fiscal_year" in meeting.functions:
        years = meeting.numbers | {dates.fiscal_year(day) for day in meeting.days}
        for year in years:
            yield from (date(one, 4, 1) for one in (year, year + 1) if 1 <= one <= 9999)
            yield from (date(one, 3, 31) for one in (year, year + 1) if 1 <= one <= 9999)


def _shifted(anchor: date, meeting: Meeting) -> Iterator[date]:
    """Days from which a day is reached by the ages, months and days the comparison speaks of."""
    functions = meeting.functions
    for number in meeting.numbers:
        found: list[date | None] = []
        if functions & {"age_on", "end_of_fiscal_year_of_age"}:
            birthdays = [dates.add_months(anchor, -12 * years) for years in (number, number + 1)]
            # On the eve of the birthday the age is reached: the day of birth is one later.
            found += [dates.add_days(day, 1) for day in birthdays if day is not None]
        if "end_of_fiscal_year_of_age" in functions:
            years = (anchor.year - number - 1, anchor.year - number, anchor.year - number + 1)
            found += [date(year, 4, day) for year in years for day in (1, 2) if 1 <= year <= 9999]
        if functions & {"months_between", "add_months"}:
            found += [dates.add_months(anchor, months) for months in (number, -number, number + 1, -number - 1)]
        if functions & {"days_between", "add_days"}:
            found += [dates.add_days(anchor, by) for by in (number, -number)]
        if "business_days" in functions:
            found += [dates.add_days(anchor, by) for by in (2 * number + 14, -2 * number - 14, number, -number)]
        yield from (day for day in found if day is not None)
