"""Acts on accounts: a resident's first log-in, an officer's appointment, forgetting who never came."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from madoguchi.accounts.models import NO_MAILBOX, Account, Officer
from madoguchi.accounts.states import Role
from madoguchi.kernel import ids
from madoguchi.registers.comparing import same_name

FORGOTTEN_AFTER = timedelta(days=1)
LONGEST_NAME = 200


def resident_account(*, email: str, at: datetime) -> Account | None:
    """The account a log-in code may be mailed to, made at the first use of the address.

    Nobody for an officer, who logs in with password and second factor, and for a closed account: the mailbox alone
    must open neither.
    """
    account, is_new = Account.objects.get_or_create(email=email.lower(), defaults={"created_at": at})
    if is_new:
        account.set_unusable_password()
        account.save(update_fields=["password"])
    may_log_in = account.is_active and not hasattr(account, "officer")
    return account if may_log_in else None


def account_of_card(*, name: str, at: datetime) -> Account:
    """The account of somebody whose first log-in is by card: it has no mail address until one is given."""
    account = Account(email=f"{ids.uuid7()}@{NO_MAILBOX}", name=name[:LONGEST_NAME], created_at=at)
    account.set_unusable_password()
    account.save()
    return account


def name_from_card(*, account: Account, name: str) -> None:
    """Know a resident by the name on the card, where we had none."""
    if name and not account.name:
        account.name = name[:LONGEST_NAME]
        account.save(update_fields=["name"])


def is_known_as_another(account: Account, name: str) -> bool:
    """Whether an account has somebody's name already, and not this one.

    On a shared computer the next person's card would otherwise open the account of whoever forgot to log out, for good.
    """
    return bool(account.name) and not same_name(account.name, name)


def forget_unused_accounts(*, at: datetime) -> int:
    """Delete the accounts of addresses that asked for a code and never used it: we have no reason to keep them."""
    unused = Account.objects.filter(
        last_login=None, officer=None, created_at__lt=at - FORGOTTEN_AFTER, name="", is_active=True
    )
    deleted, _ = unused.delete()
    return deleted


@transaction.atomic
def appoint(*, email: str, password: str, section: str, name: str, post: str, roles: Collection[Role]) -> Officer:
    """Make somebody an officer of a section, or change what they were appointed to."""
    account = Account.objects.filter(email=email.lower()).first() or Account(email=email)
    validate_password(password, account)
    account.name, account.is_active = name, True
    account.set_password(password)
    account.save()
    officer = account.officer if hasattr(account, "officer") else Officer(account=account)
    officer.section, officer.name, officer.post, officer.is_active = section, name, post, True
    officer.roles = sorted(roles)
    officer.full_clean()
    officer.save()
    return officer
