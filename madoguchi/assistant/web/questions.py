"""The queue of questions that were handed to people, and one question with its talk."""

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from madoguchi.assistant import finding, hours, permissions, queries
from madoguchi.assistant.commands import attending
from madoguchi.assistant.lives import CONTACT_LABEL, TICKET_LABEL, TICKET_LIVE, ContactWay, TicketState
from madoguchi.assistant.models import Ticket, TicketMessage, Turn
from madoguchi.assistant.states import LABEL
from madoguchi.assistant.web.desk_pages import QuestionPage, QuestionsPage, ShownTurn
from madoguchi.assistant.web.pages import ShownMessage
from madoguchi.kernel import clock, ids
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.publications import queries as publications
from madoguchi.ui.components.shapes import Cell, Column, Option, Table, Tag

LIST = "区民の質問"
KIND: dict[TicketState, str] = {
    TicketState.WAITING: "warning",
    TicketState.TAKEN: "key",
    TicketState.ANSWERED: "info",
    TicketState.CLOSED: "success",
    TicketState.WITHDRAWN: "neutral",
}
DONE = {
    "taken": "担当になりました。区民の画面には「職員が対応しています」と出ています。",
    "put-back": "担当を外しました。ほかの職員が引き継げます。",
    "passed-on": "ほかの課に渡しました。",
    "answered": "送りました。",
    "closed": "終わりにしました。",
}


@require_safe
def questions(request: HttpRequest, by: Actor) -> HttpResponse:
    """The queue of the officer's section; auditors may look at others."""
    section = request.GET.get("section") or by.section
    refuse_if(permissions.refusal_to_see_questions(by, section))
    open_to = [
        one for one in publications.catalog().sections if permissions.refusal_to_see_questions(by, one.id) is None
    ]
    waiting, ended = queries.queue(section), queries.ended(section)
    page = QuestionsPage(
        section=publications.section(section).name,
        sections=[Option(one.id, one.name) for one in open_to] if len(open_to) > 1 else [],
        chosen_section=section,
        hours=hours.promise(clock.now(), "ja"),
        waiting=Table(
            ["質問", "状態", "返事", "担当", Column("待ち時間", number=True)], [_row(one) for one in waiting]
        ),
        ended=Table(["質問", "終わり方", "担当", "終わった日時"], [_ended_row(one) for one in ended]),
        is_empty=not waiting,
    )
    return render(request, "assistant/desk/questions.html", {"page": page})


@require_safe
def question(request: HttpRequest, by: Actor, ticket_id: UUID) -> HttpResponse:
    """One question; who opened it stands in the journal."""
    ticket = _found(ticket_id)
    attending.note_view(ticket=ticket, by=by, at=clock.now())
    return render(
        request, "assistant/desk/question.html", {"page": _page(ticket, by, done=request.GET.get("done", ""))}
    )


@require_safe
def said(request: HttpRequest, by: Actor, ticket_id: UUID) -> HttpResponse:
    """What was said since, for the script of the page."""
    ticket = _found(ticket_id)
    refuse_if(permissions.refusal_to_view_question(by, ticket))
    return render(request, "assistant/desk/said.html", {"page": _page(ticket, by)})


@require_POST
def act(request: HttpRequest, by: Actor, ticket_id: UUID) -> HttpResponse:
    """One press: take it, take it over, put it back, hand it on, close it."""
    ticket, at = _found(ticket_id), clock.now()
    match request.POST.get("act", ""):
        case "take":
            attending.take_question(ticket=ticket, by=by, at=at)
            done = "taken"
        case "take-over":
            attending.take_over_question(ticket=ticket, by=by, at=at)
            done = "taken"
        case "put-back":
            attending.put_back_question(ticket=ticket, by=by, at=at)
            done = "put-back"
        case "pass-on":
            attending.pass_on_question(ticket=ticket, section=request.POST.get("section", ""), by=by, at=at)
            return HttpResponseRedirect(f"{reverse('learning:questions')}?done=passed-on")
        case "close":
            attending.close_question(ticket=ticket, by=by, at=at)
            done = "closed"
        case _:
            raise Http404("no such act")
    return HttpResponseRedirect(f"{reverse('learning:question', args=[ticket.pk])}?done={done}")


@require_POST
def answer(request: HttpRequest, by: Actor, ticket_id: UUID) -> HttpResponse:
    """What the officer says; where it is refused for its form, it is still there."""
    ticket, text = _found(ticket_id), request.POST.get("said", "")
    key = request.POST.get("key", "") or ids.secret()
    try:
        attending.answer_question(ticket=ticket, said=text, key=key, by=by, at=clock.now())
    except Refusal as refusal:
        if refusal.status != 400:
            raise
        page = _page(ticket, by, typed=text[: attending.LONGEST_MESSAGE * 2], error=refusal.message)
        return render(request, "assistant/desk/question.html", {"page": page}, status=400)
    return HttpResponseRedirect(f"{reverse('learning:question', args=[ticket.pk])}?done=answered#answer")


def _found(ticket_id: UUID) -> Ticket:
    found = queries.ticket(ticket_id)
    if found is None:
        raise Http404("no such question")
    return found


def _row(ticket: Ticket) -> list[str | Cell]:
    minutes = int((clock.now() - ticket.asked_at).total_seconds() // 60)
    waited = (
        f"{minutes}分" if minutes < 100 else f"{minutes // 60}時間" if minutes < 60 * 48 else f"{minutes // 1440}日"
    )
    return [
        Cell(ticket.question or "（質問なし）", reverse("learning:question", args=[ticket.pk])),
        Cell(TICKET_LABEL[ticket.stands], kind=KIND[ticket.stands]),
        CONTACT_LABEL[ticket.contact_way],
        ticket.taken_name or "―",
        waited,
    ]


def _ended_row(ticket: Ticket) -> list[str | Cell]:
    return [
        Cell(ticket.question or "（会話は消えました）", reverse("learning:question", args=[ticket.pk])),
        TICKET_LABEL[ticket.stands],
        ticket.taken_name or "―",
        moment(ticket.ended_at),
    ]


def moment(at: datetime | None) -> str:
    """A moment as the desk writes it."""
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""


def _messages(ticket: Ticket) -> list[TicketMessage]:
    if ticket.conversation is None:
        return []
    return queries.messages_of(ticket.conversation)


def _message(message: TicketMessage) -> ShownMessage:
    who = f"{message.name}（職員）" if message.is_officer else "区民"
    return ShownMessage(f"message-{message.pk}", who, message.text, message.is_officer, message.at)


def _turn(turn: Turn) -> ShownTurn:
    reply = turn.answer
    return ShownTurn(
        said=turn.said,
        exit=LABEL[turn.way],
        lines=[line for quoted in reply.sentences for line in quoted.text],
        sources=[Cell(source.title, source.link) for source in reply.sources],
        choices=[choice.title for choice in reply.choices],
        at=moment(turn.at),
    )


def _page(ticket: Ticket, by: Actor, *, done: str = "", typed: str = "", error: str = "") -> QuestionPage:
    turns = queries.turns_of(ticket.conversation) if ticket.conversation else []
    entries: list[tuple[datetime, ShownTurn | None, ShownMessage | None]] = [(t.at, _turn(t), None) for t in turns]
    entries += [(one.at, None, _message(one)) for one in _messages(ticket)]
    taking, answering = (
        permissions.refusal_to_take_question(by, ticket),
        permissions.refusal_to_answer_question(by, ticket),
    )
    contact = queries.contact_of(ticket) if permissions.refusal_to_see_contact(by, ticket) is None else ""
    return QuestionPage(
        trail=((LIST, reverse("learning:questions")), (ticket.question[:20] or "質問", "")),
        id=str(ticket.pk),
        question=ticket.question or "（質問なし）",
        state=Tag(TICKET_LABEL[ticket.stands], KIND[ticket.stands]),
        is_open=ticket.is_open,
        facts=_facts(ticket),
        entries=[(turn, message) for _, turn, message in sorted(entries, key=lambda one: one[0])],
        tried=[(one.id, one.title.ja, one.link) for id_ in ticket.tried if (one := finding.passage(str(id_)))],
        live_url=reverse("learning:said", args=[ticket.pk]) if ticket.stands in TICKET_LIVE else "",
        key=ids.secret(),
        typed=typed,
        error=error,
        done=DONE.get(done, ""),
        contact=contact,
        mails=ticket.contact_way is ContactWay.MAIL,
        may_take="" if taking is None else taking.message,
        may_take_over=permissions.refusal_to_take_over(by, ticket) is None,
        may_answer="" if answering is None else answering.message,
        may_put_back=answering is None and permissions.refusal_to_put_back(by, ticket) is None,
        may_close=permissions.refusal_to_close_question(by, ticket) is None,
        may_pass_on=permissions.refusal_to_pass_on(by, ticket) is None,
        may_teach=_teaching(ticket, by),
        sections=[Option(one.id, one.name) for one in publications.catalog().sections if one.id != ticket.section],
        most_typed=attending.LONGEST_MESSAGE,
    )


def _teaching(ticket: Ticket, by: Actor) -> bool:
    return bool(ticket.question) and permissions.refusal_to_teach(by, ticket.section) is None


def _facts(ticket: Ticket) -> list[tuple[str, str]]:
    return [
        ("担当課", publications.section(ticket.section).name),
        ("受けた日時", moment(ticket.asked_at)),
        ("返事のしかた", CONTACT_LABEL[ticket.contact_way]),
        ("担当者", ticket.taken_name or "まだいません"),
        ("言語", ticket.language),
    ]
