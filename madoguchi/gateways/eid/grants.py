"""Codes and access tokens in memory: a code is good once and for a minute, a token for ten."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from madoguchi.gateways.eid.cards import Card

SECONDS_OF_A_CODE = 60
SECONDS_OF_A_TOKEN = 600


@dataclass(frozen=True)
class Wanted:
    """An authorization request that was found right."""

    client: str
    redirect_uri: str
    scopes: frozenset[str]
    state: str
    nonce: str
    challenge: str
    acr: frozenset[str]


@dataclass(frozen=True)
class Grant:
    """What a person let a client have."""

    wanted: Wanted
    card: Card
    until: float


@dataclass
class Grants:
    """Everything the provider remembers. Whoever shows a code twice loses the token as well (RFC 6749 4.1.2)."""

    now: Callable[[], float] = time.time
    _asked: dict[str, Wanted] = field(default_factory=dict)
    _codes: dict[str, Grant] = field(default_factory=dict)
    _spent: dict[str, str] = field(default_factory=dict)
    _tokens: dict[str, Grant] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def ask(self, wanted: Wanted) -> str:
        """Remember a request while the person decides."""
        with self._lock:
            key = secrets.token_urlsafe(24)
            self._asked[key] = wanted
            return key

    def asked(self, key: str) -> Wanted | None:
        with self._lock:
            return self._asked.pop(key, None)

    def code_for(self, wanted: Wanted, card: Card) -> str:
        with self._lock:
            code = secrets.token_urlsafe(32)
            self._codes[code] = Grant(wanted, card, self.now() + SECONDS_OF_A_CODE)
            return code

    def spend(self, code: str) -> Grant | None:
        """What the code stood for; None for one that is unknown, old or spent."""
        with self._lock:
            if token := self._spent.get(code):
                self._tokens.pop(token, None)
            grant = self._codes.pop(code, None)
            return grant if grant is not None and grant.until > self.now() else None

    def token_for(self, grant: Grant, code: str) -> str:
        with self._lock:
            token = secrets.token_urlsafe(32)
            self._tokens[token] = Grant(grant.wanted, grant.card, self.now() + SECONDS_OF_A_TOKEN)
            self._spent[code] = token
            return token

    def of_token(self, token: str) -> Grant | None:
        with self._lock:
            grant = self._tokens.get(token)
            return grant if grant is not None and grant.until > self.now() else None
