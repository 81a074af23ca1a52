"""What an application costs: the fee of the day, how many, what is taken off, and what an author is told."""

from datetime import date

import pytest

from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.definitions.charging import charged
from madoguchi.definitions.compiled import Compiled, fees_on
from madoguchi.definitions.explain import rules_in_words
from madoguchi.definitions.journey import walk
from madoguchi.definitions.replay import Replay
from tests.cases.definition import ANSWERS, compiled_definition, text
from tests.payments.priced import CHARGE, FEES, PRICED, priced


def cost(compiled: Compiled, on: date, counted=None, **answers: object):
    given = {**ANSWERS, **answers}
    return charged(compiled, walk(compiled, given, today=on), today=on, counted=counted)


@pytest.mark.parametrize(
    ("on", "pieces", "kind", "total"),
    [
        (date(2026, 4, 1), 2, "bell", 600),
        (date(2027, 3, 31), 2, "bell", 600),
        (date(2027, 4, 1), 2, "bell", 700),
        (date(2026, 11, 1), 1, "tag", 150),
        (date(2027, 4, 1), 1, "tag", 175),
        (date(2026, 11, 1), 0, "bell", 0),
    ],
)
def test_the_total_follows_day_number_and_reduction(on, pieces, kind, total):
    assert cost(PRICED, on, pieces=pieces, kind=kind).total == total


def test_before_the_first_fee_nobody_can_tell():
    assert cost(PRICED, date(2026, 3, 31)) is None


def test_nobody_can_tell_while_the_number_is_not_answered():
    assert cost(PRICED, date(2026, 11, 1), pieces=None) is None


def test_each_line_says_how_it_came_about():
    found = cost(PRICED, date(2026, 11, 1), kind="tag")
    assert [(line.working.ja, line.amount, line.law) for line in found.lines] == [
        ("300円 × 2個", 600, "見守り用品支給要綱 第8条"),
        ("600円 × 50%", -300, "同要綱 第9条"),
    ]


def test_reductions_are_of_what_is_left_and_never_below_zero():
    several = [
        {"id": "tenth", "when": "true", "percent": 10, "text": text("割引")},
        {"id": "half", "when": "true", "percent": 50, "text": text("減額")},
        {"id": "more", "when": "true", "amount": "99999", "text": text("免除")},
    ]
    found = cost(priced(reductions=several), date(2026, 11, 1))
    assert [line.amount for line in found.lines] == [600, -60, -270, -270]
    assert found.total == 0


def test_a_broken_yen_is_in_the_favour_of_who_pays():
    third = [{"id": "third", "when": "true", "percent": 33, "text": text("減額")}]
    assert cost(priced(reductions=third), date(2027, 4, 1), pieces=1).total == 234  # 350 - 115.5


def test_an_officers_count_stands_before_the_answers():
    assert cost(PRICED, date(2026, 11, 1), counted=[7]).total == 2_100


def test_fees_without_a_name_are_for_reading_only():
    assert (
        fees_on(compiled_definition(fees=[{"since": "2026-04-01", "yen": 300}]).procedure.fees, date(2026, 5, 1)) == {}
    )


def test_the_rules_of_a_charge_are_said_in_words():
    said = dict(rules_in_words(PRICED))
    assert "手数料（1個）" in said["支払い「用品の費用」の単価は"]
    assert said["減額「位置タグの減額」に当たるのは"]


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"lines": []}, "charge.lines"),
        ({"ways": []}, "charge.ways"),
        ({"lines": [{"label": text("x"), "price": "fees.nothing"}]}, "charge.lines[0].price"),
        ({"lines": [{"label": text("x"), "price": "name.family"}]}, "charge.lines[0].price"),
        ({"reductions": [{"id": "a", "when": "true", "text": text("x")}]}, "charge.reductions[0]"),
        ({"reductions": [{"id": "a", "when": "pieces", "percent": 5, "text": text("x")}]}, "charge.reductions[0].when"),
    ],
)
def test_a_broken_charge_is_named_with_its_place(changes, path):
    with pytest.raises(BrokenDefinition) as found:
        priced(**changes)
    assert path in str(found.value.path)


def test_the_same_fee_twice_from_one_day_is_refused():
    with pytest.raises(BrokenDefinition):
        compiled_definition(fees=[FEES[0], FEES[0]])


def test_who_would_pay_otherwise_is_named_by_the_replay():
    dearer = compiled_definition(fees=[{**FEES[0], "yen": 400}, FEES[1]], charge=CHARGE)
    changes = Replay(PRICED, dearer).changes(ANSWERS, date(2026, 11, 1))
    assert [(one.kind, one.old, one.new) for one in changes] == [("fee", "600円", "800円")]
    assert Replay(PRICED, dearer).changes_of_all(ANSWERS, date(2026, 11, 1)) == changes
