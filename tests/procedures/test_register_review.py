"""住民記録との照合 at the end of the form: a kind hint for who is known to be the person, nothing for anybody else."""

from datetime import date

import pytest
from django.urls import reverse

from madoguchi.accounts.queries import ANONYMOUS
from madoguchi.definitions import examples
from madoguchi.journal import queries as journal
from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM
from madoguchi.procedures import commands
from madoguchi.procedures.models import Draft
from madoguchi.publications import queries as publications
from madoguchi.registers import commands as registers
from tests.procedures.browsing import Browser
from tests.registers.extracts import extract_text, kept
from tests.registers.hamada import HAMADA, ISAMU

NUMBER = "2600000018"
HINT = "「住所」が、区の記録と合わないようです。"


@pytest.fixture
def benefit(published, settings):
    settings.DEMO = True
    return publications.in_force("benefit-2026")


@pytest.fixture
def register(db, tmp_path):
    """In which he lives elsewhere than his application says."""
    text = extract_text([ISAMU | {"番地": "99番99号"}, *HAMADA[1:]], as_of="2026-11-09")
    return registers.load(file=kept(tmp_path, text), by=SYSTEM, at=clock.now())


def filled_in(benefit, *, from_sheet: bool) -> tuple[Draft, str]:
    """A draft with every answer of the first example, its household from the mailed sheet or typed by hand."""
    answers, _ = examples.answers_of(benefit, benefit.procedure.examples[0], publications.situation())
    printed = {id_: answers[id_] for id_ in ("applicant_name", "applicant_birthdate")}
    commands.register_sheet(compiled=benefit, number=NUMBER, answers=printed, mailed_on=date(2026, 11, 1), by=SYSTEM)
    begun = commands.begin(compiled=benefit, language="ja", by=ANONYMOUS, at=clock.now())
    draft = begun.draft
    draft.answers = {id_: answer for id_, answer in answers.items() if not from_sheet or id_ != "applicant_name"}
    draft.save()
    if from_sheet:
        assert commands.fill_from_letter(draft=draft, compiled=benefit, number=NUMBER, at=clock.now())
    return draft, begun.secret


def review_of(browser: Browser, draft: Draft, secret: str):
    browser.jar["draft", "/apply/"] = secret
    return browser.get(reverse("procedures:review", args=[draft.pk]))


def test_who_came_by_the_sheet_is_told_kindly_and_may_send(benefit, register, browser):
    draft, secret = filled_in(benefit, from_sheet=True)
    page = review_of(browser, draft, secret)
    assert page.says(HINT)
    assert page.says("正しければ、このまま送れます。")
    assert not page.says("99番")
    assert [entry.what for entry in journal.timeline(draft.subject)].count("register_compared") == 1


def test_looking_again_is_no_further_comparison(benefit, register, browser):
    draft, secret = filled_in(benefit, from_sheet=True)
    for _ in range(3):
        review_of(browser, draft, secret)
    assert [entry.what for entry in journal.timeline(draft.subject)].count("register_compared") == 1


def test_who_is_not_known_to_be_the_person_is_told_nothing(benefit, register, browser):
    draft, secret = filled_in(benefit, from_sheet=False)
    assert not review_of(browser, draft, secret).says(HINT)
    assert "register_compared" not in [entry.what for entry in journal.timeline(draft.subject)]


def test_without_a_register_the_review_is_as_it_always_was(benefit, browser):
    draft, secret = filled_in(benefit, from_sheet=True)
    assert not review_of(browser, draft, secret).says(HINT)


def test_the_hint_comes_in_the_residents_language(benefit, register, browser):
    draft, secret = filled_in(benefit, from_sheet=True)
    browser.jar["language", "/"] = "en"
    page = review_of(browser, draft, secret)
    assert page.says("may not agree with the ward's records")
