"""How often each page of the counter asks the database. A number that grows must be argued for here."""

import pytest

from madoguchi.accounts.states import Role
from madoguchi.procedures.models import Draft
from madoguchi.publications import queries as publications
from tests.cases.factories import an_officer
from tests.procedures.browsing import Browser
from tests.procedures.test_counter import (
    at_desk,
    begins_at,
    fills_sheet,
    on_the_tablet,
    presses,
    sheet_form,
    to_confirmation,
)
from tests.procedures.test_query_counts import queries as counted
from tests.procedures.walking import answers_page, begins


def queries(act) -> int:
    """With what is in force remembered, as it is a second after somebody else has asked."""
    publications.all_in_force()
    return counted(act)


WHO = 2  # session and account of the officer; the officer comes with the account
LOOK = 2  # the draft, and whether this officer has looked lately


@pytest.fixture
def desk(every_kind) -> Browser:
    browser = at_desk(an_officer(Role.RECEPTION))
    browser.get("/desk/counter/")
    return browser


def test_the_start_and_the_script_ask_who_it_is_and_what_is_in_hand(desk):
    assert queries(desk.reload) == WHO + 1
    assert queries(lambda: desk.get("/desk/counter/script/green-curtain/")) == WHO


def test_the_sheet_is_read_with_the_draft_and_the_look(desk, every_kind):
    begins_at(desk, every_kind)
    fills_sheet(desk)
    assert queries(desk.reload) == WHO + LOOK


def test_keeping_the_sheet_holds_and_writes_the_draft_once(desk, every_kind):
    form = sheet_form(begins_at(desk, every_kind))
    keeping = WHO + LOOK + 2
    assert queries(lambda: desk.post(form.action, form.sent(("_check", "1")))) == keeping + WHO + LOOK


def test_the_confirmation_as_the_officer_and_the_applicant_see_it(desk, every_kind):
    to_confirmation(desk, every_kind)
    presses(desk, "_ask")
    assert queries(desk.reload) == WHO + LOOK + 1
    tablet = on_the_tablet(desk)
    assert queries(tablet.reload) == 1


def test_sending_and_the_receipt(desk, every_kind):
    to_confirmation(desk, every_kind)
    presses(desk, "_oral", read_aloud="yes", agreed=["truth"])
    assert queries(desk.press) <= 32
    assert queries(desk.reload) == WHO + LOOK + 1


def test_the_residents_page_of_the_six_digits(browser, every_kind):
    begins(browser, every_kind)
    answers_page(browser)
    draft = Draft.objects.get()
    browser.get(f"/apply/{draft.pk}/counter/")
    presses(browser, "_offer")
    assert queries(browser.reload) == 2
