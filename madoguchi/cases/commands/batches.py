"""One act on many cases: kept as an object, done case by case by the worker, each in a transaction of its own.

Each case is an entry of the outbox that writes only to our own database: it happens exactly once, however often the
worker is killed, and one that fails does not keep the others waiting.
"""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from madoguchi.accounts.models import Officer
from madoguchi.cases import permissions, staff
from madoguchi.cases.commands.assigning import assign
from madoguchi.cases.commands.deciding import approve
from madoguchi.cases.commands.holding import hold
from madoguchi.cases.commands.reviewing import begin_review
from madoguchi.cases.models import Batch, BatchItem, BatchKind, Case, ItemState
from madoguchi.gateways import outbox
from madoguchi.journal import commands as journal
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if

WORK = "cases.batch_item"
MOST = 500
# Somebody is looking at the progress page: before the letters that were put into the outbox a moment earlier.
AHEAD = timedelta(minutes=1)
MOVED = "他の課へ移りました。"
ALLOWED: dict[str, Callable[[Actor, str], Refusal | None]] = {
    BatchKind.DECIDE: permissions.refusal_to_decide_together,
    BatchKind.BEGIN_REVIEW: permissions.refusal_to_act_together,
    BatchKind.ASSIGN: permissions.refusal_to_act_together,
}


@dataclass(frozen=True)
class Seen:
    """A case as the officer's screen showed it: after so many changes."""

    case: UUID
    changes: int


@transaction.atomic
def begin_batch(
    *,
    kind: BatchKind,
    section: str,
    seen: Sequence[Seen],
    press: str,
    by: Actor,
    at: datetime,
    procedure: str = "",
    title: str = "",
    assign_to: Officer | None = None,
) -> Batch:
    """Keep the act and have it done. The same `press` again gives the same batch."""
    refuse_if(ALLOWED[kind](by, section))
    changes = {one.case: one.changes for one in seen}
    if len(changes) > MOST:
        raise Refusal(f"一度にまとめて処理できるのは{MOST}件までです。", status=400, code="too-many")
    known = set(_in_reach(section, procedure, changes).values_list("pk", flat=True))
    moved = set(_moved_on(section, procedure, changes).values_list("pk", flat=True))
    if not known:
        raise _nothing_chosen(moved)
    batch, made = Batch.objects.get_or_create(
        press=f"{by.id}:{press}"[:100],
        defaults={
            "kind": kind,
            "section": section,
            "procedure": procedure,
            "title": title,
            "officer_id": by.id,
            "officer_name": by.name,
            "assign_to": str(assign_to.pk) if assign_to else "",
            "begun_at": at,
        },
    )
    if made:
        once = [Seen(*one) for one in changes.items()]
        _put_to_work(batch, [one for one in once if one.case in known], by=by, at=at)
        _name_moved(batch, [one for one in once if one.case in moved], at=at)
    return batch


def work_due(payload: Mapping[str, object]) -> None:
    """The act behind outbox entries of kind "cases.batch_item"."""
    work_item(item_id=int(str(payload["item"])), at=clock.now())


@transaction.atomic
def work_item(*, item_id: int, at: datetime) -> None:
    """Do the act on one case, and keep what became of it. Twice is once."""
    item = BatchItem.objects.select_for_update().filter(pk=item_id, state=ItemState.WAITING).first()
    if item is None:
        return
    try:
        with transaction.atomic():
            _act(item, at)
        item.state = ItemState.DONE
    except Refusal as refusal:
        item.state, item.reason = ItemState.REFUSED, refusal.message
    item.at = at
    item.save(update_fields=["state", "reason", "at"])


def _in_reach(section: str, procedure: str, changes: Mapping[UUID, int]) -> QuerySet[Case]:
    cases = Case.with_probes.filter(section=section, pk__in=list(changes))
    return cases.filter(procedure=procedure) if procedure else cases


def _moved_on(section: str, procedure: str, changes: Mapping[UUID, int]) -> QuerySet[Case]:
    """Those that another section has taken over since the look (所管替え)."""
    cases = Case.with_probes.filter(pk__in=list(changes)).exclude(section=section)
    return cases.filter(procedure=procedure) if procedure else cases


def _nothing_chosen(moved: Set[UUID]) -> Refusal:
    message = f"選んだ申請は、{MOVED}" if moved else "申請が選ばれていません。"
    return Refusal(message, way_on="一覧に戻って、申請を選んでください。", status=400, code="empty")


def _name_moved(batch: Batch, moved: Sequence[Seen], *, at: datetime) -> None:
    """They stand among the results, after those that were put to work."""
    first = batch.items.count() + 1
    BatchItem.objects.bulk_create(
        BatchItem(
            batch=batch,
            case_id=one.case,
            place=place,
            seen=one.changes,
            state=ItemState.REFUSED,
            reason=MOVED,
            at=at,
        )
        for place, one in enumerate(moved, first)
    )


def _put_to_work(batch: Batch, known: Sequence[Seen], *, by: Actor, at: datetime) -> None:
    items = [
        BatchItem(batch=batch, case_id=one.case, place=place, seen=one.changes) for place, one in enumerate(known, 1)
    ]
    for item in BatchItem.objects.bulk_create(items):
        outbox.put(kind=WORK, key=str(item.pk), payload={"item": item.pk}, due_at=at - AHEAD)
    detail = {"kind": batch.kind, "procedure": batch.procedure, "cases": len(items)}
    journal.write(subject=batch.subject, what="batch_begun", by=by, at=at, detail=detail)


def _act(item: BatchItem, at: datetime) -> None:
    """As the officer may act now, not as they might when the button was pressed."""
    batch, case = item.batch, item.case
    by = staff.acting_now(batch.officer_id)
    if by is None:
        raise Refusal("処理を始めた職員は、いまはこの処理ができません。", code="no-officer")
    if case.section != batch.section:
        raise Refusal(MOVED, code="moved")
    match BatchKind(batch.kind):
        case BatchKind.DECIDE:
            _decide(case, item, by, at)
        case BatchKind.BEGIN_REVIEW:
            begin_review(case=case, by=by, at=at, seen=item.seen)
        case BatchKind.ASSIGN:
            assign(case=case, to=staff.by_id(batch.assign_to), by=by, at=at, seen=item.seen)


def _decide(case: Case, item: BatchItem, by: Actor, at: datetime) -> None:
    """Review and decision of one officer in one transaction; a case that a person must look at is no longer meant."""
    hold(case, item.seen)
    if case.clean_since is None:
        raise Refusal("この申請は、個別に確認することになりました。", code="not-clean")
    begin_review(case=case, by=by, at=at)
    approve(case=case, by=by, at=at, batch=str(item.batch_id))
