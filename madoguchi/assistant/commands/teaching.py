"""The ranking is taught by people: a phrasing is stored on a passage, or taken back; nothing goes in silently."""

from datetime import datetime

from django.db import transaction

from madoguchi.assistant import corpus as searched
from madoguchi.assistant import permissions, teaching
from madoguchi.assistant.commands.gaps import note_unhelpful
from madoguchi.assistant.models import Conversation, Judgement, StoredQuestion, Turn
from madoguchi.assistant.reading import read
from madoguchi.assistant.states import Exit
from madoguchi.assistant.stored import stored_questions
from madoguchi.assistant.teaching import Gain
from madoguchi.journal import commands as journal
from madoguchi.journal.words import Word
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.passages import Passage
from madoguchi.kernel.refusals import Refusal, refuse_if

ANSWERS, RELATED = 2, 1


def measured(*, passage: Passage, text: str, weight: int = ANSWERS) -> Gain:
    """What storing it would change; nothing is kept."""
    asked = read(text, language="ja").question
    return teaching.gain_of(searched.corpus(), stored_questions(), (passage.id, asked, float(weight)))


@transaction.atomic
def store_question(
    *, passage: Passage, text: str, weight: int, gain: Gain, accepting_loss: bool, by: Actor, at: datetime
) -> StoredQuestion:
    """Store a phrasing; one that makes others worse only where the officer has seen it and says so."""
    refuse_if(permissions.refusal_to_teach(by, passage.owner))
    heard = read(text, language="ja")
    if heard.is_empty or weight not in {ANSWERS, RELATED}:
        raise Refusal("登録する聞き方を、ことばで書いてください。", status=400, code="empty")
    if gain.is_loss and not accepting_loss:
        raise Refusal(
            "この聞き方を登録すると、ほかの質問の答えが見つかりにくくなります。",
            way_on="変わる質問を確かめてから、登録するかどうかを決めてください。",
            code="loss",
        )
    made, is_new = StoredQuestion.objects.get_or_create(
        passage=passage.id,
        text=heard.text,
        undone_at=None,
        defaults={
            "language": heard.language,
            "weight": weight,
            "section": passage.owner,
            "stored_by": by.id,
            "stored_name": by.name[:200],
            "stored_at": at,
            "measured": gain.as_kept(),
        },
    )
    if not is_new:
        return made
    journal.write(
        subject=made.subject, what=Word.QUESTION_STORED, by=by, at=at, detail={"passage": passage.id, "weight": weight}
    )
    return made


@transaction.atomic
def unstore_question(*, stored: StoredQuestion, by: Actor, at: datetime) -> StoredQuestion:
    """Take it back: from now on the ranking is what it was without it."""
    stored = StoredQuestion.objects.select_for_update().get(pk=stored.pk)
    refuse_if(permissions.refusal_to_teach(by, stored.section))
    if stored.undone_at is None:
        stored.undone_at = at
        stored.save(update_fields=["undone_at"])
        journal.write(subject=stored.subject, what=Word.QUESTION_UNSTORED, by=by, at=at)
    return stored


@transaction.atomic
def judge(*, conversation: Conversation, turn: int, helped: bool, at: datetime) -> Judgement | None:
    """The resident says whether an answer helped; it goes to a staff queue and never straight into the ranking."""
    found = conversation.turns.filter(number=turn, exit=Exit.STATED.value).first()
    if found is None:
        return None
    judgement, is_new = Judgement.objects.get_or_create(turn=found, defaults={"helped": helped, "at": at})
    if is_new and not helped:
        note_unhelpful(turn=found, owner=found.answer.sources[0].owner, at=at)
    return judgement


@transaction.atomic
def pass_over(*, turn: Turn, section: str, by: Actor, at: datetime) -> None:
    """The phrasing is not worth storing."""
    refuse_if(permissions.refusal_to_teach(by, section))
    Judgement.objects.filter(turn=turn).update(settled=True)
    journal.write(subject=f"turn/{turn.pk}", what=Word.SUGGESTION_PASSED_OVER, by=by, at=at)


def settle(*, turn: Turn) -> None:
    """The suggestion was stored."""
    Judgement.objects.filter(turn=turn).update(settled=True)
