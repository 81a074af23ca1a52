"""What may be published, so that no number is about fewer than k applications and no subtraction makes one (ADR 0020).

Two rules. A month with a base below k waits for the next, and both are published as one: an *atom*. Within an atom, small
parts of a whole (pages, channels, reasons) are put together. Everything published is an
atom or a sum of atoms, so a difference of two published numbers is a sum of atoms again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from madoguchi.cases.figures import Tally, together

OTHERS = "_others"
# With a smaller k the rule of `folded` tells too much in rare tables; with one large part beside small ones, too.
SMALLEST_K = 4
FEWEST = 2


@dataclass(frozen=True)
class Atom:
    """The smallest that is published: some months in a row, whole and by channel."""

    first: date
    last: date
    whole: Tally
    channels: Mapping[str, Tally]


def atoms(
    months: Sequence[tuple[date, Mapping[str, Tally]]], *, base: str, measures: Sequence[str], k: int
) -> list[Atom]:
    """Months in order, each by channel, put together until `base` counts k; what is left at the end waits."""
    found: list[Atom] = []
    waiting: list[tuple[date, Mapping[str, Tally]]] = []
    for month in months:
        waiting.append(month)
        atom = _atom(waiting, measures)
        if count(atom.whole, base) >= k:
            found.append(atom)
            waiting = []
        elif not count(atom.whole, base):
            waiting = []
    return found


def _atom(months: Sequence[tuple[date, Mapping[str, Tally]]], measures: Sequence[str]) -> Atom:
    names = sorted({channel for _, by_channel in months for channel in by_channel})
    channels = {name: _only(together(by_channel.get(name, {}) for _, by_channel in months), measures) for name in names}
    return Atom(months[0][0], months[-1][0], together(channels.values()), channels)


def _only(tally: Tally, measures: Sequence[str]) -> Tally:
    return {measure: counts for measure, counts in tally.items() if measure in measures}


def count(tally: Mapping[str, Mapping[str, int]], measure: str) -> int:
    """All that was counted under a measure."""
    return sum(tally.get(measure, {}).values())


def folded(cells: Mapping[str, int], k: int) -> dict[str, int] | None:
    """The parts of a whole as they may be published; None where none may be.

    Where no part is small, all are told. Else the small ones and the zeros are put together, and told with the first
    large one (by its place: "the smallest" would tell its size) where they are alone, too few in all, or as many as
    small parts can be. Whoever knows this rule and the whole can still not tell any small part: a test tries every table.
    """
    k = max(k, SMALLEST_K)
    large = [name for name, n in cells.items() if n >= k]
    hidden = {name: n for name, n in cells.items() if n < k}
    if not any(hidden.values()):
        return dict(cells)
    if len(large) < FEWEST:
        return None
    if len(hidden) < FEWEST or not k <= sum(hidden.values()) < len(hidden) * (k - 1):
        hidden[large[0]] = cells[large[0]]
    if large[0] in hidden and len(hidden) == FEWEST and sum(hidden.values()) <= k + 1:
        return None  # k and 1: there is no other way to make this sum of a large and a small one
    shown = {name: n for name, n in cells.items() if name not in hidden}
    return {**shown, OTHERS: sum(hidden.values())}
