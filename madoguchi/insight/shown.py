"""Numbers as people read them: each measure from its counts, in words of the reader's language."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from madoguchi.cases.figures import Tally, wilson
from madoguchi.definitions.procedure import Procedure
from madoguchi.definitions.questions import GroupQuestion
from madoguchi.insight.comparing import Compared
from madoguchi.insight.definitions import QUESTIONS_PER_SHEET
from madoguchi.insight.protecting import count
from madoguchi.insight.spread import spread
from madoguchi.insight.words import Words

NOTHING = "―"
WITHOUT_A_VISIT = ("web", "phone")
# Percent of these is one share of another.
SHARES = {"sent": "started", "correct": "decided", "corrected": "decided", "in_time": "decided", "together": "decided"}
MEDIANS = {"fill": "minutes", "days": "opening_days", "handling": "minutes"}
# What a page of one procedure shows, in the order of an application's life.
MEASURES = (
    "received", "sent", "fill", "correct", "corrections", "days", "in_time", "together", "duplicates", "missed",
    "handling", "visits", "sheets",
)  # fmt: skip


@dataclass(frozen=True)
class Number:
    """One figure: in words, how it is sorted (None where there is none), and what it rests on."""

    measure: str
    text: str
    value: float | None
    note: str = ""


def percent(share: float, words: Words) -> str:
    """One place behind the point: more would claim too much."""
    return words.with_("percent", n=f"{share * 100:.1f}")


def number(measure: str, tally: Tally, procedure: Procedure, words: Words) -> Number:
    """The figure of a measure; a dash where too little is known."""
    if of := SHARES.get(measure):
        return _share(measure, tally, of, words)
    if unit := MEDIANS.get(measure):
        return _median(measure, tally, unit, procedure, words)
    match measure:
        case "corrections":
            n, all_ = count(tally, "requests"), count(tally, "decided")
            return _plain(measure, n * 100 / all_, words, "n_cases", ".1f") if all_ else Number(measure, NOTHING, None)
        case "missed":
            return _missed(tally, words)
        case "visits":
            return _whole(measure, spared(tally), words, "n_visits")
        case "sheets":
            return _whole(measure, spared(tally) * sheets_of(procedure), words, "n_sheets")
        case _:
            known = measure in tally or "received" in tally
            return _whole(measure, count(tally, measure), words, "n_cases") if known else Number(measure, NOTHING, None)


def _share(measure: str, tally: Tally, of: str, words: Words) -> Number:
    tries = count(tally, of)
    hits = min(tries, count(tally, measure))
    if not tries:
        return Number(measure, NOTHING, None)
    note = words.with_("reached", hit=f"{hits:,}", all=f"{tries:,}")
    return Number(measure, percent(hits / tries, words), hits / tries, note)


def _median(measure: str, tally: Tally, unit: str, procedure: Procedure, words: Words) -> Number:
    found = spread(tally.get(measure, {}))
    if found is None:
        return Number(measure, NOTHING, None)
    note = words.with_("from_to", a=f"{found.low:g}", b=f"{found.high:g}")
    if measure == "days":
        note += f"（{words['standard']} {procedure.standard_days}）"
    return Number(measure, words.with_(unit, n=f"{found.median:g}"), found.median, note)


def _missed(tally: Tally, words: Words) -> Number:
    tries, hits = count(tally, "reviewed"), count(tally, "missed")
    if not tries:
        return Number("missed", NOTHING, None)
    between = wilson(hits, tries)
    note = words.with_("from_to", a=percent(between.low, words), b=percent(between.high, words))
    note += " " + words.with_("reached", hit=f"{hits:,}", all=f"{tries:,}")
    return Number("missed", percent(hits / tries, words), hits / tries, note)


def _plain(measure: str, value: float, words: Words, unit: str, how: str) -> Number:
    return Number(measure, words.with_(unit, n=format(value, how)), value)


def _whole(measure: str, value: int, words: Words, unit: str) -> Number:
    return _plain(measure, value, words, unit, ",")


def spared(tally: Tally) -> int:
    """Applications for which nobody had to come, as far as the channels could be told apart."""
    return sum(tally.get("received_by", {}).get(channel, 0) for channel in WITHOUT_A_VISIT)


def sheets_of(procedure: Procedure) -> int:
    """How many sheets its paper form would have, by the assumption that is told with the number."""
    questions = sum(len(q.fields) if isinstance(q, GroupQuestion) else 1 for q in procedure.data.values())
    return ceil(questions / QUESTIONS_PER_SHEET)


def all_numbers(tally: Tally, procedure: Procedure, words: Words) -> Iterator[Number]:
    """Every measure in order."""
    for measure in MEASURES:
        yield number(measure, tally, procedure, words)


def in_words(one: Compared, words: Words) -> tuple[str, str, str, str, str]:
    """A comparison as a row: measure, before, after, difference with its interval, and what can be said."""

    def said(value: float) -> str:
        return words.with_(MEDIANS[one.measure], n=f"{value:g}") if one.measure in MEDIANS else percent(value, words)

    def signed(value: float) -> str:
        scale, how = (1, "+.1f") if one.measure in MEDIANS else (100, "+.1f")
        return format(value * scale, how)

    between = words.with_("from_to", a=signed(one.between.low), b=signed(one.between.high))
    difference = f"{signed(one.difference)}（{between}）"
    return words[one.measure], said(one.before.value), said(one.after.value), difference, words[one.verdict.value]
