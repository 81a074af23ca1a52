"""What a procedure and a life event say of themselves, section by section."""

from datetime import date
from itertools import pairwise

import pytest

from madoguchi.kernel.passages import Kind
from madoguchi.procedures import passage_words as words
from madoguchi.procedures import passages
from tests.procedures.publishing import from_the_catalog


@pytest.fixture
def allowance(db):
    return {one.id.split("/", 2)[2]: one for one in passages.of_procedure(from_the_catalog("child-allowance"))}


def test_each_fact_is_a_section_of_its_own(allowance):
    assert {"about", "deadline", "papers", "time", "ways", "steps", "contact"} <= set(allowance)
    assert "15日以内" in allowance["deadline"].body.ja
    assert "口座" in allowance["papers"].body.ja
    assert "03-5432-3333" in allowance["contact"].body.ja
    assert "児童手当法" in allowance["contact"].body.ja


def test_it_leads_to_the_place_on_the_page_and_names_its_owner(allowance):
    papers = allowance["papers"]
    assert papers.link == "/procedures/child-allowance/#papers"
    assert (papers.owner, papers.procedure, papers.topics) == ("child-family", "child-allowance", ("child",))
    assert papers.reviewed == date(2026, 11, 1)


def test_a_fact_without_a_source_says_so(allowance):
    assert not allowance["papers"].demo
    assert allowance["time"].demo


def test_every_language_of_the_definition_speaks(allowance):
    about = allowance["about"]
    assert about.title.en.startswith("Child allowance")
    assert "津贴" in about.body.zh_hans
    assert about.body.easy


def test_special_cases_of_the_first_questions_are_answers(allowance):
    said = allowance["eligibility/already_paid"]
    assert "額改定認定請求" in said.body.ja


@pytest.mark.usefixtures("published")
def test_what_it_costs_is_told_for_its_time_only():
    found = [one for one in passages.passages() if one.id.startswith("procedure/residence-certificate/fees")]
    assert found
    days = sorted((one.valid_from, one.valid_to) for one in found if one.valid_from)
    assert all(before[1] is not None and before[1] < after[0] for before, after in pairwise(days))
    assert "円" in found[0].body.ja


@pytest.mark.usefixtures("published")
def test_no_two_sections_share_an_id_and_none_is_long():
    found = passages.passages()
    ids = [one.id for one in found]
    assert len(ids) == len(set(ids)) > 200
    assert all(one.title.ja and one.body.ja for one in found)
    assert all(len(one.body.ja) <= 620 or "\n" not in one.body.ja for one in found)


@pytest.mark.usefixtures("published")
def test_an_event_tells_everything_that_is_to_be_done_with_its_deadline():
    event = next(one for one in passages.passages() if one.id == "event/moving-in")
    assert event.kind is Kind.EVENT
    assert "転入届（14日以内）" in event.body.ja
    assert "within 14 days" in event.body.en
    assert event.link == "/events/moving-in/"


def test_a_long_text_loses_whole_lines_from_its_end():
    text = words.joined([words.ABOUT, words.FEES, words.PAPERS], "\n")
    assert words.cut(text, 25).ja == "\n".join(text.ja.split("\n")[:2])
