"""Appoints the officers of the demo."""

from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from madoguchi.accounts import commands as accounts
from madoguchi.accounts import demo
from madoguchi.accounts.models import Account


class Command(BaseCommand):
    """`manage.py demo_people`: can be repeated; whoever is there stays as they are."""

    help = "Appoint the officers of the demo, with a password and an authenticator everybody may know."

    @transaction.atomic
    def handle(self, *_: object, **__: object) -> None:
        """Log-ins that everybody knows are made in a demo only."""
        if not settings.DEMO:
            raise CommandError("These log-ins are public. They are made only with MADOGUCHI_DEMO=1.")
        there = set(Account.objects.values_list("email", flat=True))
        newcomers = [person for person in demo.OFFICERS if person.email not in there]
        for person in newcomers:
            officer = accounts.appoint(
                email=person.email,
                password=demo.PASSWORD,
                section=person.section,
                name=person.name,
                post=person.post,
                roles=person.roles,
            )
            TOTP.activate(officer.account, demo.TOTP_SECRET)
        self.stdout.write(f"{len(newcomers)} officers appointed")
