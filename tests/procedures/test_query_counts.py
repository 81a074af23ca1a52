"""How often each page asks the database. A number that grows must be argued for here."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from madoguchi.cases.models import Case
from tests.procedures.definition import TYPED
from tests.procedures.walking import answers_everything, applies, begins, fills


@pytest.fixture
def warm(browser, every_kind):
    """What is in force is remembered, as it is a second after the start."""
    browser.get("/")
    return browser


def queries(act) -> int:
    with CaptureQueriesContext(connection) as captured:
        act()
    return len([q for q in captured.captured_queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))])


@pytest.mark.parametrize(
    ("path", "number"),
    [("/", 0), ("/procedures/", 0), ("/procedures/green-curtain/begin/", 0), ("/procedures/green-curtain/", 1), ("/resume/", 0), ("/status/", 0), ("/postcode/?postcode=1540017", 0)],
)  # fmt: skip
def test_what_everybody_reads(warm, path, number):
    assert queries(lambda: warm.client.get(path)) == number


def test_a_page_of_questions_is_read_with_one(warm, every_kind):
    begins(warm, every_kind)
    assert queries(warm.reload) == 1


def test_a_page_of_questions_is_kept_with_four(warm, every_kind):
    """The draft read, taken hold of, written, and the step noted; the page that follows reads it again."""
    begins(warm, every_kind)
    fills(warm.page.form, TYPED)
    assert queries(warm.press) == 4 + 1


def test_the_review_is_read_with_one(warm, every_kind):
    begins(warm, every_kind)
    answers_everything(warm)
    assert queries(warm.reload) == 1


def test_sending_and_the_receipt(warm, every_kind):
    begins(warm, every_kind)
    answers_everything(warm)
    assert queries(warm.press) <= 20


def test_the_state_of_an_application(warm, every_kind):
    """The case, its letters, its journal, and who entered the answers."""
    applies(warm, every_kind)
    case = Case.objects.get()
    assert queries(lambda: warm.get(f"/status/{case.pk}/")) == 4
