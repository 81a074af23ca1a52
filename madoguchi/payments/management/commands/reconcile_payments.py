"""Compares a day's card payments with the card company's account, by hand: `manage.py reconcile_payments --day 2026-11-24`."""

import argparse
from datetime import date, timedelta

from django.core.management.base import BaseCommand, CommandError

from madoguchi.gateways import stripe_cards
from madoguchi.gateways.card_payments import GatewayAway, GatewayRefused
from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM
from madoguchi.payments import commands


class Command(BaseCommand):
    """`manage.py reconcile_payments [--day DAY] [--file]`"""

    help = "Compare a day's card payments with the card company's account."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Yesterday, where no day is given."""
        parser.add_argument("--day", type=date.fromisoformat, default=None, help="YYYY-MM-DD; yesterday if left out")
        parser.add_argument("--file", action="store_true", help="print the day's list as CSV")

    def handle(self, *_: object, **given: object) -> None:
        """Compare, and say how many agreed."""
        gateway = stripe_cards.configured()
        if gateway is None:
            raise CommandError("MADOGUCHI_STRIPE_SECRET_KEY is not set: no cards are taken.")
        day = given["day"] if isinstance(given["day"], date) else clock.today() - timedelta(days=1)
        try:
            found = commands.reconcile(day=day, gateway=gateway, by=SYSTEM, at=clock.now())
        except (GatewayAway, GatewayRefused) as problem:
            raise CommandError(f"The card company did not give its list: {problem}") from problem
        self.stdout.write(
            found.file if given["file"] else f"{day}: {found.matched} matched, {found.differing} differing"
        )
