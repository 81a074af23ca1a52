"""Asking the register: yes or no about a claim, a household for a sheet, and how imports went."""

from collections.abc import Iterator

from madoguchi.kernel.addresses import Municipality
from madoguchi.publications import queries as publications
from madoguchi.registers import comparing, household
from madoguchi.registers.claims import Answer, Claim, Verdict
from madoguchi.registers.models import BrokenLine, Comparison, Person, Snapshot
from madoguchi.registers.states import State

PAGE = 100
LISTED = 50


def current() -> Snapshot | None:
    """The snapshot that is asked; None where none is loaded."""
    return Snapshot.objects.filter(state=State.CURRENT.value).first()


def compare(claim: Claim) -> Answer:
    """Yes, no or unknown for each aspect asked, and nothing else.

    Somebody who is not in the register is answered as somebody of whom nothing fits, by the same three queries. Who may
    ask is decided in `commands.compare`; call this alone only on behalf of the office.
    """
    return compare_in(current(), claim)


def compare_in(snapshot: Snapshot | None, claim: Claim) -> Answer:
    """The same in a snapshot already at hand."""
    if snapshot is None:
        return Answer(dict.fromkeys(sorted(claim.asked), Verdict.UNKNOWN), None)
    here = Person.objects.filter(snapshot=snapshot, until=None)
    found = comparing.located(claim, list(here.filter(birthdate=claim.birthdate, birthdate__isnull=False)))
    homes = list(here.filter(household__in=[person.household for person in found] or [""]))
    return Answer(comparing.verdicts(claim, found, homes, _ward()), snapshot.as_of)


def household_of(number: str) -> dict[str, object]:
    """The answers a household of the current snapshot gives, by concept; empty for a number nobody lives under."""
    people = Person.objects.filter(snapshot__state=State.CURRENT.value, household=number, until=None)
    return household.answers_by_concept(list(people.order_by("-is_head", "birthdate", "pk")), _ward())


def household_numbers() -> Iterator[str]:
    """Every household of the current snapshot that has a head, in order."""
    heads = Person.objects.filter(snapshot__state=State.CURRENT.value, is_head=True, until=None)
    return heads.order_by("household").values_list("household", flat=True).iterator()


def comparison_of(subject: str) -> Comparison | None:
    """The latest comparison made for a case or a draft."""
    return Comparison.objects.filter(subject=subject).select_related("snapshot").order_by("-pk").first()


def snapshots() -> list[Snapshot]:
    """The latest imports, refused ones too."""
    return list(Snapshot.objects.order_by("-pk")[:LISTED])


def snapshot(pk: int) -> Snapshot | None:
    """One import."""
    return Snapshot.objects.filter(pk=pk).first()


def broken_lines(of: Snapshot, *, after: int = 0) -> list[BrokenLine]:
    """A page of the lines left out, and one more where another page follows."""
    return list(BrokenLine.objects.filter(snapshot=of, line__gt=after).order_by("line")[: PAGE + 1])


def _ward() -> Municipality:
    ward = publications.ward()
    return Municipality(code=ward.code[:5], prefecture=ward.prefecture, city=ward.city)
