"""A past application put through two versions of a definition: what would come out differently for this person.

The result is read by the same walk, the same validation and the same checks as on receipt. The rules are read on the
day the answers arrived, so that only the change of the definition tells, not the time since.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Literal, TypeVar

from madoguchi.definitions.charging import charged
from madoguchi.definitions.check import Outcome, findings
from madoguchi.definitions.compiled import ROW, Compiled
from madoguchi.definitions.explain import label_of
from madoguchi.definitions.journey import Journey, is_shown_in_row, requirement, walk
from madoguchi.definitions.questions import FileQuestion, GroupQuestion
from madoguchi.definitions.references import PLACEHOLDER
from madoguchi.definitions.situation import Situation
from madoguchi.definitions.slices import Slice, slices, whole
from madoguchi.definitions.validate import validate_questions
from madoguchi.definitions.values import row_for_rules
from madoguchi.definitions.ward import Town
from madoguchi.kernel.addresses import TownIndex
from madoguchi.kernel.money import yen

Key = TypeVar("Key")
Kind = Literal["outcome", "value", "working", "fee", "paper", "question", "finding", "problem"]


class Verdict(StrEnum):
    """Where an application lands: in the batch of clean ones, before an officer, or not sent at all."""

    CLEAN = "clean"
    LOOK = "look"
    BLOCKED = "blocked"


VERDICT_LABEL = {Verdict.CLEAN: "問題なし", Verdict.LOOK: "職員が確認", Verdict.BLOCKED: "送信できない"}
REQUIRE_LABEL = {"": "たずねない", "hard": "必須", "soft": "なくても送れる", "none": "任意"}
OUTCOME_LABEL = {"": "対象外", Outcome.PASS: "当たらない", Outcome.FAIL: "当たる", Outcome.UNKNOWN: "判定できない"}


@dataclass(frozen=True)
class Result:
    """What comes of an application, each by the path it is about."""

    asked: Mapping[str, str]
    derived: Mapping[str, object]
    found: Mapping[tuple[str, str], Outcome]
    problems: Mapping[str, str]
    fee: str
    verdict: Verdict


@dataclass(frozen=True)
class Change:
    """One thing that would be otherwise: what it is called, how it came out, how it would."""

    kind: Kind
    what: str
    old: str
    new: str


class Replay:
    """Two versions, ready for any number of applications."""

    def __init__(self, before: Compiled, after: Compiled, towns: TownIndex[Town] | None = None) -> None:
        self.before, self.after, self.towns = before, after, towns
        self.parts = slices(before, after)
        self.whole = (whole(before), whole(after))
        self.working = _working(before) & _working(after)
        self.same_fees = before.procedure.fees == after.procedure.fees

    def changes(self, answers: Mapping[str, object], on: date) -> tuple[Change, ...]:
        """Everything that would be otherwise for these answers of that day; nothing for most people.

        All differences lie within the parts. Only where the parts land differently must the rest be asked as well.
        """
        if self.same_fees and all(part.is_empty for part in self.parts):
            return ()
        at = Situation(today=on, towns=self.towns)
        old, new = (result_of(part, answers, at) for part in self.parts)
        if old == new:
            return ()
        if old.verdict != new.verdict:
            rest = result_of(self.whole[0], answers, at).verdict
            old, new = replace(old, verdict=rest), replace(new, verdict=self._landing(rest, new.verdict, answers, at))
        return tuple(self._differences(old, new))

    def _landing(self, before: Verdict, part: Verdict, answers: Mapping[str, object], at: Situation) -> Verdict:
        """Where the newer version lands: known when its part is blocked, or when the older one had nothing at all."""
        if part is Verdict.BLOCKED:
            return part
        if before is Verdict.CLEAN:
            return part
        return result_of(self.whole[1], answers, at).verdict

    def changes_of_all(self, answers: Mapping[str, object], on: date) -> tuple[Change, ...]:
        """The same without the short cut: both versions walked from the first question to the last check."""
        at = Situation(today=on, towns=self.towns)
        old, new = (result_of(part, answers, at) for part in self.whole)
        return tuple(self._differences(old, new)) if old != new else ()

    def _differences(self, old: Result, new: Result) -> Iterator[Change]:
        if old.verdict != new.verdict:
            yield Change("outcome", "結果", VERDICT_LABEL[old.verdict], VERDICT_LABEL[new.verdict])
        if old.fee != new.fee:
            yield Change("fee", "手数料", old.fee, new.fee)
        for id_ in _differing(old.derived, new.derived):
            named: Kind = "working" if id_ in self.working else "value"
            yield Change(named, self._label(id_), self._written(id_, old), self._written(id_, new))
        for path in _differing(old.asked, new.asked):
            kind: Kind = "paper" if self._is_paper(path) else "question"
            words = (REQUIRE_LABEL[old.asked.get(path, "")], REQUIRE_LABEL[new.asked.get(path, "")])
            yield Change(kind, self._label(path), *words)
        for pair in _differing(old.found, new.found):
            words = (OUTCOME_LABEL[old.found.get(pair, "")], OUTCOME_LABEL[new.found.get(pair, "")])
            yield Change("finding", self._check(pair[0]), *words)
        for path in _differing(old.problems, new.problems):
            words = ("誤り" if path in old.problems else "正しい", "誤り" if path in new.problems else "正しい")
            yield Change("problem", self._label(_without_row(path)), *words)

    def _knowing(self, path: str) -> Compiled:
        """The newer version, or the older one where only that knows what this is."""
        p = self.after.procedure
        return self.after if path.split(".")[0] in {*p.data, *p.derived} else self.before

    def _label(self, path: str) -> str:
        return label_of(self._knowing(path), path)

    def _is_paper(self, path: str) -> bool:
        compiled = self._knowing(path)
        question = compiled.procedure.data.get(path.split(".")[0])
        leaf = path.partition(".")[2]
        inner = question.fields.get(leaf) if leaf and isinstance(question, GroupQuestion) else question
        return isinstance(inner, FileQuestion)

    def _check(self, id_: str) -> str:
        known = (check for compiled in (self.after, self.before) for check in compiled.procedure.checks)
        return next((check.officer for check in known if check.id == id_), f"「{id_}」")

    def _written(self, id_: str, result: Result) -> str:
        derived = self._knowing(id_).procedure.derived.get(id_)
        return _amount(result.derived.get(id_), derived.type if derived else "text")


def _working(compiled: Compiled) -> frozenset[str]:
    """Values on the way to others: read by a rule, and in no notice. What they bring about is told where it shows."""
    p = compiled.procedure
    rules = [*compiled.derived.values(), *compiled.shown.values(), *compiled.required.values()]
    rules += [*compiled.page_shown.values(), *(rule for _, rule in compiled.checks)]
    told = {*p.handling.approved.rows, *p.handling.rejected.rows}
    told |= {name for text in p.handling.approved.paragraphs for name in PLACEHOLDER.findall(text)}
    read = frozenset(name for rule in rules for name in rule.names if name in p.derived)
    return read - told


def result_of(part: Slice, answers: Mapping[str, object], at: Situation) -> Result:
    """Walk, validate and check the part of a version."""
    compiled = part.compiled
    journey = walk(compiled, answers, today=at.today)
    watched = [id_ for id_ in compiled.order if id_ in part.watched and id_ in journey.visible]
    problems = validate_questions(compiled, journey, watched, at).problems if watched else ()
    found = {(one.check.id, one.row): one for one in findings(compiled, journey, today=at.today)}
    levels = [one.check.level for one in found.values() if one.outcome is Outcome.FAIL]
    waits = any(one.outcome is not Outcome.PASS for one in found.values())
    return Result(
        asked=dict(_asked(compiled, journey, watched, at.today)),
        derived=journey.derived,
        found={key: one.outcome for key, one in found.items()},
        problems={problem.path: problem.code for problem in problems},
        fee=_fee(compiled, journey, at.today),
        verdict=Verdict.BLOCKED if problems or "block" in levels else Verdict.LOOK if waits else Verdict.CLEAN,
    )


def _asked(compiled: Compiled, journey: Journey, watched: list[str], today: date) -> Iterator[tuple[str, str]]:
    """Each question that is asked with how strongly; a question of a group once, however many rows ask it."""
    for id_ in watched:
        yield id_, requirement(compiled, id_, journey.values, today)
        question, rows = compiled.procedure.data[id_], journey.answers.get(id_)
        if isinstance(question, GroupQuestion) and isinstance(rows, list):
            strongest: dict[str, str] = {}
            for row in rows:
                within = {**journey.values, ROW: row_for_rules(question, row)}
                for leaf in question.fields:
                    path = f"{id_}.{leaf}"
                    if is_shown_in_row(compiled, path, journey.values, question, row, today):
                        asked = requirement(compiled, path, within, today)
                        strongest[path] = max(strongest.get(path, "none"), asked, key=("none", "soft", "hard").index)
            yield from strongest.items()


def _differing(old: Mapping[Key, object], new: Mapping[Key, object]) -> list[Key]:
    return [key for key in {**old, **new} if old.get(key) != new.get(key)]


def _without_row(path: str) -> str:
    """`children.3.birthdate` is the birth date of a child, whichever."""
    steps = path.split(".")
    return f"{steps[0]}.{steps[2]}" if len(steps) == 3 else steps[0]


def _fee(compiled: Compiled, journey: Journey, on: date) -> str:
    """What this person would pay; where the amount does not follow from the answers, the fee that is in force."""
    if found := charged(compiled, journey, today=on):
        return yen(found.total)
    begun = [fee for fee in compiled.procedure.fees if fee.since <= on]
    if not begun:
        return "なし"
    fee = max(begun, key=lambda fee: fee.since)
    return f"1{fee.per}{fee.yen:,}円"


def _amount(value: object, type_: str) -> str:
    match value:
        case None:
            return "（なし）"
        case bool():
            return "はい" if value else "いいえ"
        case int():
            return f"{value:,}円" if type_ == "money" else f"{value:,}"
        case _:
            return str(value)
