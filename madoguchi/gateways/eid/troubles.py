"""Why a card cannot be used, by the code that stands in `error_description`."""

from enum import StrEnum


class Trouble(StrEnum):
    """The codes are modelled (要確認・デモ): the public reference does not list them."""

    REVOKED = "certificate_revoked"
    EXPIRED = "certificate_expired"
    NO_SIGNING = "signing_certificate_missing"
    LOCKED = "pin_locked"
    CANCELLED = "user_cancelled"
