"""デジタル認証アプリ as a provider of django-allauth, which looks for this module by its name.

Stricter than allauth's own OpenID Connect: the id_token's signature and nonce are always verified, the person at
userinfo must be the one of the id_token, and neither scope nor parameters can be given in an address (ADR 0013).
"""

import secrets
import time
from collections.abc import Mapping
from pathlib import Path

import jwt
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from madoguchi.gateways.eid.reading import CardReading, reading_of

PROVIDER = "card"
SCOPES = ("openid", "name", "address", "birthdate", "gender")
ALGORITHMS = frozenset({"RS256", "ES256", "PS256"})
NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
SECONDS_OF_AN_ASSERTION = 60


class ClientWithKey(OAuth2Client):
    """Proves itself at the token endpoint by a signed assertion (private_key_jwt) where a key is set."""

    def get_access_token(
        self, code: str, pkce_code_verifier: str | None = None, extra_data: object = None
    ) -> dict[str, object]:
        proof = _assertion(self.consumer_key, self.access_token_url) if settings.EID_PRIVATE_KEY else {}
        got: dict[str, object] = super().get_access_token(code, pkce_code_verifier, proof)  # type: ignore[no-untyped-call]
        return got


def _assertion(client_id: str, audience: str) -> dict[str, str]:
    """RFC 7523: who we are, for whom, for one minute, once."""
    now = int(time.time())
    claims = {"iss": client_id, "sub": client_id, "aud": audience, "jti": secrets.token_hex(16), "iat": now}
    key = Path(settings.EID_PRIVATE_KEY).read_text(encoding="ascii")
    signed = jwt.encode({**claims, "exp": now + SECONDS_OF_AN_ASSERTION}, key, algorithm="RS256")
    return {"client_assertion_type": ASSERTION_TYPE, "client_assertion": signed}


class CardAdapter(OpenIDConnectOAuth2Adapter):
    """One conversation with the provider. `asked` is what we remembered of our question, `reading` what came back."""

    client_class = ClientWithKey
    asked: Mapping[str, object] | None = None
    reading: CardReading | None = None

    @property
    def openid_config(self) -> dict[str, str]:
        """The provider's own description; one that names another issuer is not believed (Discovery 4.3)."""
        config = super().openid_config
        if not isinstance(config, dict) or any(not isinstance(config.get(name), str) for name in NEEDED):
            raise OAuth2Error("the discovery document is incomplete")
        if config["issuer"] != settings.EID_ISSUER:
            raise OAuth2Error("the discovery document names another issuer")
        return config

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        address = request.build_absolute_uri(reverse("account_card_callback"))
        return address.replace("http://", "https://", 1) if settings.BEHIND_TLS else address

    def parse_token(self, data: Mapping[str, object]) -> SocialToken:
        return SocialToken(token=str(data["access_token"]))

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: object) -> SocialLogin:
        """Verify who answers, then ask for the four items. Nothing of them is kept in the account's row."""
        response = kwargs["response"]
        claims = self._verified(app, response.get("id_token") if isinstance(response, dict) else None)
        userinfo = self._fetch_user_info(token.token)
        if not isinstance(userinfo, dict) or userinfo.get("sub") != claims.get("sub"):
            raise OAuth2Error("userinfo is about somebody else")
        self.reading = reading_of(userinfo)
        who = {"id_token": {"sub": str(claims["sub"])}}
        login: SocialLogin = CardProvider(request, app=app).sociallogin_from_response(request, who)
        login.reading = self.reading  # type: ignore[attr-defined]
        return login

    @property
    def _nonce(self) -> object:
        kept = (self.asked or {}).get("data")
        return kept.get("nonce") if isinstance(kept, dict) else None

    def _verified(self, app: SocialApp, id_token: object) -> dict[str, object]:
        """OpenID Connect Core 3.1.3.7: signature, issuer, audience, expiry, nonce, and the level we asked for."""
        try:
            if jwt.get_unverified_header(str(id_token)).get("alg") not in ALGORITHMS:
                raise OAuth2Error("the id_token is signed in no way we know")
            claims: dict[str, object] = jwtkit.verify_and_decode(
                credential=str(id_token),
                keys_url=self.openid_config["jwks_uri"],
                issuer=settings.EID_ISSUER,
                audience=app.client_id,
                lookup_kid=jwtkit.lookup_kid_jwk,
            )
        except (jwt.PyJWTError, KeyError, TypeError, ValueError) as problem:
            raise OAuth2Error("the id_token cannot be read") from problem
        if not self._nonce or claims.get("nonce") != self._nonce:
            raise OAuth2Error("the id_token answers another request")
        if "aal3" in settings.EID_ACR_VALUES.split() and claims.get("acr") not in (None, "aal3"):
            raise OAuth2Error("the card was not read at the level we asked for")
        if not isinstance(claims.get("sub"), str) or not claims["sub"]:
            raise OAuth2Error("the id_token names nobody")
        return claims


class CardProvider(OpenIDConnectProvider):
    """The provider under the name our pages use."""

    id = PROVIDER
    name = "デジタル認証アプリ"
    oauth2_adapter_class = CardAdapter

    def redirect(
        self,
        request: HttpRequest,
        process: str,
        next_url: str | None = None,
        data: Mapping[str, object] | None = None,
        **_: object,
    ) -> HttpResponse:
        """On to the provider, with a nonce of this one request; what an address asks for besides is not heard."""
        nonce = secrets.token_urlsafe(24)
        asked = {"acr_values": settings.EID_ACR_VALUES, "nonce": nonce}
        kept = {**(data or {}), "nonce": nonce}
        response: HttpResponse = super().redirect(
            request, process, next_url, kept, auth_params=asked, scope=self.get_default_scope()
        )
        return response

    def get_default_scope(self) -> list[str]:
        return list(SCOPES)

    def extract_extra_data(self, data: object) -> dict[str, object]:
        """What the card says is not kept: the row holds only who it belongs to."""
        return {}

    def extract_common_fields(self, data: object) -> dict[str, object]:
        return {}


def reading_behind(login: SocialLogin) -> CardReading:
    """What was read for this log-in."""
    reading = getattr(login, "reading", None)
    return reading if isinstance(reading, CardReading) else CardReading()


def connected_app() -> SocialApp:
    """Our registration at the provider, as the settings have it."""
    return SocialApp(
        provider=PROVIDER,
        provider_id=PROVIDER,
        name="デジタル認証アプリ",
        client_id=settings.EID_CLIENT_ID,
        secret="" if settings.EID_PRIVATE_KEY else settings.EID_SECRET,
        settings={
            "server_url": settings.EID_ISSUER,
            "oauth_pkce_enabled": True,
            **({"token_auth_method": "private_key_jwt"} if settings.EID_PRIVATE_KEY else {}),
        },
    )


provider_classes = [CardProvider]
