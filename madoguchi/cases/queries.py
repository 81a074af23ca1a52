"""Finding cases: the section's queue, one file whole, and one's own by number and code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from madoguchi.cases import access, numbering
from madoguchi.cases.deadlines import day_of
from madoguchi.cases.models import Case, NumberSequence
from madoguchi.cases.states import CLOCK_RUNS, FINAL, FREES_THE_KEY, OPEN, State
from madoguchi.kernel import normalise
from madoguchi.kernel.clock import JST
from madoguchi.publications import queries as publications

PAGE = 50
LONGEST_SEARCH = 100
# Any year a deadline can fall in; the ends of the calendar cannot be told in another time zone.
YEARS = range(2000, 3000)
LATE = Q(state__in=sorted(CLOCK_RUNS))
# What an officer must act on: not clean, and not with the resident, whose correction it waits for.
EXCEPTION = Q(clean_since__isnull=True, returned_at__isnull=True)
# Nobody works through more; counting on would take longer than showing the page.
MOST_COUNTED = 1_000
# From one procedure to the next by the index, however many cases stand between them.
PROCEDURES = """WITH RECURSIVE found(procedure) AS (
    SELECT min(procedure) FROM cases_case WHERE section = %s AND decided_at IS NULL
    UNION ALL SELECT (SELECT min(procedure) FROM cases_case WHERE section = %s AND decided_at IS NULL
        AND procedure > found.procedure) FROM found WHERE found.procedure IS NOT NULL
) SELECT procedure FROM found WHERE procedure IS NOT NULL"""


@dataclass(frozen=True)
class Place:
    """Where a page of the queue begins: after this deadline (or end) and this case."""

    mark: datetime
    case: UUID

    def __str__(self) -> str:
        return f"{self.mark.isoformat()}~{self.case}"


def place_in(typed: str) -> Place | None:
    """The place an address names; None where it names none."""
    mark, _, case = typed.partition("~")
    try:
        place = Place(datetime.fromisoformat(mark), UUID(case))
    except ValueError:
        return None
    return place if place.mark.tzinfo is not None and place.mark.year in YEARS else None


@dataclass(frozen=True)
class Wanted:
    """What the officer wants to see of a section's cases.

    `assigned` is the officer who works on them; `unassigned` are those nobody works on; `exceptions` are those an
    officer must act on: they neither wait, clean, to be decided together, nor for the resident's correction.
    """

    section: str
    states: frozenset[State] = OPEN
    procedure: str = ""
    assigned: int | None = None
    unassigned: bool = False
    overdue: bool = False
    exceptions: bool = False
    search: str = ""
    after: Place | None = None


@dataclass(frozen=True)
class Queue:
    """One page of the queue: its cases, and where the next page begins."""

    cases: Sequence[Case]
    after: Place | None


@dataclass(frozen=True)
class Counts:
    """How many open cases stand where, over the whole section, each counted up to MOST_COUNTED. Ended ones only grow."""

    by_state: dict[State, int]
    open: int
    exceptions: int
    overdue: int
    mine: int


def queue(wanted: Wanted, *, today: date) -> Queue:
    """A page of the cases wanted, the most pressing first; ended ones by when they ended, the latest first."""
    ended = wanted.states <= FINAL
    cases = _narrowed(Case.with_probes.filter(section=wanted.section, decided_at__isnull=not ended), wanted, today)
    cases = cases.order_by("-decided_at", "-id") if ended else cases.order_by("due_on", "id")
    if wanted.after is not None:
        cases = _from_place(cases, wanted.after, ended=ended)
    found = list(cases.select_related("assigned_to").defer("answers", "findings", "correction", "decision")[: PAGE + 1])
    return Queue(found[:PAGE], _place_of(found[PAGE - 1], ended=ended) if len(found) > PAGE else None)


def counts(section: str, *, officer: int, today: date) -> Counts:
    """The numbers on the tabs, in one query."""
    cases = _open(section)
    found = _counted(
        {
            **{state.value: cases.filter(state=state) for state in OPEN},
            "open": cases,
            "exceptions": cases.filter(EXCEPTION),
            "overdue": cases.filter(LATE, due_on__lt=today),
            "mine": cases.filter(assigned_to=officer),
        }
    )
    return Counts(
        by_state={state: found[state] for state in sorted(OPEN)},
        open=found["open"],
        exceptions=found["exceptions"],
        overdue=found["overdue"],
        mine=found["mine"],
    )


def _open(section: str) -> QuerySet[Case]:
    return Case.with_probes.filter(section=section, decided_at__isnull=True)


def _counted(wanted: Mapping[str, QuerySet[Case]]) -> dict[str, int]:
    parts = [cases.values("pk")[:MOST_COUNTED].query.sql_with_params() for cases in wanted.values()]
    # The statements are Django's own; what was typed comes as parameters.
    columns = ", ".join(f"(SELECT count(*) FROM ({sql}) AS counted)" for sql, _ in parts)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", [value for _, values in parts for value in values])
        return dict(zip(wanted, cursor.fetchone(), strict=True))


def by_id(case_id: UUID) -> Case | None:
    """The case; None where there is none."""
    return Case.with_probes.select_related("assigned_to").filter(pk=case_id).first()


def by_access(number: str, code: str) -> Case | None:
    """The case of a receipt: its number as it was typed, and its code. A wrong code is as unknown as a wrong number."""
    case = Case.objects.filter(number=numbering.plain(number)).first()
    return case if case is not None and access.opens(code, case.pk) else None


def authors_of(case: Case) -> dict[str, dict[str, object]]:
    """Who entered each answer as it stands now (`cases.authorship`)."""
    found: dict[str, dict[str, object]] | None = (
        case.revisions.order_by("-number").values_list("authors", flat=True).first()
    )
    return found or {}


def of_account(account_id: str) -> list[Case]:
    """A resident's own cases, the latest first."""
    return list(Case.objects.filter(account_id=account_id).order_by("-received_at")) if account_id else []


def holder_of_key(unique_key: str, *, other_than: Case) -> Case | None:
    """The case that stands under a key of which there may be one."""
    if not unique_key:
        return None
    standing = Case.objects.exclude(state__in=sorted(FREES_THE_KEY)).exclude(pk=other_than.pk)
    return standing.filter(unique_key=unique_key).first()


def procedures_in(section: str) -> list[str]:
    """The procedures of which the section has open cases."""
    with connection.cursor() as cursor:
        cursor.execute(PROCEDURES, [section, section])
        return [procedure for (procedure,) in cursor.fetchall()]


def _narrowed(cases: QuerySet[Case], wanted: Wanted, today: date) -> QuerySet[Case]:
    if wanted.states not in (OPEN, FINAL):
        cases = cases.filter(state__in=sorted(wanted.states))
    if wanted.procedure:
        cases = cases.filter(procedure=wanted.procedure)
    if wanted.assigned is not None:
        cases = cases.filter(assigned_to=wanted.assigned)
    if wanted.unassigned:
        cases = cases.filter(assigned_to=None)
    if wanted.overdue:
        cases = cases.filter(LATE, due_on__lt=today)
    if wanted.exceptions:
        cases = cases.filter(EXCEPTION)
    if wanted.search:
        cases = cases.filter(_matching(wanted.section, wanted.search[:LONGEST_SEARCH]))
    return cases


def _matching(section: str, typed: str) -> Q:
    """The beginning of the name or its reading, the number, or the last digits of it."""
    plain = numbering.plain(typed)
    if plain.isascii() and plain.isdigit():
        return Q(number__in=_numbers(section, int(plain)))
    name = Q(applicant_name__startswith=typed) | Q(applicant_name__startswith=typed.replace(" ", "\u3000"))
    return Q(number=plain) | name | Q(applicant_kana__startswith=_without_spaces(typed))


def _numbers(section: str, serial: int) -> list[str]:
    """Every number of the section that ends in these digits, one for each year."""
    short = publications.section(section).short
    years = NumberSequence.objects.filter(section=section).values_list("fiscal_year", flat=True)
    return [numbering.number(short, year, serial) for year in years]


def _without_spaces(typed: str) -> str:
    return "".join(normalise.kana(typed).split())


def _from_place(cases: QuerySet[Case], place: Place, *, ended: bool) -> QuerySet[Case]:
    """The first condition lets the index begin there; the second drops what stood before on the same day."""
    if ended:
        return cases.filter(decided_at__lte=place.mark).filter(Q(decided_at__lt=place.mark) | Q(id__lt=place.case))
    due = day_of(place.mark)
    return cases.filter(due_on__gte=due).filter(Q(due_on__gt=due) | Q(id__gt=place.case))


def _place_of(case: Case, *, ended: bool) -> Place:
    mark = case.decided_at if ended and case.decided_at else datetime.combine(case.due_on, time(), JST)
    return Place(mark, case.pk)
