import io
import uuid
from contextlib import closing
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from madoguchi.cabinet import commands as cabinet
from madoguchi.cabinet import queries, serving, store
from madoguchi.cabinet.models import Document
from madoguchi.cabinet.uploads import UploadProblem
from madoguchi.gateways import outbox
from madoguchi.journal import queries as journal
from madoguchi.kernel import clock
from tests.cabinet import papers

pytestmark = pytest.mark.django_db
PNG, PDF = papers.picture("PNG"), papers.pdf()


@pytest.fixture
def keep(resident, at):
    def keep_for_the_draft(content: bytes = PNG, name: str = "保険証.jpg", subject: str = "draft/1") -> Document:
        return cabinet.keep(content=io.BytesIO(content), name=name, subject=subject, by=resident, at=at)

    return keep_for_the_draft


def test_a_document_is_kept_and_the_journal_says_so_without_its_name(keep, at):
    document = keep()

    assert (document.name, document.kind, document.size, document.kept_at) == ("保険証.png", "png", len(PNG), at)
    assert queries.of_subject("draft/1") == [document]
    with store.open(document.sha256) as content:
        assert content.read() == PNG
    (entry,) = journal.timeline("draft/1")
    assert (entry.what, entry.who_name) == ("document_kept", "髙田 花子")
    assert entry.detail == {"document": str(document.pk), "kind": "png", "size": len(PNG), "sha256": document.sha256}


def test_what_is_refused_leaves_nothing(keep):
    with pytest.raises(UploadProblem):
        keep(papers.archive("a"))

    assert not Document.objects.exists()
    assert list(store.documents.names()) == []
    assert journal.timeline("draft/1") == []


def test_documents_follow_the_draft_into_its_case(keep):
    first, second, other = keep(), keep(PDF, "証明書.pdf"), keep(subject="draft/2")

    assert cabinet.hand_over(subject_from="draft/1", subject_to="case/9") == 2
    assert queries.of_subject("case/9") == [first, second]
    assert queries.of_subject("draft/1") == []
    assert queries.of_subject("draft/2") == [other]


def test_an_id_alone_opens_nothing(keep):
    document = keep()

    assert queries.document(document.pk, subject="draft/1") == document
    assert queries.document(document.pk, subject="draft/2") is None
    assert queries.document(uuid.uuid4(), subject="draft/1") is None


def test_a_dropped_document_is_gone_at_once_and_its_bytes_a_day_later(keep, resident):
    at = clock.now()
    document = keep()
    cabinet.drop(document=document, by=resident, at=at)

    assert queries.of_subject("draft/1") == []
    assert [entry.what for entry in journal.timeline("draft/1")] == ["document_kept", "document_dropped"]
    assert outbox.deliver_due(at=at + timedelta(hours=23)) == 0
    assert list(store.documents.names()) == [document.sha256]
    with clock.moved_to(at + timedelta(days=1, hours=1)):
        assert outbox.deliver_due(at=clock.now()) == 1
    assert list(store.documents.names()) == []


def test_bytes_that_another_document_has_stay(keep, resident):
    at = clock.now()
    document, other = keep(), keep(subject="draft/2")
    cabinet.drop(document=document, by=resident, at=at)
    with clock.moved_to(at + timedelta(days=2)):
        outbox.deliver_due(at=clock.now())

    with store.open(other.sha256) as content:
        assert content.read() == PNG


def test_a_sweep_removes_content_whose_row_was_never_written(keep, capsys):
    document, orphan = keep(), store.put_bytes(PDF)
    with clock.moved_to(clock.now() + timedelta(hours=23)):
        call_command("cabinet", "sweep")
    assert orphan in store.documents.names()
    with clock.moved_to(clock.now() + timedelta(days=2)):
        call_command("cabinet", "sweep")

    assert list(store.documents.names()) == [document.sha256]
    assert "どの書類でもない内容を1件" in capsys.readouterr().out


def test_disposal_is_set_when_the_case_is_decided_and_due_on_its_day(keep, resident, at):
    document = keep(subject="case/9")
    keep(subject="case/10")
    cabinet.schedule_disposal(subject="case/9", decided_on=date(2026, 11, 24), years=5, by=resident, at=at)

    assert queries.due_for_disposal(date(2032, 3, 31)) == []
    assert queries.due_for_disposal(date(2032, 4, 1)) == [document]
    assert journal.timeline("case/9")[-1].detail == {"dispose_on": "2032-04-01", "years": 5, "documents": 1}


def test_the_database_refuses_an_empty_document(at):
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.create(sha256="0" * 64, name="x", kind="pdf", size=0, subject="draft/1", kept_at=at)


@pytest.mark.parametrize(
    ("content", "inline", "disposition", "kind"),
    [
        (PDF, True, "inline", "application/pdf"),
        (PDF, False, "attachment", "application/pdf"),
        (PNG, True, "inline", "image/png"),
        (papers.picture("JPEG"), True, "inline", "image/jpeg"),
        (papers.iso_media(b"heic"), True, "attachment", "image/heic"),
    ],
)
def test_a_document_is_served_so_that_it_can_only_be_looked_at_or_saved(keep, content, inline, disposition, kind):
    with closing(serving.as_response(keep(content, "髙田の書類.html"), inline=inline)) as response:
        sent = b"".join(response)

    assert sent == content
    assert response["Content-Type"] == kind
    assert response["Content-Disposition"].startswith(f"{disposition}; filename*=utf-8''%E9%AB%99%E7%94%B0")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert {"sandbox", "default-src 'none'"} <= {
        part.strip() for part in response["Content-Security-Policy"].split(";")
    }
    assert response["Cache-Control"] == "private, no-store"
    assert int(response["Content-Length"]) == len(content)
