"""What people get wrong, and what they would say if they were asked again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from madoguchi.config.demo_life.chance import Chance
from madoguchi.config.demo_life.townspeople import Answers, Household
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.journey import walk
from madoguchi.definitions.questions import BankAccountQuestion, FileQuestion, GroupQuestion
from madoguchi.definitions.situation import Situation
from madoguchi.kernel.bank_accounts import holder_for_bank

OTHER_READINGS = ("ハナコ", "タロウ", "ミサキ", "ケンイチ", "ユミ", "マコト")


@dataclass(frozen=True)
class Mistake:
    """The question that is wrong or left out, and the answers with it."""

    question: str
    answers: Answers


Kind = Callable[[Compiled, Answers, Household, Situation, Chance], Iterator[Mistake]]


def made(compiled: Compiled, right: Answers, household: Household, at: Situation, chance: Chance) -> Mistake | None:
    """One of the mistakes these answers leave room for."""
    found = [one for kind in KINDS for one in kind(compiled, right, household, at, chance)]
    return chance.one_of(found) if found else None


def _paper_left_out(
    compiled: Compiled, right: Answers, _household: Household, at: Situation, _chance: Chance
) -> Iterator[Mistake]:
    """It may follow later (行政手続法7条), so the form lets it go."""
    visible = walk(compiled, right, today=at.today).visible
    for id_ in right:
        question = compiled.procedure.data[id_]
        if isinstance(question, FileQuestion) and question.require == "soft" and id_ in visible:
            yield _instead(right, id_, None)


def _reading_of_another(
    compiled: Compiled, right: Answers, household: Household, _at: Situation, chance: Chance
) -> Iterator[Mistake]:
    if (id_ := compiled.procedure.applicant.kana) in right:
        yield _instead(right, id_, {**household.kana, "given": chance.one_of(OTHER_READINGS)})


def _account_of_another(
    compiled: Compiled, right: Answers, household: Household, _at: Situation, chance: Chance
) -> Iterator[Mistake]:
    for id_, answer in right.items():
        if isinstance(compiled.procedure.data[id_], BankAccountQuestion) and isinstance(answer, dict):
            holder = holder_for_bank(f"{household.kana['family']} {chance.one_of(OTHER_READINGS)}")
            yield _instead(right, id_, {**answer, "holder": holder})


def _address_before(
    compiled: Compiled, right: Answers, household: Household, _at: Situation, chance: Chance
) -> Iterator[Mistake]:
    if (id_ := compiled.procedure.applicant.address) in right:
        moved = f"{chance.between(1, 30)}-{chance.between(1, 20)}"
        yield _instead(right, id_, {**household.address, "block": moved})


def _birthday_of_somebody(
    compiled: Compiled, right: Answers, _household: Household, _at: Situation, chance: Chance
) -> Iterator[Mistake]:
    """A day or a month taken for another; only the register knows."""
    for id_, rows in right.items():
        question = compiled.procedure.data[id_]
        if isinstance(question, GroupQuestion) and "birthdate" in question.fields and isinstance(rows, list):
            wrong = f"{str(rows[-1]['birthdate'])[:8]}{chance.between(10, 28)}"
            if wrong < _at.today.isoformat():
                yield _instead(right, id_, [*rows[:-1], {**rows[-1], "birthdate": wrong}])


def _telephone_of_another(
    compiled: Compiled, right: Answers, _household: Household, _at: Situation, chance: Chance
) -> Iterator[Mistake]:
    """No check can know; a person who calls does."""
    if (id_ := compiled.procedure.applicant.phone) in right:
        yield _instead(right, id_, f"0354{chance.between(100_000, 999_999)}")


KINDS: tuple[Kind, ...] = (
    _paper_left_out,
    _reading_of_another,
    _account_of_another,
    _address_before,
    _birthday_of_somebody,
    _telephone_of_another,
)


def _instead(right: Answers, id_: str, answer: object) -> Mistake:
    without = {one: kept for one, kept in right.items() if one != id_}
    return Mistake(id_, without if answer is None else {**right, id_: answer})
