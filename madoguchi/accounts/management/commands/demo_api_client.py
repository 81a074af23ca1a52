"""Gives the demo a program with a key, so that the guide's examples can be pasted."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from madoguchi.accounts import api_clients
from madoguchi.accounts.api_models import ApiClient
from madoguchi.accounts.api_scopes import Scope
from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM

NAME = "デモの連携システム"
SECTION = "child-family"


class Command(BaseCommand):
    """`manage.py demo_api_client`: a key is kept nowhere, so every start makes a new one; the last works a day longer."""

    help = "Give the demo a program with an API key, and print the key."

    def handle(self, *_: object, **__: object) -> None:
        """Print the key; only in a demo."""
        if not settings.DEMO:
            raise CommandError("This key is printed. It is made only with MADOGUCHI_DEMO=1.")
        there = ApiClient.objects.filter(name=NAME, is_active=True).first()
        now = clock.now()
        issued = (
            api_clients.change_key(client=there, by=SYSTEM, at=now)
            if there
            else api_clients.register(
                name=NAME, section=SECTION, scopes=[Scope.SUBMIT, Scope.READ_CASES], by=SYSTEM, at=now, rate=6_000
            )
        )
        self.stdout.write(f"\nデモのAPIキー（使い方は /api/ ）\n  {issued.key}")
