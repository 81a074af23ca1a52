"""The first page of the ward, in a real browser."""

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("width", [375, 1280])
def test_the_home_of_the_ward_is_accessible_and_fits(live_site, published, page_at, axe, width):
    page = page_at(width)
    page.goto(live_site.at("/"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    axe(page)


def test_the_home_of_the_ward_is_whole_without_scripts(live_site, published, page_at):
    page = page_at(375, java_script_enabled=False)
    page.goto(live_site.at("/"))
    expect(page.get_by_role("searchbox").first).to_be_visible()
