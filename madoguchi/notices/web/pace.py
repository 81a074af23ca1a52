"""How often one client may guess a code: a counter in the cache, forgotten after ten minutes.

The code has 59 bits, so guessing is hopeless; this keeps a machine from trying all the same. The cache of the embedded
default counts in each process by itself.
"""

import hashlib

from django.core.cache import cache
from django.http import HttpRequest

MOST_WRONG = 20
WINDOW = 600


def is_too_fast(request: HttpRequest) -> bool:
    return int(cache.get(_key(request), 0)) >= MOST_WRONG


def count_wrong(request: HttpRequest) -> None:
    key = _key(request)
    if not cache.add(key, 1, WINDOW):
        try:
            cache.incr(key)
        except ValueError:
            # It was forgotten between the two lines.
            cache.set(key, 1, WINDOW)


def _key(request: HttpRequest) -> str:
    """The address itself is not kept."""
    return "notices.verify:" + hashlib.sha256(str(request.META.get("REMOTE_ADDR", "")).encode()).hexdigest()
