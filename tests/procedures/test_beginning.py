"""Before the first question: whether this is the right procedure, and whether it is taken today."""

from datetime import date

import pytest

from madoguchi.procedures.models import Draft
from tests.procedures.definition import definition
from tests.procedures.publishing import put_in_force
from tests.procedures.walking import begins


def test_who_may_apply_goes_on_to_the_first_question(browser, every_kind):
    page = begins(browser, every_kind)
    assert page.status == 200
    assert page.path.endswith("/pages/you/")


def test_who_cannot_apply_here_is_shown_the_right_way_and_no_draft_is_made(browser, every_kind):
    page = begins(browser, every_kind, lives_here="no")
    assert page.says("お住まいの区市町村へご相談ください。")
    assert not Draft.objects.exists()


def test_advice_is_given_once_and_then_one_may_go_on(browser, every_kind):
    page = begins(browser, every_kind, lives_here="soon")
    assert page.says("引っ越してから申請してください。")
    assert not Draft.objects.exists()
    assert browser.press(("_go", "1")).path.endswith("/pages/you/")


def test_an_eligibility_question_left_open_is_told(browser, every_kind):
    page = browser.post("/procedures/green-curtain/begin/")
    assert page.status == 422
    assert page.says("「区内にお住まいですか。」に答えてください。")


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ({"opens": date(2026, 12, 1)}, "受付は2026年12月1日"),
        ({"closes": date(2026, 11, 9)}, "で終わりました"),
    ],
)
def test_a_procedure_is_taken_only_between_its_dates(browser, db, dates, words):
    put_in_force(definition(**dates))
    page = browser.get("/procedures/green-curtain/")
    assert page.says(words)
    assert not [text for _, text in page.links if text == "オンラインで申請する"]
    refused = browser.get("/procedures/green-curtain/begin/")
    assert refused.status == 409
    assert refused.says(words)


@pytest.mark.parametrize("dates", [{"opens": date(2026, 11, 10)}, {"closes": date(2026, 11, 10)}])
def test_the_first_and_the_last_day_count(browser, db, dates):
    compiled = put_in_force(definition(**dates))
    assert begins(browser, compiled).status == 200
