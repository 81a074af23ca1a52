"""Several press the same button of the assistant's desk, or of one talk, at the same moment: it happens once."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import msgspec
import pytest
from django.db import connection

from madoguchi.accounts.states import Role
from madoguchi.assistant import corpus, editions, finding, passages
from madoguchi.assistant.commands import attending, editing, handing, say, teaching
from madoguchi.assistant.lives import ContactWay
from madoguchi.assistant.models import (
    AnswerChange,
    AnswerEdition,
    Conversation,
    StoredQuestion,
    Ticket,
    TicketMessage,
    Turn,
)
from madoguchi.definitions.faq import FaqEntry
from madoguchi.journal import queries as journal
from madoguchi.journal.models import Entry
from madoguchi.kernel import clock as times
from madoguchi.kernel.refusals import Refusal
from tests.assistant.conftest import MOVING
from tests.cases.factories import an_actor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("small_ward")]
MANY = 6
HERE = "residents-registry"
ONE = "child-allowance-how-much"
FAMILY = "child-family"


@pytest.fixture
def talk() -> Conversation:
    made = say.begin(secret="s", language="ja", at=times.now())
    say.say(conversation=made, said="転入の手続きのやりかた", key="1", language="ja", at=times.now())
    return made


@pytest.fixture
def entry(ward_says, monkeypatch) -> FaqEntry:
    """One of the ward's own answers."""
    monkeypatch.setattr("madoguchi.assistant.sources._passages", [passages.answers])
    editions.forget()
    corpus.forget()
    found = editions.entry(ONE)
    assert found
    return msgspec.structs.replace(found, source="区の資料（令和8年度）")


def handed(talk: Conversation) -> Ticket:
    return handing.hand_over(conversation=talk, way=ContactWay.HERE, address="", at=times.now())


def all_at_once(acts: Sequence[Callable[[], object]]) -> list[object]:
    """Every act in its own thread and connection, begun together; a refusal is an outcome too."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            start.wait(timeout=30)
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def told(outcomes: Sequence[object]) -> int:
    return sum(isinstance(one, Refusal) for one in outcomes)


def test_of_officers_who_take_one_question_together_one_has_it(talk):
    ticket = handed(talk)

    def takes(by) -> Callable[[], object]:
        return lambda: attending.take_question(ticket=Ticket.objects.get(pk=ticket.pk), by=by, at=times.now())

    outcomes = all_at_once([takes(an_actor(Role.RECEPTION, section=HERE)) for _ in range(MANY)])
    assert told(outcomes) == MANY - 1
    assert Entry.objects.filter(what="question_taken").count() == 1
    assert journal.verify() is None


def test_one_press_that_arrives_many_times_is_one_turn_one_ticket_and_one_message(talk):
    at = times.now()
    all_at_once(
        [partial(say.say, conversation=talk, said="転入の手続きのやりかた", key="k", language="ja", at=at)] * MANY
    )
    assert Turn.objects.filter(key="k").count() == 1
    all_at_once([partial(handed, talk)] * MANY)
    assert Ticket.objects.count() == 1
    by = an_actor(Role.RECEPTION, section=HERE)
    ticket = attending.take_question(ticket=Ticket.objects.get(), by=by, at=at)
    all_at_once(
        [partial(attending.answer_question, ticket=ticket, said="窓口へどうぞ。", key="a", by=by, at=at)] * MANY
    )
    assert TicketMessage.objects.count() == 1


def test_a_phrasing_stored_by_many_at_once_is_stored_once():
    by, passage = an_actor(Role.REVIEWER, section=HERE), finding.passage(MOVING.id)
    assert passage
    gain = teaching.measured(passage=passage, text="住所が変わった")
    stores = partial(
        teaching.store_question, passage=passage, text="住所が変わった", weight=2, gain=gain, accepting_loss=True,
        by=by, at=times.now(),
    )  # fmt: skip
    outcomes = all_at_once([stores] * MANY)
    assert outcomes == [StoredQuestion.objects.get()] * MANY
    assert Entry.objects.filter(what="question_stored").count() == 1


def test_of_officers_who_begin_to_change_one_answer_together_the_others_are_told(entry):
    authors = [an_actor(Role.EDITOR, section=FAMILY) for _ in range(MANY)]
    outcomes = all_at_once([partial(editing.save_change, entry=entry, by=by, at=times.now()) for by in authors])
    assert AnswerChange.objects.count() == 1
    assert told(outcomes) + sum(isinstance(one, AnswerChange) for one in outcomes) == MANY
    touched = AnswerChange.objects.get().touched_by
    assert len(touched) == MANY - told(outcomes)


def test_a_change_approved_by_many_at_once_is_one_edition(entry):
    author = an_actor(Role.EDITOR, section=FAMILY)
    change = editing.save_change(entry=entry, by=author, at=times.now())
    editing.send_change(change=change, by=author, at=times.now())
    deciders = [an_actor(Role.DECIDER, section=FAMILY) for _ in range(MANY)]
    outcomes = all_at_once([partial(editing.approve_change, change=change, by=by, at=times.now()) for by in deciders])
    assert told(outcomes) == MANY - 1
    assert AnswerEdition.objects.count() == 1
    spoken = editions.entry(ONE)
    assert spoken is not None
    assert spoken.source == "区の資料（令和8年度）"
    assert journal.verify() is None
