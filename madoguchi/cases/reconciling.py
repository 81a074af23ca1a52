"""住民記録と照合: what the office learns by yes or no when answers arrive, kept with the case and in its journal."""

from dataclasses import dataclass
from datetime import datetime

from madoguchi.definitions.check import Finding
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.journey import Journey
from madoguchi.kernel.actors import SYSTEM, Actor
from madoguchi.registers import commands as registers
from madoguchi.registers import queries
from madoguchi.registers.claims import Answer, Claim, claim_of
from madoguchi.registers.findings import findings_of
from madoguchi.registers.models import Snapshot


@dataclass(frozen=True)
class Compared:
    """One comparison on behalf of the office, before the case it belongs to stands."""

    snapshot: Snapshot
    claim: Claim
    answer: Answer
    findings: list[Finding]

    def note(self, subject: str, at: datetime, *, by: Actor = SYSTEM) -> None:
        """Write it down beside the case; `by` an officer where one has asked."""
        registers.note_comparison(
            snapshot=self.snapshot, claim=self.claim, answer=self.answer, subject=subject, by=by, at=at
        )


def compared(compiled: Compiled, journey: Journey) -> Compared | None:
    """Compare what the definition names; None where it names nothing, nothing was answered, or no register is loaded."""
    claim = claim_of(compiled.procedure, journey)
    snapshot = queries.current() if claim is not None else None
    if claim is None or snapshot is None:
        return None
    answer = queries.compare_in(snapshot, claim)
    return Compared(snapshot, claim, answer, findings_of(compiled, journey, answer))
