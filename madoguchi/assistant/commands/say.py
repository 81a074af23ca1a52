"""A resident says something, or chooses among three; it is masked before it is kept, and kept once."""

from datetime import datetime
from functools import partial

from django.db import transaction

from madoguchi.assistant import answering, finding
from madoguchi.assistant.announcements import Answered, GapFound
from madoguchi.assistant.models import Conversation, Turn
from madoguchi.assistant.reading import read
from madoguchi.assistant.replies import Reply, as_kept
from madoguchi.assistant.states import Channel, Exit
from madoguchi.kernel import ids
from madoguchi.kernel.announcing import announce
from madoguchi.kernel.refusals import Refusal

# Longer talks are begun anew: a page of a hundred answers helps nobody.
MOST_TURNS = 100
NONE_FITS = "none"


@transaction.atomic
def begin(*, secret: str, language: str, at: datetime, channel: Channel = Channel.WEB, topic: str = "") -> Conversation:
    """Open a conversation for whoever holds the secret; the same secret opens the same one."""
    conversation, _ = Conversation.objects.get_or_create(
        secret_digest=ids.digest(secret),
        defaults={
            "channel": channel.value, "language": language, "topic": topic[:120], "began_at": at, "last_at": at,
        },
    )  # fmt: skip
    return conversation


def say(*, conversation: Conversation, said: str, key: str, language: str, at: datetime) -> Turn:
    """Say something; `key` is the press of the button, and the same press gives the same turn.

    The answer is found before the transaction begins: SQLite has one writer, and ranking takes longest.
    """
    heard = read(said, language=language)
    reply = answering.reply_to(heard, at=at)
    with transaction.atomic():
        before = _kept(conversation, key)
        return before or _keep(conversation, key, said=heard.text, language=heard.language, reply=reply, at=at)


@transaction.atomic
def choose(*, conversation: Conversation, choice: str, key: str, language: str, at: datetime) -> Turn:
    """Choose among the three that were offered last, or say that none of them fits."""
    before = _kept(conversation, key)
    if before is not None:
        return before
    asked = conversation.turns.filter(reply__has_key="choices").order_by("-number").first()
    nearest = asked.answer.nearest if asked else ()
    language = asked.language if asked else language
    if choice == NONE_FITS:
        reply = answering.none_fits(language=language, nearest=nearest, owner=asked.answer.owner if asked else "")
        return _keep(
            conversation, key, said=asked.said if asked else "", language=language, reply=reply, at=at, chosen=True
        )
    passage = finding.passage(choice)
    if passage is None:
        raise Refusal("選んだ答えは、いまはお見せできません。", way_on="もう一度、ことばで聞いてください。", status=404)
    reply = answering.chosen(passage, asked.said if asked else "", language=language, nearest=nearest)
    return _keep(
        conversation, key, said=passage.title.in_(language)[:600], language=language, reply=reply, at=at, chosen=True
    )


@transaction.atomic
def reword(*, turn: Turn, wording: str) -> None:
    """Keep the words of a model beside the ward's, once they are verified."""
    Turn.objects.filter(pk=turn.pk, exit=Exit.STATED.value).update(wording=wording)
    turn.wording = wording


def _kept(conversation: Conversation, key: str) -> Turn | None:
    """The turn of this press. The conversation's row is held, so that two presses stand in a queue."""
    Conversation.objects.select_for_update().get(pk=conversation.pk)
    return conversation.turns.filter(key=key[:64]).first()


def _keep(
    conversation: Conversation, key: str, *, said: str, language: str, reply: Reply, at: datetime, chosen: bool = False
) -> Turn:
    number = conversation.turns.count() + 1
    if number > MOST_TURNS:
        raise Refusal(
            "長いやりとりになりました。", way_on="「この会話を消す」を押して、新しく始めてください。", code="long_talk"
        )
    turn = Turn.objects.create(
        conversation=conversation,
        number=number,
        key=key[:64],
        at=at,
        said=said,
        language=language,
        exit=reply.exit.value,
        source=reply.sources[0].id[:200] if reply.exit is Exit.STATED else "",
        chosen=chosen,
        probability=reply.probability,
        reply=as_kept(reply),
    )
    Conversation.objects.filter(pk=conversation.pk).update(last_at=max(at, conversation.last_at))
    transaction.on_commit(partial(_tell, turn, reply))
    return turn


def _tell(turn: Turn, reply: Reply) -> None:
    id_ = str(turn.conversation.pk)
    announce(Answered(id_, turn.number, reply.exit, reply.nearest, turn.at))
    if reply.exit is Exit.NO_PAGE:
        announce(GapFound(id_, turn.number, turn.said, turn.language, reply.nearest, reply.owner, turn.at))
