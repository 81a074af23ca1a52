"""When and where an answer is read: today, and the towns of the ward."""

from dataclasses import dataclass
from datetime import date

from madoguchi.definitions.ward import Town
from madoguchi.kernel.addresses import TownIndex


@dataclass(frozen=True)
class Situation:
    """`towns` is None where the ward's list is not at hand; then a town is not compared with it."""

    today: date
    towns: TownIndex[Town] | None = None
