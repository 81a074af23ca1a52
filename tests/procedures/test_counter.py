"""The counter: begin, fill in, confirm, send, hand over both ways; refusals, and what is written down."""

import re
from urllib.parse import urlsplit

import pytest

from madoguchi.accounts.states import Role
from madoguchi.cases.models import Case
from madoguchi.journal import queries as journal
from madoguchi.kernel import clock
from madoguchi.procedures import confirming, handing_over, six_digits
from madoguchi.procedures.models import Confirmation, Draft, HandOver
from tests.cases.definition import SECTION
from tests.cases.desk import desk_of
from tests.cases.factories import an_officer
from tests.procedures.browsing import Browser
from tests.procedures.definition import TYPED
from tests.procedures.walking import answers_page, begins, fills

ELSEWHERE = "public-health"


@pytest.fixture
def desk(db) -> Browser:
    """An officer of the section at the counter."""
    return at_desk(an_officer(Role.RECEPTION, Role.REVIEWER, name="窓口 花子"))


def at_desk(officer) -> Browser:
    browser = Browser("192.0.2.20")
    for name, morsel in desk_of(officer).cookies.items():
        browser.jar[name, "/"] = morsel.value
    return browser


def begins_at(desk: Browser, compiled, channel: str = "counter"):
    return desk.post("/desk/counter/begin/", {"procedure": compiled.id, "channel": channel})


def sheet_form(page):
    return next(form for form in page.forms if any(c.name == "_confirm" for c in form.controls))


def fills_sheet(desk: Browser, typed=TYPED, button=("_check", "1")):
    """Everything that stands on the sheet, as often as an answer brings more."""
    for _ in range(4):
        form = sheet_form(desk.page)
        asked = form.names
        fills(form, typed)
        page = desk.post(form.action, form.sent(button))
        if not page.path.startswith("/desk/counter/") or "_page" not in page.html or sheet_form(page).names == asked:
            return page
    return page


def presses(browser: Browser, name: str, value: str = "1", **more):
    form = next(f for f in browser.page.forms if (name, value) in [(c.name, c.value) for c in f.controls])
    for box, values in more.items():
        form.fill(box, *([values] if isinstance(values, str) else values))
    return browser.post(form.action or browser.page.url, form.sent((name, value)))


def digits_on(page) -> str:
    found: str = page.html.split('class="six-digits"')[1].split(">")[1].split("<")[0]
    return found


def to_confirmation(desk: Browser, compiled, typed=TYPED, channel: str = "counter") -> Draft:
    begins_at(desk, compiled, channel)
    fills_sheet(desk, typed)
    page = fills_sheet(desk, typed, ("_confirm", "1"))
    assert page.path.endswith("/confirm/"), page.words
    return Draft.objects.latest("begun_at")


def on_the_tablet(desk: Browser) -> Browser:
    """The second screen, opened with the digits the officer's page shows."""
    tablet = Browser("192.0.2.21")
    tablet.get("/confirm/")
    tablet.page.form.fill("digits", digits_on(desk.page))
    tablet.press()
    return tablet


def confirms(tablet: Browser):
    for control in tablet.page.form.controls:
        control.on = control.on or control.name == "agreed"
    return tablet.press()


def story(subject: str) -> list[tuple[str, str]]:
    return [(entry.what, entry.who_name) for entry in journal.timeline(subject)]


class TestTheSheet:
    """Every question at once; what is typed is kept whatever it is."""

    def test_all_questions_of_all_pages_stand_on_one_page_with_their_sentence(self, desk, every_kind):
        page = begins_at(desk, every_kind)
        assert {"name.family", "plant", "account.bank", "proof"} <= sheet_form(page).names
        assert page.says("氏名を、漢字も合わせて教えてください。")
        assert page.says("植えるものについて、1 ゴーヤー、2 そのほかの中から、1つ選んでください。")
        assert page.says("区内にお住まいですか。")

    def test_an_answer_brings_its_question_and_what_is_right_is_kept_beside_what_is_wrong(self, desk, every_kind):
        begins_at(desk, every_kind)
        fills_sheet(desk, {**TYPED, "plant": "other", "width": "99"})
        draft = Draft.objects.get()
        assert draft.answers["plant_other"] == "へちま"
        assert "width" not in draft.answers
        assert desk.page.says("20")
        width = next(c for c in sheet_form(desk.page).controls if c.name == "width")
        assert width.value == "99"

    def test_what_is_only_missing_is_told_when_the_officer_asks(self, desk, every_kind):
        page = begins_at(desk, every_kind)
        form = sheet_form(page)
        form.fill("width", "99")
        page = desk.post(form.action, {**form.sent(), "_blur": ["1"]})
        assert page.says("エラー")
        assert not page.says("「氏名」を入力してください")
        form = sheet_form(page)
        page = desk.post(form.action, form.sent(("_check", "1")))
        assert any(control.name == "name.family" for control in sheet_form(page).controls)
        assert page.html.count("field-error") > 5

    def test_findings_of_the_desk_stand_beside_the_question_in_the_officers_words(self, desk, every_kind):
        begins_at(desk, every_kind)
        page = fills_sheet(desk, {**TYPED, "width": "15"})
        assert page.says("幅が10メートルを超えています。")

    def test_a_row_that_was_added_stays_while_it_is_empty(self, desk, every_kind):
        begins_at(desk, every_kind)
        form = sheet_form(desk.page)
        page = desk.post(form.action, form.sent(("_add", "helpers")))
        assert "helpers.1.who.family" in sheet_form(page).names
        form = sheet_form(page)
        form.fill("phone", "0354321111")
        page = desk.post(form.action, {**form.sent(), "_blur": ["1"]})
        assert "helpers.1.who.family" in sheet_form(page).names

    def test_the_officer_has_no_box_for_what_only_the_applicant_agrees_to(self, desk, every_kind):
        page = begins_at(desk, every_kind)
        assert "truth" not in sheet_form(page).names
        assert page.says("ご本人が確認画面で同意します")
        form = sheet_form(page)
        desk.post(form.action, {**form.sent(("_check", "1")), "truth": ["true"]})
        assert "truth" not in Draft.objects.get().answers

    @pytest.mark.parametrize("sent", [{}, {"_page": ["nowhere"]}, {"_page": "you", "name.family": "\ud800"[:0]}, {"_page": ["you"], "_drop": ["x:y"]}, {"_page": ["you"], "_add": ["helpers"]}])  # fmt: skip
    def test_what_no_sheet_sends_is_refused_or_kept_and_never_breaks(self, desk, every_kind, sent):
        page = begins_at(desk, every_kind)
        assert desk.post(page.url, sent).status in {200, 400, 404}

    def test_what_is_no_form_is_refused(self, desk, every_kind):
        page = begins_at(desk, every_kind)
        desk.send_cookies(page.path)
        assert desk.client.post(page.path, "{}", content_type="application/json").status_code == 415

    def test_a_procedure_that_is_not_there_or_a_strange_channel_is_refused(self, desk, every_kind):
        assert desk.post("/desk/counter/begin/", {"procedure": "nothing", "channel": "counter"}).status == 404
        assert begins_at(desk, every_kind, "web").status == 400
        assert not Draft.objects.exists()


class TestTheConfirmation:
    """Nothing is sent for a resident that the resident has not said yes to."""

    def test_on_a_second_screen(self, desk, every_kind):
        draft = to_confirmation(desk, every_kind)
        presses(desk, "_ask")
        tablet = on_the_tablet(desk)
        assert tablet.page.says("髙橋　花子")
        assert tablet.press().status == 422
        assert confirms(tablet).says("確認しました")
        page = desk.reload()
        assert page.says("ご本人が確認画面で「まちがいありません」と確認しました。")
        page = desk.press()
        assert page.says("申請を受け付けました")
        case = Case.objects.get()
        assert page.says(case.number)
        assert page.says(case.access_code())
        assert case.channel == "counter"
        assert ("received", "窓口 花子") in story(case.subject)
        assert ("confirmed", "髙橋　花子") in story(case.subject)
        assert [what for what, _ in story(draft.subject)] == ["draft_started", "confirmed"]
        authors = case.revisions.get().authors
        assert authors["name"]["how"] == "counter"
        assert authors["name"]["name"] == "窓口 花子"
        assert authors["truth"] | {"at": ""} == {
            "kind": "resident",
            "name": "",
            "section": "",
            "at": "",
            "how": "confirmed",
        }

    def test_aloud_on_the_telephone_is_recorded_as_such(self, desk, every_kind):
        draft = to_confirmation(desk, every_kind, channel="phone")
        assert presses(desk, "_oral").status == 422
        assert presses(desk, "_oral", read_aloud="yes").status == 422
        page = presses(desk, "_oral", read_aloud="yes", agreed=["truth"])
        assert page.says("読み上げて、ご本人が口頭で確認しました。")
        desk.press()
        case = Case.objects.get()
        assert case.channel == "phone"
        assert ("confirmed_orally", "窓口 花子") in story(draft.subject)
        assert ("confirmed_orally", "窓口 花子") in story(case.subject)
        assert case.revisions.get().authors["truth"]["how"] == "oral"

    def test_what_is_changed_afterwards_must_be_confirmed_again(self, desk, every_kind):
        draft = to_confirmation(desk, every_kind)
        presses(desk, "_ask")
        tablet = on_the_tablet(desk)
        desk.get(f"/desk/counter/{draft.pk}/")
        fills_sheet(desk, {**TYPED, "width": "4"})
        assert tablet.reload().says("窓口で内容が変わりました")
        assert tablet.post(tablet.page.url, {"agreed": "truth"}).status == 409
        desk.get(f"/desk/counter/{draft.pk}/confirm/")
        assert desk.page.says("もう一度、確認してもらってください")
        assert desk.post(f"/desk/counter/{draft.pk}/send/").path.endswith("/confirm/")
        assert not Case.objects.exists()

    def test_nothing_is_sent_unconfirmed(self, desk, every_kind):
        draft = to_confirmation(desk, every_kind)
        assert desk.post(f"/desk/counter/{draft.pk}/send/").path.endswith("/confirm/")
        presses(desk, "_ask") if desk.page.path.endswith("/confirm/") else None
        assert desk.post(f"/desk/counter/{draft.pk}/send/").path.endswith("/confirm/")
        assert not Case.objects.exists()

    def test_an_unfinished_sheet_is_not_shown_to_anybody(self, desk, every_kind):
        page = begins_at(desk, every_kind)
        assert desk.post(f"{page.path}confirm/", {"_ask": "1"}).path == page.path
        assert not Confirmation.objects.exists()

    def test_the_digits_open_the_screen_once_and_wrong_ones_are_slowed_down(self, desk, every_kind):
        to_confirmation(desk, every_kind)
        presses(desk, "_ask")
        digits = digits_on(desk.page)
        on_the_tablet(desk)
        stranger = Browser("192.0.2.99")
        answers = [stranger.post("/confirm/", {"digits": digits}).status for _ in range(6)]
        assert answers == [422] * 5 + [429]
        assert stranger.get("/confirm/NOTHINGOFTHEKIND/").status == 410

    def test_a_flood_from_outside_does_not_close_the_counters_own_tablet(self, desk, every_kind):
        tablet = Browser("192.0.2.21")
        desk.get("/desk/counter/tablet/")
        assert desk.press().says("10分間有効です")
        offered = re.search(r'data-address="([^"]+)"', desk.page.html)
        assert offered is not None
        tablet.get(urlsplit(offered[1]).path)
        assert tablet.press().path == "/confirm/"
        to_confirmation(desk, every_kind)
        presses(desk, "_ask")
        digits = digits_on(desk.page)
        wrong = "000000" if digits.replace(" ", "") != "000000" else "111111"
        for n in range(12):
            for _ in range(5):
                Browser(f"198.51.100.{n}").post("/confirm/", {"digits": wrong})
        assert Browser("198.51.100.99").post("/confirm/", {"digits": digits}).status == 429
        assert tablet.post("/confirm/", {"digits": digits}).status == 200
        assert [tablet.post("/confirm/", {"digits": wrong}).status for _ in range(21)] == [422] * 20 + [429]

    def test_a_pairing_that_is_old_or_made_up_is_refused(self, desk, settings):
        stranger = Browser("192.0.2.77")
        assert stranger.get("/confirm/tablet/made:up/").status == 410
        assert stranger.get("/desk/counter/tablet/").status in {302, 403, 200}
        assert not stranger.page.says("QRコードを出す")

    def test_the_digits_open_nothing_after_ten_minutes_while_the_address_still_does(self, desk, every_kind, clock):
        to_confirmation(desk, every_kind)
        presses(desk, "_ask")
        digits, tablet = digits_on(desk.page), Browser("192.0.2.21")
        clock.passes(minutes=11)
        assert tablet.post("/confirm/", {"digits": digits}).status == 422
        assert digits not in desk.reload().html
        asked = Confirmation.objects.get()
        assert tablet.get(f"/confirm/{confirming.address_of(asked)}/").status == 200

    def test_the_code_of_the_receipt_is_not_shown_to_officers_some_other_day(self, desk, every_kind, clock):
        to_confirmation(desk, every_kind)
        presses(desk, "_ask")
        confirms(on_the_tablet(desk))
        desk.reload()
        desk.press()
        code = Case.objects.get().access_code()
        assert code in desk.page.html
        clock.passes(days=1)
        assert code not in desk.reload().html

    def test_the_screen_closes_after_half_an_hour(self, desk, every_kind, clock):
        to_confirmation(desk, every_kind)
        presses(desk, "_ask")
        tablet = on_the_tablet(desk)
        clock.passes(minutes=31)
        assert tablet.reload().status == 410
        assert tablet.reload().says("この確認画面は、もう使えません。")


class TestTheHandOver:
    """Six digits to the counter, a QR code back; the same draft, and nothing lost."""

    @pytest.fixture
    def begun(self, browser, every_kind) -> Draft:
        begins(browser, every_kind)
        answers_page(browser)
        fills(browser.page.form, {"width": "7"})
        draft = Draft.objects.get()
        browser.post(f"{browser.page.path}save/", browser.page.form.sent())
        return draft

    def offers(self, browser: Browser, draft: Draft) -> str:
        browser.get(f"/apply/{draft.pk}/counter/")
        return digits_on(presses(browser, "_offer"))

    def takes(self, desk: Browser, digits: str):
        return desk.post("/desk/counter/", {"digits": digits})

    def test_the_counter_goes_on_where_the_phone_stopped(self, browser, desk, begun, every_kind):
        page = self.takes(desk, self.offers(browser, begun))
        values = {c.name: c.value for c in sheet_form(page).controls}
        assert values["name.family"] == "髙橋"
        assert values["width"] == "7"
        assert page.says("ご本人が入力")
        page = browser.get(f"/apply/{begun.pk}/")
        assert page.says("いま窓口の職員が入力しています")
        assert page.says("窓口 花子")
        assert ("handed_to_counter", "窓口 花子") in story(begun.subject)

    def test_an_officer_who_types_over_an_answer_leaves_its_first_author_in_the_history(
        self, browser, desk, begun, every_kind
    ):
        self.takes(desk, self.offers(browser, begun))
        fills_sheet(desk, {**TYPED, "phone": "0354322222"})
        authors = Draft.objects.get().authors
        assert authors["phone"]["name"] == "窓口 花子"
        assert [one["kind"] for one in authors["phone"]["before"]] == ["resident"]
        assert authors["name"]["kind"] == "resident"
        assert desk.page.says("（前：ご本人が入力）")

    def test_meanwhile_the_phone_changes_nothing_and_may_take_it_back(self, browser, desk, begun, every_kind):
        self.takes(desk, self.offers(browser, begun))
        sheet = desk.page
        page = browser.post(f"/apply/{begun.pk}/pages/curtain/", {"width": "9"})
        assert page.status == 409
        assert page.says("窓口の職員が入力しています")
        assert browser.post(f"/apply/{begun.pk}/send/").status == 409
        browser.get(f"/apply/{begun.pk}/")
        page = presses(browser, "_back")
        assert "/pages/" in page.path
        form = sheet_form(sheet)
        assert desk.post(form.action, form.sent(("_check", "1"))).status == 403
        assert desk.page.says("いま窓口にありません")
        assert Draft.objects.get().channel == "web"

    def test_and_back_to_the_phone_by_qr_code(self, desk, other_device, every_kind):
        begins_at(desk, every_kind)
        fills_sheet(desk)
        draft = Draft.objects.get()
        desk.get(f"/desk/counter/{draft.pk}/phone/")
        page = desk.press()
        offer = HandOver.objects.get(to="device")
        assert "<svg" in page.html
        address = f"/continue/{handing_over.address_of(offer)}/"
        other_device.get(address)
        other_device.press()
        assert other_device.page.path.startswith(f"/apply/{draft.pk}/")
        assert Draft.objects.get().answers == draft.answers
        assert desk.get(f"/desk/counter/{draft.pk}/").status == 403
        assert Browser("192.0.2.31").get(address).status == 410

    def test_wrong_used_replaced_expired_and_withdrawn_codes_are_each_told(self, browser, desk, begun, clock):
        first = self.offers(browser, begun)
        second = digits_on(presses(browser, "_offer"))
        assert self.takes(desk, first).says("新しい番号が発行されています")
        assert self.takes(desk, "abc").says("6けたの数字を入力してください")
        wrong = "000000" if "000000" not in {first.replace(" ", ""), second.replace(" ", "")} else "111111"
        assert self.takes(desk, wrong).says("見つかりません")
        presses(browser, "_withdraw")
        assert self.takes(desk, second).says("ご本人が取り消しました")
        third = self.offers(browser, begun)
        clock.passes(minutes=16)
        assert self.takes(desk, third).says("期限が切れています")
        fourth = self.offers(browser, begun)
        assert self.takes(desk, fourth).status == 200
        assert self.takes(desk, fourth).says("すでに使われています")

    def test_full_width_digits_with_a_space_are_the_same(self, browser, desk, begun):
        digits = self.offers(browser, begun)
        assert self.takes(desk, digits.translate(str.maketrans("0123456789", "０１２３４５６７８９"))).status == 200

    def test_an_officer_who_guesses_waits_and_then_the_section_but_nobodys_code_dies(self, browser, desk, begun):
        digits = self.offers(browser, begun).replace(" ", "")
        guesses = [f"{n:06}" for n in range(200) if f"{n:06}" != digits]
        statuses = [self.takes(desk, guess).status for guess in guesses[:11]]
        assert statuses == [422] * 10 + [429]
        assert self.takes(desk, digits).status == 429
        for _ in range(4):
            other = at_desk(an_officer(Role.RECEPTION))
            for guess in guesses[:10]:
                self.takes(other, guess)
        assert self.takes(at_desk(an_officer(Role.RECEPTION)), digits).status == 429
        assert HandOver.objects.get().end == ""
        assert Draft.objects.get().counter_id == ""
        # Another section's wrong tries are its own: there the same code still is what it was.
        assert self.takes(at_desk(an_officer(Role.RECEPTION, section=ELSEWHERE)), digits).status == 403

    def test_a_code_in_the_wrong_hands_dies_alone(self, browser, desk, begun, other_device, every_kind):
        digits = self.offers(browser, begun)
        begins(other_device, every_kind)
        another = handing_over.offer_to_counter(draft=Draft.objects.exclude(pk=begun.pk).get(), at=clock.now())
        stranger = at_desk(an_officer(Role.RECEPTION, section=ELSEWHERE))
        assert [self.takes(stranger, digits).status for _ in range(5)] == [403] * 5
        assert self.takes(desk, digits).says("入力誤りが続いたため")
        assert self.takes(desk, handing_over.digits_of(another)).status == 200

    def test_no_digits_are_kept(self, browser, begun):
        digits = self.offers(browser, begun).replace(" ", "")
        offer = HandOver.objects.get()
        assert digits not in str(vars(offer))
        assert offer.digest == six_digits.digest_of("counter", digits)

    def test_two_open_drafts_never_share_their_digits(self, browser, begun, other_device, every_kind, monkeypatch):
        first = self.offers(browser, begun)
        begins(other_device, every_kind)
        second = Draft.objects.exclude(pk=begun.pk).get()
        drawn = iter([first.replace(" ", ""), "123456", "123456"])
        with monkeypatch.context() as patch:
            patch.setattr(handing_over, "digits_of", lambda offer: next(drawn))
            offer = handing_over.offer_to_counter(draft=second, at=clock.now())
        assert offer.digest == six_digits.digest_of("counter", "123456")

    def test_another_sections_officer_is_refused_and_the_code_stays(self, browser, desk, begun):
        digits = self.offers(browser, begun)
        stranger = at_desk(an_officer(Role.RECEPTION, section=ELSEWHERE))
        assert self.takes(stranger, digits).status == 403
        assert self.takes(desk, digits).status == 200
        assert stranger.get(f"/desk/counter/{begun.pk}/").status == 403


class TestWhatIsWrittenDown:
    """Every look at a resident's draft by an officer."""

    def test_a_colleagues_look_is_in_the_journal_once_in_ten_minutes(self, desk, every_kind, clock):
        begins_at(desk, every_kind)
        draft = Draft.objects.get()
        colleague = at_desk(an_officer(Role.REVIEWER, name="同僚 次郎"))
        for _ in range(2):
            assert colleague.get(f"/desk/counter/{draft.pk}/").status == 200
        assert story(draft.subject) == [("draft_started", "窓口 花子"), ("viewed", "同僚 次郎")]
        clock.passes(minutes=11)
        colleague.reload()
        assert len(story(draft.subject)) == 3

    def test_residents_and_strangers_come_to_no_page_of_the_counter(self, browser, desk, every_kind):
        begins_at(desk, every_kind)
        draft = Draft.objects.get()
        auditor = at_desk(an_officer(Role.AUDITOR))
        for path in (
            "",
            "script/green-curtain/",
            f"{draft.pk}/",
            f"{draft.pk}/confirm/",
            f"{draft.pk}/phone/",
            f"{draft.pk}/sent/",
        ):
            assert "/account/login/officer/" in browser.get(f"/desk/counter/{path}").url
            assert auditor.get(f"/desk/counter/{path}").status == 403
        assert len(story(draft.subject)) == 1


class TestOnceOverEveryChannel:
    def test_the_counter_is_shown_the_application_that_stands(self, browser, desk, every_kind):
        from tests.procedures.walking import applies

        applies(browser, every_kind)
        to_confirmation(desk, every_kind)
        presses(desk, "_oral", read_aloud="yes", agreed=["truth"])
        page = desk.press()
        case = Case.objects.get()
        assert page.status == 409
        assert page.says(case.number)
        assert page.says("受付")
        assert page.link("受け付けた申請を開く") == f"/desk/cases/{case.pk}/"

    def test_an_officer_who_may_not_open_it_is_told_the_same_without_the_way(self, browser, every_kind, monkeypatch):
        from madoguchi.procedures import permissions
        from tests.procedures.walking import applies

        applies(browser, every_kind)
        monkeypatch.setattr(permissions, "refusal_to_begin_at_counter", lambda by, procedure: None)
        desk = at_desk(an_officer(Role.RECEPTION, section=ELSEWHERE))
        to_confirmation(desk, every_kind)
        presses(desk, "_oral", read_aloud="yes", agreed=["truth"])
        page = desk.press()
        assert page.says(Case.objects.get().number)
        assert not page.says("受け付けた申請を開く")


def test_the_script_says_on_which_answer_a_question_hangs(desk, every_kind):
    page = desk.get("/desk/counter/script/green-curtain/")
    assert page.says("『植えるもの』が「そのほか」の場合は 植えるものの名前を教えてください。")
    assert page.says("いっしょに育てる人について、お一人分（1件）ずつうかがいます。")
    assert desk.get("/desk/counter/script/nothing/").status == 404


def test_the_search_finds_and_offers_what_may_be_begun_here(desk, every_kind):
    page = desk.get("/desk/counter/?q=みどり")
    assert page.status == 200
    page = desk.get("/desk/counter/?q=緑")
    assert page.says("緑のカーテンの助成")
    assert ("channel", "phone") in [(c.name, c.value) for f in page.forms for c in f.controls]
    assert every_kind.procedure.section == SECTION
