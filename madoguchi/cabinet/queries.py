"""Finding documents."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Coalesce

from madoguchi.cabinet.models import Document


@dataclass(frozen=True)
class Weight:
    """How many documents, and how many bytes together."""

    number: int
    size: int

    def is_over(self, most: "Weight") -> bool:
        """More than may be, in number or in bytes."""
        return self.number > most.number or self.size > most.size


def of_subject(subject: str) -> list[Document]:
    """The documents of a draft or a case, in the order they came."""
    return list(Document.objects.filter(subject=subject).order_by("kept_at", "id"))


def document(document_id: UUID, *, subject: str) -> Document | None:
    """One document, only if it belongs to this subject: an id alone opens nothing."""
    return Document.objects.filter(pk=document_id, subject=subject).first()


def due_for_disposal(on: date) -> list[Document]:
    """What may be disposed of on this day, the longest due first."""
    return list(Document.objects.filter(dispose_on__lte=on).order_by("dispose_on", "id"))


def weight_of(subject: str) -> Weight:
    """What a draft or a case holds."""
    return _weight(Document.objects.filter(subject=subject))


def weight_below(prefix: str) -> Weight:
    """What all subjects that begin so hold together."""
    return _weight(Document.objects.filter(subject__startswith=prefix))


def _weight(documents: QuerySet[Document]) -> Weight:
    found = documents.aggregate(number=Count("pk"), size=Coalesce(Sum("size"), 0))
    return Weight(number=found["number"], size=found["size"])
