"""The figures of procedures and versions as everybody may see them: sums of protected atoms."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from madoguchi.cases.figures import Tally, add, together
from madoguchi.insight.protecting import OTHERS, Atom, atoms, count, folded
from madoguchi.procedures.figures import REVIEW, Month

# Each group is published as soon as its base counts k; what belongs together has one base.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "started": ("started", "sent", "entered", "left"),
    "fill": ("fill",),
    "received": ("received", "duplicates", "withdrawn"),
    "decided": ("decided", "correct", "corrected", "together", "in_time", "days", "requests", "reasons"),
    "handling": ("handling",),
    "reviewed": ("reviewed", "missed"),
}
# Parts of a whole, which are told apart only where each is large enough.
WITHIN = {"started": "left_at", "received": "received_by", "decided": "reasons"}
KEPT: tuple[str, ...] = (
    "started",
    "sent",
    "fill",
    "received",
    "duplicates",
    "withdrawn",
    "decided",
    "correct",
    "corrected",
)
KEPT += ("together", "in_time", "days", "requests", "handling", "reviewed", "missed")


@dataclass(frozen=True)
class Piece:
    """One atom of one group, with its parts folded: what a downloaded line says."""

    procedure: str
    version: str
    group: str
    first: date
    last: date
    tally: Tally


def pieces(months: Sequence[Month], k: int) -> list[Piece]:
    """Every procedure and version, protected version by version, in order."""
    rows: defaultdict[tuple[str, str], defaultdict[date, dict[str, Tally]]] = defaultdict(lambda: defaultdict(dict))
    for month in months:
        rows[month.procedure, month.version][month.month][month.channel] = month.tally
    return [
        Piece(*key, group, atom.first, atom.last, _published(atom, group, k))
        for key, by_month in sorted(rows.items())
        for group, measures in GROUPS.items()
        for atom in atoms(sorted(by_month.items()), base=group, measures=measures, k=k)
    ]


def _published(atom: Atom, group: str, k: int) -> Tally:
    tally: Tally = {measure: dict(counts) for measure, counts in atom.whole.items() if measure in KEPT}
    match group:
        case "started":
            cells = {page: n - atom.whole.get("left", {}).get(page, 0) for page, n in _entered(atom).items()}
            _put(
                tally, "left_at", {page: max(0, n) for page, n in cells.items()}, k, "left_of", count(tally, "started")
            )
        case "received":
            cells = {channel: count(one, "received") for channel, one in atom.channels.items()}
            _put(tally, "received_by", cells, k)
        case "decided":
            _put(tally, "reasons", atom.whole.get("reasons", {}), k)
        case _:
            pass
    return tally


def _entered(atom: Atom) -> Mapping[str, int]:
    """Pages somebody came to; the review is always one of the places where one may stop."""
    return {**atom.whole.get("entered", {}), REVIEW: atom.whole.get("entered", {}).get(REVIEW, 0)}


def _put(tally: Tally, measure: str, cells: Mapping[str, int], k: int, of: str = "", whole: int = 0) -> None:
    """The parts where they may be told; `of` is the whole they are parts of, only counted with them."""
    shown = folded(cells, k)
    if shown is None:
        return
    for name, n in shown.items():
        add(tally, measure, name, n)
    if of:
        add(tally, of, n=whole)


def total(found: Iterable[Piece]) -> Tally:
    """All of these together."""
    return together(piece.tally for piece in found)


def of_months(found: Iterable[Piece], month: date | None) -> list[Piece]:
    """Those that hold the month; all without one."""
    return [piece for piece in found if month is None or piece.first <= month <= piece.last]


__all__ = ["GROUPS", "OTHERS", "Piece", "of_months", "pieces", "total"]
