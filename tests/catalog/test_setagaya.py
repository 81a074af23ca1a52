"""Setagaya's catalog is sound: every definition loads, its examples come out, nothing stands in the way of showing it."""

import re
from pathlib import Path

import pytest

from madoguchi.definitions.examples import answers_of
from madoguchi.definitions.json_schema import schema_of
from madoguchi.definitions.loader import load_blocks, load_procedure
from madoguchi.definitions.procedure import FACTS
from madoguchi.definitions.publishable import obstacles, unverified
from madoguchi.definitions.questions import DigitsQuestion, GroupQuestion
from madoguchi.definitions.texts import texts_of
from madoguchi.definitions.validate import validate
from madoguchi.kernel import ids
from madoguchi.kernel.addresses import by_postcode
from madoguchi.kernel.text import LANGUAGES
from tests.definitions.schema_reading import mistakes

LIST = Path("docs/reference/procedures.md")
FILES = sorted(Path("catalog/setagaya/procedures").glob("*.yaml"))
PROCEDURES = pytest.mark.parametrize("id_", [file.stem for file in FILES])
FIFTEEN = {
    *("residence-certificate", "moving-out", "child-allowance", "child-medical", "health-insurance"),
    *("dog-registration", "disaster-certificate", "benefit-2026"),
    *("nursery-admission", "school-aid", "care-certification", "tax-certificate"),
    *("information-disclosure", "bicycle-parking", "restaurant-permit"),
}


def test_every_file_loads(ward):
    assert [str(problem) for problem in ward.broken] == []
    assert sorted(ward.procedures) == [file.stem for file in FILES]


def test_the_fifteen_procedures_are_there(ward):
    assert set(ward.procedures) >= FIFTEEN


def test_the_list_in_the_reference_names_each_once(ward):
    listed = re.findall(r"^\| (.+?) \| `([a-z0-9-]+)` \| (.+?) \|", LIST.read_text(encoding="utf-8"), re.MULTILINE)
    names = {section.id: section.name for section in ward.sections}

    assert sorted(id_ for _, id_, _ in listed) == sorted(ward.procedures)
    for title, id_, section in listed:
        assert ward.procedures[id_].procedure.title.ja.startswith(title)
        assert names[ward.procedures[id_].procedure.section] == section


@PROCEDURES
def test_nothing_keeps_it_from_being_shown(ward, at, id_):
    assert obstacles(ward.procedures[id_], at, demo=True) == []


@PROCEDURES
def test_every_fact_is_marked_with_its_source_or_the_day_it_was_looked_for(ward, id_):
    marks = ward.procedures[id_].procedure.marks

    assert set(marks) == set(FACTS)
    assert all(mark.checked for mark in marks.values())
    assert all(mark.source for mark in marks.values() if mark.verified)


@PROCEDURES
def test_it_has_examples_enough_and_some_go_wrong(ward, id_):
    examples = ward.procedures[id_].procedure.examples

    assert len(examples) >= 5
    assert {"stopped", "look"} & {example.expect.outcome for example in examples}
    assert any(example.expect.outcome == "clean" for example in examples)
    assert any(example.expect.problems or example.expect.findings for example in examples)
    assert len({example.name for example in examples}) == len(examples)


@PROCEDURES
def test_valid_answers_fit_the_schema(ward, at, id_):
    compiled = ward.procedures[id_]
    schema = schema_of(compiled)
    tried = 0
    for example in compiled.procedure.examples:
        answers, unread = answers_of(compiled, example, at)
        found = validate(compiled, answers, at)
        if not (unread or found.problems):
            tried += 1
            assert list(mistakes(schema, found.journey.answers)) == []

    assert tried > 0


@PROCEDURES
def test_whoever_applies_is_named_and_the_office_knows_what_to_do(ward, id_):
    p = ward.procedures[id_].procedure

    assert p.applicant.name
    assert p.handling.correction_reasons
    assert any(reason.law for reason in p.handling.rejection_reasons)
    assert p.handling.rejection_reasons
    assert p.handling.checklist
    assert p.standard_days > 0
    assert p.law
    assert p.contact.name
    assert p.eligibility


@PROCEDURES
def test_its_words_name_no_gap_that_stays_open(ward, id_):
    for path, text in texts_of(ward.procedures[id_].procedure):
        assert not any("{" in text.in_(language) for language in LANGUAGES), path


@PROCEDURES
def test_a_mailed_number_of_an_example_has_its_check_digit(ward, id_):
    p = ward.procedures[id_].procedure
    if p.mailed is None:
        assert not any(q.check_digit for q in p.data.values() if isinstance(q, DigitsQuestion))
        return
    typed = [str(example.answers[p.mailed.number]) for example in p.examples if not example.expect.problems]
    assert typed
    assert all(ids.has_valid_check_digit(ids.ungrouped(number)) for number in typed)


@PROCEDURES
def test_an_address_of_an_example_has_the_postcode_of_its_town(ward, at, id_):
    compiled = ward.procedures[id_]
    for example in compiled.procedure.examples:
        answers, _ = answers_of(compiled, example, at)
        for answer in answers.values():
            if isinstance(answer, dict) and answer.get("postcode"):
                towns = by_postcode(answer["postcode"])
                assert any(answer["town"].startswith(found.town) for found in towns), f"{example.name}: {answer}"


def test_the_ward_has_277_towns_each_once(ward):
    names = [town.name for town in ward.towns]

    assert (len(names), len(set(names))) == (277, 277)
    assert {town.region for town in ward.towns} == {"世田谷", "北沢", "玉川", "砧", "烏山"}


def test_what_the_ward_says_is_there_in_five_languages(ward):
    assert [path for path, text in texts_of(ward.ward) if text.missing()] == []


def test_what_is_most_used_is_offered(ward):
    assert set(ward.ward.most_used) <= set(ward.procedures)


def test_each_section_and_topic_is_named_once(ward):
    for ids_ in (
        [section.id for section in ward.sections],
        [section.short for section in ward.sections],
        [topic.id for topic in ward.ward.categories],
        [topic.id for topic in ward.ward.life_events],
    ):
        assert len(ids_) == len(set(ids_))


def test_each_category_has_a_procedure(ward):
    used = {compiled.procedure.category for compiled in ward.procedures.values()}

    assert {topic.id for topic in ward.ward.categories} <= used


def test_what_is_unverified_is_told_apart(ward):
    """Outside demo mode these stand in the way; when a section has verified the last one, this is changed knowingly."""
    assert all(list(unverified(compiled)) for compiled in ward.procedures.values())


@PROCEDURES
def test_the_same_file_is_the_same_version_every_time(ward, id_):
    blocks = load_blocks(Path("catalog/shared/blocks"))

    assert (
        load_procedure(Path(f"catalog/setagaya/procedures/{id_}.yaml"), blocks).version == ward.procedures[id_].version
    )


@PROCEDURES
def test_a_group_asks_something_in_each_row(ward, id_):
    groups = [q for q in ward.procedures[id_].procedure.data.values() if isinstance(q, GroupQuestion)]

    assert all(group.fields for group in groups)
