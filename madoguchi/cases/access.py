"""The code on the receipt that opens one's own case without log-in.

Nothing of it is kept: it is derived from the installation's secret and the case's id, so a stolen table opens nothing.
A new secret keeps codes in people's hands valid while the old one stands in SECRET_KEY_FALLBACKS.
"""

import hashlib
import hmac
from uuid import UUID

from django.conf import settings
from django.utils.encoding import force_bytes

from madoguchi.kernel import ids


def _key(secret: str | bytes) -> bytes:
    return hashlib.sha256(b"the code of a case:" + force_bytes(secret)).digest()


def code_of(case: UUID) -> str:
    """As it is printed: 'K7QM-3RT-9XF'."""
    return ids.grouped(ids.short_code(_key(settings.SECRET_KEY), str(case)))


def opens(typed: str, case: UUID) -> bool:
    """Whether what was typed is this case's code; takes as long for a near miss as for any other."""
    given = ids.ungrouped(typed).encode()
    codes = [
        ids.short_code(_key(secret), str(case)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]
    return any([hmac.compare_digest(given, code.encode()) for code in codes])  # noqa: C419 -- all are compared, always
