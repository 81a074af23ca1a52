"""Which programs may ask, and how they prove who they are at the token endpoint."""

import base64
import binascii
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote_plus

import jwt

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


@dataclass(frozen=True)
class Client:
    """With a secret (client_secret_basic, client_secret_post) or with a key of its own (private_key_jwt)."""

    id: str
    redirect_uris: tuple[str, ...]
    secret: str = ""
    public_key: str = ""


@dataclass
class Clients:
    """Those registered. `audiences` are the values an assertion may be addressed to."""

    known: Mapping[str, Client]
    audiences: tuple[str, ...]
    used_assertions: set[str] = field(default_factory=set)

    def proven(self, form: Mapping[str, str], authorization: str) -> Client | None:
        """The client that has proven itself; None where the proof is missing or wrong."""
        if form.get("client_assertion_type") == ASSERTION_TYPE:
            return self._by_assertion(form.get("client_assertion", ""))
        id_, secret = _basic(authorization) or (form.get("client_id", ""), form.get("client_secret", ""))
        client = self.known.get(id_)
        if client is None or not client.secret or not hmac.compare_digest(client.secret.encode(), secret.encode()):
            return None
        return client

    def _by_assertion(self, assertion: str) -> Client | None:
        """RFC 7523: signed by the client's key, for us, not yet expired, and only once."""
        try:
            claimed = jwt.decode(assertion, options={"verify_signature": False}).get("sub", "")
            client = self.known.get(str(claimed))
            if client is None or not client.public_key:
                return None
            claims = jwt.decode(
                assertion,
                client.public_key,
                algorithms=["RS256", "ES256"],
                audience=self.audiences,
                issuer=client.id,
                options={"require": ["exp", "iss", "sub", "aud", "jti"]},
            )
        except jwt.PyJWTError:
            return None
        if claims["jti"] in self.used_assertions:
            return None
        self.used_assertions.add(claims["jti"])
        return client


def _basic(authorization: str) -> tuple[str, str] | None:
    kind, _, encoded = authorization.partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        id_, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return unquote_plus(id_), unquote_plus(secret)
