"""One click on a finding: the check was right, or it was a false alarm; and what follows for the decision."""

from datetime import timedelta

import pytest

from madoguchi.accounts.states import Role
from madoguchi.cases import commands as cases
from madoguchi.cases import doubting
from madoguchi.cases.models import Case, Doubt, Verdict
from madoguchi.cases.states import State
from madoguchi.cases.web import act_buttons
from madoguchi.journal import queries as journal
from madoguchi.kernel.clock import moved_to
from madoguchi.kernel.refusals import Refusal
from tests.cases.clean_cases import PROOF
from tests.cases.definition import OTHER_SECTION
from tests.cases.desk import desk_of, text_of
from tests.cases.factories import MONDAY, a_case, an_actor, an_officer, received

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_monday():
    with moved_to(MONDAY):
        yield


def settle(case: Case, check: str, verdict: str, **how) -> None:
    cases.settle_finding(case=case, check=check, row="", verdict=verdict, by=an_actor(), at=MONDAY, **how)


def test_every_finding_that_is_no_pass_is_kept_as_a_doubt():
    case = received(pieces=5)
    assert {check for check, _ in doubting.of_case(case)} == {"many", "proof-missing"}
    assert Doubt.objects.filter(verdict="").count() == 2


def test_a_case_whose_findings_are_all_false_alarms_is_approved():
    case = a_case(at=State.UNDER_REVIEW, pieces=5)
    settle(case, "many", "false_alarm")
    settle(case, "proof-missing", "false_alarm")
    cases.approve(case=case, by=an_actor(), at=MONDAY)
    assert case.stands is State.APPROVED
    settled = [entry.detail for entry in journal.timeline(case.subject) if entry.what == "finding_settled"]
    assert settled[0] == {"check": "many", "row": "", "verdict": "false_alarm"}


def test_what_is_really_wrong_is_not_approved_until_somebody_thinks_again():
    case = a_case(at=State.UNDER_REVIEW, pieces=5)
    settle(case, "many", "confirmed")
    with pytest.raises(Refusal, match="確かに誤り"):
        cases.approve(case=case, by=an_actor(), at=MONDAY)
    case.refresh_from_db()
    settle(case, "many", "false_alarm")
    settle(case, "proof-missing", "false_alarm")
    cases.approve(case=case, by=an_actor(), at=MONDAY)
    assert Doubt.objects.get(check_id="many").verdict == Verdict.FALSE_ALARM


def test_a_finding_nobody_has_said_anything_of_stands_in_the_way():
    case, by = a_case(at=State.UNDER_REVIEW, pieces=5), an_actor()
    for left, check in [(2, "many"), (1, "proof-missing")]:
        with pytest.raises(Refusal, match=f"判断を付けていない確認事項が{left}件"):
            cases.approve(case=case, by=by, at=MONDAY)
        case.refresh_from_db()
        settle(case, check, "false_alarm")
        settle(case, check, "false_alarm")  # saying it twice is saying it once
    assert (case.settled, case.unsettled) == (2, 0)
    cases.approve(case=case, by=by, at=MONDAY)
    assert case.stands is State.APPROVED


def test_the_button_says_what_is_missing():
    case = a_case(at=State.UNDER_REVIEW, pieces=5)
    (button,) = [one for one in act_buttons.of_case(an_actor(), case) if one.label == "承認する"]
    assert "判断を付けていない確認事項が2件" in button.refusal


def test_new_answers_bring_new_doubts_and_leave_the_old_ones_for_the_figures():
    case, by, later = a_case(at=State.UNDER_REVIEW, pieces=5), an_actor(), MONDAY + timedelta(days=1)
    settle(case, "many", "confirmed")
    cases.ask_for_correction(case=case, reasons=["address"], words="個数を確かめてください。", by=by, at=MONDAY)
    cases.correct(case=case, answers={**case.answers, "pieces": 1}, by=case.applicant, at=later)
    assert case.found_wrong == 0
    assert {check for check, _ in doubting.of_case(case)} == {"proof-missing"}
    assert Doubt.objects.filter(case=case).count() == 3


def test_nonsense_strangers_and_stale_screens_are_refused():
    case = a_case(at=State.UNDER_REVIEW, pieces=5)
    for check, verdict, code in (
        ("many", "maybe", "verdict-unknown"),
        ("no-such", "confirmed", "no-such-finding"),
        ("minor", "confirmed", "no-such-finding"),
    ):
        with pytest.raises(Refusal) as refused:
            settle(case, check, verdict)
        assert refused.value.code == code
        case.refresh_from_db()
    with pytest.raises(Refusal, match="更新されました"):
        settle(case, "many", "confirmed", seen=case.changes - 1)
    for by in (an_actor(section=OTHER_SECTION), an_actor(Role.RECEPTION), case.applicant):
        with pytest.raises(Refusal):
            cases.settle_finding(case=case, check="many", row="", verdict="confirmed", by=by, at=MONDAY)
    assert not Doubt.objects.exclude(verdict="").exists()


def test_a_finding_is_settled_with_one_click_on_the_case_page():
    case, browser = a_case(at=State.UNDER_REVIEW, pieces=5), desk_of(an_officer())
    page = text_of(browser.get(f"/desk/cases/{case.pk}/"))
    assert page.count("問題なし（誤検知）") == 2
    typed = {"doubt": "many ", "verdict": "false_alarm", "seen": case.changes}
    answer = browser.post(f"/desk/cases/{case.pk}/settle/", typed)
    assert (answer.status_code, answer["Location"]) == (302, f"/desk/cases/{case.pk}/#findings")
    assert Doubt.objects.get(check_id="many").verdict == Verdict.FALSE_ALARM


@pytest.mark.parametrize("typed", [{}, {"doubt": "\0", "verdict": "x"}, {"doubt": "many", "seen": "9" * 40}])
def test_whatever_is_sent_to_settle_there_is_an_answer(typed):
    case = a_case(at=State.UNDER_REVIEW, pieces=5)
    assert desk_of(an_officer()).post(f"/desk/cases/{case.pk}/settle/", typed).status_code in {400, 404, 409}


def test_a_clean_case_has_nothing_to_settle():
    case = a_case(at=State.UNDER_REVIEW, proof=PROOF)
    assert "すべて適合しました" in text_of(desk_of(an_officer()).get(f"/desk/cases/{case.pk}/"))
    assert not Doubt.objects.exists()
