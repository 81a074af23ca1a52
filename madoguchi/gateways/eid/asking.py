"""Whether an authorization request is one: OpenID Connect Core 3.1.2.1, with what デジタル認証アプリ demands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from madoguchi.gateways.eid.clients import Client
from madoguchi.gateways.eid.grants import Wanted

FOUR_ITEMS = ("name", "address", "birthdate", "gender")
SCOPES = ("openid", *FOUR_ITEMS, "sign")
ACR_VALUES = ("aal2", "aal3", "crl", "ocsp")
CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class Wrong:
    """What is wrong. `back_to` is empty where the person must not be sent back: the address may be somebody else's."""

    error: str
    why: str
    back_to: str = ""
    state: str = ""


def wanted(query: Mapping[str, str], clients: Mapping[str, Client]) -> Wanted | Wrong:
    """The request, or the error the client is sent."""
    client = clients.get(query.get("client_id", ""))
    back_to, state = query.get("redirect_uri", ""), query.get("state", "")
    if client is None:
        return Wrong("invalid_request", "unknown client_id")
    if back_to not in client.redirect_uris:
        return Wrong("invalid_request", "redirect_uri is not registered")
    if problem := _problem(query):
        return Wrong(*problem, back_to, state)
    return Wanted(
        client=client.id,
        redirect_uri=back_to,
        scopes=frozenset(query["scope"].split()),
        state=state,
        nonce=query["nonce"],
        challenge=query["code_challenge"],
        acr=frozenset(query.get("acr_values", "").split()),
    )


def _problem(query: Mapping[str, str]) -> tuple[str, str] | None:
    scopes = query.get("scope", "").split()
    if query.get("response_type") != "code":
        return "unsupported_response_type", "only code is supported"
    if "openid" not in scopes or not set(scopes) <= set(SCOPES):
        return "invalid_scope", "openid is required; known: " + " ".join(SCOPES)
    if not query.get("state") or not query.get("nonce"):
        return "invalid_request", "state and nonce are required"
    if query.get("code_challenge_method") != "S256" or not CHALLENGE.fullmatch(query.get("code_challenge", "")):
        return "invalid_request", "code_challenge with S256 is required"
    if not set(query.get("acr_values", "").split()) <= set(ACR_VALUES):
        return "invalid_request", "known acr_values: " + " ".join(ACR_VALUES)
    return None
