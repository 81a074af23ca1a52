"""A writer who waits for another looks again every millisecond (Django wants this module to be called `base`).

SQLite's own waiting sleeps longer and longer, up to a tenth of a second, while the file is free again after one or two
milliseconds; meanwhile the web process's few threads stand still and pages wait that write nothing.
"""

import time

from django.db import OperationalError
from django.db.backends.sqlite3.base import DatabaseWrapper as Django

PAUSE = 0.001
LOCKED = "database is locked"


class DatabaseWrapper(Django):
    """The same database; only the waiting before a transaction is ours."""

    def _start_transaction_under_autocommit(self) -> None:
        patience = float(self.settings_dict["OPTIONS"].get("timeout", 5))
        until = time.monotonic() + patience
        self._wait_inside_sqlite(0)
        try:
            while not self._has_begun():
                if time.monotonic() > until:
                    raise OperationalError(LOCKED)
                time.sleep(PAUSE)
        finally:
            self._wait_inside_sqlite(patience)

    def _has_begun(self) -> bool:
        try:
            self.cursor().execute(f"BEGIN {self.settings_dict['OPTIONS'].get('transaction_mode', 'DEFERRED')}")
        except OperationalError as problem:
            if LOCKED not in str(problem):
                raise
            return False
        return True

    def _wait_inside_sqlite(self, seconds: float) -> None:
        self.connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1_000)}").close()
