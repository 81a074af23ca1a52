"""The ward's Ed25519 key that signs receipts: of applications, and of money."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from madoguchi.kernel import secret_files, signing


@lru_cache(maxsize=1)
def private_key() -> bytes:
    """From the environment, else a file only its owner may read, made at the first start."""
    if settings.RECEIPT_KEY:
        return bytes.fromhex(settings.RECEIPT_KEY)
    return bytes.fromhex(
        secret_files.kept(Path(settings.DATA) / "receipt-key", lambda: signing.new_private_key().hex())
    )
