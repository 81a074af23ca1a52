"""Many people at once in one thread: each has a connection of their own and waits for an answer before going on.

A person is a generator that yields what goes over the line; a selector says whose answer has come. That costs a
fraction of what a client library does, and the measured machine is the one it runs on.
"""

import selectors
import socket
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bench.browser import Answer, Exchange, WrongPage
from bench.visit import Receipt, Visit

END_OF_HEADERS = b"\r\n\r\n"
MOST_TRIES = 40
PAUSE = 0.25
PATIENCE = 30.0


@dataclass
class Tally:
    """What was seen: seconds by kind of page, receipts, and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    receipts: list[Receipt] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    broken_lines: int = 0
    bytes_read: int = 0

    @property
    def requests(self) -> int:
        return sum(map(len, self.seconds.values()))


@dataclass(eq=False)
class Line:
    """One person's connection: what was asked, when, and what has come of the answer."""

    visit: Visit
    link: socket.socket | None = None
    asked: Exchange | None = None
    at: float = 0.0
    received: bytearray = field(default_factory=bytearray)
    tries: int = 0
    again_at: float = 0.0


class Crowd:
    """`size` people at any moment; when one has a receipt or gives up, the next one comes, until `until`."""

    def __init__(
        self, address: tuple[str, int], visits: Iterator[Visit], size: int, *, pause: Callable[[], float] = lambda: 0.0
    ) -> None:
        """`pause` says how long a person looks at a page before they press the next button."""
        self.address, self.visits, self.size, self.pause = address, visits, size, pause
        self.until = 0.0
        self.most_tries = MOST_TRIES
        self.selector = selectors.DefaultSelector()
        self.lines: set[Line] = set()
        self.tally = Tally()

    def run(self, until: float, meanwhile: Callable[[], None] = lambda: None) -> Tally:
        """Let people come until then, and those who are inside finish; `meanwhile` may move `until`."""
        self.until = until
        for _ in range(self.size):
            self._next_person()
        while self.lines:
            for key, _events in self.selector.select(self._until_next()):
                self._read(key.data)
            now = time.perf_counter()
            self._look_after(now)
            meanwhile()
            while now < self.until and len(self.lines) < self.size:
                self._next_person()
        return self.tally

    def _until_next(self) -> float:
        """How long there is nothing to do but to wait for answers."""
        next_ = min((line.again_at for line in self.lines if line.again_at), default=0.0)
        return min(0.1, max(0.0, next_ - time.perf_counter())) if next_ else 0.1

    def _next_person(self) -> None:
        line = Line(next(self.visits))
        self.lines.add(line)
        self._advance(line, None)

    def _advance(self, line: Line, answer: Answer | None) -> None:
        """Give the person the answer, and send what they do next."""
        try:
            line.asked = next(line.visit) if answer is None else line.visit.send(answer)
        except StopIteration as end:
            self.tally.receipts.append(end.value)
            self._leave(line)
        except WrongPage as wrong:
            self._gives_up(line, str(wrong))
        else:
            looks = self.pause() if answer is not None and answer.status == 200 else 0.0
            line.tries, line.at = 0, time.perf_counter() + looks
            if looks:
                line.again_at = line.at
            else:
                self._ask(line)

    def _ask(self, line: Line) -> None:
        assert line.asked
        line.received.clear()
        line.again_at = 0.0
        try:
            if line.link is None:
                self._connect(line)
            assert line.link
            line.link.sendall(line.asked.content)
        except OSError as problem:
            self._broke(line, problem)

    def _connect(self, line: Line) -> None:
        line.link = socket.create_connection(self.address, timeout=5)
        line.link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line.link.setblocking(False)
        self.selector.register(line.link, selectors.EVENT_READ, line)

    def _read(self, line: Line) -> None:
        assert line.link
        assert line.asked
        try:
            piece = line.link.recv(262_144)
        except OSError as problem:
            return self._broke(line, problem)
        if not piece:
            return self._broke(line, ConnectionResetError("closed"))
        line.received += piece
        answer = parsed(line.received)
        if answer is not None:
            self.tally.seconds[line.asked.kind].append(time.perf_counter() - line.at)
            self.tally.bytes_read += len(line.received)
            self._advance(line, answer)
        return None

    def _broke(self, line: Line, problem: OSError) -> None:
        """The server fell or hung up: a person presses again after a moment."""
        self._hang_up(line)
        self.tally.broken_lines += 1
        line.tries += 1
        if line.tries > self.most_tries:
            self._gives_up(line, f"no answer: {problem}")
        else:
            line.again_at = time.perf_counter() + PAUSE

    def _look_after(self, now: float) -> None:
        for line in list(self.lines):
            if line.again_at:
                if now >= line.again_at:
                    self._ask(line)
            elif now - line.at > PATIENCE * (line.tries + 1):
                self._broke(line, TimeoutError("no answer"))

    def _gives_up(self, line: Line, why: str) -> None:
        self.tally.errors[why] += 1
        self._leave(line)

    def _leave(self, line: Line) -> None:
        self._hang_up(line)
        self.lines.discard(line)

    def _hang_up(self, line: Line) -> None:
        if line.link is not None:
            self.selector.unregister(line.link)
            line.link.close()
            line.link = None


def parsed(received: bytearray) -> Answer | None:
    """The answer once all of it has come. Ours always say how long they are."""
    end = received.find(END_OF_HEADERS)
    if end < 0:
        return None
    status, *lines = received[:end].decode("latin-1").split("\r\n")
    headers = tuple((name.lower(), value) for name, _colon, value in (line.partition(": ") for line in lines))
    length = int(next((value for name, value in headers if name == "content-length"), "0"))
    body = bytes(received[end + len(END_OF_HEADERS) :])
    return Answer(int(status.split(" ")[1]), headers, body) if len(body) >= length else None
