"""Comparing a day's card payments with the card company's account, and putting a difference right."""

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from madoguchi.gateways.card_payments import CardGateway, Movement
from madoguchi.journal import commands as journal
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.payments import permissions, queries
from madoguchi.payments.commands.deciding import in_words
from madoguchi.payments.models import Difference, Kind, Payment, ReconciledDay

# A payment just before midnight may stand in the account just after it.
MARGIN = timedelta(hours=2)
COLUMNS = ("決済の番号", "受付番号", "領収番号", "区の額", "決済会社の額", "決済会社の手数料", "結果")
MATCHED = "一致"


@dataclass(frozen=True)
class Compared:
    """One line of the day: ours, theirs, or both, and what came of it."""

    intent: str
    ours: Payment | None
    theirs: Movement | None
    kind: Kind | None


def reconcile(*, day: date, gateway: CardGateway, by: Actor, at: datetime) -> ReconciledDay:
    """Compare a day. Again it replaces the day's list; a difference that was settled stays settled."""
    refuse_if(permissions.refusal_to_reconcile(by))
    since, until = queries.day_bounds(day)
    moved = [one for one in gateway.movements(since=since - MARGIN, until=until + MARGIN) if one.kind == "charge"]
    return _keep(day, _compared(day, moved), by=by, at=at)


def _compared(day: date, moved: list[Movement]) -> list[Compared]:
    since, until = queries.day_bounds(day)
    theirs = {one.intent or one.id: one for one in moved}
    ours = {one.paid_number: one for one in queries.by_card_on(day)}
    known = queries.by_intents(list(theirs)) | ours
    sent_back = queries.second_intents(list(theirs))
    found = [_of(intent, one, theirs.get(intent)) for intent, one in ours.items()]
    for intent, movement in theirs.items():
        if intent not in ours and since <= movement.at < until and intent not in sent_back:
            found.append(_of(intent, known.get(intent), movement))
    return found


def _of(intent: str, ours: Payment | None, theirs: Movement | None) -> Compared:
    if ours is None:
        return Compared(intent, None, theirs, Kind.MISSING_HERE)
    if theirs is None:
        return Compared(intent, ours, None, Kind.MISSING_THERE)
    return Compared(intent, ours, theirs, None if ours.paid_yen == theirs.amount else Kind.AMOUNT)


@transaction.atomic
def _keep(day: date, found: list[Compared], *, by: Actor, at: datetime) -> ReconciledDay:
    for one in found:
        if one.kind is not None:
            Difference.objects.get_or_create(
                kind=one.kind.value,
                reference=one.intent,
                defaults={
                    "day": day,
                    "payment": one.ours,
                    "ours_yen": one.ours.paid_yen if one.ours else 0,
                    "theirs_yen": one.theirs.amount if one.theirs else 0,
                    "found_at": at,
                },
            )
    differing = sum(1 for one in found if one.kind is not None)
    numbers = {"matched": len(found) - differing, "differing": differing, "file": _file(found), "at": at}
    kept, _ = ReconciledDay.objects.update_or_create(day=day, defaults=numbers)
    detail = {"matched": kept.matched, "differing": kept.differing}
    journal.write(subject=f"payments/{day}", what="payments_reconciled", by=by, at=at, detail=detail)
    return kept


def _file(found: list[Compared]) -> str:
    """The day as CSV: who paid stands in the case, not here."""
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(COLUMNS)
    for one in found:
        lines.writerow(
            [
                one.intent,
                one.ours.reference if one.ours else "",
                one.ours.receipt_number if one.ours else "",
                one.ours.paid_yen if one.ours else "",
                one.theirs.amount if one.theirs else "",
                one.theirs.fee if one.theirs else "",
                one.kind.label if one.kind else MATCHED,
            ]
        )
    return out.getvalue()


@transaction.atomic
def settle_difference(*, difference: Difference, words: str, by: Actor, at: datetime) -> None:
    """Say how it was put right."""
    refuse_if(permissions.refusal_to_settle_difference(by))
    difference.refresh_from_db(from_queryset=Difference.objects.select_for_update())
    if difference.settled_at is not None:
        raise Refusal("この差は、すでに処理されています。", code="finished")
    difference.words = in_words(words, "どう片付けたか")
    difference.settled_at, difference.settled_by = at, by.name
    difference.save()
    detail = {"kind": difference.kind, "reference": difference.reference}
    journal.write(subject=f"payments/{difference.day}", what="difference_settled", by=by, at=at, detail=detail)
