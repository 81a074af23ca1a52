"""Forgets mail addresses that asked for a code and never used it."""

from django.core.management.base import BaseCommand

from madoguchi.accounts import commands as accounts
from madoguchi.kernel.clock import now


class Command(BaseCommand):
    """`manage.py forget_unused_accounts`: to be run once a day."""

    help = "Delete accounts older than a day that nobody ever logged in to."

    def handle(self, *_: object, **__: object) -> None:
        """Delete, and say how many."""
        self.stdout.write(f"{accounts.forget_unused_accounts(at=now())} accounts forgotten")
