"""A resident hands the talk to people, says more while they are there, or thinks better of it."""

from datetime import datetime

from django.db import transaction

from madoguchi.assistant import queries
from madoguchi.assistant.lives import TICKET, TICKET_LIVE, ContactWay, Speaker, TicketState
from madoguchi.assistant.models import Conversation, Ticket, TicketContact, TicketMessage, Turn
from madoguchi.assistant.reading import read
from madoguchi.gateways.mail import ADDRESS
from madoguchi.journal import commands as journal
from madoguchi.journal.words import Word
from madoguchi.kernel.actors import Actor, ActorKind
from madoguchi.kernel.normalise import phone as phone_of
from madoguchi.kernel.refusals import Refusal
from madoguchi.publications import queries as publications

RESIDENT = Actor(kind=ActorKind.RESIDENT, id="", name="")
FEWEST_DIGITS, MOST_DIGITS = 10, 15
MOST_TRIED = 10
MOST_MESSAGES = 300


@transaction.atomic
def hand_over(*, conversation: Conversation, way: ContactWay, address: str, at: datetime) -> Ticket:
    """Give the whole talk to the section that came nearest; pressed again, it is the ticket that is open already."""
    conversation = Conversation.objects.select_for_update().get(pk=conversation.pk)
    if (before := queries.open_ticket(conversation)) is not None:
        return before
    reached = _checked(way, address)
    turns = queries.turns_of(conversation)
    asked = _last_question(turns)
    ticket = Ticket.objects.create(
        conversation=conversation,
        section=_section(turns),
        question=asked.said if asked else "",
        language=conversation.language,
        channel=conversation.channel,
        tried=_tried(turns),
        way=way.value,
        asked_at=at,
    )
    if reached:
        TicketContact.objects.create(ticket=ticket, address=reached)
    journal.write(
        subject=ticket.subject, what=Word.QUESTION_HANDED_OVER, by=RESIDENT, at=at,
        detail={"section": ticket.section, "way": way.value},
    )  # fmt: skip
    return ticket


@transaction.atomic
def choose_contact(*, ticket: Ticket, way: ContactWay, address: str, at: datetime) -> Ticket:
    """Another way to hear the answer; what was given before is deleted."""
    reached = _checked(way, address)
    ticket = Ticket.objects.select_for_update().get(pk=ticket.pk)
    if not ticket.is_open:
        raise Refusal("この質問は、もう終わっています。", code="finished")
    ticket.way = way.value
    ticket.save(update_fields=["way"])
    TicketContact.objects.filter(ticket=ticket).delete()
    if reached:
        TicketContact.objects.create(ticket=ticket, address=reached)
    journal.write(
        subject=ticket.subject, what=Word.QUESTION_HANDED_OVER, by=RESIDENT, at=at,
        detail={"section": ticket.section, "way": way.value},
    )  # fmt: skip
    return ticket


@transaction.atomic
def tell_officer(*, ticket: Ticket, said: str, key: str, at: datetime) -> TicketMessage:
    """The resident says something to the officer; masked like everything a resident says, and kept once."""
    ticket = Ticket.objects.select_for_update().get(pk=ticket.pk)
    if (before := ticket.messages.filter(key=key[:64]).first()) is not None:
        return before
    if ticket.stands not in TICKET_LIVE:
        raise Refusal(
            "職員とのやりとりは終わっています。",
            way_on="続けて聞きたいことは、そのまま書いてください。",
            code="finished",
        )
    text = read(said, language=ticket.language).text
    if not text:
        raise Refusal("伝えたいことを書いてください。", status=400, code="empty")
    message = add_message(ticket, speaker=Speaker.RESIDENT, name="", text=text, key=key, at=at)
    if ticket.stands is TicketState.ANSWERED:
        ticket.state = TICKET.after(ticket.stands, TicketState.TAKEN)
        ticket.save(update_fields=["state"])
    return message


@transaction.atomic
def withdraw_question(*, ticket: Ticket, at: datetime) -> Ticket:
    """The resident needs nobody any more; how to reach them is deleted at once."""
    ticket = Ticket.objects.select_for_update().get(pk=ticket.pk)
    ticket.state = TICKET.after(ticket.stands, TicketState.WITHDRAWN)
    ticket.ended_at = at
    ticket.save(update_fields=["state", "ended_at"])
    TicketContact.objects.filter(ticket=ticket).delete()
    journal.write(subject=ticket.subject, what=Word.QUESTION_WITHDRAWN, by=RESIDENT, at=at)
    return ticket


def add_message(ticket: Ticket, *, speaker: Speaker, name: str, text: str, key: str, at: datetime) -> TicketMessage:
    """One more message; the ticket's row is held by the caller."""
    number = ticket.messages.count() + 1
    if number > MOST_MESSAGES:
        raise Refusal("長いやりとりになりました。", way_on="お電話で続きをお話しください。", code="long_talk")
    return TicketMessage.objects.create(
        ticket=ticket, number=number, key=key[:64], speaker=speaker.value, name=name[:200], text=text, at=at
    )


def _checked(way: ContactWay, address: str) -> str:
    """A mail address or a number that can be written to or called; nothing for those who wait here."""
    match way:
        case ContactWay.MAIL:
            found = address.strip()[:320]
            if ADDRESS.fullmatch(found):
                return found
            raise Refusal(
                "メールアドレスを確かめてください。", way_on="例：hanako@example.jp", status=400, code="contact"
            )
        case ContactWay.PHONE:
            number = phone_of(address[:100])
            if number.removeprefix("+").isdecimal() and FEWEST_DIGITS <= len(number) <= MOST_DIGITS:
                return number
            raise Refusal("電話番号を確かめてください。", way_on="例：03-1234-5678", status=400, code="contact")
        case _:
            return ""


def _last_question(turns: list[Turn]) -> Turn | None:
    return next((turn for turn in reversed(turns) if turn.said and not turn.chosen), turns[-1] if turns else None)


def _section(turns: list[Turn]) -> str:
    """Who owns what came nearest last; else the counter that helps with everything (せたがやコール stands behind it)."""
    owners = (turn.answer.owner or next((s.owner for s in turn.answer.sources), "") for turn in reversed(turns))
    known = {section.id for section in publications.catalog().sections}
    return next((owner for owner in owners if owner in known), publications.general_counter().id)


def _tried(turns: list[Turn]) -> list[str]:
    return list(dict.fromkeys(id_ for turn in reversed(turns) for id_ in turn.answer.nearest))[:MOST_TRIED]
