"""LINE: what people do there becomes turns of the same conversation as on the web; the replies leave through the outbox.

Masked before anything is stored, as everywhere: the turn is kept in the request that brings it, and the outbox holds
only its number, the reply token and the user to whom it goes, until it is delivered.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

import structlog
from django.db import transaction
from django.utils.crypto import salted_hmac

from madoguchi.assistant import line_messages, queries
from madoguchi.assistant.commands import forget as forgetting
from madoguchi.assistant.commands import say as saying
from madoguchi.assistant.line_words import LANGUAGE_NAMES
from madoguchi.assistant.models import Conversation, Turn
from madoguchi.assistant.states import Channel as Through
from madoguchi.gateways import outbox
from madoguchi.gateways.line import channel
from madoguchi.gateways.line.channel import Heard, Kind, Message
from madoguchi.kernel.refusals import Refusal
from madoguchi.ui.limits import Limit

REPLY = "assistant.line_reply"
QUESTIONS = Limit("line", tries=20, seconds=60)
LANGUAGE = "ja"
log = structlog.get_logger(__name__)


def hear(*, heard: Sequence[Heard], at: datetime) -> None:
    """Each event in a transaction of its own; one that was heard before changes nothing."""
    for one in heard:
        with transaction.atomic():
            _hear(one, at)


def reply_due(payload: Mapping[str, object]) -> None:
    """Say it there. Sent again it may be read twice, never lost; whoever left is not followed."""
    there, message = channel.configured(), _message(payload)
    if there is None or message is None:
        return
    reached = there.send(
        user=str(payload["user"]), reply_token=str(payload["token"]), key=str(payload["key"]), messages=[message]
    )
    if not reached:
        log.info("line.not_reached")


def secret_of(user: str) -> str:
    """What stands for a user there: their id itself is kept nowhere."""
    return salted_hmac("madoguchi.line", user, algorithm="sha256").hexdigest()


def _hear(one: Heard, at: datetime) -> None:
    secret = secret_of(one.user)
    if one.kind is Kind.LEFT:
        _forget(secret, at)
    else:
        _take(saying.begin(secret=secret, language=LANGUAGE, at=at, channel=Through.LINE), one, at)


def _forget(secret: str, at: datetime) -> None:
    if (known := queries.conversation_of(secret)) is not None:
        forgetting.forget(conversation=known, at=at)


def _take(conversation: Conversation, one: Heard, at: datetime) -> None:
    known = conversation.turns.filter(key=one.id[:64]).exists()
    if not known and not QUESTIONS.allows(conversation.secret_digest):
        _notify(one, "busy", conversation.language)
        return
    match one.kind:
        case Kind.FOLLOWED:
            _notify(one, "welcome", conversation.language)
        case Kind.OTHER:
            _notify(one, "only_text", conversation.language)
        case Kind.BUTTON if one.text.startswith(line_messages.LANGUAGE):
            _speak(conversation, one)
        case _:
            _answer(conversation, one, at)


def _answer(conversation: Conversation, one: Heard, at: datetime) -> None:
    try:
        with transaction.atomic():
            turn = _turn(conversation, one, at)
    except Refusal as refusal:
        is_long = refusal.code == "long_talk"
        if is_long:
            forgetting.forget(conversation=conversation, at=at)
        _notify(one, "long_talk" if is_long else "gone", conversation.language)
    else:
        _put(one, {"turn": turn.pk})


def _turn(conversation: Conversation, one: Heard, at: datetime) -> Turn:
    language = conversation.language
    if one.kind is Kind.BUTTON:
        choice = one.text.removeprefix(line_messages.CHOICE)
        return saying.choose(conversation=conversation, choice=choice, key=one.id, language=language, at=at)
    return saying.say(conversation=conversation, said=one.text, key=one.id, language=language, at=at)


def _speak(conversation: Conversation, one: Heard) -> None:
    wanted = one.text.removeprefix(line_messages.LANGUAGE)
    language = wanted if wanted in LANGUAGE_NAMES else conversation.language
    Conversation.objects.filter(pk=conversation.pk).update(language=language)
    _notify(one, "speaking", language)


def _notify(one: Heard, notice: str, language: str) -> None:
    _put(one, {"notice": notice, "language": language})


def _put(one: Heard, what: Mapping[str, object]) -> None:
    outbox.put(kind=REPLY, key=one.id, payload={**what, "user": one.user, "token": one.reply_token, "key": one.id})


def _message(payload: Mapping[str, object]) -> Message | None:
    """None where the talk was deleted meanwhile."""
    if "notice" in payload:
        return line_messages.notice(str(payload["notice"]), str(payload["language"]))
    turn = Turn.objects.filter(pk=str(payload["turn"])).first()
    return line_messages.of_turn(turn) if turn else None
