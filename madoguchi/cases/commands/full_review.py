"""Full review of what passed every check: its result for a drawn case, and pulling one out of the clean ones."""

from datetime import datetime

from django.db import transaction

from madoguchi.cases import permissions
from madoguchi.cases.commands.holding import hold, keep
from madoguchi.cases.grounds import in_own_words
from madoguchi.cases.models import Case, FullReview, SampleReview
from madoguchi.journal import commands as journal
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.publications import queries as publications


@transaction.atomic
def record_sample(
    *, case: Case, agrees: bool, by: Actor, at: datetime, place: str = "", words: str = "", seen: int | None = None
) -> None:
    """Record what the full review of a drawn case found. A miss names the question or check, and says what it was."""
    hold(case, seen)
    refuse_if(permissions.refusal_to_record_sample(by, case))
    if not agrees:
        words = in_own_words(words)
        _refuse_unknown(place, case)
    found = {"place": "", "words": ""} if agrees else {"place": place, "words": words}
    SampleReview.objects.create(case=case, agrees=agrees, by_id=by.id, by_name=by.name, at=at, **found)
    case.full_review = FullReview.AGREED if agrees else FullReview.MISSED
    keep(case)
    detail = {"agrees": agrees, "place": found["place"]}
    journal.write(subject=case.subject, what="sample_reviewed", by=by, at=at, detail=detail)


@transaction.atomic
def pull_out(*, case: Case, words: str, by: Actor, at: datetime, seen: int | None = None) -> None:
    """Take a case out of the clean ones, for full review."""
    hold(case, seen)
    refuse_if(permissions.refusal_to_pull_out(by, case))
    case.full_review, case.full_review_words = FullReview.PULLED, in_own_words(words)
    keep(case)
    journal.write(subject=case.subject, what="pulled_out", by=by, at=at)


def _refuse_unknown(place: str, case: Case) -> None:
    procedure = publications.version(case.version).procedure
    if place not in procedure.data and place not in {check.id for check in procedure.checks}:
        raise Refusal("見落としのあった項目を一覧から選んでください。", status=400, code="place-unknown")
