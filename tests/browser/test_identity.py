"""The card on a phone, without scripts, to the end; and the pages of mandates, devices and the access log."""

from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from madoguchi.accounts.mandate_models import Mandate
from madoguchi.accounts.models import Account
from madoguchi.cases import commands as cases
from madoguchi.cases.models import Case
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor, ActorKind
from madoguchi.procedures.models import Draft
from tests.accounts.conftest import mailed_code
from tests.browser.hands import begin, fill_in, go_on
from tests.browser.test_the_whole_way import GOES_ON, fits, typed
from tests.eid import SECRET, Eid, eid_serving

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def card(live_site, demo, settings) -> Iterator[Eid]:
    """The local provider, which sends people back to the live site."""
    with eid_serving(f"{live_site.url}/account/card/callback/") as serving:
        settings.EID_ISSUER, settings.EID_CLIENT_ID, settings.EID_SECRET = serving.issuer, "madoguchi", SECRET
        yield serving


def reads(page: Page, name: str) -> None:
    page.get_by_role("button", name="カードを読み取る").click()
    page.get_by_role("button", name=name).click()
    page.wait_for_load_state("networkidle")


def looks_good(page: Page, axe, *, scripts: bool) -> None:
    fits(page, 375)
    if scripts:
        axe(page)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_card_fills_in_the_form_and_a_dead_one_is_found_out_first(live_site, card, page_at, axe, scripts):
    page = page_at(375, java_script_enabled=scripts)
    page.goto(live_site.at("/procedures/child-allowance/begin/"))
    looks_good(page, axe, scripts=scripts)
    page.get_by_role("link", name="マイナンバーカードを使う").click()
    looks_good(page, axe, scripts=scripts)

    reads(page, "北沢 健太")
    expect(page.get_by_text("このカードの証明書は、いま使えません")).to_be_visible()
    expect(page.get_by_role("link", name="カードを使わずに続ける")).to_be_visible()
    looks_good(page, axe, scripts=scripts)
    assert Draft.objects.count() == 0

    reads(page, "髙﨑 𠮷郎")
    expect(page.get_by_text("読み取ったカードの内容")).to_be_visible()
    for name, value in GOES_ON.items():
        page.locator(f'label:has(input[name="{name}"][value="{value}"])').click()
    go_on(page)
    answers = {name: value for name, value in typed().items() if not name.startswith("applicant_")}
    fill_in(page, answers, scripts=scripts)
    go_on(page)
    expect(page.get_by_text("マイナンバーカードから：")).to_be_visible()
    expect(page.locator('[name="applicant_name.family"]')).to_have_value("髙﨑")
    looks_good(page, axe, scripts=scripts)


def logs_in_by_mail(page: Page, address: str) -> None:
    page.goto(f"{address}/account/login/")
    page.locator("[name=email]").fill("taro@example.jp")
    page.locator("[name=email]").press("Enter")
    page.wait_for_selector("[name=code]")
    page.locator("[name=code]").fill(mailed_code())
    page.locator("[name=code]").press("Enter")
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
@pytest.mark.parametrize("width", [375, 1280])
def test_who_is_logged_in_by_mail_is_asked_before_the_card_is_tied(live_site, card, page_at, axe, width, scripts):
    page = page_at(width, java_script_enabled=scripts)
    logs_in_by_mail(page, live_site.url)
    page.goto(live_site.at("/account/card/"))
    reads(page, "世田谷 花子")
    expect(page.get_by_role("heading", level=1)).to_have_text("このカードをアカウントに登録しますか")
    fits(page, width)
    if scripts:
        axe(page)
    assert Account.objects.get(email="taro@example.jp").name == ""
    page.get_by_role("button", name="本人のカードです。登録する").click()
    page.wait_for_load_state("networkidle")
    assert Account.objects.get(email="taro@example.jp").name == "世田谷　花子"


def test_the_providers_own_screen_is_accessible(live_site, card, page_at, axe):
    page = page_at(375)
    page.goto(live_site.at("/account/card/"))
    page.get_by_role("button", name="カードを読み取る").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("デジタル認証アプリ（デモ）")
    axe(page)
    fits(page, 375)


def test_mandates_devices_and_the_access_log(live_site, card, page_at, axe):
    page = page_at(375)
    page.goto(live_site.at("/account/card/"))
    reads(page, "世田谷 花子")
    mother = Account.objects.get(name="世田谷　花子")
    for path in ("/my/", "/my/mandates/", "/my/mandates/new/", "/my/acting/", "/my/access-log/", "/account/devices/"):
        page.goto(live_site.at(path))
        axe(page)
        fits(page, 375)
    page.goto(live_site.at("/my/mandates/new/"))
    page.locator("[name=proxy_name]").fill("世田谷 一郎")
    page.locator("[name=proxy_email]").fill("son@example.jp")
    go_on(page, "代理人にメールを送る")
    expect(page.get_by_text("代理人にメールを送りました")).to_be_visible()
    axe(page)
    fits(page, 375)
    page.get_by_role("link", name="取り消す").click()
    axe(page)
    page.get_by_role("button", name="取り消す").click()
    expect(page.get_by_text("代理権を取り消しました")).to_be_visible()
    assert Mandate.objects.get().principal == mother
    page.goto(live_site.at("/my/mandates/new/"))
    page.locator("[name=name]").fill("")
    go_on(page, "代理人にメールを送る")
    axe(page)


def test_who_looked_is_readable_on_a_phone(live_site, card, page_at, axe):
    page = page_at(375)
    page.goto(live_site.at("/account/card/"))
    reads(page, "世田谷 花子")
    begin(page, live_site.url, "child-allowance", GOES_ON)
    for _ in range(20):
        if page.url.split("#")[0].endswith("/review/"):
            break
        fill_in(page, typed())
        page.locator("main .actions--apart button").first.click()
        page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="この内容で申請する").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("申請を受け付けました")
    case = Case.objects.get()
    officer = Actor(ActorKind.OFFICER, "1", "酒井", section=case.section, roles=frozenset({"reviewer"}))
    cases.view(case=case, by=officer, at=clock.now())
    page.goto(live_site.at("/my/access-log/"))
    expect(page.get_by_text("職員が申請の内容を見ました")).to_be_visible()
    axe(page)
    fits(page, 375)


def test_an_officer_registers_a_paper_mandate(live_site, demo, page_at, axe):
    page = page_at(1280)
    page.goto(live_site.at("/account/login/officer/?next=/desk/mandates/"))
    page.locator("[name=login]").fill("sakai@officer.example")
    page.locator("[name=password]").fill("madoguchi-demo-2026")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state("networkidle")
    shown = page.locator("main").inner_text()
    digits = "".join(letter for letter in shown if letter.isdigit())
    page.locator("[name=code]").fill(digits[-6:] if len(digits) >= 6 else digits)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state("networkidle")
    page.goto(live_site.at("/desk/mandates/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("代理権の登録")
    axe(page)
    fits(page, 1280)
    page.locator("#looked").fill("世田谷 花子")
    page.get_by_role("button", name="探す").click()
    expect(page.get_by_text("この氏名の代理権は登録されていません")).to_be_visible()
    assert "世田谷" not in unquote(page.url)
    axe(page)
    found = page.url
    page.locator("#looked").fill("別の 人")
    page.get_by_role("button", name="探す").click()
    page.wait_for_load_state("networkidle")
    page.go_back()
    assert page.url == found
    expect(page.locator("#looked")).to_have_value("世田谷　花子")
