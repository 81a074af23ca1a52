"""The gap ledger kept: a question without a page becomes a line, is owned and dated, asked again, and closed by answers."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from madoguchi.assistant import answering, editions, likeness, permissions, stored
from madoguchi.assistant import corpus as searched
from madoguchi.assistant.announcements import AnswerJudged, GapFound
from madoguchi.assistant.lives import GAP, GapState
from madoguchi.assistant.models import Gap, GapQuestion, Turn
from madoguchi.assistant.reading import read
from madoguchi.assistant.states import Exit
from madoguchi.gateways import outbox
from madoguchi.journal import commands as journal
from madoguchi.journal.words import Word
from madoguchi.kernel import clock, opening_days
from madoguchi.kernel.actors import SYSTEM, Actor
from madoguchi.kernel.clock import JST
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.publications import queries as publications

NOTE = "assistant.gap"
PUBLISHED = "assistant.published"
OPEN_DAYS_TO_ANSWER = 10
LONGEST_REASON = 500


def note_later(event: GapFound) -> None:
    """Grouping takes a moment, so the worker does it; only which turn it was is put down, not what was said."""
    outbox.put(
        kind=NOTE,
        key=f"{event.conversation}/{event.turn}",
        payload={"conversation": event.conversation, "turn": event.turn, "owner": event.owner},
    )


def note_due(payload: Mapping[str, object]) -> None:
    """The act behind outbox entries of kind "assistant.gap"; a talk deleted since leaves nothing to note."""
    turn = Turn.objects.filter(
        conversation=UUID(str(payload["conversation"])), number=int(str(payload["turn"]))
    ).first()
    if turn is None:
        return
    text = stored.asked_in(turn) or turn.said
    note(text=text, language=turn.language, owner=str(payload["owner"]), key=f"turn/{turn.pk}", at=turn.at)


@transaction.atomic
def note(*, text: str, language: str, owner: str, key: str, at: datetime, passage: str = "") -> Gap | None:
    """Put a question to the gap that asks for the same thing, or open a line for it."""
    if read(text, language=language).is_empty or GapQuestion.objects.filter(key=key).exists():
        return None
    found = Gap.objects.filter(state=GapState.OPEN.value, passage=passage).order_by("pk").select_for_update()
    open_gaps = {gap.pk: gap for gap in found}
    gap = next(iter(open_gaps.values()), None) if passage else open_gaps.get(_alike(text, list(open_gaps)) or 0)
    if gap is None:
        gap = Gap.objects.create(
            title=text, section=_owner(owner), passage=passage, due=_due(at), opened_at=at, last_at=at
        )
        journal.write(subject=gap.subject, what=Word.GAP_OPENED, by=SYSTEM, at=at, detail={"section": gap.section})
    elif at > gap.last_at:
        gap.last_at = at
        gap.save(update_fields=["last_at"])
    GapQuestion.objects.create(gap=gap, key=key[:80], text=text[:600], language=language, at=at)
    return gap


def note_judged(event: AnswerJudged) -> None:
    """An answer of よくある質問 that did not help: its own line, counted."""
    entry = editions.entry(event.answer)
    if event.helped or entry is None:
        return
    key = f"judged/{event.answer}/{event.at.isoformat()}"[:80]
    note(
        text=entry.question.ja, language=event.language, owner=event.owner, key=key, at=event.at,
        passage=f"answer/{event.answer}",
    )  # fmt: skip


def note_unhelpful(*, turn: Turn, owner: str, at: datetime) -> None:
    """An answer in a talk that did not help, with the words it was asked in."""
    text = stored.asked_in(turn) or turn.said
    note(text=text, language=turn.language, owner=owner, key=f"turn/{turn.pk}", at=at, passage=turn.source)


@transaction.atomic
def assign_gap(*, gap: Gap, section: str, due: date, by: Actor, at: datetime) -> Gap:
    """Say whose it is, and until when."""
    gap = _held(gap)
    refuse_if(permissions.refusal_to_keep_gap(by, gap))
    if section not in {known.id for known in publications.catalog().sections}:
        raise Refusal("担当課を選んでください。", status=400, code="section")
    if due < at.astimezone(JST).date() or due.year > at.year + 2:
        raise Refusal("期限は、今日から2年のうちの日にしてください。", status=400, code="due")
    gap.section, gap.due = section, due
    gap.save(update_fields=["section", "due"])
    journal.write(
        subject=gap.subject, what=Word.GAP_ASSIGNED, by=by, at=at, detail={"section": section, "due": due.isoformat()}
    )
    return gap


@transaction.atomic
def dismiss_gap(*, gap: Gap, because: str, by: Actor, at: datetime) -> Gap:
    """It is not for the ward to answer; why is kept."""
    gap = _held(gap)
    refuse_if(permissions.refusal_to_keep_gap(by, gap))
    because = because.replace("\0", "").strip()
    if not because or len(because) > LONGEST_REASON:
        raise Refusal(f"対象外とする理由を、{LONGEST_REASON}文字までで入力してください。", status=400, code="reason")
    gap.because = because
    _ended(gap, GapState.DISMISSED, at)
    journal.write(subject=gap.subject, what=Word.GAP_DISMISSED, by=by, at=at)
    return gap


@transaction.atomic
def retry_gap(*, gap: Gap, answer: str, by: Actor, at: datetime) -> tuple[int, int]:
    """Ask every question of the gap again; close those that `answer` (a passage) or any statement now answers.

    How many are answered now, and how many are still open. The gap is closed when none is.
    """
    gap = _held(gap)
    refuse_if(permissions.refusal_to_keep_gap(by, gap))
    searched.forget()
    waiting = list(gap.questions.filter(answered_at__isnull=True))
    now_answered = [one.pk for one in waiting if _is_answered(one, answer, at)]
    GapQuestion.objects.filter(pk__in=now_answered).update(answered_at=at)
    left = len(waiting) - len(now_answered)
    if not left:
        _ended(gap, GapState.CLOSED, at)
    journal.write(
        subject=gap.subject, what=Word.GAP_RETRIED if left else Word.GAP_CLOSED, by=by, at=at,
        detail={"answered": len(now_answered), "left": left, "answer": answer},
    )  # fmt: skip
    return len(now_answered), left


def retry_later(*, answer: str, edition: int) -> None:
    """An answer was published: the worker asks again what may now be answered by it.

    It takes as long as there are open questions, and whoever publishes holds the journal's turn until the commit.
    """
    outbox.put(kind=PUBLISHED, key=f"{answer}/{edition}", payload={"answer": answer})


def retry_due(payload: Mapping[str, object]) -> None:
    """The act behind outbox entries of kind "assistant.published"; a second time it finds nothing left to close."""
    editions.forget()
    searched.forget()
    retry_all(answer=str(payload["answer"]), by=SYSTEM, at=clock.now())


def retry_all(*, answer: str, by: Actor, at: datetime) -> list[Gap]:
    """Ask every open gap again; the gaps that `answer` closed. Nothing is held while it asks."""
    closed = []
    for gap in Gap.objects.filter(state=GapState.OPEN.value).order_by("pk"):
        waiting = gap.questions.filter(answered_at__isnull=True)
        now = [one.pk for one in waiting if _is_answered(one, answer, at)]
        if now and (ended := _note_answered(gap, now, answer=answer, by=by, at=at)) is not None:
            closed.append(ended)
    return closed


@transaction.atomic
def _note_answered(gap: Gap, now: list[int], *, answer: str, by: Actor, at: datetime) -> Gap | None:
    """The gap, where nothing is left of it; one that somebody closed or dismissed meanwhile is passed over."""
    held = Gap.objects.select_for_update().filter(pk=gap.pk, state=GapState.OPEN.value).first()
    if held is None:
        return None
    answered = held.questions.filter(pk__in=now, answered_at__isnull=True).update(answered_at=at)
    left = held.questions.filter(answered_at__isnull=True).count()
    if not left:
        _ended(held, GapState.CLOSED, at)
    journal.write(
        subject=held.subject, what=Word.GAP_RETRIED if left else Word.GAP_CLOSED, by=by, at=at,
        detail={"answered": answered, "left": left, "answer": answer},
    )  # fmt: skip
    return None if left else held


def _is_answered(one: GapQuestion, answer: str, at: datetime) -> bool:
    """With a named answer: it is stated, or stands first of the three. Without: something is stated."""
    reply = answering.answer(one.text, language=one.language, at=at)
    if not answer:
        return reply.exit is Exit.STATED
    if reply.exit is Exit.STATED:
        return reply.sources[0].id == answer
    return reply.exit is Exit.CHOICES and reply.choices[0].id == answer


def _alike(text: str, gaps: list[int]) -> int | None:
    asked = GapQuestion.objects.filter(gap__in=gaps, answered_at__isnull=True).values_list("gap", "text")
    return likeness.most_alike(text, asked.distinct(), searched.corpus())


def _owner(owner: str) -> str:
    known = {section.id for section in publications.catalog().sections}
    return owner if owner in known else publications.general_counter().id


def _due(at: datetime) -> date:
    return opening_days.add_open_days(at.astimezone(JST).date(), OPEN_DAYS_TO_ANSWER)


def _held(gap: Gap) -> Gap:
    held = Gap.objects.select_for_update().get(pk=gap.pk)
    if held.stands is not GapState.OPEN:
        refuse_if(GAP.refusal_to_move(held.stands, GapState.CLOSED))
    return held


def _ended(gap: Gap, to: GapState, at: datetime) -> None:
    gap.state, gap.ended_at = GAP.after(gap.stands, to).value, at
    gap.save()
