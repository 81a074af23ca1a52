"""The values to try for a field when a proof searches for an example."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import combinations, product

from madoguchi.definitions.rules.domains import Choices, Domain, Fields, Open, Rows, Several, YesNo
from madoguchi.definitions.rules.types import DATE, DECIMAL, INT, TEXT, Type

SHORT_LISTS = (0, 1, 2)
LONGEST_LIST = 60
MOST_CHOICES = 8


class Values:
    """The values to try for a field, most ordinary first."""

    def __init__(self, points: Mapping[str, set[object]], paths: set[str]) -> None:
        self.points = points
        self.paths = paths

    def of(self, path: str, domain: Domain) -> Iterator[object]:
        match domain:
            case Choices(values=values):
                yield from values
            case YesNo():
                yield from (True, False)
            case Several(values=values):
                yield from self.several(values)
            case Open():
                yield from self.open(path, domain)
            case Fields(fields=fields):
                yield from self.records(path, fields)
            case Rows(fields=fields, most=most):
                yield from self.rows(path, fields, most)
        if domain.optional:
            yield None

    def several(self, values: tuple[str | int, ...]) -> Iterator[object]:
        # All subsets while they are few; of many choices, up to three together, and all.
        most = len(values) if len(values) <= MOST_CHOICES else 3
        for length in range(most + 1):
            yield from combinations(values, length)
        if most < len(values):
            yield values

    def open(self, path: str, domain: Open) -> Iterator[object]:
        found = self.points.get(path) or _ordinary(domain)
        bounds = {bound for bound in (domain.least, domain.most) if bound is not None}
        # Nearest to what is usual first, so that an example reads like an answer.
        yield from (point for point in sorted(found | bounds, key=_oddness) if _within(point, domain))

    def records(self, path: str, fields: Mapping[str, Domain]) -> Iterator[Mapping[str, object]]:
        used = [name for name in fields if any(_begins(one, f"{path}.{name}") for one in self.paths)]
        for values in product(*(list(self.of(f"{path}.{name}", fields[name])) for name in used)):
            yield dict(zip(used, values, strict=True))

    def rows(self, path: str, fields: Mapping[str, Domain], most: int) -> Iterator[object]:
        asked = {length for length in self.points.get(path, ()) if isinstance(length, int)}
        for length in sorted({*SHORT_LISTS, *asked}):
            if length <= min(most, LONGEST_LIST):
                yield from self.lists(path, fields, length)

    def lists(self, path: str, fields: Mapping[str, Domain], length: int) -> Iterator[object]:
        if length == 0:
            yield ()
            return
        if length == 1:
            yield from ((row,) for row in self.records(path, fields))
            return
        # Longer lists hold two kinds of row at most, in every proportion.
        for one in self.records(path, fields):
            for other in self.records(path, fields):
                for many in range(1, length):
                    yield (one,) * many + (other,) * (length - many)


def _begins(path: str, field: str) -> bool:
    return path == field or path.startswith(f"{field}.")


def _oddness(point: object) -> tuple[bool, int, str]:
    """Short texts and small amounts first, the negative and the empty last."""
    match point:
        case str():
            return (not point, len(point), point)
        case date():
            return (False, point.toordinal(), "")
        case int() | Decimal():
            return (point < 0, abs(int(point)), str(point))
    return (True, 0, "")


def _ordinary(domain: Open) -> set[object]:
    ordinary: dict[Type, set[object]] = {
        INT: {0, 1},
        DECIMAL: {Decimal(0)},
        TEXT: {"", "あ"},
        DATE: {date(2000, 1, 1)},
    }
    return ordinary.get(domain.type, set())


def _within(point: object, domain: Open) -> bool:
    if isinstance(point, date):
        least, most = domain.least or date.min, domain.most or date.max
        return isinstance(least, date) and isinstance(most, date) and least <= point <= most
    if isinstance(point, int | Decimal):
        above = not isinstance(domain.least, int | Decimal) or point >= domain.least
        return above and (not isinstance(domain.most, int | Decimal) or point <= domain.most)
    return True
