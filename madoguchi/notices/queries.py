"""Finding notices: of a case, of a person, by the code on the paper, and those an officer must look at."""

from collections.abc import Collection
from uuid import UUID

from madoguchi.notices import codes, sheets
from madoguchi.notices.models import Notice
from madoguchi.notices.states import State


def by_id(notice: UUID) -> Notice | None:
    return Notice.objects.filter(pk=notice).first()


def for_subject(subject: str) -> list[Notice]:
    """Everything written about a case, the newest first, in any state."""
    return list(Notice.objects.filter(subject=subject))


def for_account(account_id: str) -> list[Notice]:
    """The inbox of a person: what was issued to the account, the newest first."""
    if not account_id:
        return []
    return list(Notice.objects.filter(account_id=account_id, state=State.ISSUED))


def by_code(code: str) -> Notice | None:
    """The issued notice that bears this code, however the code was typed."""
    return Notice.objects.filter(code_digest=codes.digest_of(code), state=State.ISSUED).first()


def held(sections: Collection[str]) -> list[Notice]:
    """What waits for an officer of these sections, the longest waiting first."""
    return list(Notice.objects.filter(state=State.HELD, section__in=sections).order_by("prepared_at", "id"))


def sheet_of(notice: Notice) -> bytes:
    """The PDF as it was issued; the bytes are compared with their SHA-256 before they are given out."""
    return sheets.read(notice.pdf_sha256)
