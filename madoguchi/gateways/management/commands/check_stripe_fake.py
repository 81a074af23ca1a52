"""Compares the card company of a demo with the OpenAPI document Stripe publishes: `--openapi FILE` (JSON or YAML)."""

import argparse
import json
from pathlib import Path

import yaml
from django.core.management.base import BaseCommand, CommandError

from madoguchi.gateways.stripe_demo.exercise import exercised
from madoguchi.gateways.stripe_demo.published import Published


class Command(BaseCommand):
    """`manage.py check_stripe_fake --openapi FILE`"""

    help = "Validate every request and answer of the demo's card company against Stripe's OpenAPI document."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The document is not part of this project: github.com/stripe/openapi has it."""
        parser.add_argument("--openapi", type=Path, required=True)

    def handle(self, *_: object, **given: object) -> None:
        """Walk, compare, and fail where anything differs."""
        file = Path(str(given["openapi"]))
        text = file.read_text(encoding="utf-8")
        document = json.loads(text) if file.suffix == ".json" else yaml.safe_load(text)
        company, judge = exercised(), Published(document)
        faults = list(judge.faults(company))
        for fault in faults:
            self.stdout.write(f"{fault.where}: {fault.what}")
        messages = len(company.sender.sent)
        told = f"Stripe API {judge.version}: {len(company.asked)} requests and answers, {messages} messages"
        if faults:
            raise CommandError(f"{told}, {len(faults)} differences.")
        self.stdout.write(f"{told}, no difference.")
