"""An officer changes an answer, another approves it: then it speaks, and what had no answer is asked again."""

from datetime import datetime

import msgspec
from django.db import IntegrityError, transaction

from madoguchi.assistant import corpus, editions, permissions
from madoguchi.assistant.commands import gaps
from madoguchi.assistant.lives import CHANGE, ChangeState
from madoguchi.assistant.models import AnswerChange, AnswerEdition
from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.definitions.faq import FaqEntry, problems_of
from madoguchi.journal import commands as journal
from madoguchi.journal.words import Word
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.clock import JST
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.publications import queries as publications

LONGEST_REASON = 500


def problems(entry: FaqEntry) -> list[BrokenDefinition]:
    """What the catalog's own check would say of it."""
    catalog = publications.catalog()
    others = {id_ for id_ in editions.entries() if id_ != entry.id} | {entry.id}
    return problems_of(entry, catalog.ward, catalog.sections, catalog.procedures, others)


@transaction.atomic
def save_change(*, entry: FaqEntry, by: Actor, at: datetime) -> AnswerChange:
    """Keep what was written; of an answer there is one change at a time, which the section writes together."""
    before = editions.entry(entry.id)
    section = before.owner if before else entry.owner
    refuse_if(permissions.refusal_to_edit_answer(by, section))
    if problems(entry):
        raise Refusal("直すところがあります。", status=400, code="broken")
    found = AnswerChange.objects.select_for_update().filter(answer=entry.id)
    change = found.filter(state__in=[ChangeState.DRAFT.value, ChangeState.RETURNED.value]).first()
    if change is None:
        if found.filter(state=ChangeState.WAITING.value).exists():
            raise Refusal(
                "この答えの変更案は、承認を待っています。",
                way_on="直すときは、先に差し戻してもらってください。",
                code="waiting",
            )
        change = AnswerChange(answer=entry.id, section=section, author=by.id, author_name=by.name[:200])
    is_new = change.pk is None
    change.document = _kept(entry)
    change.state = ChangeState.DRAFT.value
    change.touched_by = sorted({*change.touched_by, by.id})
    change.changed_at = at
    try:
        with transaction.atomic():
            change.save()
    except IntegrityError as taken:
        raise Refusal(
            "同じ答えの変更案を、ほかの方がいま作成しました。",
            way_on="その変更案を開いて、続きを編集してください。",
            code="waiting",
        ) from taken
    word = Word.ANSWER_CHANGE_BEGUN if is_new else Word.ANSWER_CHANGED
    journal.write(subject=change.subject, what=word, by=by, at=at)
    return change


@transaction.atomic
def send_change(*, change: AnswerChange, by: Actor, at: datetime) -> AnswerChange:
    """Ask somebody else to approve it."""
    change = _held(change)
    refuse_if(permissions.refusal_to_edit_answer(by, change.section))
    return _moved(change, ChangeState.WAITING, Word.ANSWER_CHANGE_SENT, by=by, at=at)


@transaction.atomic
def withdraw_change(*, change: AnswerChange, by: Actor, at: datetime) -> AnswerChange:
    """Give it up."""
    change = _held(change)
    refuse_if(permissions.refusal_to_edit_answer(by, change.section))
    return _moved(change, ChangeState.WITHDRAWN, Word.ANSWER_CHANGE_WITHDRAWN, by=by, at=at)


@transaction.atomic
def return_change(*, change: AnswerChange, because: str, by: Actor, at: datetime) -> AnswerChange:
    """Give it back to its author with a reason."""
    change = _held(change)
    refuse_if(permissions.refusal_to_approve_answer(by, change))
    because = because.replace("\0", "").strip()
    if not because or len(because) > LONGEST_REASON:
        raise Refusal(f"差し戻す理由を、{LONGEST_REASON}文字までで入力してください。", status=400, code="reason")
    change.returned_because = because
    return _moved(change, ChangeState.RETURNED, Word.ANSWER_CHANGE_RETURNED, by=by, at=at)


@transaction.atomic
def approve_change(*, change: AnswerChange, by: Actor, at: datetime) -> AnswerEdition:
    """Let it speak: an edition is added, dated as reviewed today, and the worker asks the gaps again."""
    change = _held(change)
    refuse_if(permissions.refusal_to_approve_answer(by, change))
    entry = msgspec.structs.replace(change.entry, reviewed=at.astimezone(JST).date())
    if problems(entry):
        raise Refusal(
            "この変更案は、いまの区の情報と合わなくなりました。", way_on="差し戻して、直してもらってください。"
        )
    number = AnswerEdition.objects.filter(answer=change.answer).count() + 1
    edition = AnswerEdition.objects.create(
        answer=change.answer, number=number, document=_kept(entry), published_at=at, published_by=by.id,
        proposed_by=change.author,
    )  # fmt: skip
    gaps.retry_later(answer=f"answer/{change.answer}", edition=number)
    _moved(change, ChangeState.PUBLISHED, Word.ANSWER_PUBLISHED, by=by, at=at, number=number)
    transaction.on_commit(_speak)
    return edition


def _speak() -> None:
    """Only what is committed is looked up again."""
    editions.forget()
    corpus.forget()


def _kept(entry: FaqEntry) -> dict[str, object]:
    kept = msgspec.to_builtins(entry)
    return {key: value for key, value in kept.items() if value is not None}


def _held(change: AnswerChange) -> AnswerChange:
    return AnswerChange.objects.select_for_update().get(pk=change.pk)


def _moved(
    change: AnswerChange, to: ChangeState, word: Word, *, by: Actor, at: datetime, **detail: object
) -> AnswerChange:
    change.state = CHANGE.after(change.stands, to).value
    change.changed_at = at
    change.save()
    journal.write(subject=change.subject, what=word, by=by, at=at, detail=detail)
    return change
