"""Keeping each finding that is no pass as a doubt of its own, so that an officer can settle it and a rule be judged."""

from madoguchi.cases.models import Case, Doubt
from madoguchi.definitions.check import Outcome


def note(case: Case) -> None:
    """Keep the doubts about the answers the case has now; noting them twice is noting them once."""
    doubts = [
        Doubt(
            case=case,
            procedure=case.procedure,
            version=case.version,
            check_id=found["check"],
            row=found["row"],
            outcome=found["outcome"],
            answered_at=case.answered_at,
        )
        for found in case.findings
        if found["outcome"] != Outcome.PASS.value
    ]
    if doubts:
        Doubt.objects.bulk_create(doubts, ignore_conflicts=True)


def of_case(case: Case) -> dict[tuple[str, str], Doubt]:
    """The doubts about the answers the case has now, by check and row."""
    kept = Doubt.objects.filter(case=case, answered_at=case.answered_at)
    return {(doubt.check_id, doubt.row): doubt for doubt in kept}
