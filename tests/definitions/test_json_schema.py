"""The schema of a procedure's answers lets through what is valid and says what each answer is."""

import pytest

from madoguchi.definitions.json_schema import schema_of
from tests.definitions import parking
from tests.definitions.parking import ADULT
from tests.definitions.schema_reading import mistakes
from tests.definitions.test_journey import STUDENT


def test_it_names_the_version_it_describes(compiled):
    schema = schema_of(compiled)

    assert schema["$id"] == f"urn:madoguchi:parking:{compiled.version}"
    assert (schema["title"], schema["$schema"]) == ("駐輪場の利用登録", "https://json-schema.org/draft/2020-12/schema")


@pytest.mark.parametrize("answers", [ADULT, STUDENT])
def test_valid_answers_fit(compiled, answers):
    assert list(mistakes(schema_of(compiled), answers)) == []


@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        ({"nobody": 1}, ": nobody is not foreseen"),
        ({"name": "山田 花子"}, ".name: no object"),
        ({"name": {"family": "山田"}}, ".name: given is missing"),
        ({"born": 1990}, ".born: no string"),
        ({"student": "no"}, ".student: no boolean"),
        ({"commute": "never"}, ".commute: none of ['daily', 'rarely']"),
        ({"cycles": []}, ".cycles: 0 items"),
        ({"cycles": [{"row": "1", "colour": "red"}]}, ".cycles[0]: colour is not foreseen"),
    ],
)
def test_what_does_not_fit_is_said(compiled, change, mistake):
    assert mistake in list(mistakes(schema_of(compiled), {**ADULT, **change}))


def test_only_what_everybody_must_answer_is_required(compiled):
    assert schema_of(compiled)["required"] == ["name", "kana", "born", "home", "student"]


def test_a_group_that_may_be_empty_is_not_required(folder):
    compiled = parking.loaded(folder, ("    max: 3\n", "    max: 3\n    min: 0\n"), (', show: "age >= 6"', ""))

    assert schema_of(compiled)["required"] == ["name", "kana", "born", "home", "student"]


def test_lengths_count_people_characters_not_code_points(folder):
    compiled = parking.loaded(folder, ("  school:\n    kind: text\n", "  school:\n    kind: text\n    max: 3\n"))
    three = "葛\U000e0100" * 3

    assert list(mistakes(schema_of(compiled), {**STUDENT, "school": three})) == []
