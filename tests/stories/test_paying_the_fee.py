"""The fee: told before it is sent, paid by card at night or at the counter, and nothing decided before it is there."""

from dataclasses import dataclass

import pytest

from madoguchi.payments.models import Payment
from madoguchi.payments.states import State
from tests.card_company import Company
from tests.stories.people import Officer

CERTIFICATE = "residence-certificate"


@dataclass
class AtTheCardCompany:
    """The resident's telephone, on the card company's page."""

    company: Company

    def presses(self, resident, act: str) -> None:
        """From our page to theirs, a button there, and back."""
        payment = Payment.objects.get()
        case = payment.subject.removeprefix("case/")
        page = resident.device.get(f"/status/{case}/pay/{payment.pk}/")
        answer = resident.device.client.post(f"{page.path}card/")
        back = self.company.presses(answer.headers["Location"], act)
        resident.device.get(back.removeprefix("http://testserver"))


@pytest.fixture
def card(company) -> AtTheCardCompany:
    return AtTheCardCompany(company)


@pytest.fixture
def registrar() -> Officer:
    """A decider of the section that has the certificates."""
    officer = Officer("murakami@officer.example")
    officer.logs_in()
    return officer


def test_the_fee_is_told_line_by_line_before_anything_is_sent(resident):
    resident.begins(CERTIFICATE)
    resident.fills_in()
    assert resident.is_told("300円 × 2通")
    assert resident.is_told("710円")
    assert resident.is_told("申請を送ったあとに納めます")


def test_paid_by_card_at_night_and_decided_the_next_day(resident, card, registrar, worker):
    case = resident.applies(CERTIFICATE)
    assert resident.is_told("お支払いへ進む")
    registrar.begins_review(case)
    registrar.device.get(f"/desk/cases/{case.pk}/")
    assert registrar.page.says("手数料がまだ納められていません")
    card.presses(resident, "pay")
    assert resident.is_told("お支払いが済みました")
    worker()
    approves(registrar, case)
    assert resident.looks_up(case).says("申請が認められました")


def test_a_card_that_is_refused_costs_nothing_and_another_way_is_open(resident, card, registrar, worker):
    case = resident.applies(CERTIFICATE)
    card.presses(resident, "stop")
    assert Payment.objects.get().stands is State.STARTED
    registrar.device.post(
        f"/desk/payments/{Payment.objects.get().pk}/take/", {"way": "machine", "number": "券0123", "yen": "710"}
    )
    assert registrar.page.says("収納を記録しました")
    worker()
    assert [page.status for page in card.company.program.ledger.pages.values()] == ["expired"]
    assert resident.looks_up(case).says("お支払いが済みました")


def test_a_lost_message_does_not_matter_and_a_doubled_one_changes_nothing(resident, card):
    resident.applies(CERTIFICATE)
    card.presses(resident, "pay")
    for _ in range(2):
        body, signature = card.company.signed(card.company.messages[0])
        answer = resident.device.client.post(
            "/payments/webhook/", body, content_type="application/json", headers={"Stripe-Signature": signature}
        )
        assert answer.json() == {"outcome": "known"}
    assert Payment.objects.get().paid_yen == 710


def test_withdrawn_before_paying_nothing_is_asked_any_more(resident):
    case = resident.applies(CERTIFICATE)
    resident.withdraws(case)
    assert Payment.objects.get().stands is State.DROPPED
    assert resident.looks_up(case).says("お支払いは不要になりました")


def approves(officer: Officer, case) -> None:
    if case.__class__.objects.get(pk=case.pk).state == "received":
        officer.begins_review(case)
    officer.approves(case)
    assert case.__class__.objects.get(pk=case.pk).state == "approved", officer.page.words[:400]
