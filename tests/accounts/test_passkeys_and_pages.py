"""Passkeys can be added and used, every page of the log-in can be read, and no input breaks one."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.accounts.conftest import asks_for_code, enters_the_desk, logs_in, newly_appointed, types_password

HOSTILE = [
    "",
    "null",
    "[]",
    "{}",
    '"x"',
    "12",
    "{not json",
    '{"id": 1}',
    '{"id": "", "rawId": "", "response": []}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": []}}',
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": dict.fromkeys(("clientDataJSON", "authenticatorData", "signature", "userHandle", "attestationObject"), "AA")}),
    json.dumps({"id": "é", "rawId": "é", "type": "public-key", "response": dict.fromkeys(("clientDataJSON", "authenticatorData", "signature", "userHandle", "attestationObject"), "e30")}),
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "e30", "authenticatorData": "A" * 60, "signature": "AA", "userHandle": "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5"}}),
    "[" * 5000,
]  # fmt: skip


def test_a_page_is_offered_for_every_step_of_the_residents_log_in(browser):
    assert "メールアドレスを入力してください" in browser.get("/account/login/").content.decode()
    asks_for_code(browser, "taro@example.jp")
    assert "8桁のコードを送りました" in browser.get("/account/login/code/").content.decode()


def test_the_log_in_page_offers_a_passkey(browser):
    page = browser.get("/account/login/").content.decode()

    assert 'id="passkey_login"' in page
    options = browser.get("/account/login/passkey/", headers={"accept": "application/json"}).json()
    assert options["request_options"]["publicKey"]["rpId"] == "testserver"


def test_a_resident_adds_names_and_removes_a_passkey(browser):
    logs_in(browser)

    page = browser.get("/account/keys/passkeys/add/").content.decode()
    assert "パスキーの登録" in page
    assert '"creation_options"' in page
    assert "まだ登録していません" in browser.get("/account/keys/passkeys/").content.decode()
    assert "登録したパスキー（0件）" in browser.get("/account/keys/").content.decode()


@pytest.mark.parametrize("credential", HOSTILE)
def test_no_forged_passkey_breaks_the_log_in(browser, credential):
    browser.get("/account/login/passkey/", headers={"accept": "application/json"})

    response = browser.post("/account/login/passkey/", {"credential": credential}, follow=True)

    assert response.status_code == 200
    assert "パスキーを確認できませんでした" in response.content.decode()


@pytest.mark.parametrize("credential", HOSTILE)
def test_no_forged_passkey_is_added(browser, credential):
    logs_in(browser)
    browser.get("/account/keys/passkeys/add/")

    response = browser.post("/account/keys/passkeys/add/", {"credential": credential, "passwordless": "on"})

    assert response.status_code == 200
    assert "登録できませんでした" in response.content.decode()
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("credential", HOSTILE)
def test_no_forged_passkey_is_a_second_factor(browser, officer, credential):
    types_password(browser)

    assert browser.post("/account/login/second-factor/", {"credential": credential}).status_code == 200
    assert browser.get("/desk/").status_code == 302


def test_another_persons_passkey_is_not_found(browser, officer):
    logs_in(browser)
    theirs = Authenticator.objects.get()

    for act in ("remove", "name"):
        assert browser.get(f"/account/keys/passkeys/{theirs.pk}/{act}/").status_code == 404


PAGES = [
    "/account/login/", "/account/login/code/", "/account/login/passkey/", "/account/login/officer/", "/account/login/second-factor/",
    "/account/logout/", "/account/inactive/", "/account/again/", "/account/again/second-factor/", "/account/again/passkey/", "/account/keys/",
    "/account/keys/authenticator/", "/account/keys/passkeys/", "/account/keys/passkeys/add/", "/account/keys/passkeys/1/remove/",
    "/account/keys/passkeys/99999999999999999999999/remove/", "/account/keys/passkeys/1/name/",
]  # fmt: skip
VALUES = [
    "",
    "x" * 5000,
    "<script>alert(1)</script>",
    "‮",
    "' OR 1=1 --",
    "{{ 7*7 }}",
    "../../etc/passwd",
    "😀",
    "０" * 300,
]


def nobody(_: Client) -> None:
    pass


def resident(browser: Client) -> None:
    logs_in(browser)


def half_way(browser: Client) -> None:
    asks_for_code(browser, "half@example.jp")


def officer_without_second_factor(browser: Client) -> None:
    newly_appointed("new@officer.example")
    types_password(browser, "new@officer.example")


@pytest.mark.parametrize("who", [nobody, resident, half_way, officer_without_second_factor])
def test_no_page_of_the_log_in_breaks_whoever_opens_it_and_whatever_is_sent(browser, who):
    who(browser)

    for page in PAGES:
        assert browser.get(page).status_code < 500, page
        for value in VALUES:
            sent = dict.fromkeys(("email", "code", "login", "password", "credential", "name", "next", "action"), value)
            if page != "/account/logout/":
                assert browser.post(page, sent).status_code < 500, (page, value)


def test_no_page_of_the_log_in_breaks_for_an_officer_at_work(browser, officer):
    enters_the_desk(browser, officer)

    statuses = {page: browser.get(page).status_code for page in PAGES if page != "/account/logout/"}

    assert max(statuses.values()) < 500
    assert "設定済みです" in browser.get("/account/keys/").content.decode()


def test_pages_of_the_log_in_are_never_kept_by_a_browser(browser):
    for page in ("/account/login/", "/account/login/officer/"):
        assert "no-store" in browser.get(page).headers["Cache-Control"]


def test_the_key_is_asked_for_again_before_keys_change_some_time_after_the_log_in(browser, officer, monkeypatch):
    enters_the_desk(browser, officer)
    monkeypatch.setattr("madoguchi.accounts.web.adapter.FRESH_LOGIN", 0)

    response = browser.get("/account/keys/passkeys/add/", follow=True)

    assert "もう一度パスワードを入力してください" in response.content.decode()
