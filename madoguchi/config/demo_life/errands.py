"""Who comes on a day, what for, by which way and with which answers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from madoguchi.cases.models import Channel
from madoguchi.config.demo_life.answering import Telling, judged
from madoguchi.config.demo_life.chance import Chance
from madoguchi.config.demo_life.mistakes import Mistake, made
from madoguchi.config.demo_life.townspeople import Answers, Household, Townspeople
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.procedure import Example
from madoguchi.definitions.questions import GroupQuestion
from madoguchi.definitions.situation import Situation
from madoguchi.kernel import opening_days
from madoguchi.publications import queries as publications

# How often each procedure is asked for; one that is not named here comes as often as the rarest.
WEIGHT: Mapping[str, float] = {
    "benefit-2026": 22,
    "residence-certificate": 20,
    "tax-certificate": 11,
    "child-allowance": 10,
    "moving-out": 9,
    "child-medical": 7,
    "health-insurance": 6,
    "school-aid": 6,
    "bicycle-parking": 6,
    "dog-registration": 4,
    "nursery-admission": 4,
    "care-certification": 4,
    "disaster-certificate": 2,
    "information-disclosure": 2,
    "restaurant-permit": 2,
}
HANDED_OVER = "handed-over"
# The ways people come. Handed over: begun on a telephone, finished at the counter by six digits.
WAYS: Mapping[str, float] = {
    Channel.WEB.value: 74,
    Channel.COUNTER.value: 10,
    Channel.PHONE.value: 6,
    HANDED_OVER: 4,
    Channel.API.value: 6,
}
AT_COUNTER = frozenset({Channel.COUNTER.value, Channel.PHONE.value, HANDED_OVER})
LANGUAGES: Mapping[str, float] = {"ja": 91, "easy": 3, "en": 3, "zh-hans": 2, "ko": 1}
WEEKDAYS = (1.25, 1.1, 1.0, 1.0, 1.0, 0.75, 0.8)
HAS_A_DOUBT, MAKES_A_MISTAKE, SEES_IT_WHEN_TOLD, COMES_AGAIN, LEAVES_OFF = 0.16, 0.34, 0.7, 0.03, 0.14
UNSEEN = 0.15
TRIES = 10
# A letter goes out, and half of those who answer it do so within ten days.
RUSH, RUSH_DAYS = 2.5, 10


@dataclass(frozen=True)
class Errand:
    """One household that wants one thing. `right` is what they would say if they were asked again."""

    n: int
    household: Household
    compiled: Compiled
    way: str
    language: str
    begins: datetime
    answers: Answers
    right: Answers
    wrong: str = ""
    heeds: bool = False
    leaves_off: bool = False

    @property
    def situation(self) -> Situation:
        return Situation(today=self.begins.date(), towns=publications.towns())


class Errands:
    """Makes the errands of each day. The same seed gives the same, whatever else happens."""

    def __init__(self, seed: int, townspeople: Townspeople, days: int) -> None:
        self.seed, self.townspeople = seed, townspeople
        self._with_a_letter = townspeople.with_a_letter(days)

    def of_day(self, day: date, expected: float) -> list[Errand]:
        """In the order in which they begin; somebody who has come already may come once more by another way."""
        chance = Chance(self.seed, "errands", day)
        made_up = (self.one(day, n) for n in range(chance.about(expected * busy(day))))
        errands = [errand for errand in made_up if errand is not None]
        again = [
            self._again(errand) for errand in errands if Chance(self.seed, "again", day, errand.n).happens(COMES_AGAIN)
        ]
        return sorted([*errands, *again], key=lambda errand: errand.begins)

    def one(self, day: date, n: int) -> Errand | None:
        """The n-th of the day; None where nobody was found whom it fits."""
        chance = Chance(self.seed, "errand", day, n)
        compiled = self._procedure(day, chance)
        doubted = chance.happens(HAS_A_DOUBT)
        way = self._way(day, chance)
        begins = chance.moment_at_counter(day) if way in AT_COUNTER else chance.moment_online(day)
        at = Situation(today=day, towns=publications.towns())
        for _ in range(TRIES):
            household = chance.one_of(self._pool(compiled))
            example = chance.one_of(_examples(compiled, doubted=doubted))
            right = Telling(compiled, example, household, at, chance).answers()
            if right is None or not _fits(compiled, example, right, at):
                continue
            language = chance.weighed(LANGUAGES) if way == Channel.WEB.value else "ja"
            errand = Errand(n, household, compiled, way, language, begins, right, right)
            return self._human(errand, at, chance)
        return None

    def _human(self, errand: Errand, at: Situation, chance: Chance) -> Errand:
        leaves_off = errand.way == Channel.WEB.value and chance.happens(LEAVES_OFF)
        slip = chance.happens(MAKES_A_MISTAKE) and made(errand.compiled, errand.right, errand.household, at, chance)
        if not slip or not _may_happen(errand, slip, at, chance):
            return replace(errand, leaves_off=leaves_off)
        heeds = chance.happens(SEES_IT_WHEN_TOLD)
        return replace(errand, answers=slip.answers, wrong=slip.question, heeds=heeds, leaves_off=leaves_off)

    def _again(self, errand: Errand) -> Errand:
        way = Channel.WEB.value if errand.way in AT_COUNTER else Channel.API.value
        return replace(errand, way=way, begins=errand.begins + timedelta(hours=1), language="ja", leaves_off=False)

    def _procedure(self, day: date, chance: Chance) -> Compiled:
        """Among those that are taken on the day; what a letter asks for comes in a rush."""
        open_now = {one.id: one for one in publications.all_in_force() if _is_open(one, day)}
        rarest = min(WEIGHT.values())
        weights = {id_: WEIGHT.get(id_, rarest) * _rush(one, day) for id_, one in sorted(open_now.items())}
        return open_now[chance.weighed(weights)]

    def _way(self, day: date, chance: Chance) -> str:
        ways = WAYS if opening_days.is_open(day) else {way: n for way, n in WAYS.items() if way not in AT_COUNTER}
        return chance.weighed(ways)

    def _pool(self, compiled: Compiled) -> list[Household]:
        if compiled.procedure.mailed:
            return self._with_a_letter
        asked = compiled.procedure.data.values()
        about_children = any(isinstance(one, GroupQuestion) and one.concept == "children" for one in asked)
        return self.townspeople.families if about_children else self.townspeople.households


def _may_happen(errand: Errand, slip: Mistake, at: Situation, chance: Chance) -> bool:
    """What cannot be sent is no mistake in an application, and what no check can see is rare."""
    compiled = errand.compiled
    found = judged(compiled, slip.answers, at)
    compared = {field for one in compiled.procedure.reconcile for field in one.fields}
    is_seen = slip.question in compared or found.failed != judged(compiled, errand.right, at).failed
    return found.can_be_sent and (is_seen or chance.happens(UNSEEN))


def busy(day: date) -> float:
    """Mondays and the days after holidays are full, the ends of months fuller."""
    last = (day + timedelta(days=1)).month != day.month or (day + timedelta(days=2)).month != day.month
    return WEEKDAYS[day.weekday()] * (1.4 if last else 1.0)


def _rush(compiled: Compiled, day: date) -> float:
    opens = compiled.procedure.opens
    return RUSH if opens and 0 <= (day - opens).days < RUSH_DAYS else 1.0


def _is_open(compiled: Compiled, day: date) -> bool:
    procedure = compiled.procedure
    return not (procedure.opens and day < procedure.opens) and not (procedure.closes and day > procedure.closes)


def _examples(compiled: Compiled, *, doubted: bool) -> list[Example]:
    wanted = "look" if doubted else "clean"
    found = [one for one in compiled.procedure.examples if one.expect.outcome == wanted]
    return found or list(compiled.procedure.examples)


def _fits(compiled: Compiled, example: Example, answers: Answers, at: Situation) -> bool:
    """Whether it can be sent and, where the example is in order, so is this; a household's own names may be doubted."""
    found = judged(compiled, answers, at)
    unexpected = {one for one in found.failed - set(example.expect.findings) if not one.endswith("_kana_fits_name")}
    return found.can_be_sent and (example.expect.outcome != "clean" or not unexpected - {"birth_not_listed"})
