"""A resident's talk with people: handed over by one press, looked at again and again, given up at any time."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from madoguchi.assistant import hours, queries, recognising
from madoguchi.assistant.commands import handing, teaching
from madoguchi.assistant.lives import TICKET_LIVE, ContactWay, TicketState
from madoguchi.assistant.models import Conversation, Ticket, TicketMessage, Turn
from madoguchi.assistant.reading import read
from madoguchi.assistant.talk_words import TALK, TalkWords
from madoguchi.assistant.ways_on import Way
from madoguchi.assistant.web import showing, stream
from madoguchi.assistant.web.asking import conversation_of
from madoguchi.assistant.web.pages import Live, Shown, ShownMessage
from madoguchi.kernel import clock, ids
from madoguchi.kernel.refusals import Refusal
from madoguchi.publications import queries as publications
from madoguchi.ui.components.shapes import Option
from madoguchi.ui.limits import Limit

HANDING = Limit("handing over", tries=10, seconds=600)
SECONDS = "20"


def offer(request: HttpRequest, conversation: Conversation | None, language: str) -> Way | None:
    """The way from an answer to people: where something was said, and nobody has the question yet."""
    if conversation is None or queries.open_ticket(conversation) is not None:
        return None
    words = TalkWords(language)
    return Way(words["hand_over"], reverse("assistant:hand_over"), words["hand_over_text"], posts=True)


@require_POST
def hand_over(request: HttpRequest) -> HttpResponse:
    """One press, and the whole talk is in the section's queue."""
    conversation = conversation_of(request)
    if conversation is None:
        return HttpResponseRedirect(showing.chat_url())
    if not HANDING.allows(request):
        raise HANDING.refusal()
    handing.hand_over(conversation=conversation, way=ContactWay.HERE, address="", at=clock.now())
    return HttpResponseRedirect(showing.chat_url("#chat-live"))


@require_POST
def contact(request: HttpRequest) -> HttpResponse:
    """Another way to hear the answer."""
    ticket = _open_ticket(request)
    if ticket is None:
        return HttpResponseRedirect(showing.chat_url())
    way = request.POST.get("way", "")
    if way not in set(ContactWay):
        raise Refusal("返事を受け取る方法を選んでください。", status=400, code="contact")
    address = request.POST.get("address", "")
    handing.choose_contact(ticket=ticket, way=ContactWay(way), address=address, at=clock.now())
    return HttpResponseRedirect(showing.chat_url("#chat-live"))


@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    """Nobody is needed any more."""
    ticket = _open_ticket(request)
    if ticket is not None:
        handing.withdraw_question(ticket=ticket, at=clock.now())
    return HttpResponseRedirect(showing.chat_url())


@require_POST
def judge(request: HttpRequest) -> HttpResponse:
    """役に立った, or not: of one answer of the reader's own talk."""
    conversation, number = conversation_of(request), request.POST.get("turn", "")
    if conversation is not None and number.isascii() and number.isdecimal() and len(number) < 6:
        helped = request.POST.get("helped") == "yes"
        teaching.judge(conversation=conversation, turn=int(number), helped=helped, at=clock.now())
    return HttpResponseRedirect(showing.chat_url(f"?judged=1#turn-{number[:6]}" if number.isdecimal() else ""))


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """What has been said since, for the script of the page: it asks every few seconds and holds no thread between."""
    conversation = conversation_of(request)
    if conversation is None:
        return HttpResponse("")
    language = showing.language_of(request)
    part = {"messages": messages_of(conversation, language), "live": live_of(conversation, language)}
    return render(request, "assistant/live_part.html", part)


def told_officer(request: HttpRequest, conversation: Conversation) -> HttpResponseBase | None:
    """While an officer has the question, what is typed goes to them; None where the assistant is to answer.

    Where life is in danger both hear it: the numbers to call must not wait for anybody.
    """
    ticket = queries.open_ticket(conversation)
    if ticket is None or ticket.stands not in TICKET_LIVE or request.POST.get("choice"):
        return None
    said, language = request.POST.get("said", ""), showing.language_of(request)
    key = request.POST.get("key", "") or ids.secret()
    message = handing.tell_officer(ticket=ticket, said=said, key=key, at=clock.now())
    if recognising.crisis_in(read(said, language=language).question):
        return None
    if not stream.is_wanted(request):
        return HttpResponseRedirect(showing.chat_url(f"#message-{message.pk}"))
    drawn = render_to_string("assistant/message.html", {"message": shown(message, language)}, request=request)
    return stream.response([("turn", drawn), ("done", "")])


def in_order(
    turns: Sequence[Turn], drawn: Sequence[Shown], messages: Sequence[ShownMessage]
) -> list[tuple[Shown | None, ShownMessage | None]]:
    """The assistant's turns and people's messages in the order in which they were said."""
    entries: list[tuple[datetime, Shown | None, ShownMessage | None]] = [
        (turn.at, one, None) for turn, one in zip(turns, drawn, strict=True)
    ]
    entries += [(message.at, None, message) for message in messages]
    return [(turn, message) for _, turn, message in sorted(entries, key=lambda entry: entry[0])]


def messages_of(conversation: Conversation, language: str) -> list[ShownMessage]:
    """What people said, as the resident sees it."""
    return [shown(message, conversation.language or language) for message in queries.messages_of(conversation)]


def shown(message: TicketMessage, language: str) -> ShownMessage:
    """One message on the resident's side."""
    words = TalkWords(language, section=publications.section(message.ticket.section).name)
    who = words["officer"] if message.is_officer else words["you"]
    return ShownMessage(f"message-{message.pk}", who, message.text, message.is_officer, message.at)


def live_of(conversation: Conversation, language: str) -> Live | None:
    """The panel of the question that was handed over last; None where none was."""
    ticket = queries.last_ticket(conversation)
    if ticket is None or ticket.stands is TicketState.WITHDRAWN:
        return None
    section = publications.section(ticket.section).name
    words = TalkWords(language, section=section, days=settings.CONTACT_DAYS)
    return Live(
        state=ticket.state,
        title=words[ticket.state],
        text=_text(ticket, words, language),
        is_open=ticket.is_open,
        words=words,
        ways=[Option(way.value, words[way.value]) for way in ContactWay],
        way=TALK["chosen"].in_(language).replace("{way}", words[ticket.way]) if ticket.is_open else "",
    )


def _text(ticket: Ticket, words: TalkWords, language: str) -> str:
    match ticket.stands:
        case TicketState.WAITING:
            return hours.promise(clock.now(), language)
        case TicketState.TAKEN | TicketState.ANSWERED:
            return words[f"{ticket.state}_text"]
        case _:
            return ""


def _open_ticket(request: HttpRequest) -> Ticket | None:
    conversation = conversation_of(request)
    return queries.open_ticket(conversation) if conversation else None
