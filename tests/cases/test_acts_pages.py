"""What an officer presses: at once, or after reasons and a last look at the letter."""

import pytest
from django.test import Client

from madoguchi.accounts.states import Role
from madoguchi.cases import commands as cases
from madoguchi.cases.grounds import LONGEST_WORDS
from madoguchi.cases.models import Case
from madoguchi.cases.states import State
from madoguchi.journal import queries as journal
from madoguchi.kernel.clock import moved_to
from madoguchi.notices import queries as notices
from tests.cases.definition import OTHER_SECTION
from tests.cases.desk import desk_of, text_of
from tests.cases.factories import MONDAY, a_case, an_actor, an_officer, received, settled

pytestmark = pytest.mark.django_db
REASONS = {"reasons": ["outside"], "words": "令和8年3月に転出されています。"}


@pytest.fixture(autouse=True)
def on_monday():
    with moved_to(MONDAY):
        yield


@pytest.fixture
def browser() -> Client:
    return desk_of(an_officer())


def address(case: Case, act: str = "") -> str:
    return f"/desk/cases/{case.pk}/{act}/" if act else f"/desk/cases/{case.pk}/"


def now(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def test_an_officer_begins_the_review_and_is_told_so(browser):
    case = received()
    page = browser.post(address(case, "begin"), {"seen": case.changes}, follow=True)
    assert "審査を始めました。" in text_of(page)
    assert now(case).stands is State.UNDER_REVIEW


def test_an_officer_takes_and_hands_on_a_case(browser):
    case, colleague = received(), an_officer(name="担当 花子")
    browser.post(address(case, "take"), {"seen": 0})
    assert now(case).assigned_to is not None
    browser.post(address(case, "assign"), {"seen": 1, "officer": str(colleague.pk)})
    assert now(case).assigned_to == colleague
    browser.post(address(case, "assign"), {"seen": 2, "officer": ""})
    assert now(case).assigned_to is None


@pytest.mark.parametrize("officer", ["x", "-1", "0", "9" * 50, "1 OR 1=1"])
def test_a_case_is_not_given_to_nobody_in_particular(browser, officer):
    case = received()
    response = browser.post(address(case, "assign"), {"seen": 0, "officer": officer})
    assert response.status_code == 400
    assert "担当課の審査担当の職員を選んでください" in text_of(response)


def test_before_approving_the_officer_reads_the_notice(browser):
    case = settled(a_case(at=State.UNDER_REVIEW), an_actor())
    page = text_of(browser.get(address(case, "approve")))
    for said in ("見守り用品支給決定通知書", "髙橋　花子 様", "ベル", "2,400円", "不服があるときは", "8世子家第"):
        assert said in page
    assert now(case).stands is State.UNDER_REVIEW, "looking decides nothing"
    done = browser.post(address(case, "approve"), {"seen": case.changes}, follow=True)
    assert "承認しました。" in text_of(done)
    assert now(case).stands is State.APPROVED


def test_a_rejection_is_typed_then_shown_then_sent(browser):
    case = a_case(at=State.UNDER_REVIEW)
    assert "区外" in text_of(browser.get(address(case, "reject")))
    shown = browser.post(address(case, "reject"), {**REASONS, "seen": case.changes})
    assert "区内に住所がないため。（見守り用品支給要綱 第2条）" in text_of(shown)
    assert now(case).stands is State.UNDER_REVIEW
    browser.post(address(case, "reject"), {**REASONS, "seen": case.changes, "confirmed": "yes"})
    decided = now(case).decided
    assert decided is not None
    assert decided.facts == "令和8年3月に転出されています。"


def test_going_back_from_the_letter_keeps_what_was_typed(browser):
    case = a_case(at=State.UNDER_REVIEW)
    page = text_of(browser.post(address(case, "reject"), {**REASONS, "seen": case.changes, "edit": "yes"}))
    assert "令和8年3月に転出されています。" in page
    assert "checked" in page
    assert "エラー" not in page


def test_a_correction_of_the_whole_is_typed_shown_and_reaches_the_resident(browser):
    case = a_case(at=State.UNDER_REVIEW)
    typed = {"reasons": ["address"], "words": "番地をお書きください。", "seen": case.changes}
    shown = text_of(browser.post(address(case, "return"), typed))
    assert "番地をお書きください。" in shown
    browser.post(address(case, "return"), {**typed, "confirmed": "yes"})
    asked = now(case).correction_asked
    assert asked is not None
    assert (asked.words, asked.paths) == ("番地をお書きください。", ())
    (notice,) = notices.for_subject(case.subject)
    assert notice.kind == "correction"


WRONG = {
    "no reason": ({"words": "事実"}, "理由を1つ以上選んでください。"),
    "an unknown reason": ({"reasons": ["x"], "words": "事実"}, "理由を一覧から選んでください。"),
    "no words": ({"reasons": ["outside"], "words": " \r\n "}, "具体的な説明を入力してください。"),
    "too many words": (
        {"reasons": ["outside"], "words": "長" * (LONGEST_WORDS + 1)},
        f"（いま{LONGEST_WORDS + 1}文字）",
    ),
    "turned writing": ({"reasons": ["outside"], "words": "事実\u202eたし"}, "使えない文字（U+202E）が含まれています。"),
}


@pytest.mark.parametrize(("typed", "message"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(browser, typed, message):
    case = a_case(at=State.UNDER_REVIEW)
    response = browser.post(address(case, "reject"), {**typed, "seen": case.changes, "confirmed": "yes"})
    assert response.status_code == 400
    assert message in text_of(response)
    assert "入力内容を確認してください" in text_of(response)
    assert response.context["page"].words == typed["words"]
    assert now(case).stands is State.UNDER_REVIEW


def test_as_many_words_as_a_letter_can_carry_are_taken_line_ends_counted_once(browser):
    case = a_case(at=State.UNDER_REVIEW)
    words = "\r\n".join(["長" * 99] * 20)
    assert len(words.replace("\r\n", "\n")) == 1999
    response = browser.post(address(case, "reject"), {"reasons": ["outside"], "words": words, "seen": case.changes})
    assert response.status_code == 200


def test_hostile_words_reach_the_letter_as_text(browser):
    case = a_case(at=State.UNDER_REVIEW)
    words = "<img src=x onerror=alert(1)> {name} #show: #eval =1+1 \\u{202e}"
    typed = {"reasons": ["outside"], "words": words, "seen": case.changes}
    assert "<img src=x" not in text_of(browser.post(address(case, "reject"), typed))
    browser.post(address(case, "reject"), {**typed, "confirmed": "yes"})
    (notice,) = notices.for_subject(case.subject)
    assert notice.content.reasons[-1] == (words, "")
    assert "<img src=x" not in text_of(browser.get(address(case)))


def test_a_stale_screen_is_told_so_and_changes_nothing(browser):
    case = settled(a_case(at=State.UNDER_REVIEW), an_actor())
    seen = case.changes
    cases.assign(case=case, to=None, by=an_actor(), at=MONDAY)
    response = browser.post(address(case, "approve"), {"seen": seen})
    assert response.status_code == 409
    assert "画面を開いたあとに、この申請は更新されました。" in text_of(response)
    assert now(case).stands is State.UNDER_REVIEW


def test_a_form_corrected_after_a_mistake_still_knows_what_was_first_seen(browser):
    case = a_case(at=State.UNDER_REVIEW)
    seen = case.changes
    cases.assign(case=case, to=None, by=an_actor(), at=MONDAY)
    again = browser.post(address(case, "reject"), {"reasons": ["outside"], "words": "", "seen": seen})
    assert again.context["page"].seen == seen


@pytest.mark.parametrize("seen", ["", "x", "-1", "1e9", "９", "9" * 40])
def test_an_act_that_does_not_say_what_it_saw_is_stale(browser, seen):
    case = received()
    assert browser.post(address(case, "take"), {"seen": seen}).status_code == 409


ACTS = ["take", "assign", "begin", "return", "approve", "reject", "withdraw"]


@pytest.mark.parametrize("act", ACTS)
def test_nobody_acts_on_another_sections_case(act):
    case = a_case(at=State.UNDER_REVIEW)
    entries = len(journal.timeline(case.subject))
    response = desk_of(an_officer(section=OTHER_SECTION)).post(
        address(case, act), {**REASONS, "seen": case.changes, "confirmed": "yes"}
    )
    assert response.status_code == 403
    assert "髙橋" not in text_of(response)
    assert len(journal.timeline(case.subject)) == entries


@pytest.mark.parametrize("act", ACTS)
def test_nobody_acts_without_logging_in(act):
    case = a_case(at=State.UNDER_REVIEW)
    assert Client().post(address(case, act), {"seen": case.changes}).status_code == 302
    assert now(case).changes == case.changes


@pytest.mark.parametrize("act", ["take", "assign", "begin", "approve", "withdraw"])
def test_an_act_by_an_address_alone_does_nothing(browser, act):
    case = a_case(at=State.UNDER_REVIEW)
    browser.get(address(case, act))
    assert now(case).changes == case.changes


@pytest.mark.parametrize("act", ["begin", "return", "approve", "reject", "withdraw"])
def test_an_act_in_the_wrong_state_is_a_refusal_in_words(browser, act):
    case = a_case(at=State.APPROVED)
    response = browser.post(address(case, act), {**REASONS, "seen": case.changes, "confirmed": "yes"})
    assert response.status_code == 409
    assert "この申請は「承認」で終わっています。" in text_of(response)


def test_reception_may_record_a_withdrawal_but_not_decide():
    case, reception = a_case(at=State.UNDER_REVIEW), desk_of(an_officer(Role.RECEPTION))
    assert reception.get(address(case, "approve")).status_code == 403
    assert "元に戻せません" in text_of(reception.get(address(case, "withdraw")))
    done = reception.post(address(case, "withdraw"), {"seen": case.changes, "confirmed": "yes"}, follow=True)
    assert "取下げを記録しました。" in text_of(done)


def test_an_act_that_is_not_there_is_a_page_too(browser):
    case = received()
    assert browser.get(address(case, "burn")).status_code == 404
    assert browser.get(address(case, "take")).status_code == 405
