"""A telephone in the hand and a keyboard at the counter: the same draft, nothing typed twice, axe on every page."""

import time
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from madoguchi.accounts import demo as people
from madoguchi.cases.models import Case
from madoguchi.procedures.models import Draft
from tests.browser.hands import begin, fill_in, go_on
from tests.browser.test_the_whole_way import GOES_ON, fits, typed

pytestmark = pytest.mark.django_db(transaction=True)
OFFICER = "sakai@officer.example"
HERE = "document.activeElement"


def logs_in(desk: Page, address: str) -> None:
    desk.goto(f"{address}/account/login/officer/")
    desk.locator("[name=login]").fill(OFFICER)
    desk.locator("[name=password]").fill(people.PASSWORD)
    desk.locator("[name=password]").press("Enter")
    desk.locator("[name=code]").fill(format_hotp_value(hotp_value(people.TOTP_SECRET, int(time.time()) // 30)))
    desk.locator("[name=code]").press("Enter")
    desk.wait_for_load_state("networkidle")


def here(desk: Page) -> dict[str, str]:
    """The box in which the focus stands."""
    found: dict[str, str] = desk.evaluate(
        f"({{name: {HERE}.name || '', type: {HERE}.type || '', tag: {HERE}.tagName, value: {HERE}.value || ''}})"
    )
    return found


def is_answered(desk: Page, box: dict[str, str]) -> bool:
    if box["type"] in {"radio", "checkbox"}:
        return bool(desk.locator(f'[name="{box["name"]}"]:checked').count())
    return bool(box["value"])


def types_into(desk: Page, box: dict[str, str], said: list[str]) -> None:
    if box["type"] in {"radio", "checkbox"}:
        boxes = desk.locator(f'[name="{box["name"]}"]')
        values = boxes.evaluate_all("all => all.map(one => one.value)")
        for value in said:
            desk.keyboard.press(str(values.index(value) + 1))
    elif box["tag"] == "SELECT":
        desk.keyboard.type(said[-1])
    else:
        desk.keyboard.type(said[-1])


def fills_by_keyboard(desk: Page, said: dict[str, str | list[str]]) -> set[str]:
    """From field to field with Enter (Tab where Enter is a new line); returns what was typed, by name."""
    done: set[str] = set()
    desk.locator("[data-madoguchi-sheet] input:not([type=hidden])").first.focus()
    for _ in range(400):
        box = here(desk)
        name = box["name"]
        if box["tag"] == "BUTTON" or not name:
            break
        if name in said and name not in done and not is_answered(desk, box):
            wanted = said[name]
            types_into(desk, box, [wanted] if isinstance(wanted, str) else list(wanted))
            done.add(name)
            desk.keyboard.press("Tab") if box["type"] == "textarea" else desk.keyboard.press("Enter")
            desk.wait_for_load_state("networkidle")
        else:
            desk.keyboard.press("Tab") if box["type"] in {"textarea", "file"} else desk.keyboard.press("Enter")
        if here(desk)["name"] == name and box["type"] != "checkbox":
            break
    return done


def starts_on_the_phone(phone: Page, address: str, until: str) -> None:
    begin(phone, address, "child-allowance", GOES_ON)
    for _ in range(8):
        if f"/pages/{until}/" in phone.url:
            return
        fill_in(phone, typed())
        go_on(phone)
    raise AssertionError(phone.url)


def six_digits(page: Page) -> str:
    return page.locator(".six-digits").inner_text()


def test_a_resident_starts_on_the_phone_and_the_counter_goes_on_by_keyboard_alone(
    live_site, demo, page_at, axe, photograph
):
    phone, desk = page_at(375), page_at(1280)

    def look(page: Page, width: int, name: str = "") -> None:
        axe(page)
        fits(page, width)
        if name:
            photograph(page, name)

    starts_on_the_phone(phone, live_site.url, "spouse")
    look(phone, 375)
    phone.get_by_role("link", name="窓口で続ける").click()
    look(phone, 375)
    phone.get_by_role("button", name="6けたの番号を出す").click()
    look(phone, 375, "hand-over")
    digits = six_digits(phone)

    logs_in(desk, live_site.url)
    desk.goto(live_site.at("/desk/counter/"))
    look(desk, 1280, "counter")
    desk.locator("h1").click()
    desk.keyboard.press("6")
    desk.keyboard.type(digits)
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/desk/counter/*-*/")
    look(desk, 1280)
    phone.get_by_role("link", name="伝えた").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("いま窓口の職員が入力しています")
    look(phone, 375)

    from_the_phone = dict(Draft.objects.get().answers)
    assert len(from_the_phone) > 10
    typed_at_the_counter: set[str] = set()
    for _ in range(4):
        typed_at_the_counter |= fills_by_keyboard(desk, typed())
    look(desk, 1280, "counter-sheet")
    # Nothing is retyped: no field of an answer that came from the phone was typed into, and none has changed.
    assert not {name.partition(".")[0] for name in typed_at_the_counter} & set(from_the_phone)
    assert {name: Draft.objects.get().answers[name] for name in from_the_phone} == from_the_phone

    desk.locator("[data-madoguchi-sheet] input:not([type=hidden])").first.focus()
    desk.keyboard.press("Control+Enter")
    desk.wait_for_url("**/confirm/")
    look(desk, 1280)
    desk.get_by_role("button", name="QRコードと番号を出す").press("Enter")
    desk.wait_for_selector(".six-digits")
    look(desk, 1280, "counter-confirm")

    phone.goto(live_site.at("/confirm/"))
    look(phone, 375)
    phone.locator("[name=digits]").fill(six_digits(desk))
    phone.locator("[name=digits]").press("Enter")
    phone.wait_for_selector("[name=agreed]")
    look(phone, 375, "confirm")
    phone.get_by_role("button", name="この内容でまちがいありません").click()
    phone.wait_for_load_state("networkidle")
    look(phone, 375)
    for box in phone.locator("label:has([name=agreed])").all():
        box.click()
    phone.get_by_role("button", name="この内容でまちがいありません").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("確認しました")
    look(phone, 375)

    send = desk.get_by_role("button", name="この内容で申請を受け付ける")
    expect(send).to_be_visible()
    look(desk, 1280)
    send.press("Enter")
    desk.wait_for_url("**/sent/")
    look(desk, 1280)
    case = Case.objects.get()
    expect(desk.get_by_text(case.number).first).to_be_visible()
    assert case.channel == "counter"
    kinds = {author["kind"] for author in case.revisions.get().authors.values()}
    assert kinds == {"resident", "officer"}


def test_a_mistake_is_told_beside_the_field_while_the_officer_types_on(live_site, demo, page_at, axe):
    desk = page_at(1280)
    logs_in(desk, live_site.url)
    desk.goto(live_site.at("/desk/counter/?q=児童手当"))
    expect(desk.locator("[data-part=begin]").first).to_be_focused()
    desk.keyboard.press("Enter")
    desk.wait_for_selector("[data-madoguchi-sheet]")
    desk.locator("[name=applicant_phone]").focus()
    desk.keyboard.type("5432-111")
    with desk.expect_response(lambda answer: answer.request.method == "GET" and "/desk/counter/" in answer.url):
        desk.keyboard.press("Enter")
    expect(desk.locator("#q-applicant_phone .field-error")).to_be_visible()
    axe(desk)
    first = desk.locator("[name=reason]").first
    first.focus()
    with desk.expect_response(lambda answer: answer.request.method == "GET" and "/desk/counter/" in answer.url):
        desk.keyboard.press("6")
    expect(desk.locator("[name=event_other]")).to_be_visible()
    expect(desk.locator("[name=applicant_phone]")).to_have_value("5432-111")


def test_without_scripts_the_counter_does_its_work(live_site, demo, page_at, axe):
    desk = page_at(1280, java_script_enabled=False)
    logs_in(desk, live_site.url)
    desk.goto(live_site.at("/desk/counter/?q=児童手当"))
    desk.locator("form:has([value=child-allowance]) button[value=phone]").click()
    for _ in range(4):
        fill_in(desk, typed(), scripts=False)
        desk.get_by_role("button", name="確かめる").last.click()
    desk.get_by_role("button", name="ご本人に確認してもらう").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("ご本人の確認")
    for box in desk.locator("label:has([name=agreed]), label:has([name=read_aloud])").all():
        box.click()
    desk.get_by_role("button", name="口頭で確認したと記録する").click()
    desk.get_by_role("button", name="この内容で申請を受け付ける").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("申請を受け付けました")
    assert Case.objects.get().channel == "phone"


@pytest.mark.parametrize("width", [375, 1280])
def test_the_script_and_the_hand_over_to_the_phone_are_accessible(live_site, demo, page_at, axe, width):
    desk = page_at(width)
    logs_in(desk, live_site.url)
    for path in ("/desk/counter/", "/desk/counter/script/child-allowance/"):
        desk.goto(live_site.at(path))
        axe(desk)
        fits(desk, width)
    desk.goto(live_site.at("/desk/counter/?q=児童手当"))
    desk.locator("[data-part=begin]").first.click()
    desk.get_by_role("link", name="ご本人のスマートフォンへ渡す").click()
    desk.get_by_role("button", name="QRコードを出す").click()
    expect(desk.locator(".qr svg")).to_be_visible()
    axe(desk)
    fits(desk, width)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
@pytest.mark.parametrize("width", [375, 1280])
def test_a_tablet_of_the_counter_is_paired(live_site, demo, page_at, axe, width, scripts):
    desk, tablet = page_at(width, java_script_enabled=scripts), page_at(width, java_script_enabled=scripts)

    def look(page: Page) -> None:
        fits(page, width)
        if scripts:
            axe(page)

    logs_in(desk, live_site.url)
    desk.goto(live_site.at("/desk/counter/tablet/"))
    look(desk)
    desk.get_by_role("button", name="QRコードを出す").click()
    code = desk.get_by_role("img", name="タブレットを登録するQRコード")
    expect(code).to_be_visible()
    look(desk)
    tablet.goto(live_site.at(urlsplit(code.get_attribute("data-address") or "").path))
    expect(tablet.get_by_role("heading", level=1)).to_have_text("窓口のタブレットとして登録する")
    look(tablet)
    tablet.get_by_role("button", name="このタブレットを登録する").click()
    tablet.wait_for_url("**/confirm/")
    look(tablet)
