"""補正 in a real browser: three presses for the officer, one page for the resident, with and without scripts."""

import pytest
from playwright.sync_api import Page, expect

from madoguchi.accounts.models import Officer
from madoguchi.cases import commands as cases
from madoguchi.cases.grounds import Fault, Item
from madoguchi.cases.models import Case
from madoguchi.cases.states import State
from madoguchi.kernel import clock as times
from tests.browser.test_the_whole_way import fits
from tests.cases.desk import desk_of
from tests.cases.factories import acting
from tests.stories.people import Resident

pytestmark = pytest.mark.django_db(transaction=True)
WRONG, MISSING = Fault.WRONG, Fault.INCOMPLETE


@pytest.fixture
def officer(demo) -> Officer:
    return Officer.objects.get(account__email="takeda@officer.example")


@pytest.fixture
def case(demo, officer, tmp_path) -> Case:
    """Under review, with nothing wrong that a check could see."""
    found = Resident(folder=tmp_path).applies("child-allowance")
    cases.begin_review(case=found, by=acting(officer), at=times.now())
    return found


@pytest.fixture
def returned(case: Case, officer: Officer) -> Case:
    items = [
        Item(path="event_date", reason=WRONG),
        Item(path="applicant_phone", reason=MISSING, words="つながる番号をお書きください。"),
        Item(path="children.1.birthdate", reason=WRONG),
        Item(path="reason", reason=WRONG),
    ]
    cases.ask_for_correction(case=case, items=items, by=acting(officer), at=times.now())
    return case


def at_the_desk(page: Page, live_site, officer: Officer) -> Page:
    session = desk_of(officer).cookies["madoguchi-session"].value
    page.context.add_cookies([{"name": "madoguchi-session", "value": session, "url": live_site.url}])
    return page


def opens(page: Page, live_site, case: Case) -> None:
    """By the link of the mail, with the numbers of the receipt."""
    page.goto(live_site.at("/status/"))
    page.locator("[name=number]").fill(case.number)
    page.locator("[name=code]").fill(case.access_code())
    page.locator("main form[method=post] button[type=submit]").last.click()
    page.locator('form[action$="/correct/"] button').click()
    page.wait_for_url("**/mend/")


def box(page: Page, path: str):
    return page.locator(f'input[name=ask][value="{path}"]')


def stands(case: Case) -> State:
    return Case.objects.get(pk=case.pk).stands


@pytest.mark.parametrize("scripts", [True, False])
def test_the_officer_asks_with_three_presses(live_site, case, officer, page_at, axe, scripts):
    page = at_the_desk(page_at(1280, java_script_enabled=scripts), live_site, officer)
    page.goto(live_site.at(f"/desk/cases/{case.pk}/"))
    presses = 0

    def press(what) -> None:
        nonlocal presses
        what.click()
        presses += 1

    tick = page.locator('label:has(input[value="applicant_phone"])')
    tick.scroll_into_view_if_needed()
    press(tick)
    row = page.locator(".summary-row").filter(has=box(page, "applicant_phone"))
    press(row.get_by_text("不足", exact=True))
    expect(row.get_by_text("が足りません。追加してください。")).to_be_visible()
    expect(row.get_by_text("に誤りがあるようです。")).to_be_hidden()
    if scripts:
        axe(page)
    press(page.get_by_role("button", name="選んだ項目の補正を求める"))
    expect(page.get_by_text("補正を求めました。")).to_be_visible()
    assert presses == 3
    asked = Case.objects.get(pk=case.pk).correction_asked
    assert asked is not None
    assert [(item.path, item.reason) for item in asked.items] == [("applicant_phone", MISSING)]
    expect(page.get_by_text("補正待ち 1日目（処理期限は止まっています）")).to_be_visible()
    page.get_by_role("button", name="補正の依頼を取り消す").click()
    expect(page.get_by_text("補正の依頼を取り消しました。")).to_be_visible()
    assert stands(case) is State.UNDER_REVIEW


def test_the_officer_asks_by_keyboard_alone(live_site, case, officer, page_at):
    page = at_the_desk(page_at(1280), live_site, officer)
    page.goto(live_site.at(f"/desk/cases/{case.pk}/"))
    page.wait_for_load_state("networkidle")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("x")
    page.keyboard.press("3")
    first = page.locator("input[name=ask]").first
    expect(first).to_be_focused()
    expect(first).to_be_checked()
    page.keyboard.press("Enter")
    assert stands(case) is State.UNDER_REVIEW, "Enter in a box sends no letter"
    page.get_by_role("button", name="選んだ項目の補正を求める").press("Enter")
    expect(page.get_by_text("補正を求めました。")).to_be_visible()
    asked = Case.objects.get(pk=case.pk).correction_asked
    assert asked is not None
    assert [item.reason for item in asked.items] == [Fault.EXPIRED]


@pytest.mark.parametrize("width", [375, 1280])
def test_the_desk_is_accessible_while_asking_and_after(live_site, case, officer, page_at, axe, photograph, width):
    page = at_the_desk(page_at(width), live_site, officer)
    page.goto(live_site.at(f"/desk/cases/{case.pk}/"))
    page.locator('label:has(input[value="applicant_phone"])').click()
    page.locator('label:has(input[value="children.1"])').click()
    page.get_by_text("根拠となる定型の理由").click()
    axe(page)
    fits(page, width)
    photograph(page, f"correction-asking-{width}")
    page.get_by_role("button", name="選んだ項目の補正を求める").click()
    expect(page.get_by_text("補正を求めました。")).to_be_visible()
    axe(page)
    found = Case.objects.get(pk=case.pk)
    cases.correct(
        case=found, answers={**found.answers, "applicant_phone": "0354323333"}, by=found.applicant, at=times.now()
    )
    page.reload()
    expect(page.get_by_role("heading", name="前回との違い")).to_be_visible()
    axe(page)
    fits(page, width)
    photograph(page, f"correction-arrived-{width}")


@pytest.mark.parametrize(("width", "language"), [(375, "ja"), (1280, "ja"), (375, "ja-easy"), (1280, "en")])
def test_the_resident_mends_on_one_page(live_site, returned, page_at, axe, photograph, width, language):
    page = page_at(width)
    page.context.add_cookies([{"name": "language", "value": language, "url": live_site.url}])
    opens(page, live_site, returned)
    axe(page)
    fits(page, width)
    photograph(page, f"correction-mend-{language}-{width}")
    page.locator('[name="event_date.day"]').fill("2")
    page.locator('[name="applicant_phone"]').fill("違う")
    page.locator('[name="children.1.birthdate.day"]').fill("2")
    send = page.locator(".actions--apart button").first
    send.click()
    expect(page.locator(".error-summary")).to_be_focused()
    axe(page)
    page.locator('[name="applicant_phone"]').fill("03-5432-3333")
    send.click()
    page.wait_for_load_state("networkidle")
    if "/mend/" in page.url:
        axe(page)
        send.click()
    page.wait_for_url(f"**/status/{returned.pk}/")
    axe(page)
    found = Case.objects.get(pk=returned.pk)
    assert found.stands is State.UNDER_REVIEW
    assert found.answers["event_date"] == found.answers["children"][0]["birthdate"] == "2026-11-02"


def test_without_scripts_the_resident_mends_on_one_page(live_site, returned, page_at):
    page = page_at(375, java_script_enabled=False)
    opens(page, live_site, returned)
    page.locator('[name="event_date.day"]').fill("2")
    page.locator('[name="applicant_phone"]').fill("03-5432-3333")
    page.locator('[name="children.1.birthdate.day"]').fill("2")
    for _ in range(2):
        if "/mend/" in page.url:
            page.locator(".actions--apart button").first.click()
    page.wait_for_url(f"**/status/{returned.pk}/")
    assert stands(returned) is State.UNDER_REVIEW


def test_an_answer_brings_its_question_at_once_and_what_is_typed_is_saved(live_site, returned, page_at):
    page = page_at(375)
    opens(page, live_site, returned)
    page.locator('label:has(input[name="reason"][value="move_in"])').click()
    expect(page.locator('[name="previous_city"]')).to_be_visible()
    with page.expect_response("**/mend/save/"):
        page.locator('[name="previous_city"]').fill("川崎市")
    page.reload()
    expect(page.locator('[name="previous_city"]')).to_have_value("川崎市")
