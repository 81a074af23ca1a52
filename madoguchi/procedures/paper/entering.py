"""What an officer does with what came on paper: send it once entered, and find a place for pages nobody could read."""

import io
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from madoguchi.cabinet import commands as cabinet
from madoguchi.cases import permissions as case_permissions
from madoguchi.cases.authorship import author_of
from madoguchi.cases.commands import AlreadyApplied
from madoguchi.cases.models import Case
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.journey import walk
from madoguchi.definitions.situation import Situation
from madoguchi.gateways import outbox
from madoguchi.journal import commands as journal
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.clock import JST
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.procedures import commands, consents, drafting, measuring, permissions
from madoguchi.procedures.models import Draft, PaperApplication, ScannedPage
from madoguchi.procedures.paper import comparing, files, finishing, sorting
from madoguchi.publications import queries as publications

MOST_LISTED = 100
LARGEST_DOCUMENT = 100_000_000
# Of a paper only the day of its arrival is known.
NOON = time(12, 0, tzinfo=JST)


@dataclass(frozen=True)
class Unconfirmed:
    """What the officer has not confirmed yet: statements, answers to compare with the paper, the signature."""

    statements: tuple[str, ...]
    unseen: tuple[str, ...]
    is_signed: bool


def waiting(by: Actor) -> list[PaperApplication]:
    """What this section has to enter, the longest waiting first."""
    found = PaperApplication.objects.filter(case=None, draft__counter_section=by.section, draft__sent_as=None)
    return list(found.select_related("draft").order_by("came_at", "id")[:MOST_LISTED])


def pages_at_hand(applications: Collection[PaperApplication]) -> dict[UUID, int]:
    """How many pages of each have come in."""
    found = ScannedPage.objects.filter(application__in=applications).values_list("application_id")
    return {pk: count for pk, count in found.annotate(Count("id")).order_by() if pk is not None}


def not_read(by: Actor) -> list[ScannedPage]:
    """Pages that belong to no application: those this section has scanned, and what came by the folder."""
    found = ScannedPage.objects.filter(application=None, settled="", scan__section__in=("", by.section))
    return list(found.select_related("scan").order_by("scan__taken_at", "scan_id", "number")[:MOST_LISTED])


def when_arrived(received_on: date, at: datetime) -> datetime | None:
    """The moment of arrival where it was an earlier day; a day to come is refused."""
    today = at.astimezone(JST).date()
    if received_on > today:
        raise Refusal("紙が届いた日に、先の日付は入力できません。", status=422, code="future")
    return None if received_on == today else datetime.combine(received_on, NOON)


def send(
    *,
    application: PaperApplication,
    compiled: Compiled,
    received_on: date,
    signed: bool,
    agreed: Collection[str],
    seen: Collection[str] = (),
    by: Actor,
    at: datetime,
) -> Unconfirmed | None:
    """Send what was entered; or, with nothing sent, what the officer has not confirmed to stand on the paper.

    The periods run from the day on which the paper arrived, whenever it is entered (行政手続法7条).
    """
    arrived = when_arrived(received_on, at)
    draft = application.draft
    assert draft is not None  # noqa: S101 -- only what has a draft is shown
    try:
        return _sent(
            application,
            draft,
            compiled,
            received_on,
            arrived,
            signed=signed,
            agreed=agreed,
            seen=frozenset(seen),
            by=by,
            at=at,
        )
    except AlreadyApplied:
        measuring.note_duplicate(draft, at)
        raise


@transaction.atomic
def _sent(
    application: PaperApplication,
    draft: Draft,
    compiled: Compiled,
    received_on: date,
    arrived: datetime | None,
    *,
    signed: bool,
    agreed: Collection[str],
    seen: frozenset[str],
    by: Actor,
    at: datetime,
) -> Unconfirmed | None:
    if draft.sent_as is not None:
        return None
    drafting.hold(draft, by)
    at_arrival = Situation(today=received_on, towns=publications.towns())
    asked = list(consents.asked(compiled, walk(compiled, draft.answers, today=received_on), at_arrival))
    missing = [one.path for one in asked if one.required and one.path not in agreed]
    unseen = comparing.unseen(application, publications.version(application.version), draft, seen)
    if missing or unseen or not signed:
        return Unconfirmed(tuple(missing), tuple(unseen), signed)
    given = [one.path for one in asked if one.path in agreed]
    answers = consents.as_agreed(compiled, draft.answers, given)
    drafting.put_answers(draft, answers, author_of(by, draft.channel, at))
    drafting.save(draft, at, "answers", "authors")
    case = commands.send(draft=draft, compiled=compiled, situation=at_arrival, by=by, at=at, arrived=arrived)
    draft.sent_as = case.pk
    _attach(application, case, by, at)
    application.case, application.received_on = case.pk, received_on
    application.save(update_fields=["case", "received_on"])
    detail: dict[str, object] = {"statements": len(given), "seen": sorted(seen), "serial": application.serial}
    detail["received_on"] = received_on.isoformat()
    journal.write(subject=case.subject, what="signed_on_paper", by=by, at=at, detail=detail)
    return None


def _attach(application: PaperApplication, case: Case, by: Actor, at: datetime) -> None:
    """The scan goes to the file: searchable if that was ready, else the pages as they are."""
    pages = list(application.scanned.order_by("of_form", "id"))
    ready = files.scans.read_checked(application.searchable) if application.searchable else finishing.plain_pdf(pages)
    cabinet.keep(
        content=io.BytesIO(ready),
        name=f"紙の申請書 {application.serial}.pdf",
        subject=case.subject,
        by=by,
        at=at,
        allowed=("pdf",),
        max_bytes=LARGEST_DOCUMENT,
    )


@transaction.atomic
def add_page(*, page: ScannedPage, application: PaperApplication, by: Actor, at: datetime) -> None:
    """Put a page nobody could read to an application on which this officer works."""
    _hold(page, by)
    assert application.draft is not None  # noqa: S101 -- only what has a draft is offered
    refuse_if(permissions.refusal_to_type(by, application.draft))
    page.application = application
    _settle(page, "申請に加えた", by, at)
    outbox.put(kind=sorting.FINISH, key=f"{application.pk}/{page.pk}", payload={"application": str(application.pk)})


@transaction.atomic
def begin(*, page: ScannedPage, compiled: Compiled, by: Actor, at: datetime) -> PaperApplication:
    """Begin an application beside a page that no code explains: all of it is entered by hand."""
    _hold(page, by)
    refuse_if(permissions.refusal_to_begin_at_counter(by, compiled.procedure))
    application = PaperApplication(
        procedure=compiled.id,
        version=compiled.version,
        language="ja",
        rows=1,
        pages=1,
        received_on=page.scan.received_on,
        came_at=page.scan.taken_at,
        draft=sorting.open_draft(compiled, page.scan, at),
    )
    application.save(force_insert=True)
    page.application = application
    _settle(page, "新しい申請として入力", by, at)
    outbox.put(kind=sorting.FINISH, key=f"{application.pk}/{page.pk}", payload={"application": str(application.pk)})
    return application


@transaction.atomic
def put_on_case(*, page: ScannedPage, number: str, by: Actor, at: datetime) -> Case:
    """Put a page to a case, as a document of its file."""
    _hold(page, by)
    case = Case.objects.filter(number=number.strip()).first()
    if case is None:
        raise Refusal("この受付番号の申請が見つかりません。", status=422, code="no-case")
    refuse_if(case_permissions.refusal_to_view(by, case))
    cabinet.keep(
        content=io.BytesIO(finishing.plain_pdf([page])),
        name=f"届いた書類 {page.scan.name}-{page.number}.pdf",
        subject=case.subject,
        by=by,
        at=at,
        allowed=("pdf",),
        max_bytes=LARGEST_DOCUMENT,
    )
    _settle(page, f"{case.number} に付けた", by, at)
    return case


@transaction.atomic
def dismiss(*, page: ScannedPage, by: Actor, at: datetime) -> None:
    """Say that a page is no application: a blank, an envelope. The file of the scanner keeps it."""
    _hold(page, by)
    _settle(page, "申請書ではない", by, at)


def _hold(page: ScannedPage, by: Actor) -> None:
    refuse_if(refusal_to_settle(by, page))
    page.refresh_from_db(from_queryset=ScannedPage.objects.select_for_update())
    if page.settled or page.application_id:
        raise Refusal("このページは、すでに処理されています。", code="settled")


def refusal_to_settle(by: Actor, page: ScannedPage) -> Refusal | None:
    """Pages are settled by the section that has scanned them; what came by the folder by any counter."""
    if refusal := permissions.refusal_to_stand_at_counter(by):
        return refusal
    if page.scan.section in ("", by.section):
        return None
    return Refusal("ほかの課が取り込んだ書類です。", status=403, code="other-section")


def _settle(page: ScannedPage, how: str, by: Actor, at: datetime) -> None:
    page.settled = how[:80]
    page.save(update_fields=["settled", "application"])
    detail = {"page": page.number, "how": how}
    journal.write(subject=page.scan.subject, what="scanned_page_settled", by=by, at=at, detail=detail)
