"""Clean cases, samples, rules and probes in a real browser, on a desk and on a phone, with axe on every page."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from madoguchi.accounts import demo as people
from madoguchi.cases import sampling
from madoguchi.cases.models import Case
from madoguchi.cases.states import State
from madoguchi.kernel import clock as times
from tests.stories.sending import arrive

pytestmark = pytest.mark.django_db(transaction=True)
CLEAN = "/desk/clean/child-family/child-allowance/"


def logged_in(page: Page, live_site) -> None:
    page.goto(live_site.at("/account/login/officer/"))
    page.locator("[name=login]").fill("takeda@officer.example")
    page.locator("[name=password]").fill(people.PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.locator("[name=code]").fill(format_hotp_value(hotp_value(people.TOTP_SECRET, int(time.time()) // 30)))
    with page.expect_navigation():
        page.locator("[name=code]").press("Enter")
    page.wait_for_load_state("networkidle")


def fits(page: Page, width: int) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


@pytest.mark.parametrize("width", [375, 1280])
def test_clean_cases_are_skimmed_one_is_pulled_out_and_the_rest_decided(
    live_site, demo, page_at, axe, photograph, width, monkeypatch
):
    turn = iter(range(10))
    monkeypatch.setattr(sampling, "is_drawn", lambda case, percent: next(turn) == 3)
    made = arrive("child-allowance", 6)
    times.passes(hours=12)
    page = page_at(width)

    def look(name: str = "") -> None:
        axe(page)
        fits(page, width)
        if name:
            photograph(page, f"{name}-{width}")

    logged_in(page, live_site)
    page.goto(live_site.at("/desk/"))
    expect(page.get_by_role("link", name=made[3].number)).to_be_visible()
    look("exceptions")
    page.get_by_role("link", name="まとめて見る").click()
    look("clean")
    page.get_by_role("link", name="児童手当").first.click()
    look("skim")
    page.get_by_label(f"{made[0].number}を承認する").uncheck()
    page.get_by_role("button", name="確認へ進む").click()
    expect(page.locator(".error-summary")).to_be_focused()
    look()
    page.locator("#id-reason").select_option("doubt")
    page.get_by_role("button", name="確認へ進む").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("4件を承認します")
    look("sure")
    page.get_by_role("button", name="承認する", exact=True).click()
    page.wait_for_url("**/desk/batches/**")
    expect(page.get_by_text("残りは4件です")).to_be_visible()
    look("progress")
    live_site.works()
    expect(page.get_by_text("4件すべてが済みました")).to_be_visible()  # by itself, without a script
    look("finished")
    assert Case.objects.filter(state=State.APPROVED).count() == 4
    for name, path in (("rules", "/desk/rules/"), ("probes", "/desk/probes/?procedure=child-allowance")):
        page.goto(live_site.at(path))
        look(name)


def test_a_drawn_case_and_a_doubtful_one_are_settled_on_the_case_page(
    live_site, demo, page_at, axe, photograph, monkeypatch
):
    monkeypatch.setattr(sampling, "is_drawn", lambda case, percent: True)
    (drawn,) = arrive("child-allowance", 1)
    page = page_at(1280)
    logged_in(page, live_site)
    page.goto(live_site.at(f"/desk/cases/{drawn.pk}/"))
    axe(page)
    page.get_by_role("button", name="審査を始める").click()
    axe(page)
    photograph(page, "sample")
    page.get_by_role("button", name="一致：見落としはない").click()
    expect(page.get_by_text("規則の判断と一致しました")).to_be_visible()
    axe(page)


def test_the_list_is_worked_by_keyboard_and_many_are_begun_at_once(live_site, demo, page_at, axe):
    made = arrive("child-allowance", 3)
    page = page_at(1280)
    logged_in(page, live_site)
    page.goto(live_site.at("/desk/?tab=open"))
    axe(page)
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("input[name=case]:checked")).to_have_count(2)
    page.get_by_role("button", name="審査を始める").click()
    page.wait_for_url("**/desk/batches/**")
    live_site.works()
    expect(page.get_by_text("2件すべてが済みました")).to_be_visible()
    assert Case.objects.filter(state=State.UNDER_REVIEW).count() == 2
    assert len(made) == 3
