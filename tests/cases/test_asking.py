"""Asking for single answers: what an officer ticks, what stands ticked already, and taking it back."""

from datetime import timedelta

import pytest
from django.test import Client

from madoguchi.accounts.states import Role
from madoguchi.cases import commands as cases
from madoguchi.cases.grounds import LONGEST_WORDS_OF_ITEM, Correction, Fault, Item
from madoguchi.cases.models import Case
from madoguchi.cases.states import State
from madoguchi.cases.web.pages import AskBox
from madoguchi.journal import queries as journal
from madoguchi.kernel.clock import moved_to
from madoguchi.kernel.refusals import Refusal
from madoguchi.notices import queries as notices
from tests.cases.definition import OTHER_SECTION
from tests.cases.desk import desk_of, text_of
from tests.cases.factories import MONDAY, a_case, an_actor, an_officer, received

pytestmark = pytest.mark.django_db
VISITS = [
    {"row": "r1", "who": {"family": "髙橋", "given": "一"}, "age": 40},
    {"row": "r2", "who": {"family": "髙橋", "given": "二"}, "age": 16},
]


@pytest.fixture(autouse=True)
def on_monday():
    with moved_to(MONDAY):
        yield


@pytest.fixture
def browser() -> Client:
    return desk_of(an_officer())


def now(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def asks(browser: Client, case: Case, **asked: str):
    """Tick these; `visits__r1="wrong"`."""
    paths = {path.replace("__", "."): fault for path, fault in asked.items()}
    typed = {f"reason.{path}": fault for path, fault in paths.items()}
    return browser.post(
        f"/desk/cases/{case.pk}/return/", {"by_field": "1", "seen": case.changes, "ask": list(paths), **typed}
    )


def boxes(browser: Client, case: Case) -> dict[str, AskBox]:
    page = browser.get(f"/desk/cases/{case.pk}/").context["page"]
    parts = [part.ask for part in page.parts] + [answer.ask for part in page.parts for answer in part.answers]
    return {box.path: box for box in parts if box}


def test_every_answer_row_and_document_has_a_box(browser):
    found = boxes(browser, a_case(at=State.UNDER_REVIEW, visits=VISITS))
    plain = {"name", "kana", "address", "email", "kind", "pieces", "proof"}
    rows = {"visits", "visits.r1", "visits.r1.who", "visits.r1.age", "visits.r2", "visits.r2.who", "visits.r2.age"}
    assert set(found) == plain | rows


def test_what_failed_is_ticked_already_with_reason_and_sentence(browser):
    found = boxes(browser, a_case(at=State.UNDER_REVIEW, pieces=5, visits=VISITS))
    assert {path for path, box in found.items() if box.ticked} == {"pieces", "proof", "visits.r2.age"}
    chosen = {path: next(f for f in box.faults if f.chosen) for path, box in found.items() if box.ticked}
    assert {path: fault.value for path, fault in chosen.items()} == {
        "pieces": "wrong",
        "proof": "incomplete",
        "visits.r2.age": "wrong",
    }
    assert (
        chosen["pieces"].sentence
        == "4個以上は、理由をうかがうことがあります。「個数」に誤りがあるようです。確かめて、直してください。"
    )
    assert chosen["proof"].sentence == "「本人確認書類」が足りません。追加してください。"
    assert "見守る人 2　年齢" in chosen["visits.r2.age"].sentence


@pytest.mark.parametrize("state", [State.RECEIVED, State.RETURNED, State.APPROVED])
def test_where_nothing_can_be_asked_there_is_no_box(browser, state):
    assert boxes(browser, a_case(at=state)) == {}


def test_who_may_not_ask_sees_no_box():
    assert boxes(desk_of(an_officer(Role.RECEPTION)), a_case(at=State.UNDER_REVIEW)) == {}


def test_ticked_answers_go_out_at_once_and_the_letter_names_each(browser):
    case = a_case(at=State.UNDER_REVIEW, pieces=5, visits=VISITS)
    response = asks(browser, case, pieces="wrong", proof="expired", visits__r2__age="incomplete")
    assert response.status_code == 302
    asked = now(case).correction_asked
    assert asked is not None
    assert asked.items == (
        Item(path="pieces", reason=Fault.WRONG, check="many"),
        Item(path="proof", reason=Fault.EXPIRED),
        Item(path="visits.r2.age", reason=Fault.INCOMPLETE, check="minor"),
    )
    (notice,) = notices.for_subject(case.subject)
    assert notice.content.rows == (("直していただく項目", "個数、本人確認書類、見守る人 2　年齢"),)
    assert notice.content.reasons[1] == (
        "本人確認書類（期限切れ）：「本人確認書類」の期限が切れています。新しいものに替えてください。",
        "",
    )
    assert journal.timeline(case.subject)[-2].detail["fields"] == {
        "pieces": "wrong",
        "proof": "expired",
        "visits.r2.age": "incomplete",
    }


def test_own_words_and_the_definitions_reasons_may_be_added(browser):
    case = a_case(at=State.UNDER_REVIEW)
    browser.post(
        f"/desk/cases/{case.pk}/return/",
        {
            "by_field": "1",
            "seen": case.changes,
            "ask": ["address"],
            "reason.address": "wrong",
            "words.address": "番地は21-28ではありませんか。",
            "reasons": ["address"],
            "words": "お手数をおかけします。",
        },
    )
    (notice,) = notices.for_subject(case.subject)
    assert notice.content.reasons == (
        ("住所（誤り）：番地は21-28ではありませんか。", ""),
        ("住所の番地が確認できません。", "行政手続法 第7条"),
        ("お手数をおかけします。", ""),
    )


def test_nothing_ticked_is_said_and_nothing_is_lost(browser):
    case = a_case(at=State.UNDER_REVIEW)
    response = browser.post(
        f"/desk/cases/{case.pk}/return/", {"by_field": "1", "seen": case.changes, "words": "よろしくお願いします。"}
    )
    assert response.status_code == 400
    assert "補正を求める項目を、1つ以上選んでください。" in text_of(response)
    assert response.context["page"].bar.words == "よろしくお願いします。"
    assert now(case).stands is State.UNDER_REVIEW


@pytest.mark.parametrize("words", ["長" * (LONGEST_WORDS_OF_ITEM + 1), "番地\u202eです"])
def test_words_no_letter_can_carry_are_said_beside_the_answer_and_kept(browser, words):
    case = a_case(at=State.UNDER_REVIEW)
    typed = {"ask": ["pieces"], "reason.pieces": "incomplete", "words.pieces": words}
    response = browser.post(f"/desk/cases/{case.pk}/return/", {"by_field": "1", "seen": case.changes, **typed})
    assert response.status_code == 400
    page = response.context["page"]
    (box,) = [a.ask for part in page.parts for a in part.answers if a.ask.ticked]
    assert (box.path, box.words) == ("pieces", words)
    assert box.error
    assert next(fault.value for fault in box.faults if fault.chosen) == "incomplete"
    assert now(case).stands is State.UNDER_REVIEW


@pytest.mark.parametrize(
    ("path", "fault", "status"),
    [
        ("nonsense", "wrong", 400),
        ("visits.r9.age", "wrong", 400),
        ("visits.r1.nonsense", "wrong", 400),
        ("reason", "wrong", 400),
        ("name.family", "wrong", 400),
        ("pieces", "ugly", 400),
        ("pieces", "", 400),
        ("\u202e", "wrong", 400),
    ],
)
def test_what_no_page_of_ours_sends_is_refused_and_changes_nothing(browser, path, fault, status):
    case = a_case(at=State.UNDER_REVIEW, visits=VISITS)
    response = browser.post(
        f"/desk/cases/{case.pk}/return/",
        {"by_field": "1", "seen": case.changes, "ask": [path], f"reason.{path}": fault},
    )
    assert response.status_code == status
    assert now(case).stands is State.UNDER_REVIEW
    assert not notices.for_subject(case.subject)


def test_an_answer_is_asked_for_once(browser):
    case = a_case(at=State.UNDER_REVIEW)
    twice = [Item(path="pieces", reason=fault) for fault in (Fault.WRONG, Fault.EXPIRED)]
    with pytest.raises(Refusal, match="選んだ項目が、この申請にありません"):
        cases.ask_for_correction(case=case, items=twice, by=an_actor(), at=MONDAY)


def test_a_case_changed_meanwhile_is_not_given_back(browser):
    case = a_case(at=State.UNDER_REVIEW)
    seen = case.changes
    cases.assign(case=case, to=None, by=an_actor(), at=MONDAY)
    case.changes = seen
    assert asks(browser, case, pieces="wrong").status_code == 409


def test_another_sections_officer_asks_for_nothing():
    case = a_case(at=State.UNDER_REVIEW)
    assert asks(desk_of(an_officer(section=OTHER_SECTION)), case, pieces="wrong").status_code == 403
    assert now(case).stands is State.UNDER_REVIEW


def returned(**answers) -> Case:
    case = a_case(at=State.UNDER_REVIEW, **answers)
    cases.ask_for_correction(case=case, items=[Item(path="pieces", reason=Fault.WRONG)], by=an_actor(), at=MONDAY)
    return case


class TestTakingItBack:
    """Undone while the resident has not seen it; the deadline does not move."""

    def test_it_is_under_review_again_and_the_resident_is_told(self, browser):
        case = returned()
        due = case.due_on
        page = browser.post(f"/desk/cases/{case.pk}/take-back/", {"seen": case.changes}, follow=True)
        assert "補正の依頼を取り消しました。" in text_of(page)
        back = now(case)
        assert (back.stands, back.due_on, back.paused_days, back.correction) == (State.UNDER_REVIEW, due, 0, None)
        assert [notice.kind for notice in notices.for_subject(case.subject)] == ["correction_taken_back", "correction"]
        assert "correction_taken_back" in [entry.what for entry in journal.timeline(case.subject)]

    def test_not_after_the_resident_has_opened_it(self, browser):
        case = returned()
        cases.open_correction(case=case, by=case.applicant, at=MONDAY)
        response = browser.post(f"/desk/cases/{case.pk}/take-back/", {"seen": case.changes})
        assert response.status_code == 409
        assert "すでに補正の依頼を開いています" in text_of(response)
        assert now(case).stands is State.RETURNED

    def test_opening_it_twice_is_written_once(self):
        case = returned()
        for minutes in (0, 5):
            cases.open_correction(case=case, by=case.applicant, at=MONDAY + timedelta(minutes=minutes))
        assert [entry.what for entry in journal.timeline(case.subject)].count("correction_opened") == 1

    def test_the_correction_before_it_is_the_last_again(self):
        case = returned()
        cases.correct(case=case, answers={**case.answers, "pieces": 1}, by=case.applicant, at=MONDAY)
        first = case.correction
        cases.ask_for_correction(case=case, items=[Item(path="kind", reason=Fault.WRONG)], by=an_actor(), at=MONDAY)
        cases.take_back_correction(case=case, by=an_actor(), at=MONDAY)
        assert case.correction == first
        assert case.corrected_at == MONDAY

    def test_nobody_takes_back_what_was_not_asked(self, browser):
        case = a_case(at=State.UNDER_REVIEW)
        assert browser.post(f"/desk/cases/{case.pk}/take-back/", {"seen": case.changes}).status_code == 409


class TestCorrecting:
    """Whatever is sent, only what was asked changes."""

    def test_other_answers_stay_as_they_were(self):
        case = returned(pieces=5)
        sent = {**case.answers, "pieces": 2, "name": {"family": "別", "given": "人"}, "kind": "tag", "reason": "x"}
        cases.correct(case=case, answers=sent, by=case.applicant, at=MONDAY)
        assert (case.answers["pieces"], case.answers["kind"]) == (2, "bell")
        assert case.applicant_name == "髙橋　花子"

    def test_an_older_request_without_items_is_still_read(self):
        case = returned()
        kept = {"grounds": [], "words": "全体", "fields": ["address"], "by": "審査 次郎", "at": MONDAY.isoformat()}
        Case.objects.filter(pk=case.pk).update(correction=kept)
        old = now(case)
        assert old.correction_asked == Correction(words="全体", fields=("address",), by="審査 次郎", at=MONDAY)
        cases.correct(case=old, answers={**case.answers, "kind": "tag", "reason": "x"}, by=case.applicant, at=MONDAY)
        assert old.answers["kind"] == "tag", "the whole application was given back"

    def test_an_officer_enters_it_with_a_reason_and_the_resident_is_told(self):
        case, reception = returned(pieces=5), an_actor(Role.RECEPTION)
        cases.correct(
            case=case,
            answers={**case.answers, "pieces": 2},
            by=reception,
            at=MONDAY,
            reason="電話で2個とうかがいました。",
            how="phone",
        )
        last = case.revisions.latest("number")
        assert (last.by_kind, last.reason) == ("officer", "電話で2個とうかがいました。")
        assert last.authors["pieces"]["how"] == "phone"
        notice = notices.for_subject(case.subject)[0]
        assert notice.kind == "correction_entered"
        assert notice.content.rows == (("個数", "5個\n→ 2個"),)
        assert notice.content.reasons == (("電話で2個とうかがいました。", ""),)

    @pytest.mark.parametrize("reason", ["", " \u3000", "長" * (LONGEST_WORDS_OF_ITEM + 1)])
    def test_without_a_reason_an_officer_enters_nothing(self, reason):
        case = returned()
        with pytest.raises(Refusal):
            cases.correct(case=case, answers={**case.answers, "pieces": 1}, by=an_actor(), at=MONDAY, reason=reason)
        assert now(case).stands is State.RETURNED


class TestTheDifference:
    """The officer looks at what changed, and at nothing else again."""

    def corrected(self, **changes) -> Case:
        case = returned(pieces=5, visits=VISITS)
        cases.correct(case=case, answers={**case.answers, **changes}, by=case.applicant, at=MONDAY)
        return case

    def test_old_and_new_stand_side_by_side(self, browser):
        page = browser.get(f"/desk/cases/{self.corrected(pieces=2).pk}/").context["page"]
        assert [(one.name, one.before, one.after, one.asked) for one in page.arrived.changes] == [
            ("個数", "5個", "2個", "誤り")
        ]
        assert [a.row.path for part in page.parts for a in part.answers if a.changed] == ["pieces"]
        assert not page.arrived.is_clean

    def test_what_was_asked_and_is_as_it_was_is_named(self, browser):
        page = browser.get(f"/desk/cases/{self.corrected().pk}/").context["page"]
        assert page.arrived.changes == []
        assert page.arrived.untouched == ["個数"]

    def test_the_queue_says_that_it_has_arrived(self, browser):
        case = self.corrected(pieces=2)
        (row,) = browser.get("/desk/").context["page"].rows
        assert (row.number, row.state.label) == (case.number, "補正到着")

    def test_it_comes_back_to_the_officer_who_asked(self):
        officer = an_actor()
        case = a_case(at=State.UNDER_REVIEW, officer=officer)
        cases.ask_for_correction(case=case, items=[Item(path="kind", reason=Fault.WRONG)], by=officer, at=MONDAY)
        cases.correct(case=case, answers=case.answers, by=case.applicant, at=MONDAY)
        assert case.assigned_to is not None
        assert str(case.assigned_to.account_id) == officer.id

    def test_a_clean_one_is_approved_with_one_press(self, browser):
        proof = [{"id": "00000000-0000-7000-8000-000000000001", "name": "証.pdf", "size": 9, "type": "pdf"}]
        case = returned(pieces=5, proof=proof)
        cases.correct(case=case, answers={**case.answers, "pieces": 2}, by=case.applicant, at=MONDAY)
        page = browser.get(f"/desk/cases/{case.pk}/").context["page"]
        assert page.arrived.is_clean
        browser.post(page.arrived.approve_url, {"seen": page.seen})
        assert now(case).stands is State.APPROVED

    def test_a_reviewer_sees_that_it_is_clean_and_has_no_button(self):
        case = self.corrected(pieces=2)
        page = desk_of(an_officer(Role.REVIEWER)).get(f"/desk/cases/{case.pk}/").context["page"]
        assert page.arrived.approve_url == ""

    def test_it_takes_one_more_query_than_the_file(self, browser, django_assert_num_queries):
        case = self.corrected(pieces=2)
        browser.get(f"/desk/cases/{case.pk}/")
        plain = received()
        browser.get(f"/desk/cases/{plain.pk}/")
        with django_assert_num_queries(FILE):
            browser.get(f"/desk/cases/{plain.pk}/")
        with django_assert_num_queries(FILE + 1):
            browser.get(f"/desk/cases/{case.pk}/")


FILE = 12


def test_both_sides_see_how_long_it_waits(browser):
    case = returned()
    with moved_to(MONDAY + timedelta(days=2)):
        page = text_of(browser.get(f"/desk/cases/{case.pk}/"))
    assert "補正待ち 3日目（処理期限は止まっています）" in page
