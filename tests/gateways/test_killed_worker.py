"""A worker is killed between taking an entry and finishing it: nothing is lost, and nothing arrives twice."""

import pytest

from tests.gateways.smtp_server import SmtpServer, running
from tests.processes import House

pytestmark = pytest.mark.django_db(transaction=True)

POST = """
    from madoguchi.gateways import mail
    mail.post(mail=mail.Mail("hanako@example.jp", "通知書が届きました", "髙田様"), key="notice-7")
"""
WORK_AFTER_THE_LEASE = """
    from datetime import timedelta
    from madoguchi.gateways import outbox, queries
    from madoguchi.kernel import clock
    later = clock.now() + outbox.LEASE + timedelta(seconds=1)
    print(outbox.deliver_due(at=clock.now()), outbox.deliver_due(at=later), outbox.deliver_due(at=later))
    print([mail.key for mail in queries.mailbox()], sorted(queries.counts().items()))
"""
DIE_BEFORE_SENDING = """
    import os, signal
    from madoguchi.gateways import mail, outbox
    from madoguchi.kernel import clock
    outbox.disconnect("mail")
    outbox.connect("mail", lambda payload: os.kill(os.getpid(), signal.SIGKILL), in_transaction=False)
    outbox.deliver_due(at=clock.now())
"""
DIE_AFTER_SENDING = """
    import os, signal
    from madoguchi.gateways import mail, outbox
    from madoguchi.kernel import clock

    def sends_and_dies(payload):
        mail.deliver(payload)
        os.kill(os.getpid(), signal.SIGKILL)

    outbox.disconnect("mail")
    outbox.connect("mail", sends_and_dies, in_transaction=IN_TRANSACTION)
    outbox.deliver_due(at=clock.now())
"""
DELIVERED = ["0 1 0", "['notice-7'] [(('mail', 'done'), 1)]"]


@pytest.fixture
def house(tmp_path) -> House:
    house = House(tmp_path)
    house.open()
    house.runs(POST)
    return house


@pytest.mark.parametrize(
    "death",
    [
        DIE_BEFORE_SENDING,
        DIE_AFTER_SENDING.replace("IN_TRANSACTION", "True"),
        DIE_AFTER_SENDING.replace("IN_TRANSACTION", "False"),
    ],
    ids=["before sending", "after sending, before the commit", "after sending, before the mark"],
)
def test_a_mail_whose_worker_was_killed_lies_in_the_mailbox_exactly_once(house, death):
    house.is_killed_while_running(death)

    assert house.runs(WORK_AFTER_THE_LEASE).splitlines() == DELIVERED


def test_a_mail_sent_twice_because_its_worker_was_killed_is_recognised_as_one(tmp_path):
    with running(SmtpServer()) as server:
        house = House(tmp_path, {"MADOGUCHI_MAIL_SERVER": f"smtp+plain://127.0.0.1:{server.port}"})
        house.open()
        house.runs(POST)
        house.is_killed_while_running(DIE_AFTER_SENDING.replace("IN_TRANSACTION", "False"))
        house.runs(WORK_AFTER_THE_LEASE)

    ids = [line for message in server.received for line in message.splitlines() if line.startswith(b"Message-ID:")]
    assert len(ids) == 2
    assert len(set(ids)) == 1


def test_three_workers_share_the_work_and_deliver_everything_once(tmp_path):
    house = House(tmp_path)
    house.open()
    house.runs(
        """
        from madoguchi.gateways import outbox
        for n in range(60):
            outbox.put(kind="count", key=str(n), payload={"n": n})
        """
    )
    worker = """
        from madoguchi.gateways import outbox
        from madoguchi.gateways.models import KeptMail
        from madoguchi.kernel import clock

        def act(payload):
            KeptMail.objects.create(key=f"{payload['n']}/{clock.now()}", to="a", subject="s", body="b", kept_at=clock.now())

        outbox.connect("count", act)
        print(outbox.deliver_due(at=clock.now(), limit=1000))
    """
    workers = [house.starts(worker) for _ in range(3)]
    delivered = []
    for process in workers:
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        delivered.append(int(out))

    told = house.runs(
        "from madoguchi.gateways import queries\nprint(len(queries.mailbox(limit=1000)), queries.counts())"
    )
    assert told == "60 {('count', 'done'): 60}"
    assert sum(delivered) == 60
