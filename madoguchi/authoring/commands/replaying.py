"""Replaying past cases through a proposal: at once where they are few, by the worker where they are many."""

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction

from madoguchi.authoring import permissions, queries
from madoguchi.authoring.drafts import effect_on_drafts
from madoguchi.authoring.holding import write
from madoguchi.authoring.models import DryRun, Proposal, Touched
from madoguchi.authoring.queries import A_YEAR, TouchedPage
from madoguchi.cases import past
from madoguchi.cases.past import PastCase, Span
from madoguchi.cases.permissions import refusal_to_view
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.replay import Replay
from madoguchi.gateways import outbox
from madoguchi.journal import commands as journal
from madoguchi.journal.words import Word
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.publications import queries as publications

CONTINUE = "authoring.replay"
# Up to here the page may wait for it; above, the worker does it and the page shows how far it is.
AT_ONCE = 300
PORTION = 1_000
# Well within the lease of the outbox; then the rest is put there again.
SECONDS_AT_A_TIME = 60.0
OPEN_ENDED = frozenset({"value", "working", "fee"})


def try_out(*, proposal: Proposal, by: Actor, at: datetime, since: datetime | None = None) -> DryRun:
    """Begin a dry run over the cases since then: a year of them, unless another span is asked for."""
    run = _begun(proposal, since or at - A_YEAR, by=by, at=at)
    if run.total <= AT_ONCE:
        return go_on(run, seconds=SECONDS_AT_A_TIME)
    return run


@transaction.atomic
def _begun(proposal: Proposal, since: datetime, *, by: Actor, at: datetime) -> DryRun:
    refuse_if(permissions.refusal_to_try(by, proposal))
    base = publications.version_in_force(proposal.procedure)
    if base is None:
        raise Refusal("まだ公開されていない手続きのため、過去の申請はありません。", code="nothing-before")
    if since >= at:
        raise Refusal("今日より前の日を選んでください。", status=400, code="span")
    proposal.dry_runs.filter(finished_at__isnull=True).delete()
    total = past.count(Span(proposal.procedure, since, at))
    run = DryRun.objects.create(
        proposal=proposal,
        base=base,
        version=proposal.version,
        since=since,
        until=at,
        total=total,
        asked_name=by.name[:200],
        asked_at=at,
    )
    if total > AT_ONCE:
        outbox.put(kind=CONTINUE, key=f"{run.pk}:0", payload={"run": str(run.pk)})
    write(proposal, Word.DRY_RUN_STARTED, by=by, at=at, cases=total)
    return run


def go_on_due(payload: Mapping[str, object]) -> None:
    """The worker's part. A run that was superseded is gone or of another wording, and there is nothing to do."""
    run = DryRun.objects.filter(pk=UUID(str(payload["run"]))).first()
    if run is None or run.version != run.proposal.version:
        return
    if not go_on(run, seconds=SECONDS_AT_A_TIME).is_finished:
        outbox.put(kind=CONTINUE, key=f"{run.pk}:{run.done}", payload={"run": str(run.pk)})


def go_on(run: DryRun, *, seconds: float) -> DryRun:
    """Replay portion by portion, each kept with the place reached, until the end or the time is up.

    A run whose proposal says something else by now ends unfinished: it would vouch for a wording it has not tried.
    """
    proposed = run.proposal.compiled
    if proposed.version != run.version:
        return run
    replay = Replay(publications.version(run.base), proposed, publications.towns())
    until = time.monotonic() + seconds
    span = Span(run.proposal.procedure, run.since, run.until)
    for portion in past.read(span, after=run.reached, size=PORTION):
        if run.is_finished or not _kept(run, portion, list(_touched(run, replay, portion))):
            return run
        if time.monotonic() > until:
            return run
    return _finished(run, proposed)


def _touched(run: DryRun, replay: Replay, portion: Sequence[PastCase]) -> Iterator[Touched]:
    for case in portion:
        if changes := replay.changes(case.answers, case.answered_on):
            slight = all(change.kind == "working" for change in changes)
            yield Touched(dry_run=run, case_id=case.id, changes=[asdict(one) for one in changes], slight=slight)


@transaction.atomic
def _kept(run: DryRun, portion: Sequence[PastCase], touched: list[Touched]) -> bool:
    """Keep a portion once: of two workers on one run, the one that comes second finds the place gone."""
    totals = Counter(run.totals)
    totals.update(key for one in touched for key in {_counted(change) for change in one.changes})
    slight = sum(one.slight for one in touched)
    now = {
        "reached": portion[-1].id,
        "done": run.done + len(portion),
        "changed": run.changed + len(touched) - slight,
        "slight": run.slight + slight,
        "totals": dict(totals),
    }
    if not DryRun.objects.filter(pk=run.pk, reached=run.reached).update(**now):
        return False
    Touched.objects.bulk_create(touched, batch_size=500)
    run.refresh_from_db(fields=list(now))
    return True


def _counted(change: Mapping[str, str]) -> str:
    """What is counted together. Values are many, so a value counts by its name alone."""
    ways = "" if change["kind"] in OPEN_ENDED else f"：{change['old']} → {change['new']}"
    return f"{change['kind']}|{change['what']}{ways}"


def _finished(run: DryRun, proposed: Compiled) -> DryRun:
    run.drafts = effect_on_drafts(proposed, today=clock.today())
    run.finished_at = clock.now()
    run.save(update_fields=["drafts", "finished_at"])
    return run


@transaction.atomic
def look_at_touched(*, run: DryRun, after: UUID | None, slight: bool = False, by: Actor, at: datetime) -> TouchedPage:
    """A page of the people touched. Whose names were shown to whom is in the journal, of each case and of the proposal."""
    proposal = run.proposal
    refuse_if(permissions.refusal_to_look(by, proposal.section))
    page = queries.touched(run, after=after, slight=slight)
    named = [case for _, case in page.rows if refusal_to_view(by, case) is None]
    if named:
        detail = {"proposal": str(proposal.pk)}
        looks = [journal.Event(case.subject, Word.LISTED, by=by, at=at, detail=detail) for case in named]
        journal.write_many(looks)
        write(proposal, Word.LISTED, by=by, at=at, cases=[case.number for case in named])
    return page
