"""The conversation's pages: a plain form that works everywhere, and the same answers as a stream for those with scripts."""

import re
from collections.abc import Iterator
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_POST, require_safe

from madoguchi.assistant import queries, recognising, rewording
from madoguchi.assistant.commands import forget as forgetting
from madoguchi.assistant.commands import say as saying
from madoguchi.assistant.models import Conversation, Turn
from madoguchi.assistant.reading import LONGEST_KEPT, LONGEST_READ
from madoguchi.assistant.talk_words import TalkWords
from madoguchi.assistant.web import showing, stream, talk
from madoguchi.assistant.web.asking import COOKIE, conversation_of
from madoguchi.assistant.web.pages import ChatPage
from madoguchi.assistant.words import Words, word
from madoguchi.kernel import clock, ids
from madoguchi.ui.limits import Limit

PUBLIC_PAGE = re.compile(r"/(?:procedures|events|answers|facilities|consultations|figures)/(?:[a-z0-9-]{1,80}/)?")
QUESTIONS = Limit("chat", tries=20, seconds=60)


@require_safe
def chat(request: HttpRequest) -> HttpResponse:
    """The conversation so far; `?q=` brings a question along, `?about=` the page one comes from."""
    response = _page(request, conversation_of(request), typed=request.GET.get("q", "")[:LONGEST_KEPT])
    if (
        request.GET.get("watch") == "1"
    ):  # only where the reader asked for it: a page that renews itself loses what is typed
        response.headers["Refresh"] = talk.SECONDS
    return response


@require_POST
def say(request: HttpRequest) -> HttpResponseBase:
    """One question, or one choice among three."""
    conversation = conversation_of(request)
    if not QUESTIONS.allows(request):
        return _busy(request, conversation)
    secret = "" if conversation else ids.secret()
    language, at = showing.language_of(request), clock.now()
    conversation = conversation or saying.begin(
        secret=secret, language=language, at=at, topic=_topic(request.POST.get("about", ""))
    )
    told = talk.told_officer(request, conversation)
    if told is not None:
        return told
    turn = _said(request, conversation)
    response: HttpResponseBase
    if stream.is_wanted(request):
        response = stream.response(_events(request, turn))
    else:
        response = HttpResponseRedirect(showing.chat_url(f"#turn-{turn.number}"))
    if secret:
        _keep(response, secret)
    return response


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """The resident has it deleted, at once."""
    conversation = conversation_of(request)
    if conversation is not None:
        forgetting.forget(conversation=conversation, at=clock.now())
    response = HttpResponseRedirect(showing.chat_url("?forgotten=1"))
    response.delete_cookie(COOKIE, path=reverse("assistant:chat"))
    return response


def _said(request: HttpRequest, conversation: Conversation) -> Turn:
    key, language, at = request.POST.get("key", "") or ids.secret(), showing.language_of(request), clock.now()
    choice = request.POST.get("choice", "")
    if choice:
        return saying.choose(conversation=conversation, choice=choice, key=key, language=language, at=at)
    said = request.POST.get("said", "")
    return saying.say(conversation=conversation, said=said, key=key, language=language, at=at)


def _events(request: HttpRequest, turn: Turn) -> Iterator[tuple[str, str]]:
    """The answer at once; then, where a model gives words that stand the test, the same turn with them."""
    with translation.override(_django_language(turn.answer.language)):
        yield "turn", _drawn(request, turn)
    wording = rewording.wording_for(turn)
    if wording:
        saying.reword(turn=turn, wording=wording)
        with translation.override(_django_language(turn.answer.language)):
            yield "turn", _drawn(request, turn)
    yield "done", ""


def _drawn(request: HttpRequest, turn: Turn) -> str:
    return render_to_string("assistant/turn.html", {"turn": showing.one(turn)}, request=request)


def _django_language(language: str) -> str:
    return "ja-easy" if language == "easy" else language


def _busy(request: HttpRequest, conversation: Conversation | None) -> HttpResponseBase:
    """Too many in a minute: a kind word, and what was typed is still there."""
    if stream.is_wanted(request):
        words = Words(showing.language_of(request))
        return stream.response([("busy", render_to_string("assistant/busy.html", {"words": words})), ("done", "")])
    typed = request.POST.get("said", "")[:LONGEST_READ]
    response = _page(request, conversation, typed=typed, is_busy=True)
    response.status_code = HTTPStatus.TOO_MANY_REQUESTS
    return response


def _page(
    request: HttpRequest, conversation: Conversation | None, *, typed: str = "", is_busy: bool = False
) -> HttpResponse:
    language = showing.language_of(request)
    words = Words(language)
    judged = request.GET.get("judged") == "1"
    turns = queries.turns_of(conversation) if conversation else []
    shown = showing.shown(turns, asks_help=not judged)
    page = ChatPage(
        words=words,
        crumbs=((words["top"], "/"), (words["title"], "")),
        turns=shown,
        entries=talk.in_order(turns, shown, talk.messages_of(conversation, language) if conversation else []),
        live=talk.live_of(conversation, language) if conversation else None,
        examples=[text.in_(language) for text in recognising.guide().examples],
        person=showing.person(request, conversation),
        key=ids.secret(),
        typed=typed,
        topic=_topic(request.GET.get("about", "")),
        kept=word("kept", language).replace("{days}", str(settings.CHAT_DAYS)),
        is_busy=is_busy,
        judged=TalkWords(language)["judged"] if judged else "",
        forgotten=request.GET.get("forgotten") == "1",
        most_typed=LONGEST_KEPT,
    )
    return render(request, "assistant/chat.html", {"page": page})


def _topic(path: str) -> str:
    """The public page one comes from; an address that holds a code or a number of somebody is not kept."""
    return path if PUBLIC_PAGE.fullmatch(path) else ""


def _keep(response: HttpResponseBase, secret: str) -> None:
    response.set_signed_cookie(
        COOKIE,
        secret,
        path=reverse("assistant:chat"),
        httponly=True,
        samesite="Lax",
        secure=settings.BEHIND_TLS,
    )
