"""The next entry is found among those that wait, however many were delivered before."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from madoguchi.gateways import outbox
from madoguchi.gateways.models import OutboxEntry
from madoguchi.kernel import clock

KIND = "test.waiting"


@pytest.fixture
def receiver():
    outbox.connect(KIND, lambda _: None)
    yield
    outbox.disconnect(KIND)


@pytest.mark.django_db
def test_looking_for_the_next_entry_does_not_walk_through_those_delivered(receiver):
    outbox.put(kind=KIND, key="1", payload={})
    with CaptureQueriesContext(connection) as seen:
        assert outbox.deliver_due(at=clock.now(), limit=1) == 1

    looks = [one["sql"] for one in seen if one["sql"].startswith("SELECT") and "outboxentry" in one["sql"]]
    assert looks
    if connection.vendor == "sqlite":
        for sql in looks:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
                plan = " ".join(row[3] for row in cursor.fetchall())
            assert "outbox_waiting" in plan, plan
            assert "kind=?" not in plan, plan
    assert OutboxEntry.objects.get(kind=KIND).done_at is not None
