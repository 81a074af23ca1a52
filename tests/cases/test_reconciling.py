"""What the resident register says of a case: findings at receipt, a box for the officer, and nothing of the register."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from madoguchi.accounts.states import Role
from madoguchi.cases import commands as cases
from madoguchi.cases.models import Case, Doubt
from madoguchi.definitions import examples
from madoguchi.journal import queries as journal
from madoguchi.kernel.actors import SYSTEM
from madoguchi.kernel.clock import JST, moved_to
from madoguchi.kernel.refusals import Refusal
from madoguchi.publications import queries as publications
from madoguchi.registers import commands as registers
from tests.cases.desk import desk_of, text_of
from tests.cases.factories import an_actor, an_officer, somebody
from tests.registers.extracts import extract_text, kept
from tests.registers.hamada import HAMADA, ISAMU

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 11, 10, 9, 30, tzinfo=JST)
SECTION = "benefits"


@pytest.fixture(autouse=True)
def on_tuesday(settings, tmp_path):
    settings.DATA = tmp_path
    with moved_to(TUESDAY):
        yield


@pytest.fixture
def loaded(tmp_path):
    """A register with the household of the example."""

    def load(*records: dict[str, str]) -> None:
        text = extract_text(records or HAMADA, as_of="2026-11-09")
        registers.load(file=kept(tmp_path, text), by=SYSTEM, at=TUESDAY)

    return load


def received(**changes: Any) -> Case:
    compiled = publications.in_force("benefit-2026")
    assert compiled
    answers, unread = examples.answers_of(compiled, compiled.procedure.examples[0], publications.situation())
    assert unread == {}
    return cases.receive(
        compiled=compiled,
        answers={**answers, **changes},
        idempotency_key="key",
        channel="web",
        account_id="",
        language="ja",
        draft="",
        by=somebody(),
        at=TUESDAY,
    )


def register_findings(case: Case) -> dict[str, str]:
    return {one["check"]: one["outcome"] for one in case.findings if one["check"].startswith("register_")}


def page_of(case: Case) -> str:
    return text_of(desk_of(an_officer(Role.REVIEWER, section=SECTION)).get(f"/desk/cases/{case.pk}/"))


def test_who_is_registered_so_passes_every_comparison(published, loaded):
    loaded()
    case = received()
    aspects = ("name", "kana", "address", "household", "householder")
    assert register_findings(case) == {f"register_{aspect}": "pass" for aspect in aspects}
    assert [entry.what for entry in journal.timeline(case.subject)] == ["received", "register_compared"]


def test_what_differs_is_something_to_look_at_with_its_words(published, loaded):
    loaded(*HAMADA[:-1])
    case = received()
    before = case.to_look_at
    assert register_findings(case)["register_household"] == "fail"
    page = page_of(case)
    assert "世帯の方のうち、住民記録の同じ世帯にいない方があります。" in page
    assert "2026年11月9日（令和8年）時点の住民記録に" in page
    assert "不一致" in page
    assert before >= 1


def test_without_a_register_no_case_becomes_an_exception_and_the_page_has_no_box(published):
    case = received()
    assert register_findings(case) == {}
    assert case.to_look_at == 0
    assert "住民記録と照合" not in page_of(case)


def test_what_nobody_can_tell_is_shown_and_nothing_to_look_at(published, loaded):
    loaded(ISAMU | {"氏名": "\ue000田　勇"}, *HAMADA[1:])
    case = received()
    assert "register_name" not in register_findings(case)
    assert case.to_look_at == 0
    assert "確認できません" in page_of(case)


def test_the_page_says_nothing_the_register_alone_knows(published, loaded):
    loaded(ISAMU | {"番地": "77番77号", "方書": "秘密荘101", "口座名義カナ": "ヒミツ"}, *HAMADA[1:])
    page = page_of(received())
    assert "不一致" in page
    for secret in ("77番77号", "秘密荘", "ヒミツ", ISAMU["宛名番号"], ISAMU["世帯番号"]):
        assert secret not in page


def test_a_correction_is_compared_again(published, loaded):
    loaded()
    case = received(applicant_kana={"family": "ハマダ", "given": "イサオ"})
    assert register_findings(case)["register_kana"] == "fail"
    by = an_actor(Role.REVIEWER, Role.DECIDER, section=SECTION)
    cases.begin_review(case=case, by=by, at=TUESDAY)
    cases.ask_for_correction(
        case=case,
        reasons=[publications.version(case.version).procedure.handling.correction_reasons[0].id],
        words="フリガナを確かめてください。",
        by=by,
        at=TUESDAY,
    )
    mended = {**case.answers, "applicant_kana": {"family": "ハマダ", "given": "イサム"}}
    cases.correct(case=case, answers=mended, by=case.applicant, at=TUESDAY)
    assert register_findings(case)["register_kana"] == "pass"
    assert [entry.what for entry in journal.timeline(case.subject)][-2:] == ["corrected", "register_compared"]
    assert "不一致</span></dd>" not in page_of(case)


def test_an_officer_has_it_compared_again_once_the_register_knows_more(published, loaded, tmp_path):
    loaded(*HAMADA[:-1])
    case = received()
    others = [one for one in case.findings if not one["check"].startswith("register_")]
    officer = an_officer(Role.REVIEWER, section=SECTION)
    by = an_actor(Role.REVIEWER, section=SECTION)
    cases.settle_finding(case=case, check="register_household", row="", verdict="confirmed", by=by, at=TUESDAY)
    assert (case.settled, case.found_wrong) == (1, 1)
    text = extract_text(HAMADA, as_of="2026-11-10", sequence=2)
    registers.load(file=kept(tmp_path, text, name="again"), by=SYSTEM, at=TUESDAY + timedelta(hours=1))

    browser = desk_of(officer)
    page = browser.get(f"/desk/cases/{case.pk}/")
    assert "もう一度照合する" in text_of(page)
    seen = page.context["page"].seen
    said = browser.post(f"/desk/cases/{case.pk}/compare/", {"seen": seen}, follow=True)
    case.refresh_from_db()

    assert "いまの住民記録と照合しました" in text_of(said)
    assert register_findings(case)["register_household"] == "pass"
    assert [one for one in case.findings if not one["check"].startswith("register_")] == others
    assert (case.to_look_at, case.settled, case.found_wrong, Doubt.objects.filter(case=case).count()) == (0, 0, 0, 0)
    asked = [entry for entry in journal.timeline(case.subject) if entry.what == "register_compared"]
    assert [entry.who_id for entry in asked] == ["system", str(officer.account_id)]
    assert browser.post(f"/desk/cases/{case.pk}/compare/", {"seen": seen}).status_code == 409


def test_what_was_said_of_a_doubt_that_stands_is_kept(published, loaded):
    loaded(*HAMADA[:-1])
    case, by = received(), an_actor(Role.REVIEWER, section=SECTION)
    cases.settle_finding(case=case, check="register_household", row="", verdict="confirmed", by=by, at=TUESDAY)
    cases.compare_again(case=case, by=by, at=TUESDAY)
    assert (case.settled, case.found_wrong, Doubt.objects.get(case=case).verdict) == (1, 1, "confirmed")


def test_without_a_register_there_is_nothing_to_compare_again(published):
    case = received()
    with pytest.raises(Refusal) as refused:
        cases.compare_again(case=case, by=an_actor(Role.REVIEWER, section=SECTION), at=TUESDAY)
    assert refused.value.code == "no-register"
    assert desk_of(an_officer(Role.AUDITOR)).post(f"/desk/cases/{case.pk}/compare/", {"seen": 0}).status_code == 403
