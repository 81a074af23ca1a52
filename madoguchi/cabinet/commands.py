"""Taking a document in, handing it on from draft to case, dropping it again, and setting how long it is kept."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import IO

from django.db import transaction

from madoguchi.cabinet import retention, store, uploads
from madoguchi.cabinet.models import Document
from madoguchi.gateways import outbox
from madoguchi.journal import commands as journal
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor

REMOVAL = "cabinet.remove"
# A transaction that has just put the same bytes, and not yet written its row, has this long to commit.
BEFORE_REMOVAL = timedelta(days=1)


def keep(
    *,
    content: IO[bytes],
    name: str,
    subject: str,
    by: Actor,
    at: datetime,
    allowed: Collection[str] = uploads.EVERY_KIND,
    max_bytes: int = uploads.MAX_BYTES,
) -> Document:
    """Judge and keep what somebody hands in; an UploadProblem says why not. On disk before it is acknowledged."""
    judged = uploads.judge(content, name, allowed, max_bytes)
    stored = store.put(content)
    if stored.sha256 != judged.sha256:
        raise RuntimeError("the content changed between judging and keeping")
    document = Document(
        sha256=stored.sha256, name=judged.name, kind=judged.kind, size=stored.size, subject=subject, kept_at=at
    )
    with transaction.atomic():
        document.save(force_insert=True)
        journal.write(subject=subject, what="document_kept", by=by, at=at, detail=_told(document))
    return document


def hand_over(*, subject_from: str, subject_to: str) -> int:
    """Give the documents of a draft to its case; how many. The command that receives the case writes the journal."""
    return Document.objects.filter(subject=subject_from).update(subject=subject_to)


@transaction.atomic
def drop(*, document: Document, by: Actor, at: datetime) -> None:
    """Take a document back out, as a resident may before sending. Its bytes follow a day later, by the worker."""
    told = _told(document)
    outbox.put(
        kind=REMOVAL,
        key=str(document.pk),
        payload={"sha256": document.sha256},
        due_at=at + BEFORE_REMOVAL + timedelta(minutes=1),
    )
    subject = document.subject
    Document.objects.filter(pk=document.pk).delete()
    journal.write(subject=subject, what="document_dropped", by=by, at=at, detail=told)


@transaction.atomic
def schedule_disposal(*, subject: str, decided_on: date, years: int, by: Actor, at: datetime) -> None:
    """Set, when a case is decided, from which day its documents may be disposed of."""
    day = retention.dispose_on(decided_on, years)
    number = Document.objects.filter(subject=subject).update(dispose_on=day)
    if number:
        detail = {"dispose_on": day, "years": years, "documents": number}
        journal.write(subject=subject, what="disposal_scheduled", by=by, at=at, detail=detail)


def remove_content(payload: Mapping[str, object]) -> None:
    """The act behind outbox entries of kind "cabinet.remove": bytes no document has any more leave the disk."""
    remove_unreferenced(str(payload["sha256"]), untouched_since=clock.now() - BEFORE_REMOVAL)


def sweep(*, at: datetime) -> tuple[int, int]:
    """Remove what killed uploads left: half-written files, and content whose row was never written; how many each."""
    since = at - BEFORE_REMOVAL
    removed = sum(remove_unreferenced(sha256, untouched_since=since) for sha256 in store.documents.names())
    return store.documents.clear_unfinished(before=since), removed


def remove_unreferenced(sha256: str, *, untouched_since: datetime) -> bool:
    if Document.objects.filter(sha256=sha256).exists():
        return False
    return store.documents.remove(sha256, untouched_since=untouched_since)


def _told(document: Document) -> dict[str, object]:
    """What the journal says of a document: not its name, which is often a person's."""
    return {"document": document.pk, "kind": str(document.kind), "size": document.size, "sha256": document.sha256}
