"""Which cases a form names: each as `id:changes`, so that what changed since the look can be told."""

from collections.abc import Iterable
from uuid import UUID

from madoguchi.cases.commands import Seen
from madoguchi.cases.models import Case

MOST_DIGITS = 9


def token(case: Case) -> str:
    """The case as this screen shows it."""
    return f"{case.pk}:{case.changes}"


def ticked(typed: Iterable[str]) -> list[Seen]:
    """Every case named, once; what names none is left out."""
    found: dict[UUID, Seen] = {}
    for one in typed:
        id_, _, changes = one.partition(":")
        if changes.isascii() and changes.isdigit() and len(changes) <= MOST_DIGITS:
            try:
                case = UUID(id_)
            except ValueError:
                continue
            found[case] = Seen(case, int(changes))
    return list(found.values())
