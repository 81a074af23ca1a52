"""What the capability tells those above it, after the transaction is kept."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class CaseReceived:
    """An application has arrived. `draft` is the draft it came from, where there was one."""

    case: UUID
    draft: str
    at: datetime


@dataclass(frozen=True)
class CaseReturned:
    """The resident is asked to correct it."""

    case: UUID
    at: datetime


@dataclass(frozen=True)
class CaseDecided:
    """It was approved or rejected."""

    case: UUID
    approved: bool
    at: datetime


@dataclass(frozen=True)
class CaseWithdrawn:
    """It was withdrawn before a decision."""

    case: UUID
    at: datetime
