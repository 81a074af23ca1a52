"""What the pages of handing over show: one frozen class per page."""

from collections.abc import Sequence
from dataclasses import dataclass

from madoguchi.ui.components.shapes import Tag


@dataclass(frozen=True)
class SystemRow:
    """One core system as it is set up."""

    name: str
    section: str
    event: str
    at: str
    form: str
    is_late: bool


@dataclass(frozen=True)
class FileRow:
    """One file with what came back."""

    anchor: str
    name: str
    system: str
    day: str
    sequence: int
    cases: int
    lines: int
    written: str
    receipt: Tag
    received: str
    sha256: str
    download_url: str
    resend_url: str


@dataclass(frozen=True)
class RejectedRow:
    """One line that was not taken."""

    system: str
    day: str
    line: int
    number: str
    case_url: str
    reason: str
    settle_url: str


@dataclass(frozen=True)
class HeldRow:
    """One case kept back."""

    system: str
    kind: str
    number: str
    case_url: str
    reason: str
    since: str


@dataclass(frozen=True)
class RefusedReceiptRow:
    """A receipt that fits no file."""

    system: str
    name: str
    at: str
    problem: str


@dataclass(frozen=True)
class HandoversPage:
    """Everything the officer may see of handing over."""

    warnings: Sequence[str]
    done: str
    systems: Sequence[SystemRow]
    files: Sequence[FileRow]
    rejected: Sequence[RejectedRow]
    held: Sequence[HeldRow]
    refused: Sequence[RefusedReceiptRow]
    may_change_webhooks: bool
    tab: str = "handovers"
