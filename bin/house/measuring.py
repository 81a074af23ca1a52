"""`bin/bench`: the measurements, each a program in `bench/`."""

import argparse
import subprocess
from pathlib import Path

from house.places import PYTHON, ROOT, environment
from house.setting_up import set_up
from house.telling import tell


def main() -> int:
    """`bin/bench NAME` runs bench/NAME.py; without a name, lists them."""
    parser = argparse.ArgumentParser(prog="bin/bench", description="測ります。")
    parser.add_argument("name", nargs="?")
    wanted, rest = parser.parse_known_args()
    programs = {file.stem: file for file in sorted((ROOT / "bench").glob("*.py")) if _is_program(file)}
    if wanted.name not in programs:
        tell("測れるもの：" + "".join(f"\n  bin/bench {name}　{_purpose(file)}" for name, file in programs.items()))
        return 0 if wanted.name is None else 2
    set_up(testing=True)
    return subprocess.run([PYTHON, programs[wanted.name], *rest], cwd=ROOT, env=environment(), check=False).returncode


def _is_program(file: Path) -> bool:
    return "__main__" in file.read_text(encoding="utf-8")


def _purpose(program: Path) -> str:
    first = program.read_text(encoding="utf-8").partition("\n")[0]
    return first.strip('"')
