"""Those who decide: the clean ones of each procedure together, the reviewed ones one by one, and what nobody answered."""

from dataclasses import dataclass
from datetime import date

from madoguchi.cases import commands, permissions
from madoguchi.cases.commands import Seen
from madoguchi.cases.commands.batches import MOST
from madoguchi.cases.deadlines import day_of
from madoguchi.cases.models import BatchKind, Case
from madoguchi.cases.states import State
from madoguchi.config.demo_life import worker
from madoguchi.config.demo_life.chance import Chance
from madoguchi.config.demo_life.reviewing import doubts_left
from madoguchi.kernel import clock, opening_days
from madoguchi.kernel.actors import Actor
from madoguchi.publications import queries as publications

PULLS_ONE_OUT, REJECTS = 0.015, 0.04
# How long somebody who does not answer is waited for, in 開庁日.
PATIENCE = 15
UNANSWERED = "補正をお願いしましたが、期限までにお返事がなく、要件を確かめられませんでした。"
NOT_MET = "提出された内容と住民記録などを確かめた結果、要件に当てはまりませんでした。"


@dataclass(frozen=True)
class Decider:
    """One officer of one section on one day."""

    by: Actor
    seed: int
    day: date

    def clears_the_clean_ones(self) -> None:
        """One decision for each procedure, after a look at the table; a few are pulled out."""
        clean = Case.objects.filter(section=self.by.section, clean_since__isnull=False, unpaid=False)
        for procedure in sorted(set(clean.values_list("procedure", flat=True).order_by())):
            clock.passes(minutes=3)
            cases = list(clean.filter(procedure=procedure).order_by("received_at", "number")[:MOST])
            self._decides_together(procedure, cases)

    def _decides_together(self, procedure: str, cases: list[Case]) -> None:
        seen = []
        for case in cases:
            if Chance(self.seed, "pulled", case.number).happens(PULLS_ONE_OUT):
                commands.pull_out(case=case, words="内容に気になるところがある", by=self.by, at=clock.now())
            else:
                seen.append(Seen(case.pk, case.changes))
        if not seen:
            return
        commands.begin_batch(
            kind=BatchKind.DECIDE,
            section=self.by.section,
            procedure=procedure,
            title=cases[0].title,
            seen=seen,
            press=f"life-{self.day}-{procedure}",
            by=self.by,
            at=clock.now(),
        )
        worker.works()

    def signs(self) -> None:
        """What was reviewed and has no doubt left."""
        reviewed = Case.with_probes.filter(section=self.by.section, state=State.UNDER_REVIEW, found_wrong=0)
        for case in reviewed.order_by("received_at", "number"):
            if doubts_left(case) or permissions.refusal_to_approve(self.by, case):
                continue  # a drawn review without a result, a fee that is not paid
            clock.passes(minutes=1)
            commands.view(case=case, by=self.by, at=clock.now())
            clock.passes(minutes=1)
            self._decides(case)

    def _decides(self, case: Case) -> None:
        if case.to_look_at and Chance(self.seed, "rejected", case.number).happens(REJECTS):
            self._rejects(case, NOT_MET)
        else:
            commands.approve(case=case, by=self.by, at=clock.now())

    def gives_up_waiting(self) -> None:
        """Nobody answered for three weeks (行政手続法7条: ask, or refuse)."""
        for case in Case.objects.filter(section=self.by.section, state=State.RETURNED).order_by("number"):
            asked = case.returned_at
            if asked and opening_days.open_days_between(day_of(asked), self.day) >= PATIENCE:
                clock.passes(minutes=2)
                self._rejects(case, UNANSWERED)

    def _rejects(self, case: Case, facts: str) -> None:
        reasons = publications.version(case.version).procedure.handling.rejection_reasons
        commands.reject(case=case, reasons=[reasons[0].id], facts=facts, by=self.by, at=clock.now())
