"""The real site, started as an operator starts it (`bin/serve`), and what its processes use of the machine."""

import os
import random
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from house import processes
from house.places import PYTHON, ROOT, environment

SECONDS_TO_OPEN = 180
TICKS = os.sysconf("SC_CLK_TCK")
# What the sum of a process's CPU ticks in /proc/PID/stat is made of: its own, and those of children that have ended.
USER, CHILDREN_SYSTEM = 11, 15


@dataclass
class Site:
    """A running site: where it is, what it runs on, and where its data lies."""

    port: int
    env: dict[str, str]
    process: subprocess.Popen[bytes]
    killed: int = field(default=0)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def web_workers(self) -> list[int]:
        """The processes that answer requests: children of the web server's first process."""
        first = [pid for pid in children_of(self.process.pid) if "granian" in _command(pid)]
        return [pid for pid in (child for parent in first for child in children_of(parent)) if _resident(pid) > 30_000]

    def senders(self) -> list[int]:
        """The processes that deliver what leaves the house."""
        return [pid for pid in children_of(self.process.pid) if "manage.py work" in _command(pid)]

    def kill_one_worker(self) -> None:
        """SIGKILL: no worker gets to say goodbye."""
        workers = self.web_workers()
        if workers:
            with suppress(ProcessLookupError):
                os.kill(random.choice(workers), signal.SIGKILL)
                self.killed += 1

    def inside(self, verb: str, said: bytes = b"") -> str:
        """What `bench/within.py` says: it speaks to the site's own database."""
        command = [PYTHON, ROOT / "bench" / "within.py", verb]
        done = subprocess.run(command, cwd=ROOT, env=self.env, input=said, capture_output=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr.decode()[-3000:])
        return done.stdout.decode()


@contextmanager
def running(*, data: Path, database_url: str, workers: int) -> Iterator[Site]:
    """Start it on a free port of this machine, with the demo's catalog; stop it at the end."""
    port = _free_port()
    env = environment(MADOGUCHI_DATA=str(data), MADOGUCHI_DATABASE_URL=database_url, MADOGUCHI_DEMO="1")
    env.pop("MADOGUCHI_ADDRESS", None)
    words = [PYTHON, ROOT / "bin" / "serve", "--port", str(port), "--data", data, "--workers", str(workers)]
    with (data / "serve.log").open("wb") as log:
        process = processes.start(words, env=env, output=log)
        try:
            site = Site(port, env, process)
            _wait_until_open(site, data / "serve.log")
            yield site
        finally:
            processes.stop(process, patience=20)


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _wait_until_open(site: Site, log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_OPEN
    while time.monotonic() < until and site.process.poll() is None:
        with suppress(OSError, urllib.error.URLError), urllib.request.urlopen(f"http://{site.host}/healthz", timeout=5):
            return
        time.sleep(0.3)
    raise RuntimeError(f"the site did not open:\n{log.read_text(errors='replace')[-3000:]}")


def children_of(pid: int) -> list[int]:
    """The living children of a process."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            found += map(int, task.read_text().split())
    return found


def _command(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    return ""


def _resident(pid: int) -> int:
    return memory_of(pid).get("Rss", 0)


def memory_of(pid: int) -> dict[str, int]:
    """Rss and Pss of a process in KiB; Pss counts what several processes share by its part only."""
    with suppress(OSError):
        lines = [line.split() for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]]
        return {line[0].rstrip(":"): int(line[1]) for line in lines}
    return {}


def cpu_by_part(pid: int, part: str = "") -> dict[str, float]:
    """CPU seconds of everything below a process, by what it does; those of ended children are with their parent."""
    used: dict[str, float] = {}
    for child in children_of(pid):
        name = part or _part(_command(child))
        used[name] = used.get(name, 0.0) + _cpu(child)
        for below, seconds in cpu_by_part(child, name if name != "ほか" else "").items():
            used[below] = used.get(below, 0.0) + seconds
    return used


def _part(command: str) -> str:
    for word, name in (("granian", "ウェブ"), ("manage.py work", "送信係"), ("postgres", "PostgreSQL")):
        if word in command:
            return name
    return "ほか"


def _cpu(pid: int) -> float:
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[USER:CHILDREN_SYSTEM])) / TICKS
    return 0.0


def busy_of_machine() -> float:
    """CPU seconds all of the machine has worked so far."""
    fields = [int(ticks) for ticks in Path("/proc/stat").read_text().splitlines()[0].split()[1:]]
    idle = fields[3] + fields[4]
    return (sum(fields[:8]) - idle) / TICKS
