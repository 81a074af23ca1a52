"""もう一度照合する: asking the resident register anew about answers that came before it knew of a move or a birth."""

from datetime import datetime

from django.db import transaction

from madoguchi.cases import checklist, doubting, permissions
from madoguchi.cases.commands.holding import hold, keep
from madoguchi.cases.deadlines import day_of
from madoguchi.cases.models import Case, Doubt, Verdict
from madoguchi.cases.reconciling import compared
from madoguchi.definitions.check import Outcome
from madoguchi.definitions.journey import walk
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.publications import queries as publications


@transaction.atomic
def compare_again(*, case: Case, by: Actor, at: datetime, seen: int | None = None) -> None:
    """Compare with the register as it is now; its findings replace those before, what others found stays."""
    hold(case, seen)
    refuse_if(permissions.refusal_to_compare_again(by, case))
    compiled, day = publications.version(case.version), day_of(case.answered_at)
    journey = walk(compiled, case.answers, today=day)
    register = compared(compiled, journey)
    if register is None:
        raise Refusal(
            "照合できる住民記録がありません。", way_on="住民記録の取込みを確かめてください。", code="no-register"
        )
    found = checklist.findings_to_keep(compiled, journey, today=day, register=register.findings)
    case.findings = [dict(one) for one in found]
    case.to_look_at = checklist.count_to_look_at(found)
    _let_go_of_doubts(case)
    doubting.note(case)
    keep(case)
    register.note(case.subject, at, by=by)


def _let_go_of_doubts(case: Case) -> None:
    """What the register doubts no longer is no doubt; what was said of it stays in the journal."""
    doubts = doubting.of_case(case)
    standing = {(one["check"], one["row"]) for one in case.findings if one["outcome"] != Outcome.PASS.value}
    gone = [doubt.pk for place, doubt in doubts.items() if place not in standing]
    Doubt.objects.filter(pk__in=gone).delete()
    said = [doubt.verdict for place, doubt in doubts.items() if place in standing and doubt.verdict]
    case.settled, case.found_wrong = len(said), said.count(Verdict.CONFIRMED)
