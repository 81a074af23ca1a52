"""Six digits that a person can say aloud: derived from the row they open, and found by a digest nobody can try out."""

import hashlib
import hmac
import unicodedata
from uuid import UUID

from django.conf import settings

from madoguchi.kernel import ids

LENGTH = 6
ADDRESS_LENGTH = 32


def digits_of(use: str, id_: UUID) -> str:
    """The digits of a row: never kept, so that a stolen table opens nothing."""
    return f"{int.from_bytes(_mac(use, str(id_)), 'big') % 10**LENGTH:0{LENGTH}}"


def digest_of(use: str, digits: str) -> str:
    """What is kept of them. With a key: a million digests without one are tried out in a second."""
    return _mac(f"{use} digest", digits).hex()


def address_of(use: str, id_: UUID) -> str:
    """The secret part of an address that a QR code carries: 158 bits, derived like the digits."""
    return ids.short_code(_key(use), str(id_), length=ADDRESS_LENGTH)


def typed(text: str) -> str:
    """The digits in what was typed: full width, spaces and dashes are all the same. Empty where it is no six digits."""
    digits = ids.ungrouped(text)
    return digits if len(digits) == LENGTH and digits.isascii() and digits.isdigit() else ""


def spaced(digits: str) -> str:
    """As it is shown and said: 「482 913」."""
    return f"{digits[:3]} {digits[3:]}"


def _mac(use: str, text: str) -> bytes:
    return hmac.new(_key(use), unicodedata.normalize("NFKC", text).encode(), hashlib.sha256).digest()


def _key(use: str) -> bytes:
    return hashlib.sha256(f"{use}:{settings.SECRET_KEY}".encode()).digest()
