"""Clean cases that wait to be decided together, and how far an act on many has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Min, Q

from madoguchi.cases.deadlines import day_of
from madoguchi.cases.models import Batch, BatchItem, Case, ItemState
from madoguchi.cases.queries import MOST_COUNTED
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.display import derived_words
from madoguchi.definitions.journey import walk
from madoguchi.publications import queries as publications

# What one person can skim before deciding; the rest follows on the next page.
MOST_SHOWN = 100
RECENT = 10
WORTH_SKIMMING = ("money", "int", "date", "text")
MOST_COLUMNS = 3


@dataclass(frozen=True)
class Waiting:
    """The clean cases of one procedure: how many, since when, and the first deadline."""

    procedure: str
    count: int
    oldest: datetime
    due_on: date


@dataclass(frozen=True)
class Skimmed:
    """One clean case as the list shows it: `values` are its derived values in words."""

    case: Case
    values: tuple[str, ...]
    numbers: tuple[int | None, ...]


@dataclass(frozen=True)
class Progress:
    """How far a batch has come."""

    batch: Batch
    items: Sequence[BatchItem]

    def count(self, state: ItemState) -> int:
        return sum(item.state == state for item in self.items)

    @property
    def is_over(self) -> bool:
        return not self.count(ItemState.WAITING)


def waiting(section: str) -> list[Waiting]:
    """Every procedure of which clean cases wait, in one query; the longest waiting first."""
    rows = (
        Case.objects.filter(section=section, clean_since__isnull=False, unpaid=False)
        .values("procedure")
        .annotate(n=Count("id"), oldest=Min("clean_since"), due=Min("due_on"))
        .order_by("oldest")
    )
    return [Waiting(row["procedure"], row["n"], row["oldest"], row["due"]) for row in rows]


def how_many_wait(section: str) -> int:
    """All of them, counted up to MOST_COUNTED."""
    cases = Case.with_probes.filter(section=section, clean_since__isnull=False, unpaid=False)
    return cases[:MOST_COUNTED].count()


def how_many_of(section: str, procedure: str) -> int:
    """The clean cases of one procedure."""
    return Case.objects.filter(section=section, procedure=procedure, clean_since__isnull=False, unpaid=False).count()


def clean_cases(section: str, procedure: str) -> list[Case]:
    """Those that wait longest, as many as one page shows."""
    cases = Case.objects.filter(section=section, procedure=procedure, clean_since__isnull=False, unpaid=False)
    return list(cases.order_by("clean_since", "id")[:MOST_SHOWN])


def some_cases(section: str, procedure: str, ids: Sequence[UUID]) -> list[Case]:
    """Those of these that are the section's and this procedure's, clean or not any more."""
    return list(Case.objects.filter(pk__in=ids, section=section, procedure=procedure).order_by("received_at", "id"))


def moved_on(section: str, procedure: str, ids: Sequence[UUID]) -> list[str]:
    """The numbers of those of these that another section has taken over (所管替え)."""
    found = Case.with_probes.filter(pk__in=ids, procedure=procedure).exclude(section=section)
    return list(found.order_by("number").values_list("number", flat=True))


def columns_of(compiled: Compiled) -> list[str]:
    """The derived values worth skimming: money before numbers before days, in the order of the definition."""
    derived = compiled.procedure.derived
    known = [id_ for id_ in derived if derived[id_].type in WORTH_SKIMMING]
    return sorted(known, key=lambda id_: WORTH_SKIMMING.index(derived[id_].type))[:MOST_COLUMNS]


def skimmed(case: Case, columns: Sequence[str]) -> Skimmed:
    """The case with its derived values; a version that does not derive one shows nothing there."""
    compiled = publications.version(case.version)
    derived = walk(compiled, case.answers, today=day_of(case.answered_at)).derived
    known = compiled.procedure.derived
    values = tuple(
        derived_words(known[id_], derived[id_], "ja") if id_ in derived and id_ in known else "―" for id_ in columns
    )
    numbers = tuple(
        value if isinstance(value := derived.get(id_), int) and not isinstance(value, bool) else None for id_ in columns
    )
    return Skimmed(case, values, numbers)


def batch(batch_id: UUID) -> Batch | None:
    return Batch.objects.filter(pk=batch_id).first()


def progress(of: Batch) -> Progress:
    """The batch with every case of it."""
    items = BatchItem.objects.filter(batch=of).select_related("case").defer("case__answers", "case__findings")
    return Progress(of, list(items.order_by("place")))


def recent(section: str) -> list[tuple[Batch, int, int, int]]:
    """The section's last batches, each with how many cases it has, how many are done and how many were refused."""
    done = Count("items", filter=Q(items__state=ItemState.DONE))
    refused = Count("items", filter=Q(items__state=ItemState.REFUSED))
    found = Batch.objects.filter(section=section).order_by("-begun_at")[:RECENT]
    counted = Batch.objects.filter(pk__in=[one.pk for one in found])
    rows = counted.annotate(n=Count("items"), done=done, refused=refused).order_by("-begun_at")
    return [(row, row.n, row.done, row.refused) for row in rows]
