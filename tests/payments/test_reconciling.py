"""A day compared with the card company's account: what agrees, what is missing on either side, what was put right."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from madoguchi.accounts.states import Role
from madoguchi.config import housekeeping
from madoguchi.gateways.card_payments import Movement
from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM
from madoguchi.kernel.refusals import Refusal
from madoguchi.payments import commands
from madoguchi.payments.models import Difference, Payment, ReconciledDay
from tests.card_company import an_order
from tests.cases.factories import an_actor

pytestmark = pytest.mark.django_db


class Account:
    """The card company's list as a test wants it."""

    def __init__(self, *moved: Movement) -> None:
        self.moved = moved

    def movements(self, *, since, until):
        return iter([one for one in self.moved if since <= one.at < until])


def moved(intent: str, amount: int, at=None) -> Movement:
    return Movement(f"txn_{intent}", intent, "charge", amount, 21, at or clock.now())


@pytest.fixture
def paid(payment: Payment, opened, company) -> Payment:
    company.presses(opened, "pay")
    commands.look_at_card(payment=payment, gateway=company.client(), at=clock.now())
    return payment


def compare(account, day=None) -> ReconciledDay:
    return commands.reconcile(day=day or clock.today(), gateway=account, by=SYSTEM, at=clock.now())


def kinds() -> list[tuple[str, int, int]]:
    return [(one.kind, one.ours_yen, one.theirs_yen) for one in Difference.objects.order_by("kind")]


def test_what_was_paid_is_in_the_account(paid, company):
    found = compare(company.client())
    assert (found.matched, found.differing) == (1, 0)
    row = next(csv.DictReader(io.StringIO(found.file)))
    assert (row["受付番号"], row["区の額"], row["決済会社の額"], row["結果"]) == (paid.reference, "600", "600", "一致")
    assert paid.payer not in found.file


def test_missing_there_missing_here_and_another_amount_are_named(paid):
    assert compare(Account(moved("pi_strange", 500))).differing == 2
    assert kinds() == [("missing_here", 0, 500), ("missing_there", 600, 0)]
    assert compare(Account(moved(paid.paid_number, 590))).differing == 1
    assert ("amount", 600, 590) in kinds()


def test_a_payment_just_before_midnight_may_stand_on_the_next_day(paid):
    late = paid.paid_at.replace(hour=23, minute=59)
    Payment.objects.filter(pk=paid.pk).update(paid_at=late)
    account = Account(moved(paid.paid_number, 600, late + timedelta(minutes=2)))
    assert compare(account).differing == 0
    assert compare(account, clock.today() + timedelta(days=1)).differing == 0


def test_what_was_paid_twice_and_sent_back_is_no_difference_of_the_day(payment, opened, company, clerk):
    company.presses(opened, "pay")
    body, signature = company.signed(company.messages[0])
    commands.take_at_counter(payment=payment, way="cash", number="1", yen=600, by=clerk, at=clock.now())
    commands.take_message(gateway=company.client(), body=body, signature=signature, at=clock.now())
    assert compare(company.client()).differing == 0


def test_comparing_again_keeps_one_day_and_one_difference(paid):
    for _ in range(2):
        compare(Account())
    assert (ReconciledDay.objects.count(), Difference.objects.count()) == (1, 1)


def test_a_difference_is_put_right_once_in_words(paid, decider):
    compare(Account())
    one = Difference.objects.get()
    for by, words in [(an_actor(Role.AUDITOR), "確認済み"), (decider, " ")]:
        with pytest.raises(Refusal):
            commands.settle_difference(difference=one, words=words, by=by, at=clock.now())
    commands.settle_difference(difference=one, words="入金の遅れ。翌日に確認", by=decider, at=clock.now())
    with pytest.raises(Refusal):
        commands.settle_difference(difference=one, words="もう一度", by=decider, at=clock.now())
    compare(Account())
    assert Difference.objects.filter(settled_at__isnull=True).count() == 0


def test_only_the_job_and_administrators_compare(decider, company):
    with pytest.raises(Refusal):
        commands.reconcile(day=clock.today(), gateway=company.client(), by=decider, at=clock.now())


def test_the_command_and_the_nightly_job(paid, company, capsys):
    call_command("reconcile_payments", day=clock.today())
    assert "1 matched, 0 differing" in capsys.readouterr().out
    clock.passes(days=1)
    job = next(job for job in housekeeping.JOBS if job.name == "payments")
    assert job.act(clock.now()) == "1 matched, 0 differing"


def test_without_cards_there_is_nothing_to_compare(settings):
    settings.STRIPE_SECRET_KEY = ""
    job = next(job for job in housekeeping.JOBS if job.name == "payments")
    assert job.act(clock.now()) == "no cards"
    with pytest.raises(CommandError):
        call_command("reconcile_payments")


def test_a_stranger_on_the_account_is_missing_here(company):
    client = company.client()
    company.program.ledger.pay(client.open_checkout(an_order(amount=999)).id)
    assert compare(client).differing == 1
