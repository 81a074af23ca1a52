"""Money at the counter: recorded by those who may, once, with its number; the till closed; waiving and giving back."""

import pytest

from madoguchi.accounts.states import Role
from madoguchi.cases import commands as cases
from madoguchi.cases import permissions as case_permissions
from madoguchi.cases import together
from madoguchi.cases.states import State as CaseState
from madoguchi.gateways import outbox
from madoguchi.journal import queries as journal
from madoguchi.kernel import clock
from madoguchi.kernel.refusals import Refusal
from madoguchi.payments import commands, permissions, queries
from madoguchi.payments.models import DayClosing, Payment
from madoguchi.payments.states import NEXT, State, refusal_to_move
from tests.cases.definition import OTHER_SECTION, SECTION, compiled_definition
from tests.cases.factories import an_actor, approves, received, settled, somebody
from tests.payments.priced import CHARGE, FEES, PRICED, priced

pytestmark = pytest.mark.django_db


def takes(payment, by, **changes):
    given = {"way": "cash", "number": "R-12", "yen": payment.due_yen, **changes}
    commands.take_at_counter(payment=payment, by=by, at=clock.now(), **given)


def works() -> None:
    while outbox.deliver_due(at=clock.now()):
        pass


def test_it_is_paid_once_with_number_and_receipt(payment, clerk):
    takes(payment, clerk)
    payment.refresh_from_db()
    assert (payment.stands, payment.way, payment.paid_number) == (State.PAID, "cash", "R-12")
    assert payment.taken_by == clerk.name
    with pytest.raises(Refusal):
        takes(payment, clerk)
    assert [one.what for one in journal.timeline(payment.subject)][-1] == "payment_received"


@pytest.mark.parametrize(
    "changes", [{"yen": 599}, {"yen": 0}, {"number": " "}, {"number": "x" * 61}, {"way": "card"}, {"way": ""}]
)
def test_what_is_not_right_is_refused_and_nothing_is_kept(payment, clerk, changes):
    with pytest.raises(Refusal):
        takes(payment, clerk, **changes)
    payment.refresh_from_db()
    assert payment.stands is State.DUE


def test_receipts_are_numbered_without_a_gap(clerk):
    payments = [Payment.objects.get(subject=received(compiled=PRICED).subject) for _ in range(3)]
    for payment in payments:
        takes(payment, clerk)
    numbers = list(Payment.objects.order_by("receipt_number").values_list("receipt_number", flat=True))
    assert numbers == [f"領-2026-{number:06d}" for number in (1, 2, 3)]


def test_the_decision_waits_for_the_money(case, payment, decider, clerk):
    cases.begin_review(case=case, by=decider, at=clock.now())
    with pytest.raises(Refusal, match="手数料がまだ"):
        cases.approve(case=case, by=decider, at=clock.now())
    takes(payment, clerk)
    case.refresh_from_db()
    assert case_permissions.refusal_to_approve(decider, settled(case, decider, clock.now())) is None
    works()
    case.refresh_from_db()
    assert not case.unpaid
    approves(case=case, by=decider, at=clock.now())
    assert case.stands is CaseState.APPROVED


def test_a_decider_lets_off_with_a_reason_and_then_decides(case, payment, decider, clerk):
    cases.begin_review(case=case, by=decider, at=clock.now())
    for by, reason in [(clerk, "災害のため"), (decider, " "), (decider, "x" * 401), (somebody(), "免除して")]:
        with pytest.raises(Refusal):
            commands.waive(payment=payment, reason=reason, by=by, at=clock.now())
    commands.waive(payment=payment, reason="災害による免除（条例第5条）", by=decider, at=clock.now())
    approves(case=case, by=decider, at=clock.now())
    assert case.stands is CaseState.APPROVED


def test_an_unpaid_case_waits_with_the_clean_ones_only_once_it_is_paid(clerk, nobody_is_drawn):
    clean = compiled_definition(fees=FEES, charge=CHARGE, checks=[])
    case = received(compiled=clean)
    assert case.clean_since
    assert together.how_many_wait(SECTION) == 0
    takes(Payment.objects.get(subject=case.subject), clerk)
    works()
    assert together.how_many_wait(SECTION) == 1


def test_what_is_due_after_the_decision_is_asked_for_then(decider):
    case = received(compiled=priced(due="decision"))
    assert queries.for_subject(case.subject) == []
    cases.begin_review(case=case, by=decider, at=clock.now())
    approves(case=case, by=decider, at=clock.now())
    assert [(one.due_yen, one.holds_up) for one in queries.for_subject(case.subject)] == [(600, False)]


def test_what_an_officer_counts_is_asked_for_when_counted(decider):
    case = received(compiled=priced(due="decision", settled_by="officer"))
    with pytest.raises(Refusal):
        cases.ask_counted(case=case, counted=[12], by=decider, at=clock.now())
    cases.begin_review(case=case, by=decider, at=clock.now())
    approves(case=case, by=decider, at=clock.now())
    assert queries.for_subject(case.subject) == []
    for wrong in ([], [1, 2], [-1], [100_001]):
        with pytest.raises(Refusal):
            cases.ask_counted(case=case, counted=wrong, by=decider, at=clock.now())
    cases.ask_counted(case=case, counted=[12], by=decider, at=clock.now())
    cases.ask_counted(case=case, counted=[10], by=decider, at=clock.now())
    assert [one.due_yen for one in queries.for_subject(case.subject)] == [3_000]


def test_cash_is_given_back_at_once_and_never_twice(payment, decider, clerk):
    takes(payment, clerk)
    payment.refresh_from_db()
    for yen in (0, 601):
        with pytest.raises(Refusal):
            commands.refund(payment=payment, yen=yen, reason="取下げのため", by=decider, at=clock.now())
    commands.refund(payment=payment, yen=600, reason="取下げのため", by=decider, at=clock.now())
    with pytest.raises(Refusal):
        commands.refund(payment=payment, yen=600, reason="取下げのため", by=decider, at=clock.now())
    assert queries.recorded(SECTION, clock.today(), "cash") == (1, 0)


def test_the_till_is_closed_once_and_a_difference_has_its_reason(payment, clerk):
    takes(payment, clerk)
    given = {"section": SECTION, "day": clock.today(), "way": "cash", "by": clerk, "at": clock.now()}
    with pytest.raises(Refusal, match="差"):
        commands.close_day(counted_yen=500, words="", **given)
    closing = commands.close_day(counted_yen=500, words="釣銭の誤り", **given)
    assert (closing.recorded_yen, closing.difference, closing.number) == (600, -100, 1)
    with pytest.raises(Refusal, match="すでに"):
        commands.close_day(counted_yen=600, words="", **given)
    assert DayClosing.objects.count() == 1


def test_after_closing_nothing_more_is_taken_or_given_back_that_day(payment, clerk, decider):
    other = Payment.objects.get(subject=received(compiled=PRICED).subject)
    takes(other, clerk)
    commands.close_day(
        section=SECTION, day=clock.today(), way="cash", counted_yen=600, words="", by=clerk, at=clock.now()
    )
    with pytest.raises(Refusal, match="締めて"):
        takes(payment, clerk)
    other.refresh_from_db()
    with pytest.raises(Refusal, match="締めて"):
        commands.refund(payment=other, yen=600, reason="取下げ", by=decider, at=clock.now())


ROLES = [*Role, None]
MAY = {
    "take": {Role.RECEPTION, Role.REVIEWER, Role.DECIDER},
    "waive": {Role.DECIDER},
    "close": {Role.RECEPTION, Role.REVIEWER, Role.DECIDER},
    "see": {Role.RECEPTION, Role.REVIEWER, Role.DECIDER, Role.AUDITOR},
    "differences": {Role.DECIDER, Role.ADMINISTRATOR, Role.AUDITOR},
    "settle": {Role.DECIDER, Role.ADMINISTRATOR},
    "reconcile": {Role.ADMINISTRATOR},
}


def refusal(act, by, payment):
    match act:
        case "take":
            return permissions.refusal_to_take_at_counter(by, payment)
        case "waive":
            return permissions.refusal_to_waive(by, payment)
        case "close":
            return permissions.refusal_to_close_day(by, payment.section)
        case "see":
            return permissions.refusal_to_see_desk(by, payment.section)
        case "differences":
            return permissions.refusal_to_see_differences(by)
        case "settle":
            return permissions.refusal_to_settle_difference(by)
        case "reconcile":
            return permissions.refusal_to_reconcile(by)


@pytest.mark.parametrize("act", MAY)
@pytest.mark.parametrize("role", ROLES, ids=str)
def test_who_may_do_what(payment, act, role):
    by = an_actor(role) if role else somebody()
    assert (refusal(act, by, payment) is None) == (role in MAY[act])


@pytest.mark.parametrize("act", ["take", "waive", "close"])
def test_nobody_of_another_section_may(payment, act):
    by = an_actor(Role.RECEPTION, Role.REVIEWER, Role.DECIDER, section=OTHER_SECTION)
    assert refusal(act, by, payment) is not None


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("to", State)
def test_the_table_of_states_is_the_law(state, to):
    assert (refusal_to_move(state, to) is None) == (to in NEXT[state])
