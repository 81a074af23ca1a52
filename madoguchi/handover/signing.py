"""Signatures as Standard Webhooks writes them: HMAC-SHA256 over id, timestamp and body, one for each valid secret."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime

PREFIX = "whsec_"
SECRET_BYTES = 32


def new_secret() -> str:
    """A secret as the receiver keeps it."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def signature(secret: str, *, id_: str, timestamp: int, body: bytes) -> str:
    """`v1,` and the code in base64."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    code = hmac.new(key, f"{id_}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(code).decode()}"


def headers(keys: Sequence[tuple[str, str]], *, id_: str, body: bytes, at: datetime) -> dict[str, str]:
    """The headers of one message; `keys` are names and secrets, the newest first."""
    timestamp = int(at.timestamp())
    return {
        "Content-Type": "application/json",
        "User-Agent": "Madoguchi-Webhooks/1",
        "webhook-id": id_,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signature(secret, id_=id_, timestamp=timestamp, body=body) for _, secret in keys),
        "madoguchi-key-id": " ".join(name for name, _ in keys),
    }
