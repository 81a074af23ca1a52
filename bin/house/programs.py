"""Running a program whose output matters only when it fails."""

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from house.places import ROOT
from house.telling import Trouble


def quietly(command: Sequence[str | Path], *, otherwise: str, env: Mapping[str, str] | None = None) -> str:
    """What the program prints; Trouble with the end of its output when it fails."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Trouble(f"{otherwise}\n{_end(done.stdout)}")
    return done.stdout


def _end(output: str) -> str:
    return "\n".join(f"  | {line}" for line in output.strip().splitlines()[-25:])
