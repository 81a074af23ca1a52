"""What the commands say: a line for each step, and one sentence when something cannot be done."""

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Trouble(Exception):
    """Something the person at the keyboard can mend; says how."""


def tell(sentence: str) -> None:
    print(sentence, flush=True)


@contextmanager
def step(sentence: str) -> Iterator[None]:
    """Say what begins, and how long it took."""
    tell(f"・{sentence}")
    began = time.monotonic()
    yield
    tell(f"  済み（{time.monotonic() - began:.0f}秒）")


def run(main: Callable[[], int]) -> None:
    """Run a command; trouble is told in its sentence, without a traceback. SIGTERM cleans up as Ctrl+C does."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        sys.exit(main())
    except Trouble as trouble:
        sys.exit(f"✗ {trouble}")
    except KeyboardInterrupt:
        sys.exit(130)
