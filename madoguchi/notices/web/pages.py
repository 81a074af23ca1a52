"""What each page shows, one frozen class per page."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from madoguchi.gateways.models import KeptMail
from madoguchi.notices.letters import Letter
from madoguchi.ui.components.shapes import SummaryRow


class FileAnswer(StrEnum):
    """What comparing a file with the issued sheet gave."""

    NONE = ""
    SAME = "same"
    DIFFERENT = "different"
    MISSING = "missing"
    TOO_LARGE = "too_large"


@dataclass(frozen=True)
class Genuine:
    """What anybody may know of a notice whose code they hold."""

    rows: Sequence[SummaryRow]
    sha256: str


@dataclass(frozen=True)
class VerifyPage:
    code: str = ""
    problem: str = ""
    genuine: Genuine | None = None
    file_answer: FileAnswer = FileAnswer.NONE
    is_too_fast: bool = False


@dataclass(frozen=True)
class NoticePage:
    """`held_because` and `release_url` are for officers only."""

    letter: Letter
    day: str
    state_label: str
    rows: Sequence[SummaryRow]
    instruction: Sequence[str]
    pdf_url: str
    verify_url: str
    back_url: str
    held_because: str = ""
    release_url: str = ""
    is_preparing: bool = False


@dataclass(frozen=True)
class MailboxPage:
    mails: Sequence[KeptMail]
    to: str
