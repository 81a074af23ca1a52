"""What a run needs done in the site's own database: sheets mailed before it, the proof after it. Speaks JSON."""

import base64
import json
import os
import sys
from collections import Counter
from datetime import date, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "madoguchi.config.settings")
django.setup()

from madoguchi.accounts import api_clients  # noqa: E402 — Django first
from madoguchi.accounts.api_scopes import Scope  # noqa: E402
from madoguchi.cases.models import Case  # noqa: E402
from madoguchi.gateways import outbox  # noqa: E402
from madoguchi.gateways.models import KeptMail, OutboxEntry, State  # noqa: E402
from madoguchi.journal import queries as journal  # noqa: E402
from madoguchi.journal.models import Entry  # noqa: E402
from madoguchi.kernel import clock, ids, signing  # noqa: E402
from madoguchi.kernel.actors import SYSTEM  # noqa: E402
from madoguchi.procedures import receipts  # noqa: E402
from madoguchi.procedures.models import MailedSheet, Receipt  # noqa: E402


def mail_sheets(said: dict[str, object]) -> dict[str, object]:
    """Every household's sheet with its 照会番号, as the ward registers them before it mails them."""
    sheets = said["sheets"]
    assert isinstance(sheets, list)
    MailedSheet.objects.bulk_create(
        MailedSheet(
            procedure=said["procedure"],
            number_digest=ids.digest(sheet["number"]),
            answers=sheet["answers"],
            mailed_on=date.fromisoformat(str(said["day"])),
        )
        for sheet in sheets
    )
    return {"sheets": len(sheets)}


def prove(said: dict[str, object]) -> dict[str, object]:
    """Whether every receipt that was shown stands exactly once, and nothing was doubled."""
    shown = said["receipts"]
    assert isinstance(shown, dict)
    cases = dict(Case.objects.values_list("draft", "number"))
    numbers = Counter(Case.objects.values_list("number", flat=True))
    drafts = Counter(Case.objects.values_list("draft", flat=True))
    kept = {receipt.number: receipt for receipt in Receipt.objects.all()}
    public = signing.public_key_of(receipts.private_key())
    return {
        "cases": sum(numbers.values()),
        "receipts": len(kept),
        "journal": Entry.objects.count(),
        "lost": [number for draft, number in shown.items() if cases.get(draft) != number or number not in kept],
        "doubled": [number for number, count in numbers.items() if count > 1]
        + [draft for draft, count in drafts.items() if count > 1],
        "forged": [number for number in shown.values() if not _is_signed(kept.get(number), public)],
        "broken_link": str(journal.verify() or ""),
    }


def _is_signed(receipt: Receipt | None, public: bytes) -> bool:
    if receipt is None:
        return False
    document = json.loads(receipt.document)
    signature = base64.urlsafe_b64decode(document["signature"] + "==")
    return signing.is_genuine(signing.canonical(document["receipt"]), signature, public)


def give_key(said: dict[str, object]) -> dict[str, object]:
    """A program that may send as fast as it can."""
    issued = api_clients.register(
        name="bench", section="child-family", scopes=[Scope.SUBMIT], by=SYSTEM, at=clock.now(), rate=100_000
    )
    return {"key": issued.key}


def count_channels(said: dict[str, object]) -> dict[str, object]:
    """How many applications came which way, how many receipts stand, and whether the journal is whole."""
    return {
        "channels": dict(Counter(Case.objects.values_list("channel", flat=True))),
        "receipts": Receipt.objects.count(),
        "broken_link": str(journal.verify() or ""),
    }


def deliver_all(said: dict[str, object]) -> dict[str, object]:
    """Deliver what waits, as after the lease of whoever died with it; then whether all of it arrived, each once.

    The key of a mail is the same however often it is tried, and the mailbox keeps one of each.
    """
    later = clock.now() + outbox.LEASE + timedelta(seconds=1)
    while outbox.deliver_due(at=later):
        pass
    # What is planned for tomorrow waits; it is no part of the question.
    due = OutboxEntry.objects.exclude(state=State.WAITING, due_at__gt=later)
    left = due.exclude(state=State.DONE).values_list("kind", "key", "state", "last_error")
    mails = set(OutboxEntry.objects.filter(kind="mail").values_list("key", flat=True))
    kept = Counter(KeptMail.objects.values_list("key", flat=True))
    return {
        "delivered": OutboxEntry.objects.filter(state=State.DONE).count(),
        "tried_again": OutboxEntry.objects.filter(tries__gt=1).count(),
        "left": [" ".join(map(str, entry)) for entry in left],
        "missing": sorted(mails - set(kept)),
        "twice": sorted(key for key, count in kept.items() if count > 1),
        "mails": len(kept),
    }


VERBS = {
    "deliver_all": deliver_all,
    "give_key": give_key,
    "count_channels": count_channels,
    "mail_sheets": mail_sheets,
    "prove": prove,
}

if __name__ == "__main__":
    print(json.dumps(VERBS[sys.argv[1]](json.load(sys.stdin)), ensure_ascii=False))
