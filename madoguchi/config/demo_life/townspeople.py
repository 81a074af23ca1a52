"""The households of the demo's register, as the people who apply: nobody else would pass its comparisons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from madoguchi.registers import queries as registers

Answers = dict[str, object]
Row = Mapping[str, object]
OF_AGE = 18
LETTERS_A_DAY = 18


@dataclass(frozen=True)
class Household:
    """A household of the register: its number, and what it answers by concept."""

    number: str
    said: Mapping[str, object]

    @property
    def name(self) -> Mapping[str, str]:
        return _parts(self.said["person.name"])

    @property
    def kana(self) -> Mapping[str, str]:
        return _parts(self.said["person.kana"])

    @property
    def birthdate(self) -> str:
        return str(self.said["person.birthdate"])

    @property
    def address(self) -> Mapping[str, str]:
        return _parts(self.said["address"])

    @cached_property
    def members(self) -> list[Row]:
        """The head first."""
        rows = self.said["household.members"]
        return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []

    def children(self, on: date) -> list[Row]:
        """Those of the head's children who are not of age yet."""
        return [
            row
            for row in self.members
            if row.get("household.relation") == "child" and age(str(row["person.birthdate"]), on) < OF_AGE
        ]

    def head_age(self, on: date) -> int:
        return age(self.birthdate, on)


class Townspeople:
    """Everybody who may apply, in the order of the register."""

    @cached_property
    def households(self) -> list[Household]:
        """Those whose every member can be written down: a name without a glyph here would stop at the form."""
        found = (Household(number, registers.household_of(number)) for number in registers.household_numbers())
        return [household for household in found if _is_whole(household)]

    @cached_property
    def families(self) -> list[Household]:
        """Those with a child of the head; whether one is a minor on the day, the answers will show."""
        return [home for home in self.households if any(one["household.relation"] == "child" for one in home.members)]

    def with_a_letter(self, days: int) -> list[Household]:
        """Those to whom sheets are mailed: as many as may answer in so many days."""
        return self.households[:: max(1, len(self.households) // (LETTERS_A_DAY * days))]


def age(birthdate: str, on: date) -> int:
    """Full years, by the calendar."""
    born = date.fromisoformat(birthdate)
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _is_whole(household: Household) -> bool:
    people = [household.said, *household.members]
    named = all({"person.name", "person.kana", "person.birthdate"} <= set(one) for one in people)
    return named and "address" in household.said and all(_has_both(one) for one in people)


def _has_both(one: Mapping[str, object]) -> bool:
    return all(all(_parts(one[concept]).values()) for concept in ("person.name", "person.kana"))


def _parts(value: object) -> Mapping[str, str]:
    return {str(key): str(part) for key, part in value.items()} if isinstance(value, Mapping) else {}
