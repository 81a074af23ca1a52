"""`bin/demo life`: months of a demo, played before one's eyes; `bin/serve` offers it."""

import argparse
import os
import subprocess
from pathlib import Path

from house.places import PYTHON, ROOT, environment
from house.setting_up import set_up
from house.telling import Trouble, tell

MEMORY, LOG = "demo-life.json", "demo-life.log"


def main() -> int:
    """`bin/demo life …`: the arguments go to `manage.py demo_life`."""
    parser = argparse.ArgumentParser(prog="bin/demo", description="デモの町の毎日を再現します。")
    parser.add_argument("what", choices=["life"], help="life：区民と職員の毎日")
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("MADOGUCHI_DATA") or ROOT / "data"))
    wanted, rest = parser.parse_known_args()
    set_up()
    os.umask(0o077)  # the database and the documents are for this user alone
    # As bin/serve does: a demo, unless the operator says otherwise.
    demo = os.environ.get("MADOGUCHI_DEMO", "1")
    return _play(environment(MADOGUCHI_DATA=str(wanted.data.resolve()), MADOGUCHI_DEMO=demo), rest)


def play_once(env: dict[str, str]) -> None:
    """Before the counter opens; a demo that has lived already stays as it is."""
    if was_played(env):
        return
    if _play(env, ["--days", "90"]):
        raise Trouble("毎日を再現できませんでした。--life を付けずに始めることはできます。")


def was_played(env: dict[str, str]) -> bool:
    return (Path(env["MADOGUCHI_DATA"]) / MEMORY).exists()


def offer(env: dict[str, str]) -> None:
    """One line, as long as nobody has done it."""
    if not was_played(env):
        tell("  一覧や図を、数か月使った姿で見るには（別の画面で）： bin/demo life --days 90")


def _play(env: dict[str, str], arguments: list[str]) -> int:
    """What the programs log on the way goes into a file beside the data: thousands of lines nobody asked for."""
    log = Path(env["MADOGUCHI_DATA"]) / LOG
    if not log.parent.is_dir():
        raise Trouble(f"{log.parent} がありません。先に bin/serve を一度始めてください。")
    with log.open("w") as out:
        command = [str(PYTHON), "manage.py", "demo_life", *arguments]
        code = subprocess.run(command, cwd=ROOT, env=env, stderr=out, check=False).returncode
    if code:
        lines = log.read_text(errors="replace").splitlines()
        tell(lines[-1] if lines else "途中で止まりました。")
        tell(f"（記録： {log}）")
    return code
