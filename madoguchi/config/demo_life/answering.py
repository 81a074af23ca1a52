"""What a household would answer: as a named applicant of the definition does, with its own people, days and account."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from madoguchi.config.demo_life.chance import Chance
from madoguchi.config.demo_life.townspeople import Answers, Household, Row, age
from madoguchi.definitions import check as checks
from madoguchi.definitions.as_data import sent
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.examples import answers_of
from madoguchi.definitions.procedure import Example
from madoguchi.definitions.questions import ChoiceQuestion, FileQuestion, GroupQuestion, MoneyQuestion
from madoguchi.definitions.situation import Situation
from madoguchi.definitions.validate import validate
from madoguchi.kernel import ids
from madoguchi.kernel.bank_accounts import holder_for_bank

DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Days of an example that lie as near to its own day are what has just happened, or will soon.
NEAR = timedelta(days=120)
PEOPLE = ("household.members", "children")
RELATIONS = {"head": ("head", "self"), "spouse": ("spouse",), "child": ("child",), "parent": ("parent", "other")}
# Most children for whom something is asked are in the register already.
NEWBORN = 0.3
FIRST_SCHOOL_YEAR, LAST_SCHOOL_YEAR, ELEMENTARY = 6, 14, 6


@dataclass(frozen=True)
class Judged:
    """What comes of answers: wrong ones, those that block, and which checks do not pass, the register's left out."""

    problems: tuple[str, ...]
    blocked: bool
    failed: frozenset[str]

    @property
    def can_be_sent(self) -> bool:
        return not self.problems and not self.blocked


def judged(compiled: Compiled, answers: Mapping[str, object], at: Situation) -> Judged:
    """As the form and the desk will see it on that day."""
    validity = validate(compiled, answers, at)
    failed = checks.failures(checks.findings(compiled, validity.journey, today=at.today))
    return Judged(
        problems=tuple(problem.path for problem in validity.problems),
        blocked=any(one.check.level == "block" for one in failed),
        failed=frozenset(one.check.id for one in failed),
    )


@dataclass(frozen=True)
class Telling:
    """One household that answers like one example on one day."""

    compiled: Compiled
    example: Example
    household: Household
    at: Situation
    chance: Chance

    def answers(self) -> Answers | None:
        """In the form they are kept; None where this household cannot answer like that."""
        told = {id_: self._told(id_, answer) for id_, answer in self._like.items()}
        if None in told.values():
            return None
        told |= self._reached_by()
        if mailed := self.compiled.procedure.mailed:
            told[mailed.number] = number_of_sheet(self.household, self.at.today)
        files = {id_: answer for id_, answer in told.items() if self._is_files(id_)}
        read = sent(self.compiled, {id_: answer for id_, answer in told.items() if id_ not in files}, self.at)
        return None if read.problems else {**read.answers, **files}

    @cached_property
    def _like(self) -> Answers:
        answers, _unread = answers_of(self.compiled, self.example, self.at)
        return answers

    @cached_property
    def _swaps(self) -> list[tuple[object, object]]:
        """Another person wherever the applicant of the example stands."""
        who, home = self.compiled.procedure.applicant, self.household
        name, kana = _parts(self._like.get(who.name)), _parts(self._like.get(who.kana))
        swaps: list[tuple[object, object]] = [
            (self._like.get(who.address), dict(home.address)),
            (self._like.get(self._birthdate), home.birthdate),
        ]
        for old, new in ((name, home.name), (kana, home.kana)):
            swaps += [(old, dict(new)), (" ".join(old.values()), " ".join(new.values()))]
        swaps.append((" ".join(kana.values()), holder_for_bank(" ".join(home.kana.values()))))
        return [(old, new) for old, new in swaps if old]

    @property
    def _birthdate(self) -> str:
        named = self.compiled.procedure.applicant.birthdate
        return named or next((id_ for id_ in self._like if id_.endswith("birthdate")), "")

    def _told(self, id_: str, answer: object) -> object:
        question = self.compiled.procedure.data[id_]
        if isinstance(question, GroupQuestion):
            rows = [_moved(row, self.example.on, self.at.today) for row in _rows(answer)]
            if question.concept in PEOPLE:
                return list(self._people(question, [_parts_of(row) for row in rows])) or None
            return [self._swapped(row) for row in rows]
        return self._swapped(_moved(answer, self.example.on, self.at.today))

    def _swapped(self, answer: object) -> object:
        for old, new in self._swaps:
            if answer == old:
                return new
        if isinstance(answer, Mapping):
            if family := self._of_the_family(answer):
                return family
            return {key: self._swapped(value) for key, value in answer.items()}
        return [self._swapped(value) for value in answer] if isinstance(answer, list) else answer

    def _of_the_family(self, answer: Mapping[str, object]) -> Mapping[str, object] | None:
        """Whoever has the family name of the example's applicant has that of ours."""
        for old, new in self._swaps:
            named = isinstance(old, Mapping) and isinstance(new, Mapping) and set(answer) == {"family", "given"}
            if named and answer["family"] == _parts(old).get("family"):
                return {**answer, "family": _parts(new)["family"]}
        return None

    def _people(self, group: GroupQuestion, like: list[Row]) -> Iterator[Answers]:
        """The household's own people in the rows of the group, and what else the example says of such a person."""
        people = self._rows_of(group, like)
        for place, (person, newborn) in enumerate(people, start=1):
            if newborn:
                yield {**{leaf: self._swapped(value) for leaf, value in person.items()}, "row": str(place)}
                continue
            relation = self._relation(group, str(person.get("household.relation", "other")))
            pattern = next((row for row in like if row.get("relation") == relation), like[0])
            told: Answers = {leaf: self._swapped(value) for leaf, value in pattern.items()}
            told |= {"row": str(place)} | ({"relation": relation} if "relation" in group.fields else {})
            told |= {leaf: person[f"person.{leaf}"] for leaf in ("name", "kana", "birthdate") if leaf in group.fields}
            told |= _school(group, str(person["person.birthdate"]), self.at.today)
            yield told | {leaf: self._about(told[leaf]) for leaf in told if _is_money(group, leaf)}

    def _rows_of(self, group: GroupQuestion, like: list[Row]) -> list[tuple[Row, bool]]:
        """Who stands in the group: all of the household, or its children after one that is in no register yet."""
        if group.concept != "children":
            return [(person, False) for person in self.household.members]
        own = self.household.children(self.at.today)[::-1]
        own = own[: len(like)] if self.chance.happens(0.5) else own[: group.max]
        event = str(_moved(self._like.get("event_date"), self.example.on, self.at.today))
        newborn = [(row, True) for row in like if row.get("birthdate") == event]
        if newborn and not self.chance.happens(NEWBORN):
            return []
        return [*newborn, *((row, False) for row in own)]

    def _relation(self, group: GroupQuestion, relation: str) -> str:
        question = group.fields.get("relation")
        offered = [option.value for option in question.options] if isinstance(question, ChoiceQuestion) else []
        return next((one for one in RELATIONS.get(relation, ()) if one in offered), "other" if offered else relation)

    def _about(self, yen: object) -> object:
        """No two households earn the same."""
        return round(yen * self.chance.between(60, 150) / 100, -3) if isinstance(yen, int) else yen

    def _reached_by(self) -> Answers:
        """Their own telephone, and a mail address where they have one."""
        who, number = self.compiled.procedure.applicant, int(self.household.number[-7:])
        told: Answers = {who.phone: f"090{number % 9_000 + 1_000:04}{number * 7 % 10_000:04}"} if who.phone else {}
        if who.email:
            told[who.email] = f"r{self.household.number}@example.jp"
        return {id_: answer for id_, answer in told.items() if id_ in self.compiled.procedure.data}

    def _is_files(self, id_: str) -> bool:
        return isinstance(self.compiled.procedure.data[id_], FileQuestion)


def number_of_sheet(household: Household, today: date) -> str:
    """The 照会番号 on the sheet that was mailed to them."""
    year = today.year if today.month > 3 else today.year - 1
    return ids.with_check_digit(f"{year % 100}{int(household.number[-7:]) + 2_000_000:07}")


def _school(group: GroupQuestion, birthdate: str, on: date) -> Answers:
    """The school year a child is in, where it is asked for."""
    if "grade" not in group.fields:
        return {}
    year = on.year if on.month > 3 else on.year - 1
    years = min(LAST_SCHOOL_YEAR, max(FIRST_SCHOOL_YEAR, age(birthdate, date(year, 4, 1)))) - FIRST_SCHOOL_YEAR
    if years < ELEMENTARY:
        return {"school_kind": "elementary", "grade": years + 1}
    return {"school_kind": "junior", "grade": years - ELEMENTARY + 1}


def _moved(answer: object, then: date, now: date) -> object:
    """What was nine days ago then is so now."""
    if isinstance(answer, Mapping):
        return {key: _moved(value, then, now) for key, value in answer.items()}
    if isinstance(answer, list):
        return [_moved(value, then, now) for value in answer]
    if isinstance(answer, str) and DAY.fullmatch(answer) and abs(date.fromisoformat(answer) - then) <= NEAR:
        return (date.fromisoformat(answer) + (now - then)).isoformat()
    return answer


def _is_money(group: GroupQuestion, leaf: str) -> bool:
    return isinstance(group.fields.get(leaf), MoneyQuestion)


def _rows(answer: object) -> list[object]:
    return list(answer) if isinstance(answer, list) else []


def _parts(value: object) -> Mapping[str, str]:
    return {str(key): str(part) for key, part in value.items()} if isinstance(value, Mapping) else {}


def _parts_of(row: object) -> Row:
    return {str(key): value for key, value in row.items()} if isinstance(row, Mapping) else {}
