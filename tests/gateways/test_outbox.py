from collections.abc import Mapping
from datetime import timedelta
from threading import Event

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, transaction

from madoguchi.gateways import outbox, queries
from madoguchi.gateways.models import KeptMail, OutboxEntry, State

pytestmark = pytest.mark.django_db
SOON = timedelta(seconds=1)


class Receiver:
    """Notes what it is given, and fails as often as it is told to."""

    def __init__(self, failures: int = 0, problem: Exception | None = None) -> None:
        self.given: list[Mapping[str, object]] = []
        self.tries = 0
        self.failures = failures
        self.problem = problem or OSError("away")

    def act(self, payload: Mapping[str, object]) -> None:
        self.tries += 1
        if self.tries <= self.failures:
            raise self.problem
        self.given.append(payload)


def test_what_is_put_is_delivered_once(connect, at):
    receiver = Receiver()
    connect("letter", receiver.act)
    outbox.put(kind="letter", key="a", payload={"n": 1})

    assert outbox.deliver_due(at=at + SOON) == 1
    assert outbox.deliver_due(at=at + timedelta(days=30)) == 0

    assert receiver.given == [{"n": 1}]


def test_the_same_key_twice_is_one_delivery_even_after_it_was_made(connect, at):
    receiver = Receiver()
    connect("letter", receiver.act)
    outbox.put(kind="letter", key="a", payload={"n": 1})
    outbox.put(kind="letter", key="a", payload={"n": 2})
    outbox.deliver_due(at=at + SOON)
    outbox.put(kind="letter", key="a", payload={"n": 3})
    outbox.deliver_due(at=at + SOON)

    assert receiver.given == [{"n": 1}]


def test_the_same_key_of_another_kind_is_another_delivery(connect, at):
    letters, hand_overs = Receiver(), Receiver()
    connect("letter", letters.act)
    connect("hand-over", hand_overs.act)
    outbox.put(kind="letter", key="a", payload={})
    outbox.put(kind="hand-over", key="a", payload={})
    outbox.deliver_due(at=at + SOON)

    assert (len(letters.given), len(hand_overs.given)) == (1, 1)


def test_nothing_leaves_when_the_senders_transaction_fails(connect, at):
    receiver = Receiver()
    connect("letter", receiver.act)
    with transaction.atomic():
        outbox.put(kind="letter", key="a", payload={})
        transaction.set_rollback(True)

    assert outbox.deliver_due(at=at + SOON) == 0


def test_an_entry_waits_until_it_is_due(connect, at):
    receiver = Receiver()
    connect("letter", receiver.act)
    outbox.put(kind="letter", key="a", payload={}, due_at=at + timedelta(days=1))

    assert outbox.deliver_due(at=at + timedelta(hours=23)) == 0
    assert outbox.deliver_due(at=at + timedelta(days=1)) == 1


def test_the_payload_is_forgotten_after_delivery(connect, at):
    connect("letter", Receiver().act)
    outbox.put(kind="letter", key="a", payload={"body": "髙田様"})
    outbox.deliver_due(at=at + SOON)

    entry = OutboxEntry.objects.get()
    assert (entry.state, entry.payload) == (State.DONE, {})
    assert entry.done_at is not None


def test_a_failed_delivery_is_tried_again_after_growing_pauses_and_then_stays_stuck(connect, at):
    receiver = Receiver(failures=99)
    connect("letter", receiver.act, in_transaction=False)
    outbox.put(kind="letter", key="a", payload={})

    moment = at + SOON
    for pause in outbox.PAUSES:
        assert outbox.deliver_due(at=moment) == 1
        assert outbox.deliver_due(at=moment + pause - SOON) == 0
        moment += pause + SOON
    assert outbox.deliver_due(at=moment) == 1
    assert outbox.deliver_due(at=moment + timedelta(days=365)) == 0

    assert receiver.tries == outbox.MOST_TRIES == 7
    assert [(entry.key, entry.last_error) for entry in queries.stuck()] == [("a", "OSError: away")]


def test_an_entry_delivered_at_the_second_try_shows_no_failure_any_more(connect, at):
    receiver = Receiver(failures=1)
    connect("letter", receiver.act)
    outbox.put(kind="letter", key="a", payload={"n": 1})
    outbox.deliver_due(at=at + SOON)
    outbox.deliver_due(at=at + timedelta(minutes=1))

    assert receiver.given == [{"n": 1}]
    assert OutboxEntry.objects.get().last_error == ""


@pytest.mark.parametrize("problem", [KeyError("x"), ValueError("\0 a@example.jp"), RecursionError(), AssertionError()])
def test_a_poisonous_entry_never_blocks_the_others(connect, at, problem):
    poison, receiver = Receiver(failures=99, problem=problem), Receiver()
    connect("poison", poison.act)
    connect("letter", receiver.act)
    outbox.put(kind="poison", key="a", payload={}, due_at=at - timedelta(days=1))
    outbox.put(kind="letter", key="b", payload={"n": 1})

    assert outbox.deliver_due(at=at + SOON) == 2
    assert receiver.given == [{"n": 1}]


def test_personal_values_in_a_failure_are_masked(connect, at):
    problem = OSError("550 hanako@example.jp unknown, tel 090-1234-5678")
    connect("letter", Receiver(failures=9, problem=problem).act, in_transaction=False)
    outbox.put(kind="letter", key="a", payload={})
    outbox.deliver_due(at=at + SOON)

    assert OutboxEntry.objects.get().last_error == "OSError: 550 （メール） unknown, tel （電話）"


def test_what_a_failed_act_wrote_is_undone_with_it(connect, at):
    def writes_and_fails(payload: Mapping[str, object]) -> None:
        KeptMail.objects.create(key="x", to="a@example.jp", subject="s", body="b", kept_at=at)
        raise OSError("away")

    connect("letter", writes_and_fails)
    outbox.put(kind="letter", key="a", payload={})
    outbox.deliver_due(at=at + SOON)

    assert not KeptMail.objects.exists()
    assert OutboxEntry.objects.get().state == State.WAITING


def test_an_entry_whose_worker_died_is_free_again_after_the_lease(connect, at):
    receiver = Receiver()
    connect("letter", receiver.act)
    outbox.put(kind="letter", key="a", payload={"n": 1})
    assert outbox._claim_next(at + SOON) is not None

    assert outbox.deliver_due(at=at + outbox.LEASE) == 0
    assert outbox.deliver_due(at=at + SOON + outbox.LEASE) == 1
    assert receiver.given == [{"n": 1}]


def test_an_entry_that_always_kills_its_worker_runs_out_of_tries_too(connect, at):
    receiver = Receiver()
    connect("letter", receiver.act)
    outbox.put(kind="letter", key="a", payload={})
    moment = at + SOON
    for _ in range(outbox.MOST_TRIES):
        assert outbox._claim_next(moment) is not None
        moment += outbox.LEASE

    assert outbox.deliver_due(at=moment) == 1
    assert receiver.tries == 0
    assert [entry.last_error for entry in queries.stuck()] == ["作業の途中で止まることが続きました。"]


def test_what_a_worker_did_too_slowly_is_undone_when_another_has_taken_over(connect, at):
    workers = iter(["the next worker", "the slow worker"])

    def act(payload: Mapping[str, object]) -> None:
        KeptMail.objects.create(key=next(workers), to="a@example.jp", subject="s", body="b", kept_at=at)

    connect("letter", act)
    outbox.put(kind="letter", key="a", payload={})
    slow, following = outbox._claim_next(at + SOON), outbox._claim_next(at + SOON + outbox.LEASE)
    assert slow is not None
    assert following is not None
    outbox._deliver(following, at + outbox.LEASE)
    outbox._deliver(slow, at + outbox.LEASE)

    assert [mail.key for mail in KeptMail.objects.all()] == ["the next worker"]
    assert OutboxEntry.objects.get().state == State.DONE


def test_two_receivers_for_one_kind_are_a_mistake_in_the_wiring(connect):
    connect("letter", Receiver().act)
    with pytest.raises(ValueError, match="letter"):
        outbox.connect("letter", Receiver().act)


def test_an_entry_of_a_kind_nobody_delivers_waits_and_is_listed(at, capsys):
    outbox.put(kind="carrier-pigeon", key="a", payload={})

    assert outbox.deliver_due(at=at + SOON) == 0
    assert [entry.kind for entry in queries.waiting_for_nobody(outbox.connected())] == ["carrier-pigeon"]
    call_command("outbox")
    assert "送り先の仕組みがありません" in capsys.readouterr().out


def test_an_operator_sees_what_is_stuck_and_tries_it_again(connect, at, capsys):
    receiver = Receiver(failures=outbox.MOST_TRIES)
    connect("letter", receiver.act)
    outbox.put(kind="letter", key="notice-7", payload={"n": 1})
    for day in range(1, outbox.MOST_TRIES + 1):
        outbox.deliver_due(at=at + timedelta(days=2 * day))

    call_command("outbox")
    assert "要対応" in (told := capsys.readouterr().out)
    assert "notice-7" in told
    entry = queries.stuck()[0]
    call_command("outbox", "retry", str(entry.pk))
    assert outbox.deliver_due(at=at + SOON) == 1
    assert receiver.given == [{"n": 1}]
    with pytest.raises(CommandError, match=str(entry.pk)):
        call_command("outbox", "retry", str(entry.pk))


def test_no_more_is_delivered_than_asked(connect, at):
    receiver = Receiver()
    connect("letter", receiver.act)
    for n in range(5):
        outbox.put(kind="letter", key=str(n), payload={"n": n})

    assert outbox.deliver_due(at=at + SOON, limit=3) == 3
    assert receiver.given == [{"n": 0}, {"n": 1}, {"n": 2}]


def test_an_idle_worker_takes_no_write_lock(at, django_assert_num_queries):
    with django_assert_num_queries(1) as asked:
        assert outbox.deliver_due(at=at) == 0
    assert asked.captured_queries[0]["sql"].startswith("SELECT")


def test_the_work_loop_delivers_until_it_is_told_to_stop(connect, at):
    stop, receiver = Event(), Receiver()

    def act(payload: Mapping[str, object]) -> None:
        receiver.act(payload)
        if len(receiver.given) == 3:
            stop.set()

    connect("letter", act)
    for n in range(3):
        outbox.put(kind="letter", key=str(n), payload={"n": n}, due_at=at - SOON)
    outbox.work_loop(stop, pause=0.01)

    assert len(receiver.given) == 3


def test_the_work_loop_outlives_a_database_that_is_away(connect, at, monkeypatch):
    stop, tries = Event(), []

    def away(**_: object) -> int:
        tries.append(1)
        if len(tries) == 3:
            stop.set()
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(outbox, "deliver_due", away)
    monkeypatch.setattr(connection, "close", lambda: None)
    outbox.work_loop(stop, pause=0.001)

    assert len(tries) == 3
