"""Accounts and officers as they are kept."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from madoguchi.accounts import commands as accounts
from madoguchi.accounts import demo
from madoguchi.accounts.models import Account, Officer
from madoguchi.accounts.states import LABELS, Role
from madoguchi.kernel import clock
from tests.accounts.conftest import newly_appointed


def resident(email: str) -> Account:
    account = accounts.resident_account(email=email, at=clock.now())
    assert account
    return account


def test_one_mailbox_is_one_account_however_it_is_written():
    first = resident("Taro@Example.JP")
    second = resident("taro@example.jp")

    assert first == second
    assert first.email == "taro@example.jp"
    assert not first.has_usable_password()


def test_the_database_keeps_no_address_in_capitals():
    account = resident("taro@example.jp")

    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.filter(pk=account.pk).update(email="Taro@example.jp")


def test_an_officer_has_a_section_a_name_and_a_post():
    account = Account.objects.create(email="a@officer.example")

    with pytest.raises(IntegrityError), transaction.atomic():
        Officer.objects.create(account=account, section="", name="武田", post="係長")
    with pytest.raises(ValidationError, match="職員には、所属・氏名・職名が必要です。"):
        Officer(account=account, section="", name="武田", post="係長").validate_constraints()


def test_a_role_that_does_not_exist_is_refused():
    with pytest.raises(ValidationError, match="この役割はありません：king"):
        accounts.appoint(
            email="a@officer.example",
            password="korekara-yoroshiku",
            section="x",
            name="武田",
            post="係長",
            roles=["king"],  # type: ignore[list-item]
        )

    assert not Account.objects.exists()


def test_a_short_password_is_refused():
    with pytest.raises(ValidationError):
        accounts.appoint(
            email="a@officer.example", password="short", section="x", name="武田", post="係長", roles=[Role.DECIDER]
        )


def test_an_appointment_can_be_changed():
    newly_appointed()

    officer = accounts.appoint(
        email="takeda@officer.example",
        password="atarashii-tokoro",
        section="benefits",
        name="武田 恵子",
        post="課長",
        roles=[Role.DECIDER, Role.AUDITOR],
    )

    assert Officer.objects.get() == officer
    assert officer.section == "benefits"
    assert officer.held_roles == {Role.DECIDER, Role.AUDITOR}


def test_every_role_has_a_label_in_the_words_of_the_office():
    assert set(LABELS) == set(Role)


def test_who_asked_for_a_code_and_never_came_is_forgotten_after_a_day():
    resident("never@example.jp")
    came = resident("came@example.jp")
    Account.objects.filter(pk=came.pk).update(last_login=clock.now())
    officer = newly_appointed()

    assert accounts.forget_unused_accounts(at=clock.now()) == 0
    with clock.moved_to(clock.now()):
        clock.passes(days=2)
        assert accounts.forget_unused_accounts(at=clock.now()) == 1

    assert set(Account.objects.all()) == {came, officer.account}


def test_demo_people_are_made_in_a_demo_only(settings):
    settings.DEMO = False

    with pytest.raises(CommandError):
        call_command("demo_people")


def test_every_section_of_the_demo_has_who_reviews_and_who_decides(settings):
    settings.DEMO = True

    call_command("demo_people", verbosity=0)
    call_command("demo_people", verbosity=0)

    assert Officer.objects.count() == len(demo.OFFICERS) == len(demo.demo_logins())
    sections = set(demo.SECTIONS) - {"audit", "digital"}
    for role in (Role.RECEPTION, Role.REVIEWER, Role.DECIDER):
        assert {officer.section for officer in Officer.objects.all() if role in officer.held_roles} == sections
    others = {role for officer in Officer.objects.exclude(section__in=sections) for role in officer.held_roles}
    assert others == {Role.AUDITOR, Role.ADMINISTRATOR, Role.EDITOR}
