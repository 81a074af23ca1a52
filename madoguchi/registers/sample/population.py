"""The ward's figures as the generator reads them: people by age and region, towns, households, nationalities."""

import csv
import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Generic, TypeVar

from django.conf import settings

from madoguchi.publications import queries as publications

Thing = TypeVar("Thing")
ADULT, OLDEST, OPEN_BAND = 20, 102, 85
POSTCODES = [f"15{office}{number:04}" for office in range(4, 9) for number in range(1, 101)]


class Chances(Generic[Thing]):
    """Draws things by their weights, each in the time of a search."""

    def __init__(self, things: Sequence[Thing], weights: Sequence[float]) -> None:
        self.things = list(things)
        self._sums = list(accumulate(weights))

    def draw(self, by: random.Random) -> Thing:
        return self.things[bisect(self._sums, by.random() * self._sums[-1])]


@dataclass(frozen=True)
class Place:
    """A town with the region it belongs to and its postcode."""

    town: str
    region: str
    postcode: str


class Figures:
    """Read once; `share_single` and `share_abroad` are shares of households and of people."""

    def __init__(self, today: date) -> None:
        self.today = today
        people = list(_rows("population-modelled.csv"))
        self.total = sum(int(row["persons"]) for row in people)
        self.women = sum(int(row["persons"]) for row in people if row["sex"] == "女") / self.total
        self.adults = _ages(people, ADULT, OLDEST)
        self.places = _places(people)
        self.share_single = _measure("単独世帯割合(%)") / 100
        self.nations, self.share_abroad = _nations(self.total)

    def birthdate(self, age: int, by: random.Random) -> date:
        """A day by which somebody is so old today."""
        newest = self.today - timedelta(days=round(age * 365.2425) + 1)
        return newest - timedelta(days=by.randrange(364))


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (Path(settings.CATALOG) / settings.WARD / "figures" / name).open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def _measure(name: str) -> float:
    return next(float(row["value"]) for row in _rows("households.csv") if row["measure"] == name)


def _ages(people: Sequence[dict[str, str]], youngest: int, oldest: int) -> Chances[int]:
    """Single years: a band is spread evenly, the open one thins out upwards."""
    weights: dict[int, float] = {}
    for row in people:
        begin, _, end = row["age_band"].rstrip("+").partition("-")
        years = range(int(begin), int(end) + 1 if end else OLDEST + 1)
        shape = [0.86 ** (age - OPEN_BAND) if not end else 1.0 for age in years]
        for age, part in zip(years, shape, strict=True):
            if youngest <= age <= oldest:
                weights[age] = weights.get(age, 0.0) + int(row["persons"]) * part / sum(shape)
    return Chances(list(weights), list(weights.values()))


def _places(people: Sequence[dict[str, str]]) -> Chances[Place]:
    """Within a region a town weighs as many as live there alone; the census has no other figure by town."""
    regions: dict[str, int] = {}
    for row in people:
        regions[row["region"]] = regions.get(row["region"], 0) + int(row["persons"])
    alone = {row["town"]: int(row["single_households"] or 0) + 1 for row in _rows("single-households.csv")}
    index, codes = publications.towns(), _postcodes()
    within = {region: sum(alone.get(t.name, 1) for t in index.towns if t.region == region) for region in regions}
    places = [Place(town.name, town.region, codes.get(town.name, "")) for town in index.towns]
    weights = [regions[p.region] * alone.get(p.town, 1) / within[p.region] for p in places]
    return Chances(places, weights)


def _postcodes() -> dict[str, str]:
    towns = publications.towns()
    return {town.name: code for code in POSTCODES for town in towns.for_postcode(code)}


def _nations(total: int) -> tuple[Chances[str], float]:
    rows = {row["nationality"]: int(row["persons"]) for row in _rows("foreign-residents.csv")}
    abroad = rows.pop("総数")
    rows["その他"] = abroad - sum(rows.values())
    return Chances(list(rows), list(rows.values())), abroad / total
