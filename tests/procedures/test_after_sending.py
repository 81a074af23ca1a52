"""After sending: the state by number and code, correcting, withdrawing, one's own page."""

import pytest

from madoguchi.accounts.models import Account
from madoguchi.cases import commands as cases
from madoguchi.cases.models import Case
from madoguchi.cases.states import State
from madoguchi.gateways import outbox
from madoguchi.journal import queries as journal
from madoguchi.kernel import clock as times
from madoguchi.kernel.refusals import Refusal
from madoguchi.procedures.models import Draft
from tests.cases.factories import acting, an_officer
from tests.procedures.test_drafts import signs_in
from tests.procedures.walking import answers_page, applies, begins


@pytest.fixture
def case(browser, every_kind):
    """An application that has just arrived from `browser`."""
    applies(browser, every_kind)
    return Case.objects.get()


@pytest.fixture
def returned(case):
    """The same, returned for correction."""
    officer = acting(an_officer())
    cases.begin_review(case=case, by=officer, at=times.now())
    cases.ask_for_correction(
        case=case, reasons=["proof"], words="領収書の写真を添えてください。", by=officer, at=times.now()
    )
    return case


def asks(device, number: str, code: str):
    device.get("/status/")
    device.page.form.fill("number", number)
    device.page.form.fill("code", code)
    return device.press()


class TestByNumberAndCode:
    """Both together open the application, on any device."""

    def test_they_open_it(self, other_device, case):
        page = asks(other_device, case.number, case.access_code())
        assert page.path == f"/status/{case.pk}/"
        assert page.says(case.number)
        assert page.says("髙橋　花子")

    @pytest.mark.parametrize(
        "change", [str.lower, lambda t: t.replace("-", ""), lambda t: t.replace("-", "－"), lambda t: f" {t}　"]
    )
    def test_they_may_be_typed_as_one_likes(self, other_device, case, change):
        assert asks(other_device, case.number, change(case.access_code())).path == f"/status/{case.pk}/"
        assert (
            asks(other_device, case.number.replace("-", "－").replace("2026", "２０２６"), case.access_code()).path
            == f"/status/{case.pk}/"
        )

    @pytest.mark.parametrize(("number", "code"), [("", ""), ("世子家-2026-999999", "x"), ("髙" * 500, "0" * 5000), ("' OR 1=1", "--"), ("\ud7ff", "\U0010ffff")])  # fmt: skip
    def test_anything_else_opens_nothing(self, other_device, case, number, code):
        page = asks(other_device, number, code)
        assert page.status == 422
        assert page.path == "/status/"

    def test_a_wrong_code_and_a_wrong_number_look_the_same(self, other_device, case):
        wrong_code = asks(other_device, case.number, "AAAA-AAAA-AA")
        wrong_number = asks(other_device, "世子家-2026-999999", "AAAA-AAAA-AA")
        told = "受付番号と確認コードの組み合わせが見つかりません。"
        assert wrong_code.says(told)
        assert wrong_number.says(told)

    def test_who_keeps_guessing_is_asked_to_wait(self, other_device, case):
        for _ in range(30):
            asks(other_device, case.number, "AAAA-AAAA-AA")
        page = asks(other_device, case.number, case.access_code())
        assert page.status == 429
        assert page.says("しばらくお待ちいただいています")

    def test_without_them_nothing_is_shown(self, other_device, case):
        for path in ("", "receipt/", "withdraw/"):
            page = other_device.get(f"/status/{case.pk}/{path}")
            assert page.status == 403
            assert not page.says("髙橋")
        assert other_device.post(f"/status/{case.pk}/withdraw/").status == 403
        assert other_device.post(f"/status/{case.pk}/correct/").status == 403
        case.refresh_from_db()
        assert case.stands is State.RECEIVED

    def test_an_application_that_never_was_is_not_found(self, browser, case):
        assert browser.get("/status/00000000-0000-7000-8000-000000000000/").status == 404


class TestWithdrawing:
    """It is asked once more, and then done."""

    def test_it_is_asked_first(self, browser, case):
        page = browser.get(browser.get(f"/status/{case.pk}/").link("申請を取り下げる"))
        assert page.says("取り下げると、元に戻せません。")
        case.refresh_from_db()
        assert case.stands is State.RECEIVED

    def test_then_it_is_withdrawn_once(self, browser, case):
        browser.get(f"/status/{case.pk}/withdraw/")
        page = browser.press()
        assert page.says("この申請は取り下げられました。")
        assert browser.post(f"/status/{case.pk}/withdraw/").status == 409
        case.refresh_from_db()
        assert case.stands is State.WITHDRAWN
        assert [entry.what for entry in journal.timeline(case.subject)].count("withdrawn") == 1


class TestCorrecting:
    """Returned, mended, back under review."""

    def test_what_to_mend_is_told(self, browser, returned):
        page = browser.get(f"/status/{returned.pk}/")
        assert page.says("直していただきたいところ")
        assert page.says("領収書を添えてください。")
        assert page.says("領収書の写真を添えてください。")

    def test_what_was_sent_opens_again_is_mended_and_goes_back(self, browser, returned, clock):
        browser.get(f"/status/{returned.pk}/")
        review = browser.press()
        assert review.path.endswith("/review/")
        clock.passes(days=3)
        browser.get(next(href for href, _ in review.links if "/pages/curtain/?to=review" in href))
        assert answers_page(browser, cost="13000").path.endswith("/review/")
        page = browser.press()
        assert page.path == f"/status/{returned.pk}/"
        returned.refresh_from_db()
        assert returned.stands is State.UNDER_REVIEW
        assert returned.answers["cost"] == 13000
        assert returned.answers["name"] == {"family": "髙橋", "given": "花子"}
        assert Case.objects.count() == 1
        assert returned.paused_days == 3

    def test_it_may_be_mended_after_the_procedure_has_closed(self, browser, returned, monkeypatch):
        """What was sent in time is mended in its own time (行政手続法7条)."""
        monkeypatch.setattr("madoguchi.procedures.permissions.refusal_to_take", lambda *_: Refusal("終わりました"))
        browser.get(f"/status/{returned.pk}/")
        browser.press()
        page = browser.press()
        assert page.status == 200
        returned.refresh_from_db()
        assert returned.state == "under_review"

    def test_who_began_to_mend_goes_on_with_it(self, browser, returned):
        browser.get(f"/status/{returned.pk}/")
        browser.press()
        draft = Draft.objects.get(corrects=returned.pk)
        browser.get(f"/apply/{draft.pk}/pages/curtain/?to=review")
        answers_page(browser, cost="13000")
        browser.get(f"/status/{returned.pk}/")
        assert browser.press().path == f"/apply/{draft.pk}/review/"
        assert browser.page.says("13,000円")

    def test_it_is_mended_once(self, browser, returned):
        browser.get(f"/status/{returned.pk}/")
        browser.press()
        browser.press()
        draft = Draft.objects.get(corrects=returned.pk)
        assert browser.post(f"/apply/{draft.pk}/send/").status == 200
        assert returned.revisions.count() == 2
        assert browser.post(f"/status/{returned.pk}/correct/").status == 409

    def test_after_it_was_sent_the_draft_leads_to_the_application(self, browser, returned):
        browser.get(f"/status/{returned.pk}/")
        browser.press()
        browser.press()
        draft = Draft.objects.get(corrects=returned.pk)
        assert browser.get(f"/apply/{draft.pk}/").path == f"/status/{returned.pk}/"

    def test_what_nobody_returned_cannot_be_mended(self, browser, case):
        assert browser.post(f"/status/{case.pk}/correct/").status == 409
        assert not Draft.objects.filter(corrects=case.pk).exists()


class TestTheLetter:
    """What the ward wrote is opened with the application's own access."""

    @pytest.fixture
    def approved(self, case):
        officer = acting(an_officer())
        cases.begin_review(case=case, by=officer, at=times.now())
        cases.approve(case=case, by=officer, at=times.now())
        outbox.deliver_due(at=times.now())
        return case

    def test_it_opens_as_pdf(self, browser, approved):
        page = browser.get(f"/status/{approved.pk}/")
        letter = browser.get(page.link("助成決定通知書"))
        assert letter.headers["Content-Type"] == "application/pdf"
        assert letter.content.startswith(b"%PDF-")

    def test_nobody_else_opens_it(self, browser, other_device, approved, every_kind):
        letter = browser.get(f"/status/{approved.pk}/").link("助成決定通知書")
        assert other_device.get(letter).status == 403

    def test_opening_it_is_written_down(self, browser, approved):
        browser.get(browser.get(f"/status/{approved.pk}/").link("助成決定通知書"))
        assert "notice_read" in [entry.what for entry in journal.timeline(approved.subject)]

    def test_a_letter_of_another_application_is_not_found(self, browser, approved):
        assert browser.get(f"/status/{approved.pk}/letters/00000000-0000-7000-8000-000000000000/").status == 404


class TestWhoLooked:
    """The resident sees which section looked, and never an officer's name."""

    def test_it_is_told(self, browser, case):
        cases.view(case=case, by=acting(an_officer(name="審査 次郎")), at=times.now())
        page = browser.get(f"/status/{case.pk}/")
        assert page.says("子ども家庭課")
        assert not page.says("審査 次郎")


class TestMyPage:
    """Everything of mine, and nobody else's."""

    def test_who_is_not_signed_in_is_led_there(self, browser, every_kind):
        assert browser.get("/my/").path == "/account/login/"

    def test_it_shows_my_applications_and_drafts_only(self, browser, other_device, every_kind):
        hanako, taro = (Account.objects.create(email=f"{name}@example.jp") for name in ("hanako", "taro"))
        signs_in(browser, hanako)
        signs_in(other_device, taro)
        applies(browser, every_kind)
        begins(browser, every_kind)
        case, draft = Case.objects.get(), Draft.objects.get(sent_as=None)
        page = browser.get("/my/")
        assert page.says(case.number)
        assert page.says("ごろまでにお知らせします")
        assert f"/apply/{draft.pk}/" in [href for href, _ in page.links]
        assert browser.get(f"/status/{case.pk}/").status == 200
        hers = other_device.get("/my/")
        assert not hers.says(case.number)
        assert f"/apply/{draft.pk}/" not in [href for href, _ in hers.links]
        assert other_device.get(f"/status/{case.pk}/").status == 403
        assert other_device.get(f"/apply/{draft.pk}/").status == 403

    def test_on_a_shared_computer_the_drafts_of_the_one_before_are_not_mine(self, browser, every_kind):
        begins(browser, every_kind)
        signs_in(browser, Account.objects.create(email="taro@example.jp"))
        assert not [href for href, _ in browser.get("/my/").links if href.startswith("/apply/")]

    def test_an_officer_who_tries_the_form_does_not_become_its_applicant(self, browser, every_kind):
        signs_in(browser, an_officer().account)
        applies(browser, every_kind)
        assert Case.objects.get().account_id == ""
