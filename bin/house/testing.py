"""`bin/test`: everything, on SQLite and on a PostgreSQL of its own. With arguments: only pytest, with these."""

import argparse
import shutil
import subprocess
from contextlib import ExitStack

from house import checking, debian, node_parts, postgresql
from house.places import PYTHON, ROOT, environment
from house.setting_up import FONTS, set_up
from house.telling import step, tell

PROCESSES = "2"
NEEDS = [
    debian.Need("chromium", "画面を本物のブラウザーで確かめる", lambda: _is_on_path("chromium", "google-chrome")),
    postgresql.NEED,
    debian.Need("fonts-noto-cjk", "画面の写真に日本語を映す", lambda: any(FONTS.rglob("NotoSansCJK*"))),
]


def main() -> int:
    """1 when anything failed; the last lines are pytest's own."""
    wanted, for_pytest = _arguments()
    set_up(testing=True)
    debian.install(NEEDS)
    is_all = not for_pytest
    failed = [name for name, is_good in _before_pytest() if not is_good] if is_all else []
    failed += _run_pytest(wanted, for_pytest)
    if failed:
        tell(f"✗ {'、'.join(failed)}")
    return 1 if failed else 0


def _arguments() -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(prog="bin/test", description="すべてを確かめます。ほかの引数はpytestに渡します。")
    parser.add_argument("--quick", action="store_true", help="SQLiteだけ、ブラウザーなし")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], help="片方のデータベースだけ")
    return parser.parse_known_args()


def _before_pytest() -> list[tuple[str, bool]]:
    tell("\n== bin/check")
    checks = ("bin/check", checking.everything_is_good())
    tell("\n== node --test")
    return [checks, ("node --test", _scripts_are_good())]


def _scripts_are_good() -> bool:
    files = sorted(str(file.relative_to(ROOT)) for file in (ROOT / "tests").rglob("*.test.js"))
    command = [str(node_parts.node()), "--test", "--test-reporter=dot", *files]
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def _run_pytest(wanted: argparse.Namespace, arguments: list[str]) -> list[str]:
    databases = [wanted.database] if wanted.database else ["sqlite"] if wanted.quick else ["postgresql", "sqlite"]
    return [f"pytest（{name}）" for name in databases if not _is_good_on(name, wanted, arguments)]


def _is_good_on(database: str, wanted: argparse.Namespace, arguments: list[str]) -> bool:
    """The browser is opened once, on SQLite: what a page looks like does not depend on the database."""
    tell(f"\n== pytest（{database}）")
    without_browser = wanted.quick or (database == "postgresql" and not arguments)
    chosen = arguments or ["-n", PROCESSES, "--quiet", *(["-m", "not browser"] if without_browser else [])]
    with ExitStack() as stack:
        address = ""
        if database == "postgresql":
            with step("PostgreSQLを始めています / starting a PostgreSQL of our own"):
                address = stack.enter_context(postgresql.cluster())
        env = environment(MADOGUCHI_DATABASE_URL=address)
        return subprocess.run([PYTHON, "-m", "pytest", *chosen], cwd=ROOT, env=env, check=False).returncode == 0


def _is_on_path(*programs: str) -> bool:
    return any(shutil.which(program) for program in programs)
