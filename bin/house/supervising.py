"""Keeps programs running: one that ends is started again, after a pause that grows while it keeps ending."""

import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from house import processes
from house.telling import tell

PAUSES = (1, 2, 5, 10, 30, 60)
# One that ran this long counts as well again.
WELL_AFTER = 60.0


@dataclass
class Program:
    """One that must run, under the name we call it by."""

    name: str
    command: Sequence[str | Path]
    falls: int = 0
    began: float = 0.0
    again_at: float = 0.0
    process: subprocess.Popen[bytes] | None = None

    def look_after(self, env: Mapping[str, str]) -> None:
        """Start it, or start it again when its pause is over."""
        now = time.monotonic()
        if self.process and self.process.poll() is not None:
            self._fell(self.process, now)
        if self.process is None and now >= self.again_at:
            self.process, self.began = processes.start(self.command, env=env), now

    def _fell(self, process: subprocess.Popen[bytes], now: float) -> None:
        self.falls = 0 if now - self.began > WELL_AFTER else self.falls
        pause = PAUSES[min(self.falls, len(PAUSES) - 1)]
        self.falls += 1
        processes.stop(process)  # and whatever it left behind
        self.process, self.again_at = None, now + pause
        tell(f"✗ {self.name}が終了しました（{process.returncode}）。{pause}秒後に、もう一度始めます。")


@dataclass
class Supervisor:
    """Runs its programs until it is told to stop."""

    programs: list[Program]
    env: Mapping[str, str]
    is_stopping: bool = field(default=False, init=False)

    def run(self, *, is_open: Callable[[], bool], opened: Callable[[], None]) -> int:
        """Until SIGTERM or SIGINT: 0. When it cannot even open: 1."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._stop)
        with ExitStack() as cleaning:
            cleaning.callback(self._stop_all)
            while not self.is_stopping:
                self._look_after_all()
                if is_open():
                    opened()
                    break
                if any(program.falls > 2 for program in self.programs):
                    tell("✗ 始められませんでした。上の記録を確かめてください。")
                    return 1
                time.sleep(0.1)
            while not self.is_stopping:
                self._look_after_all()
                time.sleep(0.25)
        return 0

    def _look_after_all(self) -> None:
        for program in self.programs:
            program.look_after(self.env)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.is_stopping = True

    def _stop_all(self) -> None:
        running = [program.process for program in self.programs if program.process]
        for process in running:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in running:
            processes.stop(process)
