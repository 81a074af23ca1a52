"""A birth told once becomes three applications: each with its number, its receipt, its section and its own decision."""

import json
from dataclasses import dataclass

import pytest

from madoguchi.cases.models import Case
from madoguchi.cases.states import State, resident_label
from madoguchi.notices import queries as notices
from madoguchi.procedures.models import Bundle, Draft
from madoguchi.publications import queries as publications
from tests.procedures import walking
from tests.procedures.browsing import Page
from tests.procedures.test_life_events import BORN, DECIDED, YOU
from tests.stories.people import Officer, Resident, somebody_like, story_of

SECTIONS = {
    "child-allowance": "child-family",
    "child-medical": "child-family",
    "health-insurance": "insurance-pension",
}
# Which named applicant of the definition she resembles, and where her own answers differ.
LIKE = {"child-allowance": 0, "child-medical": 0, "health-insurance": 1}
HERS = {
    "child-allowance": {"pay_account.holder": "ヤマダ　ハナコ"},
    "child-medical": {"children.1.insured_since.day": "3"},  # a slip of the finger: she was born on the second
    "health-insurance": {
        "members.1.name.family": "山田",
        "members.1.name.given": "蒼",
        "members.1.kana.family": "ヤマダ",
        "members.1.kana.given": "アオ",
    },
}
ASKED_ONCE = ("name", "kana", "birthdate")


@dataclass
class Mother:
    """Somebody who has had a child, and what came of telling the ward once."""

    resident: Resident

    @property
    def bundle(self) -> Bundle:
        return Bundle.objects.get()

    def tells_of_the_birth(self) -> Page:
        """The questions of the plan, then what the three procedures ask alike."""
        device = self.resident.device
        device.get("/events/birth/")
        walking.fills(device.page.form, {**BORN, **DECIDED})
        plan = device.press()
        form = next(form for form in plan.forms if form.action.endswith("/begin/"))
        device.post(form.action, form.sent())
        walking.answers_page(device, YOU)
        return walking.answers_page(device, YOU)

    def answers_the_rest(self, procedure: str) -> None:
        """What this procedure alone asks; nothing she has said already is typed again."""
        known = Draft.objects.get(procedure=procedure).answers
        compiled = publications.in_force(procedure)
        assert compiled is not None
        typed = {**somebody_like(compiled, LIKE[procedure]), **HERS[procedure]}
        self.resident.typed = {name: given for name, given in typed.items() if not _is_said(name, known)}
        self.resident.device.get(f"/together/{self.bundle.pk}/open/{procedure}/")
        self.resident.fills_in()

    def sends_them_together(self) -> dict[str, Case]:
        self.resident.device.get(f"/together/{self.bundle.pk}/review/")
        self.resident.device.press()
        return {case.procedure: case for case in Case.objects.all()}

    def looks_at_all(self) -> Page:
        return self.resident.device.get(f"/together/{self.bundle.pk}/")

    def takes_the_receipt_of(self, case: Case) -> bytes:
        self.resident.device.get(f"/together/{self.bundle.pk}/open/{case.procedure}/")
        return self.resident.takes_the_receipt()


def _is_said(name: str, known: dict[str, object]) -> bool:
    question, _, rest = name.partition(".")
    asked_in_rows = question == "children"
    return rest.startswith(tuple(f"1.{leaf}" for leaf in ASKED_ONCE)) if asked_in_rows else question in known


@pytest.fixture
def mother(resident: Resident) -> Mother:
    return Mother(resident)


@pytest.fixture
def sent(mother: Mother) -> dict[str, Case]:
    """All three are with the ward."""
    mother.tells_of_the_birth()
    for procedure in SECTIONS:
        mother.answers_the_rest(procedure)
    return mother.sends_them_together()


@pytest.fixture
def insurer() -> Officer:
    """The head of 国保・年金課, at the desk."""
    officer = Officer("kudo@officer.example")
    officer.logs_in()
    return officer


def shows(page: Page, cases: dict[str, Case]) -> bool:
    """Each number with its own state beside it."""
    for case in cases.values():
        case.refresh_from_db()
    words = " ".join(page.words.split())
    return all(f"{case.number} {resident_label(State(case.state), 'ja')}" in words for case in cases.values())


def test_what_she_said_once_stands_in_all_three_and_no_consent_with_it(mother):
    assert mother.tells_of_the_birth().says("共通の質問は終わりました")
    drafts = {draft.procedure: draft.answers for draft in Draft.objects.all()}
    assert set(drafts) == set(SECTIONS)
    names = (
        drafts["child-allowance"]["applicant_name"],
        drafts["child-medical"]["applicant_name"],
        drafts["health-insurance"]["head_name"],
    )
    assert names == ({"family": "山田", "given": "花子"},) * 3
    assert {answers["event_date"] for answers in drafts.values()} == {"2026-11-02"}
    assert not any("consent" in id_ for answers in drafts.values() for id_ in answers)


def test_each_gets_its_own_number_receipt_and_section(mother, sent):
    assert {procedure: case.section for procedure, case in sent.items()} == SECTIONS
    assert len({case.number for case in sent.values()}) == 3
    assert len({case.access_code() for case in sent.values()}) == 3
    assert mother.looks_at_all().says("すべて受け付けました")
    assert shows(mother.looks_at_all(), sent)
    for case in sent.values():
        receipt = mother.takes_the_receipt_of(case)
        assert mother.resident.verifies_the_receipt(receipt)
        assert json.loads(receipt)["receipt"]["number"] == case.number


def test_each_is_decided_by_itself_with_a_notice_of_its_own(mother, sent, officer, insurer, worker, clock):
    resident = mother.resident
    allowance, medical, insurance = (sent[procedure] for procedure in SECTIONS)

    officer.begins_review(allowance)
    officer.approves(allowance)
    worker()
    assert resident.opens_the_notice(allowance, "児童手当 認定通知書").reads("山田")
    assert shows(mother.looks_at_all(), sent)
    assert [sent[one].stands for one in ("child-medical", "health-insurance")] == [State.RECEIVED, State.RECEIVED]

    clock.passes(days=1)
    officer.begins_review(medical)
    officer.asks_for(medical, children__1__insured_since="wrong")
    worker()
    assert resident.opens_the_notice(medical, "申請内容の補正について").reads("直していただく項目")
    assert shows(mother.looks_at_all(), sent)
    resident.mends_one_page(medical, children__1__insured_since__day="2")
    assert len(officer.sees_changed(medical)) == 1

    clock.passes(days=1)
    insurer.begins_review(insurance)
    insurer.rejects(insurance, reason="other_insurance", because="お父様の健康保険の扶養に入ったことを確認しました。")
    officer.approves(medical)
    worker()
    rejected = resident.opens_the_notice(insurance, "国民健康保険 加入の届出についてのお知らせ")
    assert rejected.reads("お父様の健康保険の扶養に入ったことを確認しました。")
    assert rejected.reads("国民健康保険法第6条")
    assert resident.opens_the_notice(medical, "子ども医療証 交付決定通知書").reads("山田")

    assert shows(mother.looks_at_all(), sent)
    assert [case.stands for case in (allowance, medical, insurance)] == [State.APPROVED, State.APPROVED, State.REJECTED]
    assert story_of(allowance) == ["received", "review_started", "approved"]
    by_hand = ["review_started", "correction_asked", "corrected", "finding_settled", "approved"]
    assert story_of(medical) == ["received", *by_hand]
    assert story_of(insurance) == ["received", "review_started", "rejected"]
    told = {case.procedure: len(notices.for_subject(case.subject)) for case in sent.values()}
    assert told == {"child-allowance": 1, "child-medical": 2, "health-insurance": 1}


def test_neither_section_decides_what_is_the_others(sent, officer, insurer):
    allowance, insurance = sent["child-allowance"], sent["health-insurance"]
    assert not officer.device.get("/desk/").says(insurance.number)
    assert not insurer.device.get("/desk/").says(allowance.number)
    assert insurer.device.get(f"/desk/cases/{allowance.pk}/approve/").status == 403
    assert officer.device.post(f"/desk/cases/{insurance.pk}/begin/", {"seen": insurance.changes}).status == 403
    insurance.refresh_from_db()
    assert insurance.stands is State.RECEIVED


def test_withdrawing_one_leaves_the_others_with_the_ward(mother, sent):
    mother.resident.withdraws(sent["health-insurance"])
    assert shows(mother.looks_at_all(), sent)
    assert {procedure: case.stands for procedure, case in sent.items()} == {
        "child-allowance": State.RECEIVED,
        "child-medical": State.RECEIVED,
        "health-insurance": State.WITHDRAWN,
    }
