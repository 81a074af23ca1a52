"""While a life is played, the real worker waits: it would do today what the play does in its own time."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILE = "demo-life.lock"


@contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Play alone; False where somebody plays already. The lock goes with the process that held it."""
    with (folder / FILE).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True


def is_on(folder: Path) -> bool:
    """Whether a life is being played in this folder."""
    file = folder / FILE
    if not file.exists():
        return False
    with file.open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return True
    return False
