"""Up is by wiring: which announcement of a lower capability wakes which higher one. One page, read it whole."""

from madoguchi.cabinet import commands as cabinet
from madoguchi.config import housekeeping
from madoguchi.gateways import outbox
from madoguchi.notices import commands as notices


def connect() -> None:
    """Connect every capability; called once when Django is ready."""
    outbox.connect(notices.ISSUE, notices.issue_due, in_transaction=False)
    outbox.connect(cabinet.REMOVAL, cabinet.remove_content, in_transaction=False)
    housekeeping.connect()
