"""From what is kept to what a page shows."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse

from madoguchi.assistant import eligibility, sheets, ways_on, words
from madoguchi.assistant.models import Conversation, Turn
from madoguchi.assistant.replies import Source
from madoguchi.assistant.states import Exit
from madoguchi.assistant.talk_words import TalkWords
from madoguchi.assistant.web.pages import Person, Shown
from madoguchi.assistant.words import Words
from madoguchi.kernel import clock, ids
from madoguchi.publications import queries as publications
from madoguchi.ui.context import address


def language_of(request: HttpRequest) -> str:
    """The reader's language as `kernel.text` calls it."""
    return str(getattr(request, "language", "ja"))


def person(request: HttpRequest, conversation: Conversation | None) -> Person:
    """The way to a human being that stands on every page."""
    ward, language = publications.ward(), language_of(request)
    return Person(
        name=ward.phone_centre,
        phone=ward.phone,
        hours=ward.phone_hours.in_(language),
        is_open=ways_on.telephone_is_open(clock.now()),
        ways=ways_on.ways_for(request, conversation, language),
    )


def shown(turns: Sequence[Turn], *, asks_help: bool = True) -> list[Shown]:
    """The turns in order; only of the last one the choices can be pressed, and whether it helped can be said."""
    return [one(turn, is_last=turn is turns[-1], asks_help=asks_help) for turn in turns]


def one(turn: Turn, *, is_last: bool = True, asks_help: bool = True) -> Shown:
    """One turn, each in the language it was asked in."""
    reply = turn.answer
    return Shown(
        number=turn.number,
        said=turn.said,
        said_language=turn.language,
        chosen=turn.chosen,
        reply=reply,
        wording=turn.wording,
        is_last=is_last,
        words=Words(reply.language),
        ways=[*_benefits(turn.said, reply.language), *_ways(reply.exit, reply.language)],
        key=ids.secret(),
        talk=TalkWords(reply.language),
        asks_help=is_last and reply.exit is Exit.STATED and asks_help,
        may_apply=_may_apply(reply.sources),
    )


def _benefits(said: str, language: str) -> list[tuple[str, str]]:
    """「何がもらえる？」 is answered by the definitions' own rules, on a page of its own."""
    return (
        [(words.word("benefits", language), reverse("assistant:eligibility"))] if eligibility.is_asked_in(said) else []
    )


def _may_apply(sources: Sequence[Source]) -> frozenset[str]:
    """The procedures of these sources that can be applied for now."""
    found = {source.procedure for source in sources if source.procedure}
    open_ = {id_: publications.in_force(id_) for id_ in found}
    return frozenset(id_ for id_, compiled in open_.items() if compiled is not None and sheets.is_open(compiled))


def _ways(way: Exit, language: str) -> list[tuple[str, str]]:
    """Links of the house for an exit that gives no answer."""
    match way:
        case Exit.PERSONAL:
            found = [("login", "account_login"), ("status", "procedures:status")]
        case Exit.OFF_TOPIC | Exit.NO_PAGE | Exit.PERSON | Exit.EMPTY:
            found = [("search", "search:results"), ("home", "procedures:home")]
        case _:
            found = []
    return [(words.word(key, language), url) for key, name in found if (url := address(name))]


def chat_url(suffix: str = "") -> str:
    """The conversation's page, at its end."""
    return reverse("assistant:chat") + suffix
