"""`bin/check`: everything that can be said about the code without running the tests."""

import secrets
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from house.mirror import longest_files
from house.places import PYTHON, ROOT, VENV, environment
from house.setting_up import set_up
from house.telling import tell

PYTHON_CODE = ["madoguchi", "tests", "bin", "bench", "tools", "manage.py"]
# What a ward's own installation sets; Django looks for what is dangerous there.
PRODUCTION = {
    "MADOGUCHI_ADDRESS": "https://madoguchi.example",
    "MADOGUCHI_HOSTS": "madoguchi.example",
    "MADOGUCHI_DEMO": "0",
    "MADOGUCHI_DEBUG": "0",
    "MADOGUCHI_MAIL_SERVER": "smtp://mail.example",
}


@dataclass(frozen=True)
class Check:
    """One program that finds mistakes, and what it needs to know."""

    name: str
    command: tuple[str | Path, ...]
    env: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Result:
    check: Check
    seconds: float
    is_good: bool
    output: str


def main() -> int:
    """Set up and check; 1 when anything was found."""
    set_up(testing=True)
    return 0 if everything_is_good() else 1


def everything_is_good() -> bool:
    """Run every check, two at a time, the longest first."""
    with tempfile.TemporaryDirectory(prefix="madoguchi-check-") as data, ThreadPoolExecutor(2) as pool:
        here = {"MADOGUCHI_DATA": data, "MADOGUCHI_SECRET_KEY": secrets.token_hex(40), "MADOGUCHI_DATABASE_URL": ""}
        results = list(pool.map(lambda check: _told(_run(check, here)), _checks()))
    tell(longest_files())
    failed = [result.check.name for result in results if not result.is_good]
    tell(f"✗ {'、'.join(failed)}" if failed else "✓ すべての確認を通りました。")
    return not failed


def _checks() -> list[Check]:
    tool = VENV / "bin"
    manage = (PYTHON, "manage.py")
    return [
        Check("型 mypy", (tool / "mypy", "madoguchi", "tests", "bin/house")),
        Check("定義 catalog check", (*manage, "catalog", "check")),
        Check("テンプレート djlint", (tool / "djlint", "madoguchi", "--lint", "--quiet")),
        Check("書式 ruff format", (tool / "ruff", "format", "--check", "--quiet", *PYTHON_CODE)),
        Check("ruff check", (tool / "ruff", "check", "--quiet", "--output-format=concise", *PYTHON_CODE)),
        Check("順序 lint-imports", (tool / "lint-imports", "--no-cache")),
        Check("移行 makemigrations", (*manage, "makemigrations", "--check", "--dry-run")),
        Check(
            "本番の設定 check --deploy",
            (*manage, "check", "--deploy", "--fail-level", "WARNING"),
            tuple(PRODUCTION.items()),
        ),
    ]


def _run(check: Check, here: dict[str, str]) -> Result:
    began = time.monotonic()
    done = subprocess.run(
        [str(word) for word in check.command],
        cwd=ROOT,
        env={**environment(), **here, **dict(check.env)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Result(check, time.monotonic() - began, done.returncode == 0, done.stdout.strip())


def _told(result: Result) -> Result:
    tell(f"{'✓' if result.is_good else '✗'} {result.check.name}（{result.seconds:.1f}秒）")
    if not result.is_good:
        tell("\n".join(f"    {line}" for line in result.output.splitlines()[-80:]))
    return result
