"""What the capability tells those above it, after the transaction is kept."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class NoticeIssued:
    """The notice may be read now. `subject` is what it is about, such as case/<id>."""

    notice: UUID
    subject: str
    at: datetime


@dataclass(frozen=True)
class NoticeHeld:
    """The notice may not go out as it is; an officer must look at `because`."""

    notice: UUID
    subject: str
    section: str
    because: str
    at: datetime
