"""Only what was asked may change, and what a new answer brings: whatever is sent."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.cases.mending import answer_at, covers, is_askable, mended
from madoguchi.definitions.journey import walk
from tests.procedures.definition import COMPILED

TODAY = date(2026, 11, 16)
FAMILY = {"family": "髙橋", "given": "花子"}
BEFORE: dict[str, object] = {
    "name": FAMILY,
    "kana": {"family": "タカハシ", "given": "ハナコ"},
    "birthdate": "1990-05-05",
    "phone": "0312345678",
    "plant": "goya",
    "places": ["garden"],
    "width": 3,
    "cost": 12000,
    "rents": False,
    "helpers": [
        {"row": "1", "who": {"family": "髙橋", "given": "一"}, "child": False},
        {"row": "2", "who": {"family": "髙橋", "given": "二"}, "child": True, "age": 9},
    ],
    "truth": True,
}
PATHS = ["name", "cost", "plant", "rents", "helpers", "helpers.1", "helpers.1.child", "helpers.2.age", "proof"]


def after(asked: list[str], **changes: object) -> dict[str, object]:
    found = mended(COMPILED, BEFORE, {**BEFORE, **changes}, asked, today=TODAY)
    return walk(COMPILED, found.answers, today=TODAY).answers


def rows(**changes: dict[str, object]) -> list[dict[str, object]]:
    kept = BEFORE["helpers"]
    assert isinstance(kept, list)
    return [{**row, **changes.get(f"row_{row['row']}", {})} for row in kept]


def test_what_was_asked_changes_and_nothing_else():
    assert after(["cost"], cost=9000, width=19) == {**BEFORE, "cost": 9000}


def test_without_asked_answers_the_whole_may_change():
    assert after([], cost=9000, width=19) == {**BEFORE, "cost": 9000, "width": 19}


def test_one_answer_of_one_row_changes_and_the_row_stays():
    sent = rows(row_1={"who": FAMILY}, row_2={"age": 12, "who": FAMILY})
    assert after(["helpers.2.age"], helpers=sent)["helpers"] == rows(row_2={"age": 12})


def test_a_row_changes_as_a_whole_and_the_others_stay():
    sent = rows(row_1={"who": FAMILY}, row_2={"who": FAMILY})
    assert after(["helpers.1"], helpers=sent)["helpers"] == rows(row_1={"who": FAMILY})


def test_a_row_is_added_or_dropped_only_where_the_group_was_asked():
    more = [*rows(), {"row": "3", "who": FAMILY, "child": False}]
    assert after(["helpers"], helpers=more)["helpers"] == more
    assert after(["helpers.1", "helpers.2"], helpers=more)["helpers"] == rows()
    assert after(["helpers.1"], helpers=rows()[1:])["helpers"] == rows()
    assert "helpers" not in after(["helpers"], helpers=[])


def test_an_answer_opens_the_question_it_brings():
    found = mended(COMPILED, BEFORE, {**BEFORE, "plant": "other", "plant_other": "へちま"}, ["plant"], today=TODAY)
    assert found.brought == {"plant_other"}
    assert found.answers["plant_other"] == "へちま"
    assert after(["cost"], plant="other", plant_other="へちま") == BEFORE, "not where it was not asked"


def test_an_answer_in_a_row_opens_the_question_it_brings_in_that_row():
    found = mended(
        COMPILED, BEFORE, {**BEFORE, "helpers": rows(row_1={"child": True, "age": 8})}, ["helpers.1.child"], today=TODAY
    )
    assert found.brought == {"helpers.1.age"}
    assert found.answers["helpers"] == rows(row_1={"child": True, "age": 8})


def test_an_answer_that_hides_another_takes_it_away_and_it_comes_back_as_it_was():
    helpers = after(["helpers.2.child"], helpers=rows(row_2={"child": False}))["helpers"]
    assert isinstance(helpers, list)
    assert "age" not in helpers[1]
    assert after(["helpers.2.child"], helpers=rows(row_2={"child": True, "age": 40}))["helpers"] == rows()


def test_an_emptied_answer_is_taken_away():
    assert "phone" not in after(["phone"], phone=None)
    assert after(["cost"], phone=None)["phone"] == BEFORE["phone"]


SCALARS = st.one_of(st.none(), st.booleans(), st.integers(-5, 99), st.text(max_size=5), st.just(FAMILY))
LEAVES = st.dictionaries(st.sampled_from(["who", "child", "age", "photo", "nonsense"]), SCALARS)
ROWS = st.lists(st.tuples(st.sampled_from(["1", "2", "3", "x"]), LEAVES), max_size=4).map(
    lambda found: [{**leaves, "row": row} for row, leaves in dict(found).items()]
)
SENT = st.fixed_dictionaries(
    {}, optional={id_: ROWS if id_ == "helpers" else SCALARS for id_ in [*COMPILED.procedure.data, "nonsense"]}
)


def every_path() -> list[str]:
    plain = [id_ for id_ in COMPILED.procedure.data if id_ != "helpers"]
    return plain + [f"helpers.{row}.{leaf}" for row in "123x" for leaf in ("who", "child", "age", "photo")]


@given(sent=SENT, asked=st.lists(st.sampled_from(PATHS), min_size=1, unique=True))
def test_whatever_is_sent_nothing_changes_but_what_was_asked_or_brought(sent, asked):
    found = mended(COMPILED, BEFORE, sent, asked, today=TODAY)
    answers = walk(COMPILED, found.answers, today=TODAY).answers
    for path in every_path():
        was, now = answer_at(BEFORE, path), answer_at(answers, path)
        if was == now or covers(asked, path):
            continue
        hidden = now is None and answer_at(found.answers, path) == was
        assert hidden or (covers(found.brought, path) and was is None), f"{path} changed: {was} -> {now}"


@pytest.mark.parametrize(
    ("path", "askable"),
    [
        ("cost", True),
        ("proof", True),
        ("helpers", True),
        ("helpers.2", True),
        ("helpers.2.age", True),
        ("helpers.2.photo", True),
        ("plant_other", False),
        ("helpers.1.age", False),
        ("helpers.3", False),
        ("helpers.3.who", False),
        ("helpers.1.nonsense", False),
        ("helpers.1.who.family", False),
        ("name.family", False),
        ("nonsense", False),
        ("", False),
        ("..", False),
    ],
)
def test_only_what_was_asked_of_this_person_can_be_asked_again(path, askable):
    journey = walk(COMPILED, BEFORE, today=TODAY)
    assert is_askable(COMPILED, journey, path, today=TODAY) is askable
