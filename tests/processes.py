"""An installation of its own in other processes, so that a test may kill them: its data in a folder, real commits."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent
from urllib.parse import quote

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
CAPABILITIES = ("gateways", "journal", "cabinet")
BEGINNING = "import django\ndjango.setup()\n"


@dataclass(frozen=True)
class House:
    """On SQLite its own file; on PostgreSQL the test's database, so the test must be one that really commits."""

    data: Path
    environment: dict[str, str] = field(default_factory=dict)

    def open(self) -> None:
        if connection.vendor == "sqlite":
            self.runs(
                f"""
                from django.core.management import call_command
                for capability in {CAPABILITIES!r}:
                    call_command("migrate", capability, verbosity=0)
                """
            )

    def starts(self, program: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", BEGINNING + dedent(program)],
            cwd=ROOT,
            env={**os.environ, **self._environment(), **self.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def runs(self, program: str) -> str:
        """What the program prints; it must end well."""
        process = self.starts(program)
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        return out.strip()

    def is_killed_while_running(self, program: str) -> None:
        """The program kills itself with SIGKILL half-way, as a power cut would."""
        process = self.starts(program)
        _, err = process.communicate(timeout=120)
        assert process.returncode == -9, err

    def _environment(self) -> dict[str, str]:
        here = {
            "DJANGO_SETTINGS_MODULE": "madoguchi.config.settings",
            "MADOGUCHI_DATA": str(self.data),
            "MADOGUCHI_DATABASE_URL": "",
            "MADOGUCHI_MAIL_SERVER": "",
        }
        if connection.vendor == "postgresql":
            here["MADOGUCHI_DATABASE_URL"] = _postgresql_address()
        return here


def _postgresql_address() -> str:
    now = connection.settings_dict
    who = f"{quote(str(now['USER']))}:{quote(str(now['PASSWORD']))}@" if now["USER"] else ""
    return f"postgresql://{who}/{now['NAME']}?host={quote(str(now['HOST']), safe='')}&port={now['PORT']}"
