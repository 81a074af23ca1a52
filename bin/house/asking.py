"""`bin/assistant`: measures the search on a set of one's own, without a database and without Django."""

import os
import sys
from contextlib import redirect_stdout
from pathlib import Path

from house.places import PYTHON, ROOT, environment
from house.setting_up import set_up

_FILES = {"--corpus", "--queries", "--qrels", "--off-topic"}


def main() -> int:
    """Becomes the command; what set-up says goes to the error channel, so that --json stays JSON."""
    with redirect_stdout(sys.stderr):
        set_up()
    arguments = _from_here(sys.argv[1:])
    os.chdir(ROOT)
    program = [str(PYTHON), "-m", "madoguchi.assistant.ranking.command", *arguments]
    os.execve(PYTHON, program, environment())  # noqa: S606 -- the shell is not needed


def _from_here(arguments: list[str]) -> list[str]:
    """Files as seen from where the command was called."""
    before = ["", *arguments]
    return [str(Path(word).absolute()) if before[place] in _FILES else word for place, word in enumerate(arguments)]
