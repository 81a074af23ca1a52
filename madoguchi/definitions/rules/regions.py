"""Whether some answers make rules come true together: the proof that a question can be reached.

An example is always real: the rules themselves were evaluated on it. Finding none is a proof where `are_decisive`
(decisive.py) says so; sums over several open fields, for one, are tried at their representative values only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from madoguchi.definitions.rules.candidates import Values
from madoguchi.definitions.rules.decisive import are_decisive
from madoguchi.definitions.rules.domains import Choices, Domain, Fields, Open, Rows, Several, YesNo
from madoguchi.definitions.rules.points import representatives
from madoguchi.definitions.rules.rule import Rule

__all__ = [
    "Choices",
    "Domain",
    "Fields",
    "Open",
    "Rows",
    "Several",
    "TooManyCases",
    "YesNo",
    "are_decisive",
    "find_example",
]


class TooManyCases(Exception):
    """The rules ask for more cases than may be tried; nothing has been proved."""


def find_example(
    wanted: Sequence[Rule],
    unwanted: Sequence[Rule],
    domains: Mapping[str, Domain],
    *,
    today: date,
    limit: int = 200_000,
) -> Mapping[str, object] | None:
    """Answers for which every rule wanted fires and none unwanted does, or None where there are none.

    Only the fields the rules read are answered; one left out is absent. Every such field needs a domain.
    """
    demands = [_Demand(part, fires=True) for rule in wanted for part in rule.conditions("&&")]
    demands += [_Demand(part, fires=False) for rule in unwanted for part in rule.conditions("||")]
    search = _Search(demands, domains, today, limit)
    example: dict[str, object] = {}
    for names in search.independent():
        found = search.solve(names)
        if found is None:
            return None
        example |= found
    return {name: value for name, value in example.items() if value is not None}


@dataclass(frozen=True, slots=True)
class _Demand:
    rule: Rule
    fires: bool

    def met(self, values: Mapping[str, object], today: date) -> bool:
        return self.rule.evaluate(values, today=today) is self.fires


class _Search:
    """Backtracking over the fields, checking each demand as soon as the last of its fields has a value."""

    def __init__(self, demands: list[_Demand], domains: Mapping[str, Domain], today: date, limit: int) -> None:
        self.demands = demands
        self.today = today
        self.left = limit
        rules = [demand.rule for demand in demands]
        points = representatives(rules, today)
        paths = {path for rule in rules for path in rule.paths}
        names = sorted({name for rule in rules for name in rule.names})
        self.values = Values(points, paths)
        self.domains = {name: domains[name] for name in names}

    def independent(self) -> list[frozenset[str]]:
        """Groups of fields no demand connects; a demand without fields makes the empty group."""
        groups: list[frozenset[str]] = []
        for demand in self.demands:
            touching = [group for group in groups if group & demand.rule.names]
            groups = [group for group in groups if group not in touching]
            groups.append(demand.rule.names.union(*touching))
        return sorted(groups, key=len)

    def solve(self, names: frozenset[str]) -> dict[str, object] | None:
        demands = [demand for demand in self.demands if demand.rule.names <= names]
        if not all(demand.met({}, self.today) for demand in demands if not demand.rule.names):
            return None
        candidates = {name: self.candidates(name, demands) for name in sorted(names)}
        order = _order(candidates, demands)
        return self.extended({}, order, candidates, _due(order, demands))

    def candidates(self, name: str, demands: list[_Demand]) -> list[object]:
        own = [demand for demand in demands if demand.rule.names == {name}]
        return [
            value
            for value in self.values.of(name, self.domains[name])
            if self.counted() and all(demand.met({name: value}, self.today) for demand in own)
        ]

    def extended(
        self,
        values: dict[str, object],
        order: list[str],
        candidates: Mapping[str, list[object]],
        due: Mapping[str, list[_Demand]],
    ) -> dict[str, object] | None:
        if len(values) == len(order):
            return values
        name = order[len(values)]
        for value in candidates[name]:
            self.counted()
            longer = {**values, name: value}
            if all(demand.met(longer, self.today) for demand in due[name]):
                found = self.extended(longer, order, candidates, due)
                if found is not None:
                    return found
        return None

    def counted(self) -> bool:
        self.left -= 1
        if self.left < 0:
            raise TooManyCases
        return True


def _order(candidates: Mapping[str, list[object]], demands: list[_Demand]) -> list[str]:
    """Next always a field that completes or touches a demand already begun, and of these the one with fewest values."""
    order: list[str] = []
    while len(order) < len(candidates):
        begun = {name for demand in demands if demand.rule.names & set(order) for name in demand.rule.names}
        rest = [name for name in candidates if name not in order]
        order.append(min(rest, key=lambda name: (name not in begun, len(candidates[name]), name)))
    return order


def _due(order: list[str], demands: list[_Demand]) -> dict[str, list[_Demand]]:
    due: dict[str, list[_Demand]] = {name: [] for name in order}
    for demand in demands:
        if len(demand.rule.names) > 1:
            due[max(demand.rule.names, key=order.index)].append(demand)
    return due
