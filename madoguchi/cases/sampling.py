"""抽出確認: some cases that pass every check are reviewed in full, so that the error of the rules is known (ADR 0010).

Which ones is decided by the case's id under a key nobody but the installation has: the same answer whoever asks again,
and none that an applicant or an officer could foresee. It is kept on the case, so a new secret changes nothing.
"""

import hashlib
import hmac
from uuid import UUID

from django.conf import settings
from django.utils.encoding import force_bytes

from madoguchi.cases.models import Case, FullReview
from madoguchi.definitions.procedure import Handling

PARTS = 10_000


def is_drawn(case: UUID, percent: int) -> bool:
    """Whether this case is among the `percent` of a hundred."""
    key = hashlib.sha256(b"the draw of clean cases:" + force_bytes(settings.SECRET_KEY)).digest()
    number = int.from_bytes(hmac.new(key, case.bytes, hashlib.sha256).digest()[:8], "big")
    return number % PARTS < percent * PARTS // 100


def put_in_place(case: Case, handling: Handling) -> None:
    """Where an application that has just arrived waits: with the clean ones, or for a person."""
    if case.to_look_at or not handling.together:
        return
    if is_drawn(case.pk, handling.sample_percent):
        case.full_review = FullReview.DRAWN
    else:
        case.clean_since = case.received_at
