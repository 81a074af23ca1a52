"""`manage.py work`: delivers what waits in the outbox, until it is told to stop."""

import os
import signal
import socket
import time
from datetime import date
from threading import Event, Thread

from django.conf import settings
from django.core.management.base import BaseCommand

from madoguchi.config import housekeeping
from madoguchi.config.demo_life import playing
from madoguchi.config.models import beat
from madoguchi.gateways import outbox
from madoguchi.kernel import clock

STOPPING = {signal.SIGTERM, signal.SIGINT}
SECONDS_BETWEEN_BEATS = 10.0
# Few at a time, so that a sign of life comes between letters that take long.
ROUND = 10


class Command(BaseCommand):
    help = "通知書の作成やメールの送信など、控えの仕事を続けます。Ctrl+Cで終わります。"
    requires_system_checks = []

    def handle(self, *args: object, **options: object) -> None:
        """Work until SIGTERM or SIGINT; the entry in hand is finished first."""
        stop = Event()
        # Set by a thread: a handler that sets an event its own thread is waiting for may lock up. And a handler, not a
        # mask: numpy begins threads of its own when it is imported, and a mask does not hold in these.
        told, tell = os.pipe()
        for signal_ in STOPPING:
            signal.signal(signal_, lambda _number, _frame: _say(tell))
        Thread(target=_set_when_told, args=[stop, told], daemon=True).start()
        outbox.work_loop(stop, limit=ROUND, after_round=_Heart(), rests=lambda: playing.is_on(settings.DATA))


def _say(tell: int) -> None:
    os.write(tell, b".")


def _set_when_told(stop: Event, told: int) -> None:
    os.read(told, 1)
    stop.set()


class _Heart:
    """Beats every few seconds, however often it is called, and puts the jobs of a day when the day begins."""

    def __init__(self) -> None:
        self.worker = f"{socket.gethostname()[:100]}/{os.getpid()}"
        self.next = 0.0
        self.day = date.min

    def __call__(self) -> None:
        if time.monotonic() >= self.next:
            beat(self.worker, at=clock.now())
            self.next = time.monotonic() + SECONDS_BETWEEN_BEATS
        if clock.today() != self.day:
            housekeeping.put_for(clock.today())
            self.day = clock.today()
