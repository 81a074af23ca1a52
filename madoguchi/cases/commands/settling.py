"""Settling a doubt: the officer says whether the check was right about this application."""

from datetime import datetime

from django.db import transaction

from madoguchi.cases import doubting, permissions
from madoguchi.cases.commands.holding import hold, keep
from madoguchi.cases.models import Case, Doubt, Verdict
from madoguchi.journal import commands as journal
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if


@transaction.atomic
def settle_finding(
    *, case: Case, check: str, row: str, verdict: str, by: Actor, at: datetime, seen: int | None = None
) -> None:
    """Say 確かに誤り or 問題なし of one doubt; saying it again otherwise replaces it."""
    hold(case, seen)
    refuse_if(permissions.refusal_to_settle_finding(by, case))
    if verdict not in Verdict.values:
        raise Refusal("「確かに誤り」か「問題なし」を選んでください。", status=400, code="verdict-unknown")
    doubting.note(case)
    doubt = doubting.of_case(case).get((check, row))
    if doubt is None:
        raise Refusal("この確認事項は、いまの申請の内容にはありません。", status=404, code="no-such-finding")
    doubt.verdict, doubt.settled_by_id, doubt.settled_by_name, doubt.settled_at = verdict, by.id, by.name, at
    doubt.save(update_fields=["verdict", "settled_by_id", "settled_by_name", "settled_at"])
    said = Doubt.objects.filter(case=case, answered_at=case.answered_at).exclude(verdict="")
    verdicts = list(said.values_list("verdict", flat=True))
    case.settled, case.found_wrong = len(verdicts), verdicts.count(Verdict.CONFIRMED)
    keep(case)
    detail = {"check": check, "row": row, "verdict": verdict}
    journal.write(subject=case.subject, what="finding_settled", by=by, at=at, detail=detail)
