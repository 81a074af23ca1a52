"""One day after the other: who comes, who works, and at which moment."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from itertools import count

from madoguchi.cases.deadlines import day_of
from madoguchi.cases.models import Case, Channel
from madoguchi.cases.states import DECIDED, OPEN, State
from madoguchi.config.demo_life import changing, counter_staff, paying, probing, programs, residents, worker
from madoguchi.config.demo_life.chance import Chance, at_hour
from madoguchi.config.demo_life.deciding import Decider
from madoguchi.config.demo_life.desks import Desks
from madoguchi.config.demo_life.errands import AT_COUNTER, Errand, Errands
from madoguchi.config.demo_life.memory import Memory
from madoguchi.config.demo_life.reviewing import Reviewer
from madoguchi.journal.models import Entry
from madoguchi.kernel import clock, opening_days

# After how many days a correction is answered; -1 is never.
ANSWERS_AFTER = {1: 18, 2: 20, 3: 15, 4: 10, 5: 8, 7: 8, 9: 5, 13: 3, -1: 13}
BY_TELEPHONE, WITHDRAWS = 0.08, 0.02
HEARD = "お電話で聞き取りました。"


@dataclass
class Day:
    """What has happened on one day."""

    day: date
    sent: int = 0
    left_off: int = 0
    mended: int = 0
    withdrawn: int = 0
    is_open: bool = False
    agenda: list[tuple[datetime, int, Callable[[], None]]] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """What came in and what was decided, as the database has it."""
        begin, end = at_hour(self.day, 0), at_hour(self.day + timedelta(days=1), 0)
        decided = Case.objects.filter(decided_at__gte=begin, decided_at__lt=end, state__in=sorted(DECIDED))
        asked = Entry.objects.filter(what="correction_asked", at__gte=begin, at__lt=end)
        return {
            "申請": self.sent,
            "途中まで・重複": self.left_off,
            "決定": decided.count(),
            "補正の依頼": asked.count(),
            "補正": self.mended,
            "取下げ": self.withdrawn,
        }


class Life:
    """The demo's town and its offices."""

    def __init__(self, memory: Memory, errands: Errands, desks: Desks, *, expected: float) -> None:
        self.memory, self.errands, self.desks, self.expected = memory, errands, desks, expected
        self._places = count()

    def play(self, day: date, *, changes: bool = False) -> Day:
        """Everything of the day, in the order in which it begins."""
        clock.clock.move_to(at_hour(day, 3))
        worker.keeps_house()
        here = Day(day, is_open=opening_days.is_open(day))
        for errand in self.errands.of_day(day, self.expected):
            self._at(here, errand.begins, partial(self._comes, here, errand))
        self._plan_answers(here)
        if here.is_open:
            self._plan_offices(here, changes=changes)
        while here.agenda:
            moment, _, happens = heapq.heappop(here.agenda)
            clock.clock.move_to(moment)
            happens()
        clock.clock.move_to(at_hour(day, 23, 55))
        worker.works()
        self.memory.last_day = day.isoformat()
        return here

    def _at(self, here: Day, moment: datetime, happens: Callable[[], None]) -> None:
        heapq.heappush(here.agenda, (moment, next(self._places), happens))

    def _comes(self, here: Day, errand: Errand) -> None:
        chance = Chance(self.memory.seed, "comes", here.day, errand.n, errand.way)
        case = self._case_of(errand, chance)
        here.sent += case is not None
        here.left_off += case is None
        if case is None:
            return
        if errand.wrong and case.answers.get(errand.wrong) != errand.right.get(errand.wrong):
            self.memory.right[case.number] = {errand.wrong: errand.right[errand.wrong]}
        if chance.happens(WITHDRAWS):
            later = clock.now() + chance.seconds(1_200, 36_000)
            self._at(here, later, partial(self._thinks_better_of_it, here, case))

    def _case_of(self, errand: Errand, chance: Chance) -> Case | None:
        if errand.way in AT_COUNTER:
            section = errand.compiled.procedure.section
            return counter_staff.receives(errand, self.desks.reviewer(section), chance)
        return programs.sends(errand) if errand.way == Channel.API.value else residents.applies(errand, chance)

    def _thinks_better_of_it(self, here: Day, case: Case) -> None:
        case.refresh_from_db()
        if case.stands in OPEN:
            residents.withdraws(case)
            here.withdrawn += 1

    def _plan_answers(self, here: Day) -> None:
        """Who was asked to mend something answers after some days, in their own time or by telephone."""
        for case in Case.objects.filter(state=State.RETURNED).order_by("number"):
            chance = Chance(self.memory.seed, "answers", case.number, case.changes)
            days, asked = chance.weighed(ANSWERS_AFTER), case.returned_at
            if asked is None or days < 0 or (here.day - day_of(asked)).days < days:
                continue
            calls = chance.happens(BY_TELEPHONE)
            if calls and not here.is_open:
                continue
            moment = chance.moment_at_counter(here.day) if calls else chance.moment_online(here.day)
            self._at(here, moment, partial(self._answers, here, case, calls=calls))

    def _answers(self, here: Day, case: Case, *, calls: bool) -> None:
        case.refresh_from_db()
        if case.stands is not State.RETURNED:
            return
        chance = Chance(self.memory.seed, "mends", case.number, case.changes)
        by = self.desks.reviewer(case.section) if calls else case.applicant
        here.mended += residents.mends(case, self.memory, chance, by=by, reason=HEARD if calls else "")

    def _plan_offices(self, here: Day, *, changes: bool) -> None:
        day, seed = here.day, self.memory.seed
        if day.weekday() == probing.MONDAY:
            self._at(here, at_hour(day, 8, 40), partial(probing.plants, self.desks, seed, day))
        if changes:
            self._at(here, at_hour(day, 10), self._changes)
        for moment, payment in paying.who_comes(self.desks, seed, day):
            self._at(here, moment, partial(paying.pays, payment, self.desks, seed))
        for section in self.desks.sections:
            reviewer = Reviewer(self.desks.reviewer(section), self.memory, day)
            decider = Decider(self.desks.decider(section), seed, day)
            self._at(here, at_hour(day, 9, 5), reviewer.works)
            self._at(here, at_hour(day, 11), decider.clears_the_clean_ones)
            self._at(here, at_hour(day, 16, 45), decider.signs)
            self._at(here, at_hour(day, 17), decider.gives_up_waiting)
            tills = partial(paying.closes_the_till, section, self.desks, seed, day)
            self._at(here, at_hour(day, 17, 12), tills)

    def _changes(self) -> None:
        changing.lowers_the_limit(self.desks)


def middle_of(days: list[date]) -> date | None:
    """The open day in the middle, on which a definition changes."""
    open_days = [day for day in days if opening_days.is_open(day)]
    return open_days[len(open_days) // 2] if open_days else None


def days_until(last: date, number: int) -> list[date]:
    """So many days, the last of them this."""
    return [last - timedelta(days=number - n) for n in range(1, number + 1)]
