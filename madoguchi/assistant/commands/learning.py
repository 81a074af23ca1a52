"""The night offers a learned ranker, a person switches it in where it is better, and back again."""

from datetime import datetime

from django.db import transaction

from madoguchi.assistant import corpus, learning, permissions
from madoguchi.assistant.models import LearnedRanker
from madoguchi.journal import commands as journal
from madoguchi.journal.words import Word
from madoguchi.kernel.actors import SYSTEM, Actor
from madoguchi.kernel.refusals import Refusal, refuse_if


def offer_ranker(*, at: datetime) -> LearnedRanker | None:
    """Refit, and keep what came of it; nothing changes for residents."""
    fitted = learning.refitted()
    if fitted is None:
        return None
    with transaction.atomic():
        row = LearnedRanker.objects.create(
            made_at=at, questions=fitted.questions, held_out=fitted.held_out, before=fitted.before, after=fitted.after,
            document=fitted.learned.as_json(),
        )  # fmt: skip
        journal.write(
            subject=row.subject, what=Word.RANKER_OFFERED, by=SYSTEM, at=at,
            detail={"questions": fitted.questions, "better": row.is_better},
        )  # fmt: skip
    return row


@transaction.atomic
def switch_in(*, ranker: LearnedRanker, by: Actor, at: datetime) -> LearnedRanker:
    """Rank by it from now on."""
    refuse_if(permissions.refusal_to_switch(by))
    ranker = LearnedRanker.objects.select_for_update().get(pk=ranker.pk)
    if not ranker.is_better:
        raise Refusal("いまの順位付けより成績がよくないので、切り替えられません。", code="not-better")
    if ranker.in_use:
        return ranker
    before = LearnedRanker.objects.select_for_update().filter(in_use=True).first()
    _out(before, at)
    ranker.in_use, ranker.switched_in_at, ranker.switched_out_at, ranker.instead_of = True, at, None, before
    ranker.save()
    journal.write(subject=ranker.subject, what=Word.RANKER_SWITCHED_IN, by=by, at=at)
    transaction.on_commit(corpus.forget)
    return ranker


@transaction.atomic
def switch_back(*, by: Actor, at: datetime) -> None:
    """Go back to what was in use before it."""
    refuse_if(permissions.refusal_to_switch(by))
    present = LearnedRanker.objects.select_for_update().filter(in_use=True).first()
    if present is None:
        raise Refusal("戻す順位付けがありません。", code="wrong-state")
    _out(present, at)
    if (before := present.instead_of) is not None:
        before.in_use, before.switched_in_at, before.switched_out_at = True, at, None
        before.save()
    journal.write(subject=present.subject, what=Word.RANKER_SWITCHED_BACK, by=by, at=at)
    transaction.on_commit(corpus.forget)


def _out(ranker: LearnedRanker | None, at: datetime) -> None:
    if ranker is not None:
        ranker.in_use, ranker.switched_out_at = False, at
        ranker.save()
