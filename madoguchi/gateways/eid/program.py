"""The provider as a WSGI program: discovery, authorize, token, userinfo, jwks, logout, and nothing else."""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import parse_qsl, urlencode
from wsgiref.types import StartResponse, WSGIEnvironment

from madoguchi.gateways.eid import asking, screens
from madoguchi.gateways.eid.asking import ACR_VALUES, FOUR_ITEMS, SCOPES, Wrong
from madoguchi.gateways.eid.cards import CARDS, Card
from madoguchi.gateways.eid.clients import Client, Clients
from madoguchi.gateways.eid.grants import SECONDS_OF_A_TOKEN, Grant, Grants
from madoguchi.gateways.eid.keys import ALGORITHM, SigningKey, challenge_of, half_hash
from madoguchi.gateways.eid.troubles import Trouble

LONGEST_FORM = 20_000
SECONDS_OF_AN_ID_TOKEN = 300


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    fields: Mapping[str, str]
    authorization: str


@dataclass(frozen=True)
class Answer:
    status: HTTPStatus
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()


def _json(document: object, status: HTTPStatus = HTTPStatus.OK, *more: tuple[str, str]) -> Answer:
    return Answer(
        status, json.dumps(document, ensure_ascii=False).encode(), (("Content-Type", "application/json"), *more)
    )


def _error(error: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST, *more: tuple[str, str]) -> Answer:
    return _json({"error": error}, status, *more)


def _page(html: str, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    return Answer(status, html.encode(), (("Content-Type", "text/html; charset=utf-8"), ("X-Frame-Options", "DENY")))


def _sent_to(address: str, **query: str) -> Answer:
    joint = "&" if "?" in address else "?"
    return Answer(HTTPStatus.FOUND, b"", (("Location", f"{address}{joint}{urlencode(query)}"),))


@dataclass
class Provider:
    """One issuer with its clients and cards."""

    issuer: str
    clients: Sequence[Client]
    cards: Sequence[Card] = CARDS
    grants: Grants = field(default_factory=Grants)
    key: SigningKey = field(default_factory=SigningKey)

    def __post_init__(self) -> None:
        self._known = {client.id: client for client in self.clients}
        self._proofs = Clients(self._known, (self.issuer, self._at("token")))
        self._routes: dict[tuple[str, str], Callable[[Request], Answer]] = {
            ("GET", "/.well-known/openid-configuration"): self.discovery,
            ("GET", "/jwks"): lambda _: _json(self.key.jwks()),
            ("GET", "/authorize"): self.authorize,
            ("POST", "/authorize"): self.authorize,
            ("POST", "/decide"): self.decide,
            ("POST", "/token"): self.token,
            ("GET", "/userinfo"): self.userinfo,
            ("POST", "/userinfo"): self.userinfo,
            ("GET", "/logout"): self.logout,
        }

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        request = _request(environ)
        act = self._routes.get((request.method, request.path))
        answer = act(request) if act else _error("not_found", HTTPStatus.NOT_FOUND)
        headers = [*answer.headers, ("Cache-Control", "no-store"), ("Content-Length", str(len(answer.body)))]
        start_response(f"{answer.status.value} {answer.status.phrase}", headers)
        return [answer.body]

    def discovery(self, _: Request) -> Answer:
        """OpenID Connect Discovery 1.0, section 3."""
        return _json(
            {
                "issuer": self.issuer,
                "authorization_endpoint": self._at("authorize"),
                "token_endpoint": self._at("token"),
                "userinfo_endpoint": self._at("userinfo"),
                "jwks_uri": self._at("jwks"),
                "end_session_endpoint": self._at("logout"),
                "response_types_supported": ["code"],
                "grant_types_supported": ["authorization_code"],
                "subject_types_supported": ["pairwise"],
                "id_token_signing_alg_values_supported": [ALGORITHM],
                "scopes_supported": list(SCOPES),
                "acr_values_supported": list(ACR_VALUES),
                "claims_supported": ["sub", *FOUR_ITEMS],
                "token_endpoint_auth_methods_supported": [
                    "private_key_jwt", "client_secret_basic", "client_secret_post",
                ],
                "code_challenge_methods_supported": ["S256"],
            }
        )  # fmt: skip

    def authorize(self, request: Request) -> Answer:
        match asking.wanted(request.fields, self._known):
            case Wrong(error, why, "", _):
                return _page(screens.refusing(f"{error}: {why}"), HTTPStatus.BAD_REQUEST)
            case Wrong(error, why, back_to, state):
                return _sent_to(back_to, error=error, error_description=why, state=state)
            case wanted:
                return _page(screens.choosing(self.grants.ask(wanted), wanted, self.cards, self._at("decide")))

    def decide(self, request: Request) -> Answer:
        """The person has held a card to the phone, or thought better of it."""
        wanted = self.grants.asked(request.fields.get("asked", ""))
        if wanted is None:
            return _page(screens.refusing("この画面は期限が切れています。"), HTTPStatus.BAD_REQUEST)
        card = next((card for card in self.cards if card.id == request.fields.get("card")), None)
        trouble = card.refuses(wanted.scopes, wanted.acr) if card else Trouble.CANCELLED
        if card is None or trouble is not None:
            why = trouble or Trouble.CANCELLED
            return _sent_to(wanted.redirect_uri, error="access_denied", error_description=why.value, state=wanted.state)
        return _sent_to(wanted.redirect_uri, code=self.grants.code_for(wanted, card), state=wanted.state)

    def token(self, request: Request) -> Answer:
        client = self._proofs.proven(request.fields, request.authorization)
        if client is None:
            return _error("invalid_client", HTTPStatus.UNAUTHORIZED, ("WWW-Authenticate", "Basic"))
        if request.fields.get("grant_type") != "authorization_code":
            return _error("unsupported_grant_type")
        code = request.fields.get("code", "")
        grant = self.grants.spend(code)
        if grant is None or not _belongs(grant, client, request.fields):
            return _error("invalid_grant")
        access_token = self.grants.token_for(grant, code)
        return _json(
            {
                "access_token": access_token,
                "token_type": "Bearer",
                "expires_in": SECONDS_OF_A_TOKEN,
                "scope": " ".join(sorted(grant.wanted.scopes)),
                "id_token": self.key.signed(self._identity(grant, access_token)),
            }
        )

    def _identity(self, grant: Grant, access_token: str) -> dict[str, object]:
        now = int(self.grants.now())
        level = {"acr": "aal3"} if "aal3" in grant.wanted.acr else {"acr": "aal2"}
        return {
            "iss": self.issuer,
            "sub": self._subject(grant),
            "aud": grant.wanted.client,
            "exp": now + SECONDS_OF_AN_ID_TOKEN,
            "iat": now,
            "auth_time": now,
            "nonce": grant.wanted.nonce,
            "at_hash": half_hash(access_token),
            **level,
        }

    def userinfo(self, request: Request) -> Answer:
        kind, _, token = request.authorization.partition(" ")
        grant = self.grants.of_token(token) if kind.lower() == "bearer" else None
        if grant is None:
            return _error(
                "invalid_token", HTTPStatus.UNAUTHORIZED, ("WWW-Authenticate", 'Bearer error="invalid_token"')
            )
        return _json({"sub": self._subject(grant), **_claims(grant)})

    def logout(self, request: Request) -> Answer:
        """RP-initiated logout: back only to an address that is registered."""
        back_to = request.fields.get("post_logout_redirect_uri", "")
        if any(back_to in client.redirect_uris for client in self.clients):
            return _sent_to(back_to, state=request.fields.get("state", ""))
        return _page(screens.refusing("ログアウトしました。"))

    def _subject(self, grant: Grant) -> str:
        """Pairwise: another client sees another name for the same person."""
        return hashlib.sha256(f"{grant.wanted.client}\0{grant.card.id}".encode()).hexdigest()[:32]

    def _at(self, path: str) -> str:
        return f"{self.issuer}/{path}"


def _belongs(grant: Grant, client: Client, form: Mapping[str, str]) -> bool:
    challenge = challenge_of(form.get("code_verifier", ""))
    return (
        grant.wanted.client == client.id
        and grant.wanted.redirect_uri == form.get("redirect_uri")
        and hmac.compare_digest(challenge, grant.wanted.challenge)
    )


def _claims(grant: Grant) -> dict[str, object]:
    """The four items, each only where its scope was granted."""
    card = grant.card
    known: dict[str, object] = {
        "name": card.name,
        "address": {"formatted": card.address} if card.address else None,
        "birthdate": card.birthdate,
        "gender": card.gender,
    }
    given = {claim: value for claim, value in known.items() if claim in grant.wanted.scopes and value}
    # The language tag is OpenID Connect's own (Core 5.2): a reading where the card has one.
    return given | ({"name#ja-Kana-JP": card.kana} if card.kana and "name" in given else {})


def _request(environ: WSGIEnvironment) -> Request:
    query = environ.get("QUERY_STRING", "")
    if environ["REQUEST_METHOD"] == "POST":
        length = environ.get("CONTENT_LENGTH") or "0"
        query = (
            environ["wsgi.input"]
            .read(min(int(length) if length.isdigit() else 0, LONGEST_FORM))
            .decode("utf-8", "replace")
        )
    return Request(
        method=environ["REQUEST_METHOD"],
        path=environ.get("PATH_INFO", ""),
        fields=_fields(query),
        authorization=environ.get("HTTP_AUTHORIZATION", ""),
    )


def _fields(query: str) -> dict[str, str]:
    """No request of the protocol has fifty fields; one that has is read as empty."""
    try:
        return dict(parse_qsl(query, keep_blank_values=True, max_num_fields=50))
    except ValueError:
        return {}
