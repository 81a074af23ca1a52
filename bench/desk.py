"""The figures of the counter in one table: what is aimed at, what was measured here, and whether it was met.

Each line is a program of its own that says more (`bin/bench NAME`); `--small` runs all of them in a few minutes.
"""

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unicodedata import east_asian_width

from house.places import PYTHON, ROOT, environment


@dataclass(frozen=True)
class Figure:
    """One program with what it needs for a small run, and which of its lines say what was measured.

    Whether the aim was met the program says by its end; where it only measures, `least` must be reached by the
    first number of its line.
    """

    program: str
    aim: str
    says: str
    small: tuple[str, ...]
    least: float = 0.0


@dataclass(frozen=True)
class Measured:
    """What came of one."""

    figure: Figure
    lines: tuple[str, ...]
    result: str


FIGURES = (
    Figure(
        "defects", "届く前に不備の90 %以上、誤報1 %未満", "^届く前に|^不備のない申請への", ("--applications", "1000")
    ),
    Figure("kills", "kill -9 を50回、失わず重ならない", "^■|渡した受付票|届けたもの", ("--moments", "6")),
    Figure("wide", "300問・100ルール、20人、p95 100ミリ秒", "^■|^考える間|question", ("--seconds", "5")),
    Figure("long_list", "100万件の窓口、p95 200ミリ秒", "^全体", ("--cases", "20000", "--requests", "3")),
    Figure("notices", "通知 1コア毎秒100通", "^rate", ("--letters", "20"), least=100),
    Figure("replay", "過去10万件の読み直し 60秒", "目標", ("--cases", "5000")),
    Figure("api", "APIの件/秒（ブラウザーと並べて）", "件/秒|渡した受付票", ("--seconds", "3")),
)
MET, MISSED = "達成", "未達"


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench desk", description=__doc__)
    parser.add_argument("--small", action="store_true", help="smaller sizes, to see that all of it runs")
    parser.add_argument("--only", nargs="+", choices=[figure.program for figure in FIGURES])
    wanted = parser.parse_args()
    chosen = [figure for figure in FIGURES if not wanted.only or figure.program in wanted.only]
    found = [_measured(figure, small=wanted.small) for figure in chosen]
    print(
        f"\n{os.cpu_count()}コア、負荷も同じコアの上{'、小さな試し：数は目標とくらべられません' if wanted.small else ''}\n"
    )
    print("\n".join(_table(found)))
    return 0 if all(one.result == MET for one in found) else 1


def _measured(figure: Figure, *, small: bool) -> Measured:
    """Run it and show all it says."""
    print(f"\n──── {figure.program}：{figure.aim}", flush=True)
    file = ROOT / "bench" / f"{figure.program}.py"
    command: list[str | Path] = [PYTHON, file, *(figure.small if small else ())]
    lines: list[str] = []
    with subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        for line in running.stdout:
            print(line, end="", flush=True)
            lines.append(line.strip())
    told = tuple(line for line in lines if re.search(figure.says, line))
    is_met = running.returncode == 0 and bool(told) and _first_number(told[0]) >= figure.least
    return Measured(figure, told, MET if is_met else MISSED)


def _first_number(line: str) -> float:
    found = re.search(r"[0-9]+(?:\.[0-9]+)?", line)
    return float(found[0]) if found else 0.0


def _table(found: list[Measured]) -> Iterator[str]:
    """Aim, what was measured, met or not."""
    widest = max(_width(one.figure.aim) for one in found)
    yield f"{_padded('目標', widest)}  {_padded('結果', 10)}  測ったもの"
    for one in found:
        first, *rest = one.lines or ("（数は出ませんでした）",)
        yield f"{_padded(one.figure.aim, widest)}  {_padded(one.result, 10)}  {first}"
        yield from (f"{' ' * (widest + 14)}{line}" for line in rest)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


if __name__ == "__main__":
    sys.exit(main())
