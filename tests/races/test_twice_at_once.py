"""Two people press the same button at the same moment: it happens once, and the other is told so in words."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from madoguchi.accounts import granting
from madoguchi.accounts.mandate_models import Mandate
from madoguchi.accounts.models import Account
from madoguchi.accounts.states import Role
from madoguchi.authoring import commands as authoring
from madoguchi.authoring.models import Proposal
from madoguchi.authoring.states import State as Stage
from madoguchi.cases import commands as cases
from madoguchi.cases.models import Case
from madoguchi.cases.states import State
from madoguchi.journal import queries as journal
from madoguchi.journal.models import Entry
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor, ActorKind
from madoguchi.kernel.refusals import Refusal
from madoguchi.payments import commands as payments
from madoguchi.payments.models import Payment
from madoguchi.procedures import commands as procedures
from madoguchi.procedures import handing_over
from madoguchi.procedures.models import Draft
from tests.accounts.test_mandates import NOW, offered, who
from tests.authoring.factories import LATER, a_decider, a_proposal
from tests.cases.factories import MONDAY, a_case, acting, an_actor, received, settled
from tests.cases.test_many_at_once import all_at_once
from tests.payments.priced import PRICED
from tests.procedures.definition import COMPILED
from tests.procedures.publishing import put_in_force

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 6
Race = tuple[Callable[[], object], Callable[[], int]]


def written(what: str) -> int:
    return Entry.objects.filter(what=what).count()


def a_decision() -> Race:
    case, by = settled(a_case(at=State.UNDER_REVIEW), an_actor()), an_actor()
    return lambda: cases.approve(case=Case.objects.get(pk=case.pk), by=by, at=MONDAY), lambda: written("approved")


def money_at_the_counter() -> Race:
    payment = Payment.objects.get(subject=received(compiled=PRICED).subject)
    by = an_actor(Role.RECEPTION)

    def takes() -> None:
        mine = Payment.objects.get(pk=payment.pk)
        payments.take_at_counter(payment=mine, way="cash", number="R-1", yen=mine.due_yen, by=by, at=clock.now())

    return takes, lambda: written("payment_received")


def six_digits() -> Race:
    put_in_force(COMPILED)
    resident = Actor(kind=ActorKind.RESIDENT, id="", name="")
    draft: Draft = procedures.begin(compiled=COMPILED, language="ja", by=resident, at=clock.now()).draft
    digits = handing_over.digits_of(handing_over.offer_to_counter(draft=draft, at=clock.now()))
    by = an_actor(Role.RECEPTION)
    return lambda: handing_over.take_over(typed=digits, by=by, at=clock.now()), lambda: written("handed_to_counter")


def a_mandate() -> Race:
    mother = Account.objects.create(email="mother@example.jp", name="世田谷　花子", last_login=NOW)
    son = Account.objects.create(email="son@example.jp", name="世田谷　一郎", last_login=NOW)
    mandate = offered(mother)
    return (
        lambda: granting.confirm(mandate=Mandate.objects.get(pk=mandate.pk), proxy=son, by=who(son), at=NOW),
        lambda: written("mandate_confirmed"),
    )


def a_changed_definition() -> Race:
    proposal, by = a_proposal(at=Stage.WAITING_APPROVAL), acting(a_decider())

    def approves() -> None:
        mine = Proposal.objects.get(pk=proposal.pk)
        authoring.approve(proposal=mine, seen=proposal.changes, by=by, at=LATER + timedelta(hours=1), demo=False)

    return approves, lambda: written("proposal_approved")


@pytest.mark.parametrize("race", [a_decision, money_at_the_counter, six_digits, a_mandate, a_changed_definition])
def test_what_many_do_at_once_happens_once_and_all_others_are_told(race):
    act, happened = race()
    outcomes = all_at_once([act] * MANY)

    told = [one for one in outcomes if isinstance(one, Refusal)]
    assert (happened(), len(told)) == (1, MANY - 1)
    assert all(one.message for one in told)
    assert journal.verify() is None
