"""Planting a case with a known defect, and settling it: it never becomes a decision, a letter or a number (ADR 0010)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from madoguchi.cases import deadlines, doubting, permissions, probe_names, probes
from madoguchi.cases.applying import Application, application_of
from madoguchi.cases.models import (
    Case,
    Channel,
    Doubt,
    FullReview,
    Probe,
    ProbeOutcome,
    Revision,
    SampleReview,
    Verdict,
)
from madoguchi.cases.numbering import next_number
from madoguchi.cases.probes import Plan
from madoguchi.definitions.check import UNWRITTEN
from madoguchi.definitions.compiled import Compiled
from madoguchi.journal import commands as journal
from madoguchi.kernel.actors import SYSTEM, Actor, ActorKind
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.publications import queries as publications

NAMES = 5


@transaction.atomic
def plant_probe(*, compiled: Compiled, plan: Plan, by: Actor, at: datetime) -> Probe:
    """Put a case with this defect among the section's own. It takes a number, for without one it could be told apart."""
    procedure = compiled.procedure
    refuse_if(permissions.refusal_to_plant_probe(by, procedure.section))
    situation = publications.situation()
    if plan not in probes.plans(compiled, situation):
        raise Refusal("誤りの入れ方を一覧から選んでください。", status=400, code="plan-unknown")
    case = Case(
        procedure=procedure.id,
        version=compiled.version,
        title=procedure.title.ja,
        section=procedure.section,
        channel=Channel.WEB,
        received_at=at,
        due_on=deadlines.due_after(deadlines.day_of(at), procedure.standard_days),
    )
    _application(compiled, plan, case, at).put_into(case)
    # It stands in nobody's way: what may exist once is not occupied by a probe.
    case.unique_key, case.idempotency_key = "", f"probe/{case.pk}"
    # What passes every check would be decided unseen, and measure nobody: it is shown as drawn for full review.
    case.full_review = "" if case.to_look_at else FullReview.DRAWN
    section = publications.section(case.section)
    case.number = next_number(section=section.id, short=section.short, day=deadlines.day_of(at))
    probe = _probe(case, compiled, plan, by=by, at=at)
    case.probe = probe
    case.save(force_insert=True)
    doubting.note(case)
    applicant = Actor(ActorKind.RESIDENT, case.subject, case.applicant_name)
    Revision.objects.create(
        case=case, number=1, answers=case.answers, by_kind=applicant.kind, by_name=applicant.name, at=at
    )
    _write_planted(probe, case, applicant, by=by, at=at)
    return probe


def _application(compiled: Compiled, plan: Plan, case: Case, at: datetime) -> Application:
    """Under another name than the example's, unless every name tried makes a check come out otherwise."""
    answers = probes.answers_for(compiled, plan, publications.situation())
    of_example = application_of(compiled, answers, at=at)
    others = (
        application_of(compiled, probe_names.renamed(compiled, answers, f"{case.pk}/{n}"), at=at) for n in range(NAMES)
    )
    return next((other for other in others if other.findings == of_example.findings), of_example)


@transaction.atomic
def call_off_probe(*, probe: Probe, by: Actor, at: datetime) -> None:
    """Take it away again, unmeasured."""
    probe = Probe.objects.select_for_update().get(pk=probe.pk)
    refuse_if(permissions.refusal_to_call_off_probe(by, probe))
    _settle(probe, ProbeOutcome.CALLED_OFF, by=by, at=at)


def settle_probe(case: Case, outcome: ProbeOutcome, *, by: Actor, at: datetime) -> None:
    """Instead of what would have reached a resident: keep what was measured, and remove the case. In the act's transaction."""
    assert case.probe is not None  # noqa: S101 -- asked by the caller
    _settle(case.probe, outcome, by=by, at=at)


def settle_stopped_probe(case: Case, places: Sequence[str], *, by: Actor, at: datetime) -> None:
    """Stopped by correction, rejection or withdrawal: found if the officer anywhere pointed at the defect."""
    assert case.probe is not None  # noqa: S101 -- asked by the caller
    meant = {place.split(".")[0] for place in [*places, *_confirmed(case), *_missed(case)]}
    outcome = ProbeOutcome.FOUND if case.probe.field in meant else ProbeOutcome.STOPPED
    settle_probe(case, outcome, by=by, at=at)


def _settle(probe: Probe, outcome: ProbeOutcome, *, by: Actor, at: datetime) -> None:
    probe.outcome, probe.settled_by_id, probe.settled_at = outcome, by.id, at
    probe.save(update_fields=["outcome", "settled_by_id", "settled_at"])
    Case.with_probes.filter(pk=probe.planted_case).delete()
    detail = {"outcome": outcome.value, "number": probe.case_number}
    journal.write(subject=probe.subject, what="probe_settled", by=by, at=at, detail=detail)


def _confirmed(case: Case) -> list[str]:
    """The questions of the doubts that an officer has confirmed."""
    checks = {check.id: check.fields for check, _ in publications.version(case.version).checks}
    confirmed = Doubt.objects.filter(case=case, verdict=Verdict.CONFIRMED).values_list("check_id", flat=True)
    return [
        field
        for id_ in confirmed
        for field in checks.get(id_, (next((id_.removesuffix(end) for end in UNWRITTEN if id_.endswith(end)), id_),))
    ]


def _missed(case: Case) -> list[str]:
    return list(SampleReview.objects.filter(case=case, agrees=False).values_list("place", flat=True))


def _probe(case: Case, compiled: Compiled, plan: Plan, *, by: Actor, at: datetime) -> Probe:
    return Probe.objects.create(
        section=case.section,
        procedure=case.procedure,
        version=case.version,
        title=case.title,
        planted_case=case.pk,
        case_number=case.number,
        example=compiled.procedure.examples[plan.example].name,
        field=plan.field,
        defect=plan.defect,
        caught_by_checks=probes.is_caught(compiled, case.findings, plan.field),
        planted_by_id=by.id,
        planted_by_name=by.name,
        planted_at=at,
    )


def _write_planted(probe: Probe, case: Case, applicant: Actor, *, by: Actor, at: datetime) -> None:
    """The case's own timeline looks like any other's; its detail says what it is, so that the journal never lies."""
    planted = {"probe": str(probe.pk)}
    detail = {"number": case.number, "procedure": case.procedure, "version": case.version, **planted}
    journal.write_many(
        [
            journal.Event(subject=probe.subject, what="probe_planted", by=by, at=at, detail={"number": case.number}),
            journal.Event(subject=case.subject, what="received", by=applicant, at=at, detail=detail),
            *(
                [journal.Event(subject=case.subject, what="sampled", by=SYSTEM, at=at, detail=planted)]
                if case.full_review
                else []
            ),
        ]
    )
