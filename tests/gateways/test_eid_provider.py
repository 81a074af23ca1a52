"""The local provider keeps the rules it claims: a client that passes here has not passed by accident."""

import secrets
import time
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest
import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from madoguchi.gateways.eid.clients import ASSERTION_TYPE, Client
from madoguchi.gateways.eid.keys import challenge_of, half_hash
from tests.eid import SECRET, Eid, eid_serving

BACK = "https://madoguchi.example/account/card/callback/"
VERIFIER = "v" * 64
ALL = "openid name address birthdate gender"


@pytest.fixture
def eid():
    with eid_serving(BACK) as serving:
        yield serving


def address(eid: Eid, **changes: str | None) -> str:
    query: dict[str, str | None] = {
        "response_type": "code",
        "client_id": "madoguchi",
        "redirect_uri": BACK,
        "scope": ALL,
        "state": "state-1",
        "nonce": "nonce-1",
        "code_challenge": challenge_of(VERIFIER),
        "code_challenge_method": "S256",
        "acr_values": "aal3 crl",
    }
    query |= changes
    return f"{eid.issuer}/authorize?" + urlencode({name: value for name, value in query.items() if value is not None})


def sent_back(eid: Eid, card: str = "healthy", **changes: str | None) -> dict[str, str]:
    return {
        name: values[0] for name, values in parse_qs(urlsplit(eid.chooses(address(eid, **changes), card)).query).items()
    }


def redeem(eid: Eid, code: str, /, auth: tuple[str, str] | None = ("madoguchi", SECRET), **changes: str):
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK, "code_verifier": VERIFIER}
    return requests.post(f"{eid.issuer}/token", data={**form, **changes}, auth=auth, timeout=5)


def userinfo(eid: Eid, token: str):
    return requests.get(f"{eid.issuer}/userinfo", headers={"Authorization": f"Bearer {token}"}, timeout=5)


def test_discovery_describes_what_is_there(eid):
    found = requests.get(f"{eid.issuer}/.well-known/openid-configuration", timeout=5).json()

    assert found["issuer"] == eid.issuer
    for endpoint in (
        "authorization_endpoint",
        "token_endpoint",
        "userinfo_endpoint",
        "jwks_uri",
        "end_session_endpoint",
    ):
        assert found[endpoint].startswith(eid.issuer + "/")
        assert requests.get(found[endpoint], timeout=5).status_code != 404 or endpoint == "token_endpoint"
    assert requests.post(found["token_endpoint"], timeout=5).status_code == 401
    assert found["code_challenge_methods_supported"] == ["S256"]
    assert found["response_types_supported"] == ["code"]
    assert found["subject_types_supported"] == ["pairwise"]
    assert found["id_token_signing_alg_values_supported"] == ["RS256"]
    assert set(found["scopes_supported"]) == {*ALL.split(), "sign"}


def test_the_id_token_is_signed_for_the_client_and_answers_its_nonce(eid):
    got = redeem(eid, sent_back(eid)["code"]).json()

    keys = requests.get(f"{eid.issuer}/jwks", timeout=5).json()["keys"]
    key = RSAAlgorithm.from_jwk(keys[0])
    assert isinstance(key, rsa.RSAPublicKey)
    claims = jwt.decode(got["id_token"], key, algorithms=["RS256"], audience="madoguchi", issuer=eid.issuer)
    assert jwt.get_unverified_header(got["id_token"])["kid"] == keys[0]["kid"]
    assert (claims["nonce"], claims["acr"]) == ("nonce-1", "aal3")
    assert claims["at_hash"] == half_hash(got["access_token"])
    assert userinfo(eid, got["access_token"]).json()["sub"] == claims["sub"]
    assert "d" not in keys[0]


def test_userinfo_gives_what_was_asked_for_and_no_more(eid):
    token = redeem(eid, sent_back(eid, scope="openid birthdate")["code"]).json()["access_token"]

    assert set(userinfo(eid, token).json()) == {"sub", "birthdate"}
    assert userinfo(eid, "made-up").status_code == 401
    assert requests.get(f"{eid.issuer}/userinfo", timeout=5).status_code == 401


def test_another_client_sees_another_person(eid):
    mine = redeem(eid, sent_back(eid)["code"]).json()["access_token"]
    theirs = redeem(eid, sent_back(eid, client_id="other")["code"], auth=("other", "x")).json()["access_token"]

    assert userinfo(eid, mine).json()["sub"] != userinfo(eid, theirs).json()["sub"]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "name"}, "invalid_scope"),
        ({"scope": "openid everything"}, "invalid_scope"),
        ({"state": None}, "invalid_request"),
        ({"nonce": None}, "invalid_request"),
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"acr_values": "aal9"}, "invalid_request"),
    ],
)
def test_a_wrong_request_is_told_to_the_client(eid, changes, error):
    answer = requests.get(address(eid, **changes), timeout=5, allow_redirects=False)

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(BACK)
    assert parse_qs(urlsplit(answer.headers["Location"]).query)["error"] == [error]


@pytest.mark.parametrize("changes", [{"client_id": "nobody"}, {"redirect_uri": "https://evil.example/"}])
def test_nobody_is_sent_to_an_address_that_is_not_registered(eid, changes):
    answer = requests.get(address(eid, **changes), timeout=5, allow_redirects=False)

    assert answer.status_code == 400
    assert "Location" not in answer.headers


def test_a_code_is_good_once_and_whoever_shows_it_twice_loses_the_token(eid):
    code = sent_back(eid)["code"]
    token = redeem(eid, code).json()["access_token"]

    again = redeem(eid, code)

    assert (again.status_code, again.json()) == (400, {"error": "invalid_grant"})
    assert userinfo(eid, token).status_code == 401


def test_a_code_is_good_for_a_minute(eid):
    code = sent_back(eid)["code"]
    eid.provider.grants.now = lambda: time.time() + 61

    assert redeem(eid, code).json() == {"error": "invalid_grant"}


@pytest.mark.parametrize(
    "changes",
    [
        {"code_verifier": "w" * 64},
        {"code_verifier": ""},
        {"redirect_uri": "https://evil.example/"},
        {"code": "guessed"},
    ],
)
def test_a_code_is_worth_nothing_without_the_rest(eid, changes):
    assert redeem(eid, sent_back(eid)["code"], **changes).json() == {"error": "invalid_grant"}


def test_a_code_of_another_client_is_worth_nothing(eid):
    assert redeem(eid, sent_back(eid)["code"], auth=("other", "x")).json() == {"error": "invalid_grant"}


@pytest.mark.parametrize("auth", [None, ("madoguchi", "wrong"), ("nobody", SECRET), ("madoguchi", "")])
def test_a_client_proves_itself(eid, auth):
    answer = redeem(eid, sent_back(eid)["code"], auth=auth)

    assert (answer.status_code, answer.json()) == (401, {"error": "invalid_client"})


def test_a_client_with_a_key_proves_itself_by_an_assertion_once(eid):
    key = rsa.generate_private_key(public_exponent=65_537, key_size=2048)
    pem = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    eid.provider.clients = [Client("keyed", (BACK,), public_key=pem.decode())]
    eid.provider.__post_init__()
    claims = {"iss": "keyed", "sub": "keyed", "aud": f"{eid.issuer}/token", "jti": secrets.token_hex(8)}

    def proven(**changes: object):
        assertion = jwt.encode({**claims, "exp": int(time.time()) + 60, **changes}, key, algorithm="RS256")
        code = sent_back(eid, client_id="keyed")["code"]
        return redeem(
            eid, code, auth=None, client_assertion_type=ASSERTION_TYPE, client_assertion=assertion
        ).status_code

    assert proven() == 200
    assert proven() == 401
    assert proven(jti="new", aud="https://elsewhere.example") == 401
    assert proven(jti="newer", exp=int(time.time()) - 10) == 401
    assert proven(jti="newest", iss="other") == 401


@pytest.mark.parametrize(
    ("card", "changes", "trouble"),
    [
        ("moved", {}, "certificate_revoked"),
        ("moved", {"acr_values": "aal3"}, None),
        ("moved", {"scope": "openid"}, None),
        ("expired", {}, "certificate_expired"),
        ("locked", {"scope": "openid"}, "pin_locked"),
        ("child", {}, None),
        ("child", {"scope": f"{ALL} sign"}, "signing_certificate_missing"),
        ("healthy", {"scope": f"{ALL} sign"}, None),
        ("", {}, "user_cancelled"),
    ],
)
def test_each_card_does_what_it_does_in_life(eid, card, changes, trouble):
    answer = sent_back(eid, card, **changes)

    assert answer["state"] == "state-1"
    assert answer.get("error_description") == trouble
    assert ("code" in answer) == (trouble is None)


def test_a_choice_is_made_once(eid):
    place = eid.chooses(address(eid), "healthy")
    assert "code=" in place
    answer = requests.post(f"{eid.issuer}/decide", data={"asked": "gone", "card": "healthy"}, timeout=5)
    assert answer.status_code == 400


def test_logging_out_leads_back_to_a_registered_address_only(eid):
    def leaves(way: str):
        query = urlencode({"post_logout_redirect_uri": way, "state": "s"})
        return requests.get(f"{eid.issuer}/logout?{query}", timeout=5, allow_redirects=False)

    assert leaves(BACK).headers["Location"] == f"{BACK}?state=s"
    assert leaves("https://evil.example/").status_code == 200


@pytest.mark.parametrize("body", [b"\xff\xfe", b"a=1&" * 60, b"x" * 30_000, b""])
def test_what_no_client_sends_is_refused_without_breaking(eid, body):
    assert requests.post(f"{eid.issuer}/token", data=body, timeout=5).status_code == 401
    assert requests.post(f"{eid.issuer}/authorize", data=body, timeout=5).status_code == 400
    assert requests.get(f"{eid.issuer}/nowhere", timeout=5).status_code == 404
