"""What nobody asks for is done all the same: once a day, over all nodes, and tried again when it fails."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from madoguchi.accounts.models import Account
from madoguchi.cabinet import commands as cabinet
from madoguchi.cabinet import store
from madoguchi.cabinet.models import Document
from madoguchi.config import housekeeping
from madoguchi.gateways import outbox
from madoguchi.gateways.models import OutboxEntry, State
from madoguchi.kernel.actors import SYSTEM
from madoguchi.kernel.clock import now
from madoguchi.procedures import commands as procedures
from madoguchi.procedures.models import Draft
from madoguchi.publications import queries as publications

pytestmark = pytest.mark.django_db(transaction=True)


def _night_after(clock, days: int = 1) -> None:
    """The worker comes round on the day, and again in the small hours."""
    clock.passes(days=days)
    housekeeping.put_for(now().date())
    clock.move_to(now().replace(hour=4, minute=0))
    outbox.deliver_due(at=now(), limit=100)


def _begun(language: str = "ja") -> Draft:
    compiled = publications.in_force("dog-registration")
    assert compiled is not None
    return procedures.begin(compiled=compiled, language=language, by=SYSTEM, at=now()).draft


def test_a_draft_nobody_touched_for_ninety_days_is_gone_the_next_night(published, clock):
    old = _begun()
    clock.passes(days=60)
    young = _begun()
    _night_after(clock, days=31)
    assert list(Draft.objects.values_list("pk", flat=True)) == [young.pk]
    assert old.pk != young.pk


def test_a_draft_is_still_there_on_the_ninetieth_day(published, clock):
    draft = _begun()
    _night_after(clock, days=89)
    assert Draft.objects.filter(pk=draft.pk).exists()


def test_an_address_that_never_used_its_code_is_forgotten(clock):
    Account.objects.create(email="mistyped@example.jp")
    _night_after(clock, days=3)
    assert not Account.objects.exists()


def test_the_bytes_of_a_document_that_was_dropped_leave_the_disk(clock):
    picture = BytesIO()
    Image.new("RGB", (40, 30), "white").save(picture, "png")
    document = cabinet.keep(content=picture, name="a.png", subject="draft/1", by=SYSTEM, at=now())
    cabinet.drop(document=document, by=SYSTEM, at=now())
    assert document.sha256 in set(store.documents.names())
    _night_after(clock, days=2)
    assert not Document.objects.exists()
    assert document.sha256 not in set(store.documents.names())


def test_two_workers_put_the_jobs_of_a_day_once(clock):
    housekeeping.put_for(now().date())
    housekeeping.put_for(now().date())
    assert OutboxEntry.objects.count() == len(housekeeping.JOBS)


def test_the_jobs_wait_for_the_night(clock):
    tomorrow = now().date() + timedelta(days=1)
    housekeeping.put_for(tomorrow)
    outbox.deliver_due(at=now(), limit=100)
    assert set(OutboxEntry.objects.values_list("state", flat=True)) == {State.WAITING}
