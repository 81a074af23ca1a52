"""A power cut at each step, in a process of its own: the next run finds the same cases and makes the same bytes."""

import hashlib
import json

import pytest
from django.db import connection

from tests.processes import House

pytestmark = pytest.mark.django_db(transaction=True)
STAGES = ["making.content_of", "making._write_down", "making.put_out", "folders._sync", "sending.DailyFile"]
BEGIN = """
    import os, json
    from madoguchi.handover import commands, folders
    from madoguchi.handover.commands import making, sending
    from madoguchi.handover.models import DailyFile, Record
    from tests.handover.systems import a_system, approved, run
"""
KILLED = """
    owner, name = {stage!r}.split(".")
    def dies(*given, **named):
        os.kill(os.getpid(), 9)
    class Dies:
        objects = property(dies)
    owner = dict(making=making, sending=sending, folders=folders)[owner]
    setattr(owner, name, Dies() if name == "DailyFile" else dies)
    run(a_system(id={system!r}))
"""
LOOK = """
    found = []
    for n in range({count}):
        file = run(a_system(id=f"stage-{{n}}"))
        content = (folders.out_folder(file.system) / file.name).read_bytes()
        again = run(a_system(id=f"stage-{{n}}"))
        found.append([file.sequence, file.cases, Record.objects.filter(system=file.system).count(),
                      DailyFile.objects.filter(system=file.system).count(), file.sha256, content.hex()])
    print(json.dumps(found))
"""


def test_killed_at_every_step_the_next_run_makes_the_one_file_with_every_case_once(tmp_path):
    house = House(tmp_path, environment={"MADOGUCHI_HANDOVER_OUT": str(tmp_path / "out")})
    if connection.vendor == "sqlite":
        house.runs("from django.core.management import call_command\ncall_command('migrate', verbosity=0)")
    house.runs(f"{BEGIN}\n    approved(); approved(); approved()")
    for n, stage in enumerate(STAGES):
        house.is_killed_while_running(BEGIN + KILLED.format(stage=stage, system=f"stage-{n}"))
    found = json.loads(house.runs(BEGIN + LOOK.format(count=len(STAGES))))
    bodies = set()
    for sequence, cases, records, files, sha256, content in found:
        assert (sequence, cases, records, files) == (1, 3, 3, 1)
        assert hashlib.sha256(bytes.fromhex(content)).hexdigest() == sha256
        bodies.add(bytes.fromhex(content).partition(b"\n")[2])
    assert len(bodies) == 1
