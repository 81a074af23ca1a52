"""Receipts nobody can forge: Ed25519 signatures (RFC 8032) over one canonical JSON text.

`tools/verify_receipt.py` repeats `canonical` and the verification with the standard library alone, so that anybody
can check a receipt without us. A change here is a change there, and of receipts already handed out.
"""

import base64
import hashlib
import json
from collections.abc import Mapping

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


def canonical(obj: object) -> bytes:
    """Keys in order of code points, no spaces, UTF-8. No floats: two programs may write one number differently."""
    _must_be_plain(obj)
    return json.dumps(obj, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def new_private_key() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes_raw()


def public_key_of(private_key: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()


def key_id_of(public_key: bytes) -> str:
    """Names a key among those the ward has used: the first 16 hex digits of its SHA-256."""
    return hashlib.sha256(public_key).hexdigest()[:16]


def sign(payload: bytes, private_key: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(private_key).sign(payload)


def is_genuine(payload: bytes, signature: bytes, public_key: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, payload)
    except InvalidSignature:
        return False
    return True


def signed_receipt(receipt: Mapping[str, object], private_key: bytes) -> dict[str, object]:
    """The file a resident keeps, and the script reads."""
    signature = sign(canonical(receipt), private_key)
    return {
        "receipt": dict(receipt),
        "key_id": key_id_of(public_key_of(private_key)),
        "signature": base64url(signature),
    }


def public_key_line(public_key: bytes) -> str:
    """A line of the file of public keys: the name of the key and the key."""
    return f"{key_id_of(public_key)} {base64url(public_key)}"


def base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def _must_be_plain(obj: object) -> None:
    match obj:
        case None | bool() | int() | str():
            return
        case dict():
            if not all(isinstance(key, str) for key in obj):
                raise TypeError("canonical JSON has text for keys")
            for value in obj.values():
                _must_be_plain(value)
        case list() | tuple():
            for value in obj:
                _must_be_plain(value)
        case _:
            raise TypeError(f"canonical JSON has no {type(obj).__name__}")
