"""An answer as server-sent events over the same address as the form.

A stream ends with its answer: it holds a thread of the server for one question and never waits for the next. What
takes longest is the language model, for which one thread of a process may wait (`rewording`).
"""

import json
from collections.abc import Iterable, Iterator

from django.http import HttpRequest, StreamingHttpResponse

KIND = "text/event-stream"


def is_wanted(request: HttpRequest) -> bool:
    """Whether the script of the page asks, and not the form itself."""
    return KIND in request.headers.get("Accept", "")


def response(events: Iterable[tuple[str, str]]) -> StreamingHttpResponse:
    """Each event as soon as it is there; nothing between us and the reader may hold it back."""
    answer = StreamingHttpResponse(_written(events), content_type=f"{KIND}; charset=utf-8")
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


def _written(events: Iterable[tuple[str, str]]) -> Iterator[bytes]:
    for name, html in events:
        yield f"event: {name}\ndata: {json.dumps(html, ensure_ascii=False)}\n\n".encode()
