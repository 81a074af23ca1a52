import pytest

from tests.processes import House

pytestmark = pytest.mark.django_db(transaction=True)

WRITER = """
    from datetime import datetime
    from django.db import transaction
    from madoguchi.gateways.models import KeptMail
    from madoguchi.journal import commands as journal
    from madoguchi.kernel.actors import SYSTEM
    from madoguchi.kernel.clock import JST

    at = datetime(2026, 11, 24, tzinfo=JST)
    for n in range(40):
        with transaction.atomic():
            KeptMail.objects.create(key=f"WHO/{n}", to="a@example.jp", subject="s", body="b", kept_at=at)
            journal.write(subject="case/WHO", what="viewed", by=SYSTEM, at=at, detail={"n": n})
"""


def test_three_processes_write_one_unbroken_chain(tmp_path):
    house = House(tmp_path)
    house.open()

    writers = [house.starts(WRITER.replace("WHO", str(who))) for who in range(3)]
    for writer in writers:
        _, err = writer.communicate(timeout=120)
        assert writer.returncode == 0, err

    told = house.runs(
        """
        from madoguchi.journal import queries
        print(queries.head().seq, queries.verify())
        print([[entry.detail["n"] for entry in queries.timeline(f"case/{who}")] == list(range(40)) for who in range(3)])
        """
    )
    assert told.splitlines() == ["120 None", "[True, True, True]"]
