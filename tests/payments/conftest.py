"""A case that costs something, the one who pays, and an officer at the counter."""

from collections.abc import Iterator

import pytest

from madoguchi.accounts.states import Role
from madoguchi.cases.models import Case
from madoguchi.kernel import clock as times
from madoguchi.kernel.actors import Actor
from madoguchi.payments import commands
from madoguchi.payments.models import Payment
from tests.cases.factories import MONDAY, an_actor, received
from tests.payments.priced import PRICED


@pytest.fixture(autouse=True)
def a_monday(settings, tmp_path, clock_goes_back) -> Iterator[None]:
    settings.DATA = tmp_path
    with times.moved_to(MONDAY):
        yield


@pytest.fixture
def case(db) -> Case:
    return received(compiled=PRICED)


@pytest.fixture
def payment(case) -> Payment:
    return Payment.objects.get(subject=case.subject)


@pytest.fixture
def decider(db) -> Actor:
    return an_actor(Role.REVIEWER, Role.DECIDER)


@pytest.fixture
def clerk(db) -> Actor:
    return an_actor(Role.RECEPTION)


@pytest.fixture
def opened(case, payment, company):
    """The card company's page, opened for the payment; its address."""
    return commands.start_card(
        payment=payment,
        gateway=company.client(),
        success_url="http://testserver/back/",
        cancel_url="http://testserver/back/",
        language="ja",
        by=case.applicant,
        at=times.now(),
    )
