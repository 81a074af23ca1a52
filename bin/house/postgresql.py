"""A PostgreSQL of our own on a free port, in a folder that is gone afterwards: for tests and measurements."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from house import debian, processes
from house.programs import quietly
from house.telling import Trouble

USER = "madoguchi"
FASTER = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
SECONDS_TO_START = 60


def binaries() -> Path | None:
    """The folder of the newest server programs; Debian does not put them on the path."""
    places = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr/pgsql").glob("*/bin")]
    on_path = shutil.which("initdb")
    found = [place for place in places if (place / "initdb").exists()]
    newest = max(found, key=lambda place: int(place.parent.name), default=None)
    return newest or (Path(on_path).parent if on_path else None)


NEED = debian.Need("postgresql", "テストを2つ目のデータベースでも行う", lambda: binaries() is not None)


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[str]:
    """Start one and give its address. Not `durable`: a power cut may lose it, as a test may; it is quicker."""
    programs = binaries()
    if programs is None:
        raise Trouble(f"PostgreSQLがありません。\n  {debian.line_to_run([NEED.package])}")
    owner = _owner()
    folder = Path(tempfile.mkdtemp(prefix="mdg-", dir="/tmp"))  # short: a socket's path may have 107 bytes
    try:
        if owner is not None:
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        yield from _running(programs, folder, owner, {} if durable else FASTER)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _owner() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return pwd.getpwnam("postgres" if "postgres" in names else "nobody")


def _running(programs: Path, folder: Path, owner: pwd.struct_passwd | None, settings: dict[str, str]) -> Iterator[str]:
    data, uid = folder / "data", owner.pw_uid if owner else None
    as_owner = ["setpriv", f"--reuid={uid}", "--clear-groups"] if owner else []
    options = ["--username", USER, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
    options += [] if settings == {} else ["--no-sync"]
    quietly([*as_owner, programs / "initdb", "-D", data, *options], otherwise="PostgreSQLを用意できませんでした。")
    port = _free_port()
    # SIGINT is PostgreSQL's quick and clean end.
    server = processes.start(
        [programs / "postgres", "-D", data, *_options(folder, port, settings)],
        user=uid,
        on_our_death=signal.SIGINT,
        output=(folder / "log").open("wb"),
    )
    try:
        _wait_until_ready(server, folder, port)
        yield f"postgresql://{USER}@/postgres?host={quote(str(folder), safe='')}&port={port}"
    finally:
        processes.stop(server, by=signal.SIGINT)


def _options(folder: Path, port: int, settings: dict[str, str]) -> list[str]:
    given = {
        "port": str(port),
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": str(folder),
        "max_connections": "100",
        "shared_buffers": "128MB",
        **settings,
    }
    return [word for name, value in given.items() for word in ("-c", f"{name}={value}")]


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _wait_until_ready(server: subprocess.Popen[bytes], folder: Path, port: int) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and server.poll() is None:
        with socket.socket(socket.AF_UNIX) as trial:
            if trial.connect_ex(str(folder / f".s.PGSQL.{port}")) == 0:
                return
        time.sleep(0.1)
    raise Trouble(f"PostgreSQLが始まりませんでした。\n{(folder / 'log').read_text(errors='replace')[-2000:]}")
