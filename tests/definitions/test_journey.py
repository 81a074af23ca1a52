"""One walk decides what is shown, and hidden means absent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.definitions.journey import Journey, is_required, requirement, unanswered, walk
from tests.definitions import parking
from tests.definitions.parking import ADULT, TODAY

STUDENT = {**ADULT, "student": True, "school": "桜高校", "commute": "rarely", "reason": "雨の日だけ"}
CHAIN = ["school", "commute", "reason"]


def page_ids(journey: Journey) -> list[str]:
    return [page.id for page in journey.pages]


def test_what_was_answered_decides_what_is_shown(compiled):
    assert set(CHAIN) <= walk(compiled, STUDENT, today=TODAY).visible
    assert not set(CHAIN) & walk(compiled, ADULT, today=TODAY).visible


def test_hidden_means_absent_along_the_whole_chain(compiled):
    journey = walk(compiled, {**STUDENT, "student": False}, today=TODAY)

    assert not set(CHAIN) & (journey.visible | set(journey.answers) | set(journey.values))


def test_a_hidden_page_takes_its_answers_with_it(compiled):
    journey = walk(compiled, {**ADULT, "born": "2022-01-01"}, today=TODAY)

    assert page_ids(journey) == ["you", "study"]
    assert "cycles" not in journey.answers
    assert "fee" not in journey.derived


def test_a_page_none_of_whose_questions_is_shown_is_skipped(folder):
    apart = (
        "ask: [student, school, commute, reason]}",
        "ask: [student]}\n  - {id: school, title: T(学), ask: [school, commute, reason]}",
    )
    compiled = parking.loaded(folder, apart)

    assert page_ids(walk(compiled, ADULT, today=TODAY)) == ["you", "study", "parked"]
    assert page_ids(walk(compiled, STUDENT, today=TODAY)) == ["you", "study", "school", "parked"]


def test_a_hidden_answer_in_a_row_is_absent(compiled):
    rows = [{"row": "7", "insured": False, "insurer": "東京海上"}, {"row": "9", "insured": True, "insurer": "東京海上"}]

    journey = walk(compiled, {**ADULT, "cycles": rows}, today=TODAY)

    assert journey.answers["cycles"] == [{"row": "7", "insured": False}, rows[1]]
    assert journey.values["cycles"] == [{"insured": False}, {"insured": True, "insurer": "東京海上"}]


def test_values_are_derived_as_soon_as_they_can_be(compiled):
    journey = walk(compiled, ADULT, today=TODAY)

    assert journey.derived == {"age": 36, "fee": 1000, "senior": False}
    assert walk(compiled, {"cycles": []}, today=TODAY).derived == {}


def test_the_age_is_that_of_the_day(compiled):
    eve = walk(compiled, ADULT, today=TODAY.replace(month=5, day=8))
    birthday = walk(compiled, ADULT, today=TODAY.replace(month=5, day=9))

    assert (eve.derived["age"], birthday.derived["age"]) == (35, 36)


def test_pages_lead_to_their_neighbours(compiled):
    journey = walk(compiled, ADULT, today=TODAY)

    assert [page.id if (page := journey.after(here)) else None for here in ("you", "study", "parked")] == [
        "study",
        "parked",
        None,
    ]
    assert journey.before("you") is None
    assert journey.before("parked") == journey.page("study")
    assert journey.page("nowhere") is None
    assert journey.after("nowhere") == journey.page("you")


def test_nothing_answered_shows_what_depends_on_nothing(compiled):
    journey = walk(compiled, {}, today=TODAY)

    assert journey.visible == {"name", "kana", "born", "home", "student"}
    assert (journey.answers, journey.derived) == ({}, {})


@pytest.mark.parametrize(
    ("answers", "page", "open_"),
    [({}, "you", True), (ADULT, "you", False), ({**ADULT, "student": None}, "study", True), (ADULT, "study", False)],
)
def test_a_page_is_open_while_something_it_must_ask_is(compiled, answers, page, open_):
    journey = walk(compiled, answers, today=TODAY)
    found = journey.page(page)

    assert found is not None
    assert unanswered(compiled, journey, found, today=TODAY) is open_


@pytest.mark.parametrize(
    ("require", "insured", "strength"),
    [
        ("", True, "hard"),
        ("", False, "none"),
        ("", None, "none"),
        ("require: soft\n        ", True, "soft"),
        ("require: soft\n        ", False, "none"),
    ],
)
def test_a_question_is_required_while_its_rule_holds(folder, require, insured, strength):
    compiled = parking.loaded(folder, ("        require_when", f"        {require}require_when"))
    values = {"row": {"insured": insured}}

    assert requirement(compiled, "cycles.bought", values, TODAY) == strength
    assert is_required(compiled, "cycles.bought", values, TODAY) is (strength == "hard")


ANSWER = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=5),
    st.just("2026-02-30"),
    st.lists(st.one_of(st.integers(), st.dictionaries(st.sampled_from(["row", "insured", "bought"]), st.integers()))),
    st.dictionaries(
        st.sampled_from(["family", "given", "city", "bank"]), st.one_of(st.text(max_size=3), st.integers())
    ),
)


@given(answers=st.dictionaries(st.sampled_from([*STUDENT, "account", "nobody"]), ANSWER))
def test_answers_of_any_form_are_walked(compiled, answers):
    journey = walk(compiled, answers, today=TODAY)

    assert set(journey.answers) <= journey.visible


@given(answers=st.fixed_dictionaries({}, optional={id_: st.just(answer) for id_, answer in STUDENT.items()}))
def test_walking_again_changes_nothing(compiled, answers):
    journey = walk(compiled, answers, today=TODAY)

    assert walk(compiled, journey.answers, today=TODAY) == journey
