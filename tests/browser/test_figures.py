"""The figures in a real browser, on a phone and on a desk, with axe on every page."""

import pytest
from playwright.sync_api import expect

from madoguchi.insight import remembering
from madoguchi.kernel import clock as times
from madoguchi.procedures import counting
from madoguchi.publications import queries as publications
from tests.browser.test_exceptions_only import fits, logged_in
from tests.insight.conftest import steps
from tests.insight.test_pages import DOG, decided, month, new_version, pages_of

pytestmark = pytest.mark.django_db(transaction=True)
CHILD = "child-allowance"


@pytest.fixture
def lived_in(demo):
    """Two procedures over some months, one of them under two versions, and forms that people left on the way."""
    remembering.forget()
    old = publications.in_force(DOG)
    assert old
    for n, day in enumerate(["2026-05-01", "2026-06-01", "2026-07-01", "2026-08-01"]):
        month(DOG, day, version=old.version, received={"": 60 + n}, requests={"": 9}, reasons={"wrong": 6, "incomplete": 7}, fill={"6": 40, "9": 20}, **decided(60, 40 + n, 6))  # fmt: skip
        month(CHILD, day, received={"": 300}, handling={"8": 40}, **decided(280, 231 + 9 * n, 9))
    month(DOG, "2026-09-01", version=new_version(), received={"": 90}, together={"": 50}, **decided(88, 80, 3))
    compiled = publications.in_force(CHILD)
    assert compiled
    past = {page: 200 - 14 * (n + 1) for n, page in enumerate(pages_of(CHILD))}
    now = times.now()
    times.passes(days=-31)
    steps(CHILD, compiled.version, begun=200, pages=past, sent=min(past.values()) - 2)
    times.clock.move_to(now)
    counting.count_days(since=times.today().replace(month=10, day=1), until=times.today())
    yield
    remembering.forget()


@pytest.mark.parametrize("width", [375, 1280])
def test_everybody_can_read_the_figures(live_site, lived_in, page_at, axe, photograph, width):
    page = page_at(width)
    page.goto(live_site.at("/figures/"))
    axe(page)
    fits(page, width)
    photograph(page, f"figures-{width}")
    page.get_by_role("link", name="正しく届いた割合").locator("visible=true").first.click()
    expect(page.locator(".figures-table tbody tr")).to_have_count(2)
    axe(page)
    page.get_by_role("link", name="児童手当").first.click()
    expect(page.get_by_text("どのページで送らずに終わったか").first).to_be_visible()
    for one in page.locator("details summary").all():
        one.click()
    axe(page)
    fits(page, width)
    photograph(page, f"figures-child-{width}")
    page.goto(live_site.at(f"/figures/{DOG}/"))
    expect(page.get_by_text("版による違い")).to_be_visible()
    axe(page)
    fits(page, width)
    photograph(page, f"figures-dog-{width}")


@pytest.mark.parametrize("width", [375, 1280])
def test_where_there_is_nothing_the_page_says_so(live_site, demo, page_at, axe, width):
    remembering.forget()
    page = page_at(width)
    for path in ("/figures/", f"/figures/{DOG}/"):
        page.goto(live_site.at(path))
        expect(page.get_by_text("公開できる数字は、まだありません")).to_be_visible()
        axe(page)
        fits(page, width)


@pytest.mark.parametrize("width", [375, 1280])
def test_a_section_sees_its_own(live_site, lived_in, page_at, axe, photograph, width):
    page = page_at(width)
    logged_in(page, live_site)
    page.goto(live_site.at("/desk/figures/"))
    axe(page)
    fits(page, width)
    photograph(page, f"figures-desk-{width}")
    page.get_by_role("link", name="児童手当").first.click()
    expect(page.get_by_text("ページごとの進みぐあい").first).to_be_visible()
    axe(page)
    fits(page, width)
    photograph(page, f"figures-desk-child-{width}")
