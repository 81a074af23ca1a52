"""The pages about imports, and the officer's box, in a real browser: axe finds nothing and nothing is too wide."""

import pytest
from playwright.sync_api import expect

from madoguchi.accounts.states import Role
from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM
from madoguchi.registers import commands
from madoguchi.registers.models import Snapshot
from tests.cases.desk import desk_of
from tests.cases.factories import an_officer
from tests.registers.extracts import extract_text, kept, many

WIDTHS = [375, 1280]


@pytest.fixture
def administrator(live_site, page_at):
    """A page of somebody logged in as administrator."""

    def at(width: int):
        browser = desk_of(an_officer(Role.ADMINISTRATOR))
        page = page_at(width)
        cookie = browser.cookies["madoguchi-session"].value
        page.context.add_cookies([{"name": "madoguchi-session", "value": cookie, "url": live_site.at("/")}])
        return page

    return at


@pytest.fixture
def imported(live_site, tmp_path) -> Snapshot:
    people = many(60)
    people[3] |= {"生年月日": "1990-02-30"}
    people[9] |= {"宛名番号": "123456789012"}
    file = kept(tmp_path, extract_text(people))
    snapshot = commands.load(file=file, by=SYSTEM, at=clock.now())
    Snapshot.objects.create(
        file_name="broken.csv",
        state="refused",
        reason="最後の行がありません。ファイルが途中で切れています。",
        begun_at=clock.now(),
        ended_at=clock.now(),
    )
    return snapshot


@pytest.mark.parametrize("width", WIDTHS)
def test_the_list_of_imports_is_accessible_and_fits(administrator, live_site, imported, axe, width):
    page = administrator(width)
    page.goto(live_site.at("/desk/registers/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("住民記録の取込み")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    axe(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_an_import_with_broken_lines_is_accessible_and_fits(administrator, live_site, imported, axe, width):
    page = administrator(width)
    page.goto(live_site.at(f"/desk/registers/{imported.pk}/"))
    expect(page.get_by_text("暦にない日付です")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    axe(page)
