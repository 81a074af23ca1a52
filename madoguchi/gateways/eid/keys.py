"""The provider's signing key, its public half as JWKS, and the tokens it signs."""

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

ALGORITHM = "RS256"


class SigningKey:
    """Made anew at every start: nothing the provider signs is worth more than one log-in."""

    def __init__(self) -> None:
        self._private = rsa.generate_private_key(public_exponent=65_537, key_size=2048)
        self.kid = secrets.token_hex(8)

    def jwks(self) -> dict[str, object]:
        public = json.loads(RSAAlgorithm.to_jwk(self._private.public_key()))
        return {"keys": [{**public, "kid": self.kid, "use": "sig", "alg": ALGORITHM}]}

    def signed(self, claims: Mapping[str, object]) -> str:
        return jwt.encode(dict(claims), self._private, algorithm=ALGORITHM, headers={"kid": self.kid})


def half_hash(token: str) -> str:
    """`at_hash`: the left half of the SHA-256 (OpenID Connect Core 3.1.3.6)."""
    return _base64url(hashlib.sha256(token.encode()).digest()[:16])


def challenge_of(verifier: str) -> str:
    """`code_challenge` of a verifier, method S256 (RFC 7636)."""
    return _base64url(hashlib.sha256(verifier.encode()).digest())


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
