"""The entry for a WSGI server."""

import os
import threading

from django.core.wsgi import get_wsgi_application
from django.db import connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "madoguchi.config.settings")
application = get_wsgi_application()

from madoguchi.assistant.corpus import corpus  # noqa: E402 -- reads settings, so after Django is set up


def _index() -> None:
    """The index of the search is made before the first question comes; whoever asks sooner waits for the same one."""
    try:
        corpus()
    finally:
        connections.close_all()


threading.Thread(target=_index, name="corpus", daemon=True).start()
