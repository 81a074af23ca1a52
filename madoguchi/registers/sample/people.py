"""Invented households, one after another, the same for the same seed. The make-up of households is modelled, not counted."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from madoguchi.registers.sample import names
from madoguchi.registers.sample.population import Chances, Figures, Place

# Households of several, by kind: modelled so that the share under 15 comes near the census' 11.5 %.
KINDS = Chances(["couple", "family", "one_parent", "three_generations", "shared"], [43, 37, 11, 5, 4])
CHILDREN = Chances([1, 2, 3, 4], [45, 43, 10, 2])
FORMER, ALIAS, ACCOUNT, LEFT = 0.02, 0.35, 0.9, 0.002
ABROAD = 0.9  # of the share by people: households from abroad are the larger ones
_AGES: dict[str, Callable[[Figures, random.Random], int]] = {
    "couple": lambda figures, by: max(figures.adults.draw(by), figures.adults.draw(by)),
    "family": lambda _, by: by.randint(28, 62),
    "one_parent": lambda _, by: by.randint(32, 88),
    "three_generations": lambda _, by: by.randint(34, 64),
}


@dataclass(frozen=True)
class Invented:
    """One person before numbers are given."""

    name: str
    kana: str
    birthdate: date
    sex: str
    relation: str
    former: str = ""
    alias: str = ""
    alias_kana: str = ""


@dataclass(frozen=True)
class Home:
    """Where a household lives."""

    place: Place
    block: str
    building: str
    since: date


class Inventor:
    """Draws households; every draw comes from one generator, so that a seed says everything."""

    def __init__(self, figures: Figures, seed: int) -> None:
        self.figures = figures
        self.by = random.Random(seed)  # noqa: S311 — invented people, the same for the same seed
        self.surnames = Chances(names.SURNAMES, names.SURNAME_WEIGHTS)

    def household(self) -> tuple[Home, list[Invented]]:
        """A home and who lives there, the head first."""
        if self.by.random() < self.figures.share_single:
            people = [self._somebody(self.figures.adults.draw(self.by))]
        else:
            people = list(self._several(KINDS.draw(self.by)))
        return self._home(people[0]), people

    def _several(self, kind: str) -> Iterator[Invented]:
        by = self.by
        if kind == "shared":
            yield self._somebody(by.randint(20, 40))
            yield replace(self._somebody(by.randint(20, 40)), relation="同居人")
            return
        age = _AGES[kind](self.figures, by)
        head = self._somebody(age)
        yield head
        if kind in ("couple", "family", "three_generations"):
            sex = "female" if head.sex == "male" else "male"
            partner = self._of_family(head, max(20, age + by.randint(-6, 4)), sex, "妻" if sex == "female" else "夫")
            yield replace(partner, former=self.surnames.draw(by)[0]) if by.random() < FORMER else partner
        if kind != "couple":
            oldest = min(age - by.randint(24, 38), 27 if kind == "family" else 55)
            for place in range(CHILDREN.draw(by)):
                yield self._of_family(head, max(0, oldest - 3 * place), self._sex(), "子")
        if kind == "three_generations":
            sex = self._sex(women=0.75)
            yield self._of_family(head, min(99, age + by.randint(24, 36)), sex, "母" if sex == "female" else "父")

    def _sex(self, *, women: float | None = None) -> str:
        return "female" if self.by.random() < (women or self.figures.women) else "male"

    def _somebody(self, age: int) -> Invented:
        """The head of a household."""
        sex = self._sex()
        if self.by.random() < self.figures.share_abroad * ABROAD:
            return self._from_abroad(age, sex)
        return self._named(self.surnames.draw(self.by), age, sex, "世帯主")

    def _named(self, family: names.Spelled, age: int, sex: str, relation: str) -> Invented:
        born = self.figures.birthdate(age, self.by)
        given = self.by.choice(names.GIVEN[sex][names.era_of(born.year)])
        return Invented(f"{family[0]}\u3000{given[0]}", f"{family[1]}\u3000{given[1]}", born, sex, relation)

    def _from_abroad(self, age: int, sex: str) -> Invented:
        families, givens = names.ABROAD[self.figures.nations.draw(self.by)]
        family, given = self.by.choice(families), self.by.choice(givens)
        born = self.figures.birthdate(min(age, 75), self.by)
        person = Invented(f"{family[0]} {given[0]}", f"{family[1]}\u3000{given[1]}", born, sex, "世帯主")
        if self.by.random() > ALIAS:
            return person
        alias, called = self.by.choice(names.ALIASES), self.by.choice(names.GIVEN[sex][names.era_of(born.year)])
        return replace(person, alias=f"{alias[0]}\u3000{called[0]}", alias_kana=f"{alias[1]}\u3000{called[1]}")

    def _of_family(self, head: Invented, age: int, sex: str, relation: str) -> Invented:
        """By the head's name; a family from abroad by a name of theirs."""
        if " " in head.name:
            family, kana = head.name.split(" ")[0], head.kana.split("\u3000")[0]
            givens = next(given for families, given in names.ABROAD.values() if (family, kana) in families)
            given = self.by.choice(givens)
            born = self.figures.birthdate(age, self.by)
            return Invented(f"{family} {given[0]}", f"{kana}\u3000{given[1]}", born, sex, relation)
        family_name = (head.name.split("\u3000")[0], head.kana.split("\u3000")[0])
        return self._named(family_name, age, sex, relation)

    def _home(self, head: Invented) -> Home:
        by, today = self.by, self.figures.today
        block = f"{by.randint(1, 48)}番{by.randint(1, 30)}号"
        flat = f"{by.randint(1, 9)}{by.randint(1, 12):02}"
        building = f"{by.choice(names.BUILDINGS)}{by.choice(names.SURNAMES)[0]}{flat}" if by.random() < 0.72 else ""
        earliest = max(head.birthdate, today - timedelta(days=365 * 40))
        since = earliest + timedelta(days=int((today - earliest).days * by.random() ** 0.5))
        return Home(self.figures.places.draw(by), block, building, since)
