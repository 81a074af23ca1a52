"""A talk handed to people: nothing that was said is lost, nobody sees more than they must, and both sides hear each other."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from madoguchi.accounts.states import Role
from madoguchi.assistant import hours, permissions, queries
from madoguchi.assistant.commands import attending, forget, handing, say
from madoguchi.assistant.lives import (
    CHANGE,
    TICKET,
    TICKET_LABEL,
    TICKET_OPEN,
    TICKET_WAYS,
    ChangeState,
    ContactWay,
    TicketState,
)  # fmt: skip
from madoguchi.assistant.models import Conversation, Ticket, TicketContact, TicketMessage
from madoguchi.config import housekeeping
from madoguchi.gateways import outbox
from madoguchi.gateways.models import KeptMail
from madoguchi.journal.queries import timeline
from madoguchi.kernel import clock as times
from madoguchi.kernel.actors import SYSTEM
from madoguchi.kernel.clock import JST
from madoguchi.kernel.refusals import Refusal
from tests.cases.desk import desk_of, text_of
from tests.cases.factories import an_actor, an_officer, somebody
from tests.procedures.browsing import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_ward")]
HERE = "residents-registry"
THERE = "child-family"


@pytest.fixture
def talk() -> Conversation:
    made = say.begin(secret="s", language="ja", at=times.now())
    say.say(conversation=made, said="転入の手続きのやりかた", key="1", language="ja", at=times.now())
    return made


def handed(talk: Conversation, way: ContactWay = ContactWay.HERE, address: str = "") -> Ticket:
    return handing.hand_over(conversation=talk, way=way, address=address, at=times.now())


def standing_at(talk: Conversation, state: TicketState, by) -> Ticket:
    ticket = handed(talk)
    if state is TicketState.WITHDRAWN:
        return handing.withdraw_question(ticket=ticket, at=times.now())
    if state is not TicketState.WAITING:
        ticket = attending.take_question(ticket=ticket, by=by, at=times.now())
    if state in {TicketState.ANSWERED, TicketState.CLOSED}:
        attending.answer_question(ticket=ticket, said="窓口へどうぞ。", key="a", by=by, at=times.now())
        ticket.refresh_from_db()
    return attending.close_question(ticket=ticket, by=by, at=times.now()) if state is TicketState.CLOSED else ticket


@pytest.mark.parametrize("state", TicketState)
@pytest.mark.parametrize("to", TicketState)
def test_a_question_goes_only_where_the_table_lets_it(state, to):
    if to in TICKET_WAYS[state]:
        assert TICKET.after(state, to) is to
    else:
        with pytest.raises(Refusal) as refused:
            TICKET.after(state, to)
        assert TICKET_LABEL[state] in refused.value.message


def test_one_press_hands_the_whole_talk_to_the_section_that_came_nearest(talk):
    ticket = handed(talk)
    assert (ticket.section, ticket.question) == (HERE, "転入の手続きのやりかた")
    assert ticket.tried[0] == "answer/test-moving"
    assert handed(talk) == ticket
    assert [entry.what for entry in timeline(ticket.subject)] == ["question_handed_over"]


def test_where_nothing_came_near_the_general_counter_has_it():
    talk = say.begin(secret="n", language="ja", at=times.now())
    say.say(conversation=talk, said="今日の夕飯は何がいい？", key="1", language="ja", at=times.now())
    assert handed(talk).section == HERE


@pytest.mark.parametrize("address", ["", "x", "a@b@c", "a b@c.d", "電話", "12", "0" * 1000, "<script>"])
@pytest.mark.parametrize("way", [ContactWay.MAIL, ContactWay.PHONE])
def test_a_contact_that_cannot_be_reached_is_refused_and_nothing_is_kept(talk, way, address):
    with pytest.raises(Refusal):
        handed(talk, way, address)
    assert not Ticket.objects.exists()


def test_the_contact_is_kept_apart_and_shown_only_to_who_took_the_question(talk):
    ticket = handed(talk, ContactWay.PHONE, "０９０－１２３４－５６７８")
    assert TicketContact.objects.get().address == "09012345678"
    assert "1234" not in str(Ticket.objects.values().get()) + str(list(talk.turns.values()))
    mine, other = an_officer(section=HERE), an_officer(section=HERE)
    page = f"/desk/questions/{ticket.pk}/"
    assert "09012345678" not in text_of(desk_of(mine).get(page))
    desk_of(mine).post(f"{page}act/", {"act": "take"})
    assert "09012345678" in text_of(desk_of(mine).get(page))
    assert "09012345678" not in text_of(desk_of(other).get(page))
    assert "09012345678" not in str([entry.detail for entry in timeline(ticket.subject)])


ACTS = {
    "see": (permissions.refusal_to_view_question, TicketState.WAITING, True),
    "take": (permissions.refusal_to_take_question, TicketState.WAITING, False),
    "pass on": (permissions.refusal_to_pass_on, TicketState.WAITING, False),
    "take over": (permissions.refusal_to_take_over, TicketState.TAKEN, False),
    "put back": (permissions.refusal_to_put_back, TicketState.TAKEN, False),
}
ANSWERING = {Role.RECEPTION, Role.REVIEWER, Role.DECIDER, Role.EDITOR}


@pytest.mark.parametrize("act", ACTS)
def test_every_act_is_for_the_sections_officers_and_auditors_only_look(talk, act):
    refusal, state, is_looking = ACTS[act]
    ticket = standing_at(talk, state, an_actor(section=HERE))
    expected = ANSWERING | ({Role.AUDITOR} if is_looking else set())
    assert {role for role in Role if refusal(an_actor(role, section=HERE), ticket) is None} == expected
    elsewhere = {role for role in Role if refusal(an_actor(role, section=THERE), ticket) is None}
    assert elsewhere == ({Role.AUDITOR} if is_looking else set())
    assert refusal(somebody(), ticket) is not None
    assert refusal(SYSTEM, ticket) is not None


@pytest.mark.parametrize("state", TicketState)
def test_only_who_took_it_answers_and_only_while_it_is_theirs(talk, state):
    by = an_actor(section=HERE)
    ticket = standing_at(talk, state, by)
    may = state in {TicketState.TAKEN, TicketState.ANSWERED}
    assert (permissions.refusal_to_answer_question(by, ticket) is None) == may
    assert (permissions.refusal_to_see_contact(by, ticket) is None) == may
    assert permissions.refusal_to_answer_question(an_actor(section=HERE), ticket) is not None
    assert (permissions.refusal_to_close_question(by, ticket) is None) == (state is TicketState.ANSWERED)


def test_of_two_officers_who_press_together_the_first_has_it(talk):
    ticket, first, second = handed(talk), an_actor(section=HERE), an_actor(section=HERE)
    attending.take_question(ticket=ticket, by=first, at=times.now())
    with pytest.raises(Refusal):
        attending.take_question(ticket=ticket, by=second, at=times.now())
    attending.take_over_question(ticket=ticket, by=second, at=times.now())
    ticket.refresh_from_db()
    assert ticket.taken_by == second.id


def test_resident_and_officer_talk_while_the_resident_waits(published):
    resident = Browser()
    resident.get("/chat/")
    resident.post("/chat/say/", {"said": "転入の手続きのやりかた", "key": "1"})
    page = resident.post("/chat/hand-over/")
    assert page.says("職員に渡しました（住民記録・戸籍課）")
    ticket = Ticket.objects.get()
    desk, one = desk_of(an_officer(section=HERE, name="酒井 美咲")), f"/desk/questions/{ticket.pk}/"
    assert "転入の手続きのやりかた" in text_of(desk.get("/desk/questions/"))
    desk.post(f"{one}act/", {"act": "take"})
    assert resident.get("/chat/").says("職員が対応しています")
    page = resident.post("/chat/say/", {"said": "電話は090-1234-5678です。いつまでですか", "key": "2"})
    assert page.says("電話は（電話）です。いつまでですか")
    assert ticket.conversation is not None
    assert ticket.conversation.turns.count() == 1, "the machine keeps silent while a person has it"
    assert "いつまでですか" in text_of(desk.get(f"{one}said/"))
    desk.post(f"{one}answer/", {"said": "14日以内です。\n急がなくて大丈夫です。", "key": "k"})
    desk.post(f"{one}answer/", {"said": "14日以内です。\n急がなくて大丈夫です。", "key": "k"})
    page = resident.get("/chat/")
    assert page.says("14日以内です。")
    assert page.says("住民記録・戸籍課の職員")
    assert not page.says("酒井"), "officers speak for their section"
    assert "14日以内です。" in text_of(resident.client.get("/chat/live/"))
    resident.post("/chat/say/", {"said": "ありがとう", "key": "3"})
    ticket.refresh_from_db()
    assert ticket.stands is TicketState.TAKEN
    assert [m.speaker for m in ticket.messages.all()] == ["resident", "officer", "resident"]
    what = [entry.what for entry in timeline(ticket.subject)]
    assert what[:2] == ["question_handed_over", "question_taken"]
    assert what.count("question_answered") == 1


def test_the_numbers_of_a_crisis_do_not_wait_for_the_officer(published):
    resident = Browser()
    resident.post("/chat/say/", {"said": "転入の手続きのやりかた", "key": "1"})
    resident.post("/chat/hand-over/")
    attending.take_question(ticket=Ticket.objects.get(), by=an_actor(section=HERE), at=times.now())
    resident.post("/chat/say/", {"said": "もう死にたい", "key": "2"})
    assert TicketMessage.objects.get().text == "もう死にたい"
    assert queries.turns_of(Conversation.objects.get())[-1].exit == "crisis"


def test_a_question_is_passed_on_with_everything_that_was_said(talk):
    by = an_actor(section=HERE)
    ticket = standing_at(talk, TicketState.TAKEN, by)
    handing.tell_officer(ticket=ticket, said="子どものことです", key="r", at=times.now())
    attending.pass_on_question(ticket=ticket, section=THERE, by=by, at=times.now())
    page = text_of(desk_of(an_officer(section=THERE)).get(f"/desk/questions/{ticket.pk}/"))
    assert "子どものことです" in page
    assert "転入の手続きのやりかた" in page
    assert desk_of(an_officer(section=HERE)).get(f"/desk/questions/{ticket.pk}/").status_code == 403
    with pytest.raises(Refusal):
        attending.pass_on_question(ticket=ticket, section="nowhere", by=an_actor(section=THERE), at=times.now())


def test_an_answer_by_mail_says_nothing_of_the_question(talk):
    ticket = handed(talk, ContactWay.MAIL, "hanako@example.jp")
    by = an_actor(section=HERE)
    attending.take_question(ticket=ticket, by=by, at=times.now())
    attending.answer_question(ticket=ticket, said="14日以内です。", key="k", by=by, at=times.now())
    outbox.deliver_due(at=times.now())
    mail = KeptMail.objects.get()
    assert (mail.to, "14日以内です。" in mail.body, "転入" in mail.body) == ("hanako@example.jp", True, False)


def test_silent_questions_are_closed_and_contacts_forgotten_by_the_settings_days(talk, clock, settings):
    settings.CONTACT_DAYS = 7
    ticket = standing_at(talk, TicketState.ANSWERED, an_actor(section=HERE))
    TicketContact.objects.create(ticket=ticket, address="09012345678")
    night = next(job for job in housekeeping.JOBS if job.name == "questions")
    clock.passes(days=2)
    assert night.act(clock.now()) == "0 closed, 0 contacts forgotten"
    clock.passes(days=2)
    assert night.act(clock.now()) == "1 closed, 0 contacts forgotten"
    clock.passes(days=8)
    assert night.act(clock.now()) == "0 closed, 1 contacts forgotten"
    assert not TicketContact.objects.exists()


def test_a_conversation_is_kept_while_somebody_has_to_answer_and_leaves_only_a_count(talk, clock):
    by = an_actor(section=HERE)
    ticket = standing_at(talk, TicketState.TAKEN, by)
    handing.tell_officer(ticket=ticket, said="まだですか", key="r", at=times.now())
    clock.passes(days=60)
    assert forget.forget_old(before=clock.now() - timedelta(days=30), by=SYSTEM, at=clock.now()) == 0
    attending.answer_question(ticket=ticket, said="はい。", key="k", by=by, at=clock.now())
    attending.close_question(ticket=ticket, by=by, at=clock.now())
    assert forget.forget_old(before=clock.now() - timedelta(days=30), by=SYSTEM, at=clock.now()) == 1
    ticket.refresh_from_db()
    assert (ticket.conversation, ticket.question, ticket.tried, ticket.state) == (None, "", [], "closed")
    assert not TicketMessage.objects.exists()


def test_who_deletes_the_talk_takes_the_question_back(talk):
    ticket = handed(talk, ContactWay.PHONE, "0312345678")
    forget.forget(conversation=talk, at=times.now())
    ticket.refresh_from_db()
    assert (ticket.stands, ticket.question) == (TicketState.WITHDRAWN, "")
    assert not TicketContact.objects.exists()


def test_the_database_defends_the_life(talk):
    ticket = handed(talk)
    for change in ({"state": "closed"}, {"state": "taken"}, {"state": "lost"}, {"conversation": None}, {"way": "fax"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Ticket.objects.filter(pk=ticket.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.create(
            conversation=talk, section=HERE, language="ja", channel="web", way="here", asked_at=times.now()
        )


@pytest.mark.parametrize(
    ("at", "says"),
    [
        (datetime(2026, 11, 24, 10, 0, tzinfo=JST), "担当課は開いています"),
        (datetime(2026, 11, 24, 7, 0, tzinfo=JST), "11月24日（火） 8時30分から"),
        (datetime(2026, 11, 20, 17, 0, tzinfo=JST), "11月24日（火） 8時30分から"),
        (datetime(2026, 12, 28, 18, 0, tzinfo=JST), "1月4日（月） 8時30分から"),
    ],
)
def test_it_says_honestly_when_somebody_will_look(at, says):
    assert says in hours.promise(at, "ja")


@pytest.mark.parametrize("said", ["", " ", "あ" * 2001, "\0"])
def test_an_officers_empty_or_endless_answer_is_refused_and_stays_on_the_page(talk, said):
    officer = an_officer(section=HERE)
    ticket = handed(talk)
    desk = desk_of(officer)
    desk.post(f"/desk/questions/{ticket.pk}/act/", {"act": "take"})
    answered = desk.post(f"/desk/questions/{ticket.pk}/answer/", {"said": said, "key": "k"})
    assert answered.status_code == 400
    assert not TicketMessage.objects.exists()


def test_what_is_not_there_is_a_kind_page(talk):
    desk, ticket = desk_of(an_officer(section=HERE)), handed(talk)
    assert desk.get("/desk/questions/00000000-0000-7000-8000-000000000000/").status_code == 404
    assert desk.post(f"/desk/questions/{ticket.pk}/act/", {"act": "explode"}).status_code == 404
    assert desk.get("/desk/questions/?section=child-family").status_code == 403
    assert Browser().post("/chat/hand-over/").path == "/chat/"
    assert Browser().get("/desk/questions/").path != "/desk/questions/"


def test_what_the_pages_cost(talk, client, django_assert_num_queries):
    desk = desk_of(an_officer(section=HERE))
    ticket = handed(talk)
    desk.get("/desk/questions/")
    with django_assert_num_queries(4):
        desk.get("/desk/questions/")
    with django_assert_num_queries(6):
        desk.get(f"/desk/questions/{ticket.pk}/said/")


def test_every_open_state_is_in_some_queue(talk):
    by = an_actor(section=HERE)
    for state in TICKET_OPEN:
        Ticket.objects.all().delete()
        ticket = standing_at(talk, state, by)
        assert queries.queue(HERE) == [ticket]


def test_the_guide_shows_the_lives_as_the_tables_have_them(settings):
    guide = (settings.ROOT / "docs" / "guides" / "learning-office.md").read_text(encoding="utf-8")
    assert TICKET.diagram(TicketState.WAITING) in guide
    assert CHANGE.diagram(ChangeState.DRAFT) in guide
