"""A language model on a real port that says whatever a test tells it to, or misbehaves."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Model:
    """`says` is the wording; `raw` is sent as it is instead; `status` and `waits` make it fail or dawdle."""

    says: str = ""
    raw: bytes | None = None
    status: int = 200
    waits: float = 0.0
    drips: bool = False
    url: str = ""
    asked: list[dict[str, object]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def answer(self) -> bytes:
        if self.raw is not None:
            return self.raw
        return json.dumps({"choices": [{"message": {"role": "assistant", "content": self.says}}]}).encode()


@contextmanager
def running() -> Iterator[Model]:
    """The model for the length of a block."""
    model = Model()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            model.asked.append({"path": self.path, "key": self.headers.get("Authorization"), **json.loads(body)})
            model.over.wait(model.waits)
            try:
                self.send_response(model.status)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                if model.drips:
                    while not model.over.is_set():
                        self.wfile.write(b" ")
                        time.sleep(0.05)
                else:
                    self.wfile.write(model.answer())
            except OSError:
                pass  # who asked has gone

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    model.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield model
    finally:
        model.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
