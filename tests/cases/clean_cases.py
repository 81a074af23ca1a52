"""Cases that pass every check, and the worker that does what was asked of many."""

from madoguchi.cases import commands as cases
from madoguchi.cases.models import Batch, BatchKind, Case
from madoguchi.gateways import outbox
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from tests.cases.definition import SECTION
from tests.cases.factories import MONDAY, received

PROOF = [{"id": "1", "name": "免許証.pdf", "size": 1000, "type": "pdf"}]


def a_clean_case(**how) -> Case:
    """Nothing for anybody to look at."""
    return received(proof=PROOF, **how)


def as_seen(*made: Case) -> list[cases.Seen]:
    """What a screen that is opened now shows."""
    return [cases.Seen(case.pk, case.changes) for case in made]


def decided_together(*made: Case, by: Actor, press: str = "one press") -> Batch:
    return cases.begin_batch(
        kind=BatchKind.DECIDE,
        section=SECTION,
        procedure="safety-kit",
        seen=as_seen(*made),
        press=press,
        by=by,
        at=MONDAY,
    )


def the_worker_works() -> int:
    return outbox.deliver_due(at=clock.now(), limit=500)
