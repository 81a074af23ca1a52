"""Officers take questions, talk with the resident who waits, answer, hand on and close."""

from datetime import datetime

from django.db import transaction

from madoguchi.assistant import permissions
from madoguchi.assistant.commands.handing import add_message
from madoguchi.assistant.lives import TICKET, ContactWay, Speaker, TicketState
from madoguchi.assistant.models import Ticket, TicketContact, TicketMessage
from madoguchi.gateways import mail
from madoguchi.gateways.mail import Mail
from madoguchi.journal import commands as journal
from madoguchi.journal.words import Word
from madoguchi.kernel.actors import SYSTEM, Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.publications import queries as publications

LONGEST_MESSAGE = 2000
AT_ONCE = 500


def note_view(*, ticket: Ticket, by: Actor, at: datetime) -> None:
    """Who looked into a talk stands in the journal."""
    refuse_if(permissions.refusal_to_view_question(by, ticket))
    journal.write(subject=ticket.subject, what=Word.QUESTION_VIEWED, by=by, at=at)


@transaction.atomic
def take_question(*, ticket: Ticket, by: Actor, at: datetime) -> Ticket:
    """Become the one who answers; of two who press together the second is told who was first."""
    ticket = _held(ticket)
    refuse_if(permissions.refusal_to_take_question(by, ticket))
    return _taken(ticket, Word.QUESTION_TAKEN, by=by, at=at)


@transaction.atomic
def take_over_question(*, ticket: Ticket, by: Actor, at: datetime) -> Ticket:
    """Take it from a colleague."""
    ticket = _held(ticket)
    refuse_if(permissions.refusal_to_take_over(by, ticket))
    return _taken(ticket, Word.QUESTION_TAKEN, by=by, at=at, instead_of=ticket.taken_by)


@transaction.atomic
def put_back_question(*, ticket: Ticket, by: Actor, at: datetime) -> Ticket:
    """Give it back to the queue; all that was said stays."""
    ticket = _held(ticket)
    refuse_if(permissions.refusal_to_put_back(by, ticket))
    ticket.taken_by = ticket.taken_name = ""
    _moved(ticket, TicketState.WAITING)
    journal.write(subject=ticket.subject, what=Word.QUESTION_PUT_BACK, by=by, at=at)
    return ticket


@transaction.atomic
def pass_on_question(*, ticket: Ticket, section: str, by: Actor, at: datetime) -> Ticket:
    """Hand it to another section, with everything that was said."""
    ticket = _held(ticket)
    refuse_if(permissions.refusal_to_pass_on(by, ticket))
    if section not in {known.id for known in publications.catalog().sections} or section == ticket.section:
        raise Refusal("渡す先の課を選んでください。", status=400, code="section")
    before, ticket.section = ticket.section, section
    ticket.state = (
        ticket.state if ticket.stands is TicketState.WAITING else TICKET.after(ticket.stands, TicketState.WAITING)
    )
    ticket.taken_by = ticket.taken_name = ""
    ticket.save(update_fields=["section", "state", "taken_by", "taken_name"])
    journal.write(
        subject=ticket.subject, what=Word.QUESTION_PASSED_ON, by=by, at=at, detail={"from": before, "to": section}
    )
    return ticket


@transaction.atomic
def answer_question(*, ticket: Ticket, said: str, key: str, by: Actor, at: datetime) -> TicketMessage:
    """Say something to the resident: here at once, by mail, or as a note of what was said on the telephone."""
    ticket = _held(ticket)
    refuse_if(permissions.refusal_to_answer_question(by, ticket))
    if (before := ticket.messages.filter(key=key[:64]).first()) is not None:
        return before
    text = said.replace("\r\n", "\n").replace("\0", "").strip()
    if not text or len(text) > LONGEST_MESSAGE:
        raise Refusal(f"答えを、{LONGEST_MESSAGE:,}文字までで入力してください。", status=400, code="empty")
    message = add_message(ticket, speaker=Speaker.OFFICER, name=by.name, text=text, key=key, at=at)
    if ticket.stands is TicketState.TAKEN:
        ticket.answered_at = at
        _moved(ticket, TicketState.ANSWERED)
    contact = TicketContact.objects.filter(ticket=ticket).first()
    if ticket.contact_way is ContactWay.MAIL and contact is not None:
        mail.post(mail=_mail(ticket, contact.address, text), key=f"question/{ticket.pk}/{message.number}")
    journal.write(subject=ticket.subject, what=Word.QUESTION_ANSWERED, by=by, at=at, detail={"number": message.number})
    return message


@transaction.atomic
def close_question(*, ticket: Ticket, by: Actor, at: datetime) -> Ticket:
    """It is answered and nothing more is to come."""
    ticket = _held(ticket)
    refuse_if(permissions.refusal_to_close_question(by, ticket))
    return _closed(ticket, by=by, at=at)


def close_silent(*, before: datetime, at: datetime) -> int:
    """Close what was answered and heard no more of; the night does it, so that no contact is kept for nothing."""
    found = Ticket.objects.filter(state=TicketState.ANSWERED.value, answered_at__lt=before)
    count = 0
    for ticket in found[:AT_ONCE]:
        with transaction.atomic():
            held = _held(ticket)
            if held.stands is TicketState.ANSWERED:
                _closed(held, by=SYSTEM, at=at)
                count += 1
    return count


@transaction.atomic
def forget_contacts(*, ended_before: datetime, at: datetime) -> int:
    """Delete how to reach those whose questions ended long enough ago; the journal says how many."""
    count, _ = TicketContact.objects.filter(ticket__ended_at__lt=ended_before).delete()
    if count:
        journal.write(
            subject="assistant/questions", what=Word.CONTACTS_FORGOTTEN, by=SYSTEM, at=at, detail={"count": count}
        )
    return count


def _held(ticket: Ticket) -> Ticket:
    return Ticket.objects.select_for_update().get(pk=ticket.pk)


def _moved(ticket: Ticket, to: TicketState) -> None:
    ticket.state = TICKET.after(ticket.stands, to)
    ticket.save()


def _taken(ticket: Ticket, what: Word, *, by: Actor, at: datetime, **detail: object) -> Ticket:
    ticket.taken_by, ticket.taken_name = by.id, by.name[:200]
    ticket.state = TicketState.TAKEN.value if ticket.stands is TicketState.WAITING else ticket.state
    ticket.save()
    journal.write(subject=ticket.subject, what=what, by=by, at=at, detail=detail)
    return ticket


def _closed(ticket: Ticket, *, by: Actor, at: datetime) -> Ticket:
    ticket.ended_at = at
    _moved(ticket, TicketState.CLOSED)
    journal.write(subject=ticket.subject, what=Word.QUESTION_CLOSED, by=by, at=at)
    return ticket


def _mail(ticket: Ticket, address: str, text: str) -> Mail:
    """Without the question: a mail is read over shoulders, and the resident knows what was asked."""
    section, ward = publications.section(ticket.section), publications.ward()
    body = (
        f"チャットでいただいた質問に、{section.name}からお答えします。\n\n{text}\n\n"
        f"このメールは送信専用です。続けてのお問合せは、{ward.phone_centre}（{ward.phone}）へお願いします。\n"
        f"{ward.name.ja} {section.department} {section.name}\n"
    )
    return Mail(to=address, subject=f"【{ward.name.ja}】質問への答え", body=body)
