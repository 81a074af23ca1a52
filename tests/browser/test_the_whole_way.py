"""「Done means」 in a real browser: a telephone in the evening, a desk the next morning, axe on every page."""

import io
import time

import pypdfium2
import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from madoguchi.accounts import demo as people
from madoguchi.cases.models import Case
from madoguchi.journal import queries as journal
from madoguchi.kernel import clock as times
from madoguchi.publications import queries as publications
from tests.browser.conftest import keep_picture
from tests.browser.hands import begin, fill_in, go_on
from tests.stories.people import Notice, somebody_like

pytestmark = pytest.mark.django_db(transaction=True)
GOES_ON = {
    "has_child": "yes",
    "lives_in_ward": "yes",
    "already_paid": "no",
    "higher_income": "yes",
    "public_servant": "no",
}


def typed() -> dict[str, str | list[str]]:
    compiled = publications.in_force("child-allowance")
    assert compiled is not None
    return somebody_like(compiled)


def fits(page: Page, width: int) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


def test_a_resident_applies_is_told_mends_sends_and_the_officer_approves(
    live_site, demo, page_at, axe, photograph, tmp_path
):
    page = page_at(375)

    def look(name: str = "") -> None:
        axe(page)
        fits(page, 375)
        if name:
            photograph(page, name)

    page.goto(live_site.at("/"))
    look("home")
    page.goto(live_site.at("/procedures/child-allowance/"))
    look("procedure")
    begin(page, live_site.url, "child-allowance", GOES_ON)
    mistakes = 0
    for _ in range(12):
        if page.url.split("#")[0].endswith("/review/"):
            break
        look("resident-form" if "/pages/applicant/" in page.url else "")
        said = typed()
        if "/pages/applicant/" in page.url and not mistakes:
            said["applicant_phone"] = "5432-111"
        fill_in(page, said)
        go_on(page)
        if page.locator(".error-summary").count():
            mistakes += 1
            expect(page.locator(".error-summary")).to_be_focused()
            expect(page.locator(".error-summary a")).to_have_text(
                "「請求者の日中つながる電話番号」は市外局番から、数字で入力してください（例：03-5432-1111）。"
            )
            look("error")
            page.locator(".error-summary a").click()
            expect(page.locator("#applicant_phone")).to_be_focused()
    assert mistakes == 1
    look("review")
    page.get_by_role("button", name="この内容で申請する").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("申請を受け付けました")
    look("receipt")
    case = Case.objects.get()
    status_url = page.get_by_role("link", name="申請の状況を見る").get_attribute("href")

    times.passes(hours=12)
    _the_officer_approves(live_site, page_at, axe, photograph, case)
    live_site.works()

    page.goto(live_site.at(str(status_url)))
    look("status")
    expect(page.get_by_text("申請が認められました").first).to_be_visible()
    letter = page.request.get(
        live_site.at(str(page.get_by_role("link", name="児童手当 認定通知書").get_attribute("href")))
    )
    notice = Notice(letter.body())
    _photograph_sheet(notice.content)
    page.goto(live_site.at(f"/verify/?code={notice.code}"))
    expect(page.get_by_text("が発行したものです")).to_be_visible()
    look("verify")
    sheet = tmp_path / "notice.pdf"
    sheet.write_bytes(notice.content)
    page.locator("input[type=file]").first.set_input_files(sheet)
    expect(page.get_by_text("同じ").first).to_be_visible()
    assert journal.verify() is None


def _the_officer_approves(live_site, page_at, axe, photograph, case: Case) -> None:
    desk = page_at(1280)

    def look(name: str = "") -> None:
        axe(desk)
        fits(desk, 1280)
        if name:
            photograph(desk, name)

    desk.goto(live_site.at("/account/login/officer/"))
    look()
    desk.locator("[name=login]").fill("takeda@officer.example")
    desk.locator("[name=password]").fill(people.PASSWORD)
    desk.locator("main form button[type=submit]").first.click()
    desk.locator("[name=code]").fill(format_hotp_value(hotp_value(people.TOTP_SECRET, int(time.time()) // 30)))
    look()
    desk.locator("[name=code]").press("Enter")
    desk.wait_for_load_state("networkidle")
    desk.goto(live_site.at("/desk/?tab=open"))
    look("officer-queue")
    desk.get_by_role("link", name=case.number).first.click()
    look("officer-case")
    desk.get_by_role("button", name="審査を始める").click()
    look()
    desk.locator(f'a[href$="/desk/cases/{case.pk}/approve/"]').first.click()
    look("officer-approval")
    desk.get_by_role("button", name="承認する").click()
    expect(desk.get_by_role("status").first).to_be_visible()
    look()


def _photograph_sheet(content: bytes) -> None:
    picture = pypdfium2.PdfDocument(content)[0].render(scale=1.5).to_pil()
    out = io.BytesIO()
    picture.save(out, "PNG")
    keep_picture(out.getvalue(), "notice")
