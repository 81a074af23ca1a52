"""The one page on which a returned application is mended: only what was asked, with the old beside the new."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from madoguchi.accounts.models import Officer
from madoguchi.cabinet.models import Document
from madoguchi.cases import commands as cases
from madoguchi.cases.grounds import Fault, Item
from madoguchi.cases.models import Case
from madoguchi.cases.states import State
from madoguchi.journal import queries as journal
from madoguchi.kernel import clock as times
from madoguchi.notices import queries as notices
from madoguchi.procedures import commands
from madoguchi.procedures.models import Draft
from madoguchi.publications import queries as publications
from tests.cabinet.papers import pdf
from tests.cases.definition import OTHER_SECTION
from tests.cases.desk import desk_of
from tests.cases.factories import acting, an_officer
from tests.procedures.definition import COMPILED, TYPED
from tests.procedures.test_query_counts import queries
from tests.procedures.walking import applies

W, N, X = Fault.WRONG, Fault.INCOMPLETE, Fault.EXPIRED


@pytest.fixture
def case(browser, every_kind):
    applies(browser, every_kind)
    return Case.objects.get()


@pytest.fixture
def officer():
    return an_officer()


@pytest.fixture
def ask(case: Case, officer: Officer):
    """The office asks for these answers; `ask(cost=Fault.WRONG)`."""

    def asked(**items: Fault) -> Case:
        by = acting(officer)
        case.refresh_from_db()
        if case.stands is State.RECEIVED:
            cases.begin_review(case=case, by=by, at=times.now())
        found = [Item(path=path.replace("__", "."), reason=fault) for path, fault in items.items()]
        cases.ask_for_correction(case=case, items=found, by=by, at=times.now())
        return case

    return asked


def at_the_desk(device, officer):
    """With both factors."""
    device.jar["madoguchi-session", "/"] = desk_of(officer).cookies["madoguchi-session"].value
    return device


def opens(browser, case):
    """By the link in the mail, and the button on the page it leads to."""
    browser.get(f"/status/{case.pk}/")
    return browser.press()


def types(browser, **typed: str):
    for name, value in typed.items():
        browser.page.form.fill(name.replace("__", "."), value)
    return browser.press()


class TestThePage:
    def test_it_shows_only_what_was_asked_with_why_and_what_stood_there(self, browser, ask):
        case = ask(cost=W, birthdate=N)
        status = browser.get(f"/status/{case.pk}/")
        assert status.says("かかった費用（誤り）")
        page = browser.press()
        assert page.path.endswith("/mend/")
        shown = {name for name in page.form.names if not name.startswith(("_", "csrf"))}
        assert shown == {"cost", "birthdate.era", "birthdate.year", "birthdate.month", "birthdate.day"}
        assert page.says("「かかった費用」に誤りがあるようです。確かめて、直してください。")
        assert page.says("前に送った内容")
        assert page.says("12,000円")
        assert page.says("直すところがわからないとき")
        assert page.says("03-5432-3333")
        assert page.says("そのほかの内容（変わりません）")

    def test_it_is_mended_sent_and_under_review_again(self, browser, ask, clock):
        case = ask(cost=W)
        before = dict(case.answers)
        clock.passes(days=3)
        assert opens(browser, case).says("4日目")
        page = types(browser, cost="13000")
        assert page.path == f"/status/{case.pk}/"
        case.refresh_from_db()
        assert case.stands is State.UNDER_REVIEW
        assert case.answers == {**before, "cost": 13000}
        assert case.paused_days == 3
        assert case.revisions.count() == 2

    def test_an_answer_brings_its_question_and_it_is_asked_on_the_same_page(self, browser, ask):
        case = ask(plant=W)
        opens(browser, case)
        page = types(browser, plant="other")
        assert page.says("お答えに応じて、質問を追加しました")
        assert "plant_other" in page.form.names
        assert not page.says("エラー")
        types(browser, plant_other="へちま")
        case.refresh_from_db()
        assert case.answers["plant_other"] == "へちま"

    def test_one_answer_of_a_row_is_mended_and_the_row_stays(self, browser, every_kind, officer):
        helpers = {
            "helpers.1.who.family": "青空",
            "helpers.1.who.given": "太郎",
            "helpers.1.child": "true",
            "helpers.1.age": "9",
        }
        case = self.with_helpers(browser, every_kind, officer, helpers)
        by = acting(officer)
        cases.begin_review(case=case, by=by, at=times.now())
        cases.ask_for_correction(case=case, items=[Item(path="helpers.1.child", reason=W)], by=by, at=times.now())
        page = opens(browser, case)
        assert {name for name in page.form.names if name.startswith("helpers")} == {"helpers.rows", "helpers.1.child"}
        types(browser, helpers__1__child="false")
        case.refresh_from_db()
        assert case.answers["helpers"] == [{"row": "1", "who": {"family": "青空", "given": "太郎"}, "child": False}]

    @staticmethod
    def with_helpers(browser, compiled, officer, helpers):
        from_row = {"_seen": "", **helpers, "helpers.rows": "1"}
        applies(browser, compiled)
        case = Case.objects.get()
        answer = {
            "row": "1",
            "who": {"family": from_row["helpers.1.who.family"], "given": from_row["helpers.1.who.given"]},
            "child": True,
            "age": 9,
        }
        Case.objects.filter(pk=case.pk).update(answers={**case.answers, "helpers": [answer]})
        case.refresh_from_db()
        return case

    def test_a_row_is_added_where_the_whole_group_was_asked(self, browser, ask):
        case = ask(helpers=N)
        opens(browser, case)
        browser.press(("_add", "helpers"))
        types(browser, helpers__1__who__family="青空", helpers__1__who__given="花", helpers__1__child="false")
        case.refresh_from_db()
        assert [row["who"]["given"] for row in case.answers["helpers"]] == ["花"]

    def test_a_document_is_added_beside_the_old_one(self, browser, ask):
        case = ask(proof=X)
        opens(browser, case)
        browser.press(("_upload", "proof"), proof=SimpleUploadedFile("領収書2.pdf", pdf()))
        assert browser.page.says("領収書2.pdf")
        browser.press()
        case.refresh_from_db()
        assert [line["name"] for line in case.answers["proof"]] == ["領収書2.pdf"]
        (document,) = Document.objects.filter(subject=case.subject)
        assert document.name == "領収書2.pdf"

    def test_a_replaced_document_stays_with_the_revision_it_came_with(self, browser, ask):
        case = ask(proof=N)
        opens(browser, case)
        browser.press(("_upload", "proof"), proof=SimpleUploadedFile("一.pdf", pdf()))
        browser.press()
        case = ask(proof=X)
        page = opens(browser, case)
        assert page.says("一.pdf")
        (line,) = Case.objects.get().answers["proof"]
        browser.press(("_remove", f"proof:{line['id']}"))
        browser.press(("_upload", "proof"), proof=SimpleUploadedFile("二.pdf", pdf()))
        browser.press()
        case.refresh_from_db()
        assert [line["name"] for line in case.answers["proof"]] == ["二.pdf"]
        assert {d.name for d in Document.objects.filter(subject=case.subject)} == {"一.pdf", "二.pdf"}

    def test_what_is_wrong_is_told_and_stays_typed(self, browser, ask):
        case = ask(cost=W)
        opens(browser, case)
        page = types(browser, cost="たくさん")
        assert page.status == 422
        assert page.says("エラー")
        assert "たくさん" in page.html
        case.refresh_from_db()
        assert case.stands is State.RETURNED

    def test_an_emptied_answer_is_missing_and_not_the_old_one(self, browser, ask):
        case = ask(cost=W)
        opens(browser, case)
        assert types(browser, cost="").status == 422

    def test_a_check_that_blocks_is_told_where_it_can_be_mended(self, browser, ask):
        case = ask(cost=W)
        opens(browser, case)
        page = types(browser, cost="0")
        assert page.status == 422
        assert page.says("費用がかかっていない場合は、申請できません。")

    def test_nothing_changed_is_asked_about_once_and_then_sent(self, browser, ask):
        case = ask(cost=W)
        opens(browser, case)
        page = browser.press()
        assert page.says("前と同じところがあります")
        assert browser.press().path == f"/status/{case.pk}/"

    def test_a_doubt_is_told_once_and_then_sent(self, browser, ask):
        case = ask(width=W)
        opens(browser, case)
        page = types(browser, width="15")
        assert page.says("10メートルを超える幅です。")
        assert browser.press().path == f"/status/{case.pk}/"

    def test_it_is_gone_on_with_on_another_device(self, browser, other_device, ask):
        case = ask(cost=W)
        page = opens(browser, case)
        code = page.words.split("ほかの端末で続けるときの番号：")[1].split()[0]
        types(browser, cost="たくさん")
        other_device.get("/resume/")
        page = types(other_device, code=code)
        assert page.path.endswith("/mend/")
        assert "たくさん" in page.html
        assert types(other_device, cost="500").path == f"/status/{case.pk}/"

    def test_in_another_language_the_sentence_is_in_it_and_own_words_are_as_written(self, browser, ask, case, officer):
        by = acting(officer)
        cases.begin_review(case=case, by=by, at=times.now())
        items = [Item(path="cost", reason=W), Item(path="width", reason=X, words="幅をお確かめください。")]
        cases.ask_for_correction(case=case, items=items, by=by, at=times.now())
        browser.jar["language", "/"] = "en"
        page = opens(browser, case)
        assert page.says("seems to be wrong. Please check and correct it.")
        assert page.says("幅をお確かめください。")
        assert '<span lang="ja">幅をお確かめください。</span>' in page.html

    def test_the_whole_application_is_mended_as_before(self, browser, case, officer):
        by = acting(officer)
        cases.begin_review(case=case, by=by, at=times.now())
        cases.ask_for_correction(case=case, reasons=["proof"], words="全体です。", by=by, at=times.now())
        assert opens(browser, case).path.endswith("/review/")

    def test_seeing_what_is_asked_is_written_down(self, browser, ask):
        case = ask(cost=W)
        browser.get(f"/status/{case.pk}/")
        browser.get(f"/status/{case.pk}/")
        assert [entry.what for entry in journal.timeline(case.subject)].count("correction_opened") == 1


class TestOnlyWhatWasAsked:
    """The server decides; a form may hold what it likes."""

    FORGED = {
        "name.family": "別",
        "name.given": "人",
        "account.number": "9999999",
        "helpers.rows": "1",
        "helpers.1.who.family": "影",
        "helpers.1.who.given": "武者",
        "helpers.1.child": "false",
        "plant": "other",
        "plant_other": "x",
        "nonsense": "x",
    }

    def test_forged_answers_change_nothing(self, browser, ask):
        case = ask(cost=W)
        before = dict(case.answers)
        opens(browser, case)
        form = browser.page.form
        browser.post(form.action, {**form.sent(), **self.FORGED, "cost": "500"})
        case.refresh_from_db()
        assert case.answers == {**before, "cost": 500}

    @pytest.mark.parametrize("act", ["_add", "_drop", "_upload", "_remove", "_lookup"])
    @pytest.mark.parametrize("target", ["helpers", "proof", "address", "name", "nonsense", "helpers.1.photo", ""])
    def test_a_button_reaches_nothing_that_is_locked(self, browser, ask, act, target):
        case = ask(cost=W)
        opens(browser, case)
        form = browser.page.form
        assert browser.post(form.action, {**form.sent(), act: target}).status == 404

    def test_the_other_pages_of_the_draft_lead_back_to_the_one(self, browser, ask):
        case = ask(cost=W)
        opens(browser, case)
        draft = Draft.objects.get(corrects=case.pk)
        for path in ("", "review/", "pages/you/", "pages/curtain/"):
            assert browser.get(f"/apply/{draft.pk}/{path}").path.endswith("/mend/")
        assert browser.post(f"/apply/{draft.pk}/send/").path.endswith("/mend/")
        assert browser.post(f"/apply/{draft.pk}/pages/you/", {"name.family": "別"}).path.endswith("/mend/")
        assert browser.post(f"/apply/{draft.pk}/pages/you/save/", {"name.family": "別"}).status == 404
        draft.refresh_from_db()
        assert draft.answers == case.answers

    NAMES = st.sampled_from(
        [*TYPED, *FORGED, "helpers.rows", "helpers.2.age", "proof", "_seen", "_drop", "cost.x", "birthdate"]
    )

    def test_whatever_is_posted_only_the_asked_answers_change(self, browser, ask):
        case = ask(cost=W)
        before = {id_: answer for id_, answer in case.answers.items() if id_ != "cost"}
        opens(browser, case)
        form = browser.page.form

        @settings(max_examples=60, deadline=None)
        @given(sent=st.dictionaries(self.NAMES, st.lists(st.text(max_size=8), max_size=2), max_size=8))
        def posts(sent):
            start = transaction.savepoint()
            page = browser.post(form.action, {**form.sent(), "cost": "77", **sent})
            assert page.status in {200, 400, 404, 422}
            answers = Case.objects.get().answers
            assert {id_: answer for id_, answer in answers.items() if id_ != "cost"} == before
            transaction.savepoint_rollback(start)

        posts()


class TestTooLateOrTwice:
    def test_it_is_mended_once(self, browser, ask):
        case = ask(cost=W)
        opens(browser, case)
        form = browser.page.form
        types(browser, cost="500")
        assert browser.post(form.action, {**form.sent(), "cost": "600"}).path == f"/status/{case.pk}/"
        case.refresh_from_db()
        assert case.answers["cost"] == 500
        assert case.revisions.count() == 2

    def test_what_is_no_longer_asked_is_not_mended(self, browser, ask, officer):
        case = ask(cost=W)
        opens(browser, case)
        form = browser.page.form
        case.refresh_from_db()
        reason = COMPILED.procedure.handling.rejection_reasons[0].id
        cases.reject(case=case, reasons=[reason], facts="転出されています。", by=acting(officer), at=times.now())
        page = browser.post(form.action, {**form.sent(), "cost": "600"})
        assert page.status == 409
        assert page.says("いまは直せません")

    def test_an_older_page_does_not_undo_a_newer_request(self, browser, ask, officer, clock):
        case = ask(cost=W)
        opens(browser, case)
        form = browser.page.form
        clock.passes(days=1)
        case.refresh_from_db()
        cases.correct(case=case, answers={**case.answers, "cost": 7}, by=acting(officer), at=times.now(), reason="電話")
        clock.passes(days=1)
        ask(width=W)
        page = browser.post(form.action, {**form.sent(), "cost": "600"})
        assert page.status == 409
        assert page.says("前に直していただいたときのものです")
        page = opens(browser, case)
        assert page.path.endswith("/mend/")
        assert Draft.objects.filter(corrects=case.pk).count() == 1
        assert "width" in page.form.names
        types(browser, width="4")
        case.refresh_from_db()
        assert (case.answers["cost"], case.answers["width"]) == (7, 4)

    def test_two_drafts_of_one_correction_cannot_be(self, browser, ask):
        case = ask(cost=W)
        opens(browser, case)
        opens(browser, case)
        draft = Draft.objects.get(corrects=case.pk)
        with pytest.raises(IntegrityError), transaction.atomic():
            Draft.objects.create(
                procedure=draft.procedure,
                version=draft.version,
                secret_digest="x",
                resume_digest="y",
                begun_at=times.now(),
                saved_at=times.now(),
                corrects=case.pk,
            )

    def test_another_resident_sees_nothing_of_it(self, browser, other_device, ask):
        case = ask(cost=W)
        opens(browser, case)
        draft = Draft.objects.get(corrects=case.pk)
        for page in (
            other_device.get(f"/apply/{draft.pk}/mend/"),
            other_device.post(f"/apply/{draft.pk}/mend/", {"cost": "1"}),
            other_device.post(f"/apply/{draft.pk}/mend/save/", {"cost": "1"}),
        ):
            assert page.status == 403
            assert not page.says("髙橋")

    def test_a_draft_that_corrects_nothing_has_no_such_page(self, browser, every_kind):
        begun = commands.begin(compiled=COMPILED, language="ja", by=cases_resident(), at=times.now())
        assert browser.get(f"/apply/{begun.draft.pk}/mend/").status == 404


def cases_resident():
    return Case(applicant_name="髙橋　花子", account_id="7").applicant


class TestAutosave:
    def test_what_is_typed_is_kept(self, browser, ask):
        case = ask(cost=W)
        opens(browser, case)
        draft = Draft.objects.get(corrects=case.pk)
        sent = browser.page.form.sent()
        assert browser.client.post(f"/apply/{draft.pk}/mend/save/", {**sent, "cost": "54321"}).status_code == 200
        assert "54321" in browser.get(f"/apply/{draft.pk}/mend/").html

    def test_one_that_comes_after_the_page_was_sent_says_nothing(self, browser, ask):
        case = ask(width=W)
        opens(browser, case)
        draft = Draft.objects.get(corrects=case.pk)
        late = browser.page.form.sent()
        types(browser, width="15")
        browser.send_cookies(f"/apply/{draft.pk}/")
        browser.client.post(f"/apply/{draft.pk}/mend/save/", {**late, "width": "3"})
        draft.refresh_from_db()
        assert draft.unfinished == {}
        assert draft.answers["width"] == 15

    def test_a_renewal_that_comes_after_the_page_was_sent_does_not_wipe_what_is_wrong(self, browser, ask):
        case = ask(cost=W)
        opens(browser, case)
        late = browser.page.form.sent()
        page = types(browser, cost="たくさん")
        browser.client.post(page.path, {**late, "cost": "たくさん", "_renew": "1"})
        assert browser.get(page.path).status == 422


class TestByAnOfficer:
    """Told by telephone or at the counter, and entered for the resident."""

    @pytest.fixture
    def desk(self, other_device, officer):
        return at_the_desk(other_device, officer)

    def begins(self, desk, case):
        return desk.post(f"/desk/cases/{case.pk}/correct/")

    def test_it_is_entered_with_a_reason_and_the_resident_is_told(self, desk, ask):
        case = ask(cost=W)
        page = self.begins(desk, case)
        assert page.path.endswith("/mend/")
        assert page.says("申請した方に代わって入力しています")
        page = types(desk, cost="500", _reason="電話で500円とうかがいました。", _how="phone")
        assert page.path == f"/desk/cases/{case.pk}/"
        case.refresh_from_db()
        assert (case.stands, case.answers["cost"]) == (State.UNDER_REVIEW, 500)
        last = case.revisions.latest("number")
        assert (last.by_kind, last.reason) == ("officer", "電話で500円とうかがいました。")
        assert last.authors["cost"]["how"] == "phone"
        assert notices.for_subject(case.subject)[0].kind == "correction_entered"

    @pytest.mark.parametrize(("reason", "how"), [("", "phone"), ("電話", ""), ("電話", "dream")])
    def test_without_a_reason_it_is_not_sent_and_stays_typed(self, desk, ask, reason, how):
        case = ask(cost=W)
        self.begins(desk, case)
        form = desk.page.form
        page = desk.post(form.action, {**form.sent(), "cost": "54321", "_reason": reason, "_how": how})
        assert page.says("代わりに入力する理由と、受けた方法を入れてください。")
        assert "54321" in page.html
        case.refresh_from_db()
        assert case.stands is State.RETURNED

    def test_another_section_does_not(self, other_device, ask):
        case = ask(cost=W)
        at_the_desk(other_device, an_officer(section=OTHER_SECTION))
        assert other_device.post(f"/desk/cases/{case.pk}/correct/").status == 403
        assert not Draft.objects.filter(corrects=case.pk).exists()

    def test_what_the_resident_began_is_gone_on_with(self, browser, desk, ask):
        case = ask(cost=W)
        opens(browser, case)
        types(browser, cost="たくさん")
        assert "たくさん" in self.begins(desk, case).html

    def test_the_whole_application_is_not_entered_so(self, desk, case, officer):
        by = acting(officer)
        cases.begin_review(case=case, by=by, at=times.now())
        cases.ask_for_correction(case=case, reasons=["proof"], words="全体です。", by=by, at=times.now())
        assert self.begins(desk, case).status == 409


def test_the_page_asks_the_database_little(browser, ask):
    case = ask(cost=W)
    opens(browser, case)
    assert queries(browser.reload) == 2
    publications.in_force("green-curtain")


def test_sending_asks_the_database_little(browser, ask):
    case = ask(cost=W)
    opens(browser, case)
    browser.page.form.fill("cost", "500")
    assert queries(browser.press) <= 36


def test_an_officer_who_opens_the_correction_has_looked_at_the_case(other_device, officer, ask):
    case = ask(cost=W)
    desk = at_the_desk(other_device, officer)
    desk.post(f"/desk/cases/{case.pk}/correct/")
    assert desk.page.path.endswith("/mend/")
    looks = [entry for entry in journal.timeline(case.subject) if entry.what == "viewed"]
    assert [entry.who_id for entry in looks] == [acting(officer).id]
