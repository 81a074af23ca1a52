"""How often each page of the paper desk asks the database. A number that grows must be argued for here."""

import pytest
from django.db import connection
from PIL import Image

from madoguchi.accounts.states import Role
from madoguchi.procedures.models import Draft, PaperApplication, ScannedPage
from tests.cases.factories import acting, an_officer
from tests.procedures.browsing import Browser
from tests.procedures.paper import a_draft_at_review, as_tiff, comes_in, looked_at, the_worker_works
from tests.procedures.test_counter import at_desk
from tests.procedures.test_counter_query_counts import LOOK, WHO, queries
from tests.procedures.test_paper import no_ocr as no_ocr
from tests.procedures.test_paper import sends

pytestmark = pytest.mark.usefixtures("no_ocr")
LISTS = 5  # the applications, their pages, pages that were not read, files being read, files that failed
TOGETHER = 2  # the application with its draft, and its pages that lie straight


@pytest.fixture
def officer(every_kind):
    return an_officer(Role.RECEPTION, Role.REVIEWER)


@pytest.fixture
def desk(officer) -> Browser:
    return at_desk(officer)


@pytest.fixture
def paper(browser, every_kind, officer) -> PaperApplication:
    a_draft_at_review(browser, every_kind)
    return looked_at(every_kind, officer, draft=Draft.objects.get())


def test_the_list_asks_the_same_however_much_waits(desk, officer, every_kind):
    desk.get("/desk/scans/")
    nothing = queries(desk.reload)
    for _ in range(3):
        looked_at(every_kind, officer)
    comes_in(as_tiff([Image.new("L", (800, 1100), 180 + n) for n in range(3)]), by=acting(officer))
    the_worker_works()
    assert desk.reload().says("読み取れない書類 3枚")
    assert nothing <= queries(desk.reload) == WHO + LISTS


def test_the_sheet_beside_the_pictures(desk, paper):
    desk.get(f"/desk/scans/{paper.pk}/")
    assert queries(desk.reload) == WHO + LOOK + TOGETHER + 1


def test_a_piece_and_a_whole_page(desk, paper):
    page = paper.scanned.first()
    assert page is not None
    assert queries(lambda: desk.get(f"/desk/scans/{paper.pk}/1-50-90.png")) == WHO + TOGETHER
    assert queries(lambda: desk.get(f"/desk/scans/pages/{page.pk}.png")) == WHO + 1


def test_a_page_that_was_not_read(desk, officer, every_kind):
    comes_in(as_tiff([Image.new("L", (800, 1100), 180)]), by=acting(officer))
    the_worker_works()
    desk.get(f"/desk/scans/unread/{ScannedPage.objects.get().pk}/")
    assert queries(desk.reload) == WHO + 2


def test_sending(desk, paper):
    desk.get(f"/desk/scans/{paper.pk}/")
    # On PostgreSQL each of the three entries takes hold of the journal's chain first.
    assert queries(lambda: sends(desk, paper)) == 38 + 3 * (connection.vendor == "postgresql")
