"""A day's approved cases reach the child-allowance system once, whatever breaks on the way."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from madoguchi.gateways import outbox
from madoguchi.gateways.models import OutboxEntry
from madoguchi.handover import daily, queries
from madoguchi.handover.commands import making
from madoguchi.handover.models import DailyFile, HeldRecord, Record
from madoguchi.kernel import clock as times
from tests.stories.people import story_of

READER = Path(__file__).resolve().parents[2] / "tools" / "read_handover.py"
SYSTEM = "child-allowance-system"


class Killed(BaseException):
    """The worker is gone at this very place."""


@pytest.fixture
def shared(settings, tmp_path: Path) -> Path:
    """The folders both sides see."""
    settings.HANDOVER_OUT, settings.HANDOVER_IN = tmp_path / "out", tmp_path / "in"
    return tmp_path


def the_system_reads(shared: Path) -> str:
    places = [str(shared / "out" / SYSTEM), str(shared / "in" / SYSTEM), str(shared / "taken.json")]
    done = subprocess.run([sys.executable, "-I", str(READER), *places], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_a_days_cases_arrive_once_though_the_worker_is_killed_and_the_file_is_sent_twice(
    resident, neighbour, officer, worker, clock, shared, monkeypatch
):
    hers = resident.applies("child-allowance")
    his = neighbour.applies("child-allowance", like=1)
    for case in (hers, his):
        officer.begins_review(case)
        officer.approves(case)

    clock.passes(days=1)
    clock.move_to(times.now().replace(hour=19, minute=31))
    daily.put_for(times.today())
    with monkeypatch.context() as patch:
        patch.setattr(making, "put_out", lambda *given, **named: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            making.run_due({"system": SYSTEM, "day": times.today().isoformat()})
    assert not (shared / "out" / SYSTEM).exists()

    worker()
    file = DailyFile.objects.get(system=SYSTEM)
    assert [one.reason for one in HeldRecord.objects.all()] == []
    assert file.cases == 2
    assert the_system_reads(shared) == "1 new\n"

    answer = officer.device.post(f"/desk/handovers/{SYSTEM}/1/resend/")
    assert answer
    assert the_system_reads(shared) == "0 new\n"

    clock.passes(hours=1)
    outbox.deliver_due(at=times.now(), limit=200)
    file.refresh_from_db()
    assert file.received_at is not None
    assert sorted(Record.objects.filter(file=file).values_list("case", flat=True)) == sorted([hers.pk, his.pk])
    assert story_of(hers).count("exported") <= 1
    assert not OutboxEntry.objects.filter(kind=making.RUN, state="stuck").exists()

    clock.passes(days=1)
    daily.put_for(times.today())
    outbox.deliver_due(at=times.now() + timedelta(minutes=1), limit=200)
    second = queries.file(SYSTEM, 2)
    assert second is not None
    assert second.cases == 0
