"""What planted cases with a known defect showed: of the rules at once, of the reviewing once settled. Never of a person."""

from dataclasses import dataclass

from madoguchi.cases.figures.intervals import Interval, wilson
from madoguchi.cases.models import Probe, ProbeOutcome


@dataclass(frozen=True)
class Probed:
    """`missed_share` is the share of settled probes whose defect the full review did not see."""

    planted: int
    caught_by_checks: int
    found: int
    stopped: int
    missed: int
    missed_share: Interval


def probed(procedure: str) -> Probed:
    """All probes of a procedure that were not called off."""
    rows = list(
        Probe.objects.filter(procedure=procedure)
        .exclude(outcome=ProbeOutcome.CALLED_OFF)
        .values_list("outcome", "caught_by_checks")
    )
    outcomes = [outcome for outcome, _ in rows]
    missed = outcomes.count(ProbeOutcome.MISSED)
    settled = len([outcome for outcome in outcomes if outcome])
    return Probed(
        planted=len(rows),
        caught_by_checks=sum(caught for _, caught in rows),
        found=outcomes.count(ProbeOutcome.FOUND),
        stopped=outcomes.count(ProbeOutcome.STOPPED),
        missed=missed,
        missed_share=wilson(missed, settled),
    )
