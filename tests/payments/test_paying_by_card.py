"""Paying by card, whoever tells us first, twice or never: one payment, one receipt."""

import json
from datetime import timedelta

import pytest

from madoguchi.cases import commands as cases
from madoguchi.gateways import outbox
from madoguchi.gateways.card_payments import GatewayAway
from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM
from madoguchi.kernel.refusals import Refusal
from madoguchi.payments import commands
from madoguchi.payments.commands.settling import Outcome
from madoguchi.payments.models import Attempt, CardEvent, Difference, Payment
from madoguchi.payments.states import State

pytestmark = pytest.mark.django_db


def start(case, payment, company, **changes) -> str:
    given = {
        "success_url": "http://testserver/back/",
        "cancel_url": "http://testserver/back/",
        "language": "ja",
        "by": case.applicant,
        "at": clock.now(),
        **changes,
    }
    return commands.start_card(payment=payment, gateway=company.client(), **given)


def tell(company, message, *, at=None) -> Outcome:
    body, signature = company.signed(message, at=at)
    return commands.take_message(gateway=company.client(), body=body, signature=signature, at=clock.now())


def state(payment: Payment) -> State:
    payment.refresh_from_db()
    return payment.stands


def test_sending_asks_for_the_money_and_calls_nobody(case, payment, company):
    assert (payment.due_yen, payment.stands, payment.holds_up) == (600, State.DUE, True)
    assert company.program.asked == []
    case.refresh_from_db()
    assert case.unpaid


def test_the_message_pays_and_the_receipt_is_signed(payment, opened, company):
    assert state(payment) is State.STARTED
    company.presses(opened, "pay")
    assert tell(company, company.messages[0]) is Outcome.PAID
    assert state(payment) is State.PAID
    assert (payment.paid_yen, payment.way, payment.receipt_number) == (600, "card", "領-2026-000001")
    document = json.loads(payment.receipt)
    assert document["receipt"]["yen"] == 600
    assert document["receipt"]["lines"][0]["working"] == "300円 × 2個"
    assert document["signature"]


def test_the_same_message_twice_pays_once(payment, opened, company):
    company.presses(opened, "pay")
    assert [tell(company, company.messages[0]) for _ in range(3)] == [Outcome.PAID, Outcome.KNOWN, Outcome.KNOWN]
    assert CardEvent.objects.count() == 1


def test_another_message_about_the_same_page_pays_once(payment, opened, company):
    company.presses(opened, "pay")
    tell(company, company.messages[0])
    again = {**company.messages[0], "id": "evt_other"}
    assert tell(company, again) is Outcome.KNOWN
    assert Payment.objects.filter(state="paid").count() == 1


def test_without_any_message_the_way_back_finds_it_paid(payment, opened, company):
    company.presses(opened, "pay")
    commands.look_at_card(payment=payment, gateway=company.client(), at=clock.now())
    assert state(payment) is State.PAID
    assert tell(company, company.messages[0]) is Outcome.KNOWN


def test_two_tabs_open_one_page(case, payment, opened, company):
    assert start(case, payment, company, language="en") == opened
    assert Attempt.objects.count() == 1
    assert len(company.program.ledger.pages) == 1


def test_an_answer_that_was_lost_is_found_under_its_key(case, payment, company, monkeypatch):
    real = company.client()

    class LosesTheAnswer:
        def open_checkout(self, order):
            real.open_checkout(order)
            raise GatewayAway("timeout")

    with pytest.raises(Refusal) as refusal:
        commands.start_card(
            payment=payment,
            gateway=LosesTheAnswer(),  # type: ignore[arg-type]
            success_url="http://testserver/back/",
            cancel_url="http://testserver/back/",
            language="ja",
            by=case.applicant,
            at=clock.now(),
        )
    assert refusal.value.status == 503
    start(case, payment, company)
    assert len(company.program.ledger.pages) == 1


def test_a_refused_card_may_be_followed_by_another(case, payment, opened, company):
    company.presses(opened, "decline")
    assert tell(company, company.messages[0]) is Outcome.DECLINED
    assert state(payment) is State.FAILED
    assert start(case, payment, company) == opened
    company.presses(opened, "pay")
    tell(company, company.messages[1])
    assert state(payment) is State.PAID


def test_a_page_left_open_too_long_is_opened_anew(case, payment, opened, company):
    clock.passes(hours=3)
    second = start(case, payment, company)
    assert second != opened
    assert [one.is_over for one in Attempt.objects.order_by("number")] == [True, False]


def test_what_was_paid_cannot_be_started_again(case, payment, opened, company):
    company.presses(opened, "pay")
    commands.look_at_card(payment=payment, gateway=company.client(), at=clock.now())
    with pytest.raises(Refusal):
        start(case, payment, company)


def test_an_unsigned_an_old_and_a_changed_message_are_refused(payment, opened, company):
    company.presses(opened, "pay")
    body, signature = company.signed(company.messages[0])
    for wrong in [
        (body, ""),
        (body, "t=1,v1=00"),
        (body, "nonsense"),
        (body.replace(b"600", b"1"), signature),
        (b"\xff\xfe", signature),
        company.program.sender.__class__("", "whsec_of_another").signed(company.messages[0]),
    ]:
        with pytest.raises(Refusal) as refusal:
            commands.take_message(gateway=company.client(), body=wrong[0], signature=wrong[1], at=clock.now())
        assert refusal.value.code == "forged-message"
    assert state(payment) is State.STARTED


def test_a_message_of_another_account_is_refused(payment, opened, company):
    company.presses(opened, "pay")
    for changes in ({"account": "acct_other"}, {"livemode": True}):
        with pytest.raises(Refusal):
            tell(company, {**company.messages[0], **changes})


def test_a_page_nobody_opened_pays_nothing_and_is_looked_at(payment, opened, company):
    company.presses(opened, "pay")
    about = {**company.messages[0]["data"]["object"], "id": "cs_test_unknown"}
    assert tell(company, {**company.messages[0], "data": {"object": about}}) is Outcome.UNKNOWN_PAGE
    assert state(payment) is State.STARTED
    assert Difference.objects.get().kind == "missing_here"


@pytest.mark.parametrize(
    "changes",
    [{"amount_total": 6}, {"currency": "usd"}, {"client_reference_id": "00000000-0000-0000-0000-000000000000"}],
)
def test_another_amount_currency_or_reference_pays_nothing_and_is_looked_at(payment, opened, company, changes):
    company.presses(opened, "pay")
    about = {**company.messages[0]["data"]["object"], **changes}
    assert tell(company, {**company.messages[0], "data": {"object": about}}) is Outcome.OTHER_AMOUNT
    assert state(payment) is State.STARTED
    assert Difference.objects.get().kind == "amount"


def test_paid_at_the_counter_while_the_page_was_open_goes_back_to_the_card(payment, opened, company, clerk):
    company.presses(opened, "pay")
    commands.take_at_counter(payment=payment, way="cash", number="R-1", yen=600, by=clerk, at=clock.now())
    assert tell(company, company.messages[0]) is Outcome.PAID_TWICE
    assert Difference.objects.get().kind == "paid_twice"
    while outbox.deliver_due(at=clock.now() + timedelta(seconds=1)):
        pass
    assert [refund.amount for refund in company.program.ledger.refunds] == [600]
    assert state(payment) is State.PAID


def test_paying_at_the_counter_closes_the_page(payment, opened, company, clerk):
    commands.take_at_counter(payment=payment, way="cash", number="R-1", yen=600, by=clerk, at=clock.now())
    while outbox.deliver_due(at=clock.now() + timedelta(seconds=1)):
        pass
    assert [page.status for page in company.program.ledger.pages.values()] == ["expired"]


def test_a_correction_changes_what_is_open(case, payment, opened, company, decider):
    cases.begin_review(case=case, by=decider, at=clock.now())
    cases.ask_for_correction(case=case, reasons=["address"], words="番地を。", by=decider, at=clock.now())
    cases.correct(case=case, answers={**case.answers, "pieces": 3}, by=case.applicant, at=clock.now())
    assert state(payment) is State.DUE
    assert payment.due_yen == 900
    assert Attempt.objects.get().is_over


def test_withdrawing_asks_no_more(case, payment):
    cases.withdraw(case=case, by=case.applicant, at=clock.now())
    assert state(payment) is State.DROPPED


def test_a_card_refund_goes_back_once(payment, opened, company, decider):
    company.presses(opened, "pay")
    tell(company, company.messages[0])
    payment.refresh_from_db()
    commands.refund(payment=payment, yen=250, reason="二重に請求したため", by=decider, at=clock.now())
    with pytest.raises(Refusal):
        commands.refund(payment=payment, yen=250, reason="もう一度", by=decider, at=clock.now())
    while outbox.deliver_due(at=clock.now() + timedelta(seconds=1)):
        pass
    assert [refund.amount for refund in company.program.ledger.refunds] == [250]


def test_nothing_is_asked_for_what_is_free(db):
    assert commands.drop_open(subject="case/none", by=SYSTEM, at=clock.now()) == 0
