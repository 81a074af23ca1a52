"""The worker beside the web processes: a process of its own, ended by a signal."""

import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from django.conf import settings

PATIENCE = 30


@pytest.fixture
def house(tmp_path) -> dict[str, str]:
    """An installation of its own on SQLite."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "madoguchi.config.settings",
        "MADOGUCHI_DATA": str(tmp_path),
        "MADOGUCHI_DATABASE_URL": "",
    }
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(command, cwd=settings.ROOT, env=environment, check=True)
    return environment


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_it_gives_a_sign_of_life_and_ends_when_told(house, told):
    worker = subprocess.Popen([sys.executable, "manage.py", "work"], cwd=settings.ROOT, env=house)
    try:
        assert sign_of(worker, house) is not None
        worker.send_signal(told)
        assert worker.wait(PATIENCE) == 0
    finally:
        worker.kill()
        worker.wait()


def sign_of(worker: subprocess.Popen[bytes], house: dict[str, str]) -> str | None:
    """The name under which the worker reports, as soon as it does."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and worker.poll() is None:
        database = sqlite3.connect(f"{house['MADOGUCHI_DATA']}/madoguchi.sqlite3")
        found = database.execute("SELECT worker FROM config_heartbeat").fetchone()
        database.close()
        if found and str(found[0]).endswith(f"/{worker.pid}"):
            return str(found[0])
        time.sleep(0.1)
    return None
