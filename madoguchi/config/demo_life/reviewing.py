"""Officers who look at what the checks stopped: settle each doubt, ask for what is wrong, review what was drawn."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from madoguchi.cases import checklist, commands, doubting
from madoguchi.cases.checklist import Item as Found
from madoguchi.cases.deadlines import day_of
from madoguchi.cases.grounds import Fault, Item
from madoguchi.cases.mending import is_askable
from madoguchi.cases.models import Case, FullReview, Verdict
from madoguchi.cases.states import State
from madoguchi.config.demo_life.chance import Chance, at_hour
from madoguchi.config.demo_life.memory import Memory
from madoguchi.definitions.check import Outcome
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.journey import Journey, walk
from madoguchi.definitions.questions import FileQuestion
from madoguchi.kernel import clock, opening_days
from madoguchi.kernel.actors import Actor
from madoguchi.publications import queries as publications

# After how many 開庁日 somebody gets to it.
WAITS = {0: 44, 1: 30, 2: 13, 3: 6, 5: 4, 8: 2, 14: 1}
IS_REALLY_WRONG, NOTICES_A_PROBE, TAKES_IT_BACK = 0.3, 0.8, 0.02
NOON, AFTERNOON, END = 12, 13, (16, 30)


@dataclass(frozen=True)
class Reviewer:
    """One officer of one section on one day."""

    by: Actor
    memory: Memory
    day: date

    def works(self) -> None:
        """The oldest first, until the end of the day; what is left waits for tomorrow."""
        for case in self._waiting():
            if clock.now().hour == NOON:
                clock.clock.move_to(at_hour(self.day, AFTERNOON))
            if clock.now() >= at_hour(self.day, *END):
                return
            self._looks_at(case, Chance(self.memory.seed, "review", case.number, case.revisions.count()))

    def _waiting(self) -> Iterator[Case]:
        """What came for a person, and what came back from one; not before its turn."""
        mine = Case.with_probes.filter(section=self.by.section, decided_at=None, clean_since=None)
        for case in mine.exclude(state=State.RETURNED).order_by("received_at", "number"):
            turn = Chance(self.memory.seed, "turn", case.number).weighed(WAITS)
            is_new = case.stands is State.RECEIVED and _is_after(case.received_at, turn, self.day)
            if case.unpaid and not case.to_look_at:
                continue  # in order, and waiting for its fee alone
            if is_new or (_came_back(case) and doubts_left(case)):
                yield case

    def _looks_at(self, case: Case, chance: Chance) -> None:
        commands.view(case=case, by=self.by, at=clock.now())
        clock.passes(minutes=chance.between(1, 4))
        if case.stands is State.RECEIVED:
            commands.begin_review(case=case, by=self.by, at=clock.now())
        if case.probe is not None:
            self._looks_at_a_probe(case, chance)
            return
        wrong = self._settles(case, chance)
        if case.full_review == FullReview.DRAWN:
            self._reviews_in_full(case, chance)
        if wrong:
            self._asks(case, wrong, chance)

    def _settles(self, case: Case, chance: Chance) -> list[Found]:
        """Say of each doubt whether the check was right; those where it was, and that can be mended."""
        really = set(self.memory.right_of(case.number)) if case.corrected_at is None else set()
        confirmed = []
        for found in doubts_of(case):
            heads = {anchor.partition(".")[0] for anchor in found.anchors}
            guess = case.corrected_at is None and bool(found.told) and chance.happens(IS_REALLY_WRONG)
            is_wrong = found.outcome is Outcome.FAIL and bool(heads & really or guess)
            clock.passes(minutes=chance.between(1, 3))
            verdict = Verdict.CONFIRMED if is_wrong else Verdict.FALSE_ALARM
            commands.settle_finding(
                case=case, check=found.check, row=found.row, verdict=verdict.value, by=self.by, at=clock.now()
            )
            confirmed += [found] if is_wrong else []
        return confirmed

    def _reviews_in_full(self, case: Case, chance: Chance) -> None:
        """A mistake no check can see is seen here; it is put right by telephone, and the miss is kept."""
        clock.passes(minutes=chance.between(4, 10))
        missed = next(iter(sorted(self.memory.right_of(case.number))), "")
        words = "電話で確かめたところ、申請の内容と違っていました。" if missed else ""
        commands.record_sample(
            case=case, agrees=not missed, place=missed, words=words, by=self.by, at=clock.now()
        )  # fmt: skip

    def _asks(self, case: Case, wrong: list[Found], chance: Chance) -> None:
        items = list(_items(case, wrong))
        if not items:
            return
        clock.passes(minutes=2)
        commands.ask_for_correction(case=case, items=items, by=self.by, at=clock.now())
        if chance.happens(TAKES_IT_BACK):
            clock.passes(minutes=5)
            commands.take_back_correction(case=case, by=self.by, at=clock.now())
            for found in wrong:
                commands.settle_finding(
                    case=case,
                    check=found.check,
                    row=found.row,
                    verdict=Verdict.FALSE_ALARM.value,
                    by=self.by,
                    at=clock.now(),
                )

    def _looks_at_a_probe(self, case: Case, chance: Chance) -> None:
        """Nobody knows that it is one; most notice what is wrong with it."""
        assert case.probe is not None  # noqa: S101 -- asked by the caller
        clock.passes(minutes=chance.between(3, 8))
        compiled, journey = _walked(case)
        is_asked = is_askable(compiled, journey, case.probe.field, today=day_of(case.answered_at))
        if is_asked and chance.happens(NOTICES_A_PROBE):
            item = Item(path=case.probe.field, reason=Fault.WRONG)
            commands.ask_for_correction(case=case, items=[item], by=self.by, at=clock.now())
            return
        if case.full_review == FullReview.DRAWN:
            commands.record_sample(case=case, agrees=True, by=self.by, at=clock.now())


def doubts_of(case: Case) -> list[Found]:
    """What did not pass, as the desk shows it."""
    compiled, journey = _walked(case)
    found = checklist.items(compiled, journey, case.findings, today=day_of(case.answered_at))
    return [one for one in found if one.needs_a_look]


def doubts_left(case: Case) -> bool:
    """Whether a doubt about the answers as they are now waits to be settled."""
    return any(not doubt.verdict for doubt in doubting.of_case(case).values())


def _came_back(case: Case) -> bool:
    return case.stands is State.UNDER_REVIEW and case.corrected_at is not None


def _is_after(received: datetime, turn: int, day: date) -> bool:
    return opening_days.open_days_between(day_of(received), day) >= turn


def _walked(case: Case) -> tuple[Compiled, Journey]:
    compiled = publications.version(case.version)
    return compiled, walk(compiled, case.answers, today=day_of(case.answered_at))


def _items(case: Case, wrong: list[Found]) -> Iterator[Item]:
    """The first answer each confirmed doubt points at, once."""
    compiled, journey = _walked(case)
    asked: set[str] = set()
    for found in wrong:
        able = (path for path in found.anchors if is_askable(compiled, journey, path, today=day_of(case.answered_at)))
        path = next(able, "")
        if path and path not in asked:
            asked.add(path)
            yield Item(path=path, reason=_fault(compiled, case, path, found.check), check=found.check)


def _fault(compiled: Compiled, case: Case, path: str, check: str) -> Fault:
    if "expired" in check or "old" in check.split("_"):
        return Fault.EXPIRED
    question = compiled.procedure.data[path.partition(".")[0]]
    missing = isinstance(question, FileQuestion) or path.partition(".")[0] not in case.answers
    return Fault.INCOMPLETE if missing else Fault.WRONG
