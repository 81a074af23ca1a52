"""Compares LINE's server of a demo with LINE's OpenAPI documents: `--openapi messaging-api.yml --webhook webhook.yml`."""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

import yaml
from django.core.management.base import BaseCommand, CommandError

from madoguchi.gateways.line.fake import events
from madoguchi.gateways.line.fake.exercise import exercised
from madoguchi.gateways.line.fake.published import Published

# Of a wrong token the document says nothing.
UNDOCUMENTED = frozenset({401})


class Command(BaseCommand):
    """`manage.py check_line_fake --openapi FILE [--webhook FILE]`"""

    help = "Validate every request, answer and message of the demo's LINE server against LINE's OpenAPI documents."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The documents are not part of this project: github.com/line/line-openapi has them."""
        parser.add_argument("--openapi", type=Path, required=True)
        parser.add_argument("--webhook", type=Path)

    def handle(self, *_: object, **given: object) -> None:
        """Walk, compare, and fail where anything differs."""
        line, sent = exercised()
        api = Published(_document(Path(str(given["openapi"]))))
        asked = [one for one in line.asked if one.status not in UNDOCUMENTED]
        faults = [fault for one in asked for fault in api.faults_of(one)]
        told = f"LINE Messaging API {api.version}: {len(asked)} requests and answers"
        if given["webhook"]:
            webhook = Published(_document(Path(str(given["webhook"]))))
            faults += [fault for one in sent for fault in webhook.faults_of_webhook(json.loads(events.body_of([one])))]
            told += f", {len(sent)} messages"
        for fault in faults:
            self.stdout.write(f"{fault.where}: {fault.what}")
        if faults:
            raise CommandError(f"{told}, {len(faults)} differences.")
        self.stdout.write(f"{told}, no difference.")


def _document(file: Path) -> Mapping[str, object]:
    text = file.read_text(encoding="utf-8")
    document = json.loads(text) if file.suffix == ".json" else yaml.safe_load(text)
    if not isinstance(document, Mapping):
        raise CommandError(f"{file} is no OpenAPI document.")
    return document
