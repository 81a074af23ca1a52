"""The code printed on a notice, by which anybody can ask whether it is genuine. Only its digest is kept."""

import hashlib
from uuid import UUID

from django.conf import settings

from madoguchi.kernel import ids
from madoguchi.notices.typesetting import Seal

# Printed on paper, so it never changes; a test compares it with the address of the page.
VERIFY_PAGE = "/verify/"
# Twelve signs of thirty-one: 59 bits.
LENGTH = 12


def code_of(notice: UUID) -> str:
    """Without the hyphens it is printed with."""
    key = hashlib.sha256(b"the code of a notice:" + settings.SECRET_KEY.encode()).digest()
    return ids.short_code(key, str(notice), length=LENGTH)


def digest_of(typed: str) -> str:
    """What is kept of a code, however it was typed."""
    return ids.digest(ids.ungrouped(typed))


def seal_of(notice: UUID) -> Seal:
    code, page = code_of(notice), settings.PUBLIC_ADDRESS + VERIFY_PAGE
    return Seal(code=ids.grouped(code), address=page, scanned=f"{page}?code={code}", sender=settings.WARD_NAME)
