"""Logging in by card: the real flow of django-allauth against the local provider, over HTTP."""

import re
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client

from madoguchi.accounts import card as cards
from madoguchi.accounts.models import Account
from madoguchi.gateways.eid import clients
from madoguchi.gateways.eid.keys import SigningKey
from madoguchi.gateways.eid.program import Provider
from madoguchi.gateways.models import OutboxEntry
from madoguchi.journal import queries as journal
from tests.accounts.conftest import enters_the_desk, logs_in
from tests.eid import asks, back, reads_card

WAY = "/own/?a=1"
TIE = "/account/card/tie/"


def query_of(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def told(browser: Client, response) -> str:
    """Where one was led, and what stands there."""
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/account/card/?why=")
    return browser.get(response.headers["Location"]).content.decode()


def test_we_ask_as_the_reference_says(browser, eid):
    asked = query_of(asks(browser))

    assert set(asked["scope"].split()) == {"openid", "name", "address", "birthdate", "gender"}
    assert asked["acr_values"] == "aal3 crl"
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["code_challenge"]) == 43
    assert asked["state"]
    assert asked["nonce"]
    assert asked["redirect_uri"] == "http://testserver/account/card/callback/"


def test_every_request_has_its_own_state_nonce_and_challenge(browser, eid):
    first, second = query_of(asks(browser)), query_of(asks(browser))
    assert not {first[name] for name in ("state", "nonce", "code_challenge")} & set(second.values())


def test_an_address_cannot_ask_for_more(browser, eid):
    response = browser.post("/account/card/start/?scope=sign&auth_params=prompt%3Dnone%26acr_values%3Daal2")
    asked = query_of(response.headers["Location"])

    assert "sign" not in asked["scope"]
    assert asked["acr_values"] == "aal3 crl"
    assert "prompt" not in asked


def test_the_first_reading_makes_an_account_and_leads_on(browser, eid):
    response = reads_card(browser, eid, "healthy", WAY)

    assert response.headers["Location"] == WAY
    account = Account.objects.get()
    assert (account.name, account.mail_address) == ("世田谷　花子", "")
    assert browser.get("/own/").content.decode() == f"resident {account.pk}"
    assert not account.has_usable_password()


def test_the_second_reading_opens_the_same_account(browser, eid):
    reads_card(browser, eid, "healthy")
    reads_card(Client(), eid, "healthy")

    assert Account.objects.count() == 1


def test_nothing_of_the_four_items_is_kept_in_the_row_of_the_card(browser, eid):
    reads_card(browser, eid, "healthy")

    assert SocialAccount.objects.get().extra_data == {}


def test_a_resident_signed_in_by_mail_goes_on_in_the_same_account_by_card(browser, eid):
    logs_in(browser)
    reads_card(browser, eid, "healthy")
    browser.post(TIE, {"answer": "yes"})
    other = Client()
    reads_card(other, eid, "healthy")

    account = Account.objects.get()
    assert other.get("/own/").content.decode() == f"resident {account.pk}"
    assert account.email == "taro@example.jp"


def test_an_account_without_a_name_takes_a_card_only_after_the_person_has_said_so(browser, eid):
    logs_in(browser)
    response = reads_card(browser, eid, "healthy", WAY)

    assert response.headers["Location"] == TIE
    page = browser.get(TIE).content.decode()
    assert "世田谷　花子" in page
    assert "taro@example.jp" in page
    assert not SocialAccount.objects.exists()
    assert Account.objects.get().name == ""
    assert cards.KEY not in browser.session

    assert browser.post(TIE, {"answer": "yes"}).headers["Location"] == WAY
    account = Account.objects.get()
    assert (SocialAccount.objects.get().user, account.name) == (account, "世田谷　花子")
    assert [entry.what for entry in journal.timeline(account.subject)].count("card_tied") == 1
    told = OutboxEntry.objects.get(key__startswith=f"card/{account.pk}/")
    assert "マイナンバーカードが登録されました" in str(told.payload)
    assert cards.KEY in browser.session


@pytest.mark.parametrize("answer", ["no", "", "YES", "\x01"])
def test_who_does_not_say_yes_has_nothing_tied_and_nothing_kept(browser, eid, answer):
    logs_in(browser)
    reads_card(browser, eid, "healthy")
    browser.post(TIE, {"answer": answer})

    assert not SocialAccount.objects.exists()
    assert cards.KEY not in browser.session
    assert browser.post(TIE, {"answer": "yes"}).status_code == 410


def test_the_question_is_answered_by_who_read_the_card_and_soon(browser, eid, clock):
    assert browser.get(TIE).status_code == 302
    logs_in(browser)
    assert browser.get(TIE).status_code == 410
    reads_card(browser, eid, "healthy")
    clock.passes(minutes=11)
    assert browser.post(TIE, {"answer": "yes"}).status_code == 410
    assert not SocialAccount.objects.exists()


def test_a_card_that_was_used_elsewhere_meanwhile_is_not_taken(browser, eid):
    logs_in(browser)
    reads_card(browser, eid, "healthy")
    reads_card(Client(), eid, "healthy")

    assert browser.post(TIE, {"answer": "yes"}).status_code == 409
    assert SocialAccount.objects.get().user.mail_address == ""


def test_a_card_that_opens_another_account_is_not_taken_over(browser, eid):
    reads_card(Client(), eid, "healthy")
    logs_in(browser)

    response = reads_card(browser, eid, "healthy")

    assert response.status_code == 409
    assert "別のアカウントで使われています" in response.content.decode()
    assert browser.get("/own/").content.decode().startswith("resident")
    assert SocialAccount.objects.get().user.mail_address == ""


def test_an_officers_session_is_not_mixed_with_a_card(browser, officer, eid):
    enters_the_desk(browser, officer)

    response = reads_card(browser, eid, "healthy")

    assert response.status_code == 403
    assert SocialAccount.objects.count() == 0
    assert "武田" in browser.get("/desk/").content.decode()


def test_a_closed_account_stays_closed(browser, eid):
    reads_card(Client(), eid, "healthy")
    Account.objects.update(is_active=False)

    assert reads_card(browser, eid, "healthy").status_code == 403
    assert browser.get("/own/").status_code == 302


@pytest.mark.parametrize(
    ("card", "words", "mend"),
    [
        ("moved", "このカードの証明書は、いま使えません", "窓口で無料で発行し直せます"),
        ("expired", "有効期限が切れています", "無料で更新できます"),
        ("locked", "ロックされています", "設定し直せます"),
        ("child", "15歳未満の方のカードです", "保護者の方が"),
        ("", "読み取りをやめました", "ほかの方法でお進みください"),
    ],
)
def test_a_card_that_cannot_be_used_is_told_on_the_first_page_with_other_ways(browser, eid, card, words, mend):
    page = told(browser, reads_card(browser, eid, card, WAY, "/procedures/x/"))

    assert words in page
    assert mend in page
    assert f'href="{WAY}"' in page
    assert 'href="/procedures/x/"' in page
    assert Account.objects.count() == 0
    assert browser.get("/own/").status_code == 302


@pytest.mark.parametrize("language", ["ja-easy", "en", "zh-hans", "ko"])
def test_the_reason_is_told_in_the_readers_language(browser, eid, language):
    japanese = told(browser, reads_card(browser, eid, "moved"))
    browser.cookies["language"] = language

    page = browser.get("/account/card/?why=revoked").content.decode()

    assert "引っ越しや氏名の変更をすると" in japanese
    assert "引っ越しや氏名の変更をすると" not in page


def test_an_answer_is_good_once(browser, eid):
    place = eid.chooses(asks(browser), "healthy")
    assert back(browser, place).status_code == 302
    browser.post("/account/logout/")

    assert "もう一度、はじめから" in told(browser, back(browser, place))
    assert browser.get("/own/").status_code == 302


def test_a_code_that_was_seen_by_somebody_else_opens_nothing_there(browser, eid):
    place = eid.chooses(asks(browser), "healthy")
    thief = Client()

    assert "確認できませんでした" in told(thief, back(thief, place))
    asks(thief)
    assert "確認できませんでした" in told(thief, back(thief, place))
    assert thief.get("/own/").status_code == 302


def test_somebody_elses_code_in_ones_own_answer_is_refused(browser, eid):
    """A thief's state with the victim's code: the verifier does not fit."""
    victims, thief = eid.chooses(asks(browser), "healthy"), Client()
    own = query_of(asks(thief))

    response = thief.get("/account/card/callback/", {"code": query_of(victims)["code"], "state": own["state"]})

    told(thief, response)
    assert thief.get("/own/").status_code == 302


@pytest.mark.parametrize("state", ["", "made-up", "x" * 5_000, "\x01"])
def test_a_state_that_is_not_ours_leads_to_the_beginning(browser, eid, state):
    response = browser.get("/account/card/callback/", {"code": "c", "state": state})
    assert "確認できませんでした" in told(browser, response)


FORGED = {
    "another issuer": {"iss": "https://evil.example"},
    "another audience": {"aud": "other"},
    "another nonce": {"nonce": "replayed"},
    "no nonce": {"nonce": None},
    "expired": {"exp": 1_000_000_000},
    "another person": {"sub": "somebody-else"},
    "nobody": {"sub": None},
    "a lower level": {"acr": "aal2"},
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
def test_an_id_token_that_is_not_meant_for_this_log_in_is_refused(browser, eid, monkeypatch, forged):
    right = Provider._identity
    monkeypatch.setattr(
        Provider,
        "_identity",
        lambda self, grant, token: {k: v for k, v in {**right(self, grant, token), **forged}.items() if v is not None},
    )

    assert "確認できませんでした" in told(browser, reads_card(browser, eid, "healthy"))
    assert browser.get("/own/").status_code == 302
    assert Account.objects.count() == 0


def test_an_id_token_signed_by_somebody_else_is_refused(browser, eid, monkeypatch):
    stranger = SigningKey()
    stranger.kid = eid.provider.key.kid
    monkeypatch.setattr(eid.provider.key, "signed", stranger.signed)

    assert "確認できませんでした" in told(browser, reads_card(browser, eid, "healthy"))


@pytest.mark.parametrize("token", ["", "a.b.c", jwt.encode({"sub": "x"}, "s" * 40, algorithm="HS256"), "e30.e30."])
def test_what_is_no_id_token_is_refused(browser, eid, monkeypatch, token):
    monkeypatch.setattr(eid.provider.key, "signed", lambda _: token)

    assert "確認できませんでした" in told(browser, reads_card(browser, eid, "healthy"))


def test_a_provider_that_is_down_is_said_so_and_nothing_is_lost(browser, eid, settings):
    settings.EID_ISSUER = "http://127.0.0.1:9"

    page = told(browser, browser.post("/account/card/start/", {"next": WAY}))

    assert "いまつながりません" in page
    assert f'href="{WAY}"' in page


def test_a_provider_that_goes_down_halfway_is_said_so(browser, eid, settings):
    place = eid.chooses(asks(browser, WAY), "healthy")
    settings.EID_ISSUER = "http://127.0.0.1:9"

    page = told(browser, back(browser, place))
    assert "いまつながりません" in page
    assert f'href="{WAY}"' in page


def test_a_provider_that_names_another_issuer_is_not_believed(browser, eid, settings):
    settings.EID_ISSUER = eid.issuer.replace("127.0.0.1", "localhost")
    assert "つながりません" in told(browser, browser.post("/account/card/start/"))


def test_userinfo_without_an_address_is_a_reading_all_the_same(browser, eid, monkeypatch):
    monkeypatch.setattr(eid.provider, "cards", [_without_address(eid)])
    reads_card(browser, eid, "healthy", WAY)

    assert browser.get("/own/").status_code == 200
    (session,) = Session.objects.all()
    kept = session.get_decoded()[cards.KEY]["reading"]
    assert kept["name"] == "世田谷　花子"
    assert "address" not in kept


def _without_address(eid):
    card = eid.provider.cards[0]
    return type(card)(card.id, card.what, card.name, card.birthdate, "9", "")


def test_what_was_read_ends_with_the_log_in(browser, eid):
    reads_card(browser, eid, "healthy")
    browser.post("/account/logout/")

    assert all(cards.KEY not in session.get_decoded() for session in Session.objects.all())


def test_with_a_key_of_ones_own_no_secret_is_sent(browser, eid, settings, tmp_path):
    key = rsa.generate_private_key(public_exponent=65_537, key_size=2048)
    settings.EID_PRIVATE_KEY = str(tmp_path / "key.pem")
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (tmp_path / "key.pem").write_bytes(key.private_bytes(*plain))
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    registered = clients.Client("madoguchi", eid.provider.clients[0].redirect_uris, public_key=public.decode())
    eid.provider.clients = [registered]
    eid.provider.__post_init__()

    assert reads_card(browser, eid, "healthy", WAY).headers["Location"] == WAY


def test_the_card_leads_to_no_other_site(browser, eid):
    response = reads_card(browser, eid, "healthy", "https://evil.example/")
    assert "evil" not in response.headers["Location"]
    page = browser.get("/account/card/?next=https://evil.example/&other=//evil.example/&why=<script>").content.decode()
    ways = re.findall(r'(?:href|action)="([^"]*)"|name="(?:next|other)" value="([^"]*)"', page.partition("<main")[2])
    assert ways
    assert "evil" not in str(ways)


def test_without_a_provider_there_are_no_pages_of_the_card(browser):
    assert browser.get("/account/card/").status_code == 404
    assert browser.post("/account/card/start/").status_code == 404
    assert browser.get("/account/card/callback/").status_code == 404


def test_nobody_is_mailed_at_an_address_that_does_not_exist(browser, eid):
    reads_card(browser, eid, "healthy")
    assert mail.outbox == []


def test_the_next_persons_card_does_not_open_the_account_of_who_forgot_to_log_out(browser, eid):
    reads_card(browser, eid, "healthy")

    response = reads_card(browser, eid, "old-characters")

    assert response.status_code == 409
    assert "別の方のカードです" in response.content.decode()
    assert SocialAccount.objects.count() == 1
    browser.post("/account/logout/")
    reads_card(browser, eid, "old-characters")
    assert {account.name for account in Account.objects.all()} == {"世田谷　花子", "髙﨑　𠮷郎"}


def test_a_renewed_card_of_the_same_person_goes_on_in_the_same_account(browser, eid):
    logs_in(browser)
    Account.objects.update(name="世田谷 花子")
    reads_card(browser, eid, "healthy")

    assert SocialAccount.objects.get().user.email == "taro@example.jp"
