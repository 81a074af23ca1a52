"""The ward's life events: every question asked once, every deadline counted as its law says, every text there."""

from datetime import date
from itertools import combinations, product
from pathlib import Path

import msgspec
import pytest

from madoguchi.definitions import questions as q
from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.definitions.event_files import load_event
from madoguchi.definitions.life_event import EventDeadline
from madoguchi.definitions.loader import load_catalog
from madoguchi.definitions.planning import due_on, plan
from madoguchi.definitions.sharing import asked_at_first, common
from madoguchi.definitions.situation import Situation
from madoguchi.definitions.stricter import stricter
from madoguchi.definitions.validate import leaf_problems
from madoguchi.kernel.text import Text

WARD = load_catalog(Path("catalog"), "setagaya")
TODAY = date(2026, 11, 24)
SITUATION = Situation(today=TODAY)
SUBSETS = [
    (event.event.id, chosen)
    for event in WARD.events.values()
    for here in [[item.procedure for item in event.event.items if item.procedure]]
    for n in range(1, len(here) + 1)
    for chosen in combinations(here, n)
]


def test_the_five_events_are_there_and_nothing_is_broken():
    assert set(WARD.events) == {"moving-in", "moving-out", "birth", "bereavement", "opening-a-shop"}
    assert WARD.broken == ()


@pytest.mark.parametrize(("event", "chosen"), SUBSETS)
def test_the_questions_asked_are_the_union(event, chosen):
    """Shared form and what each asks besides, together, are every question once, and none is left out."""
    procedures = [WARD.procedures[id_] for id_ in chosen]
    union = {key for one in procedures for _path, key in asked_at_first(one, {}, today=TODAY)}
    shared = common(procedures, {}, labels=WARD.events[event].event.labels, today=TODAY)
    assert shared.asked == len(union)
    assert shared.apart == sum(1 for one in procedures for _ in asked_at_first(one, {}, today=TODAY))
    for one in procedures:
        given = {place.path for places in shared.places.values() for place in places if place.procedure == one.id}
        assert given | set(shared.own[one.id]) == {path for path, _ in asked_at_first(one, {}, today=TODAY)}
        assert not given & set(shared.own[one.id])
        assert not any(isinstance(one.question(path), q.ConsentQuestion | q.FileQuestion) for path in given)


@pytest.mark.parametrize("event", WARD.events)
def test_what_the_event_answers_fits_its_procedure(event):
    found = WARD.events[event]
    choices: list[list[object]] = [
        [True, False] if isinstance(question, q.YesNoQuestion) else [option.value for option in question.options]
        for question in found.event.questions.values()
    ]
    for decided in product(*choices):
        for one in plan(found, TODAY, dict(zip(found.event.questions, decided, strict=True)), today=TODAY):
            for id_, answer in one.known.items():
                question = WARD.procedures[one.item.procedure].question(id_)
                assert not isinstance(question, q.GroupQuestion)
                assert list(leaf_problems(question, answer, id_, SITUATION, "hard")) == []


@pytest.mark.parametrize(
    ("deadline", "day", "last"),
    [
        ({"within": 14, "first_day_counts": True, "closed_day": "stays"}, date(2026, 11, 2), date(2026, 11, 15)),
        ({"within": 14, "first_day_counts": True}, date(2026, 11, 2), date(2026, 11, 16)),  # the 15th is a Sunday
        ({"within": 15}, date(2026, 11, 2), date(2026, 11, 17)),
        ({"within": 3, "unit": "months", "closed_day": "stays"}, date(2026, 11, 30), date(2027, 2, 28)),
        ({"within": 3, "unit": "months", "closed_day": "before"}, date(2026, 11, 30), date(2027, 2, 26)),
        ({"within": 5, "unit": "open_days"}, date(2026, 12, 25), date(2027, 1, 7)),
        ({"within": 10}, date(2026, 12, 20), date(2027, 1, 4)),  # the office is closed from 29 December
        ({"within": -7, "closed_day": "before"}, date(2026, 12, 1), date(2026, 11, 24)),
    ],
)
def test_a_deadline_is_counted_as_its_law_says(deadline, day, last):
    assert due_on(EventDeadline(at_stake=Text(ja="失う"), **deadline), day) == last


def text(max_: int, **rest) -> q.TextQuestion:
    return q.TextQuestion(label=Text(ja="質問"), max=max_, **rest)


def test_of_two_limits_the_stricter_is_asked():
    asked = stricter(text(100, require="none"), text(20, require="soft"))
    assert isinstance(asked, q.TextQuestion)
    assert (asked.max, asked.require) == (20, "soft")


def test_what_nothing_can_satisfy_is_not_shared():
    label = Text(ja="日")
    past, future = q.DateQuestion(label=label, when="past"), q.DateQuestion(label=label, when="future")
    assert stricter(past, future) is None
    assert stricter(q.NumberQuestion(label=label, max=3), q.NumberQuestion(label=label, min=4)) is None


def test_kinds_are_never_converted_and_consents_never_shared():
    label = Text(ja="質問")
    assert stricter(text(10), q.DigitsQuestion(label=label)) is None
    assert stricter(q.ConsentQuestion(label=label), q.ConsentQuestion(label=label)) is None
    assert stricter(q.FileQuestion(label=label), q.FileQuestion(label=label)) is None


BIRTH = Path("catalog/setagaya/life_events/birth.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ("procedure: child-medical", "procedure: child-medicine", "という手続きはありません"),
        ("needed: national_insurance\n", "needed: national_assurance\n", "national_assurance"),
        ("answers: {reason: \"'birth'\", event_date: event_date}", "answers: {truth_consent: 'true'}", "前もって答えられません"),
        ("topic: birth", "topic: rebirth", "というライフイベントはありません"),
        ("id: birth\n", "id: born\n", "ファイル名とちがいます"),
        ("within: 14", "within: soon", "整数を書くところ"),
        ("greeting:", "greetings:", "という項目はありません"),
        ("easy: 子どもが生まれた, en: A child was born", "easy: 子どもが生まれた", "足りない言語があります"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(tmp_path, right, wrong, sentence):
    assert right in BIRTH
    file = tmp_path / "birth.yaml"
    file.write_text(BIRTH.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(BrokenDefinition, match=sentence) as broken:
        load_event(file, WARD.procedures, {topic.id for topic in WARD.ward.life_events})
    assert str(broken.value).startswith("birth.yaml:")


def test_the_types_of_an_event_refuse_what_they_do_not_know():
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"within": 3, "at_stake": {"ja": "x"}, "unit": "weeks"}, EventDeadline)
