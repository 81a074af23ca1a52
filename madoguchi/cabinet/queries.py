"""Finding documents."""

from datetime import date
from uuid import UUID

from madoguchi.cabinet.models import Document


def of_subject(subject: str) -> list[Document]:
    """The documents of a draft or a case, in the order they came."""
    return list(Document.objects.filter(subject=subject).order_by("kept_at", "id"))


def document(document_id: UUID, *, subject: str) -> Document | None:
    """One document, only if it belongs to this subject: an id alone opens nothing."""
    return Document.objects.filter(pk=document_id, subject=subject).first()


def due_for_disposal(on: date) -> list[Document]:
    """What may be disposed of on this day, the longest due first."""
    return list(Document.objects.filter(dispose_on__lte=on).order_by("dispose_on", "id"))
