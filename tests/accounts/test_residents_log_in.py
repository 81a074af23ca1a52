"""A resident logs in with a mail address and the code sent to it; nothing else is asked, the first time neither."""

import re
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client

from madoguchi.accounts.models import Account
from tests.accounts.conftest import asks_for_code, found, logs_in, mailed_code, newly_appointed, types_code, wrong_code


def test_the_first_log_in_makes_the_account(browser):
    assert asks_for_code(browser, "taro@example.jp").status_code == 302
    assert types_code(browser, mailed_code()).status_code == 302

    account = Account.objects.get(email="taro@example.jp")
    assert browser.get("/own/").content.decode() == f"resident {account.pk}"


def test_the_second_log_in_opens_the_same_account(browser):
    logs_in(browser)
    logs_in(Client())

    assert Account.objects.count() == 1


@pytest.mark.parametrize(
    "typed",
    ["ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ", " Taro@example.jp ", "taro..y.@docomo.ne.jp"],
    ids=["full-width", "spaces", "carrier"],
)
def test_addresses_are_taken_as_people_type_them(browser, typed):
    assert asks_for_code(browser, typed).status_code == 302
    assert types_code(browser, mailed_code()).status_code == 302
    assert browser.get("/own/").status_code == 200


@pytest.mark.parametrize("shape", ["{}", "{} ", "full-width", "no hyphen", "full-width hyphen"])
def test_codes_are_taken_as_people_type_them(browser, shape):
    asks_for_code(browser, "taro@example.jp")
    code = mailed_code()
    full = code.translate({ord(str(figure)): chr(0xFF10 + figure) for figure in range(10)})
    typed = {
        "full-width": full,
        "no hyphen": code.replace("-", ""),
        "full-width hyphen": full.replace("-", "－"),
    }.get(shape, shape.format(code))

    assert types_code(browser, typed).status_code == 302
    assert browser.get("/own/").status_code == 200


def test_the_mail_holds_the_code_and_a_link_that_fills_it_in(browser):
    asks_for_code(browser, "taro@example.jp", "/own/?a=1")

    letter = mail.outbox[-1]
    code = mailed_code()
    assert letter.to == ["taro@example.jp"]
    assert code in letter.subject
    link = found(r"http\S+", str(letter.body))
    parts = urlsplit(link)
    page = browser.get(f"{parts.path}?{parts.query}").content.decode()
    assert f'value="{code}"' in page
    assert types_code(browser, code, "/own/?a=1").headers["Location"] == "/own/?a=1"


def test_opening_the_link_alone_logs_nobody_in(browser):
    asks_for_code(browser, "taro@example.jp")
    browser.get(f"/account/login/code/?code={mailed_code()}")

    assert browser.get("/own/").status_code == 302


def test_the_link_in_another_browser_leads_to_the_beginning_and_says_why(browser):
    asks_for_code(browser, "taro@example.jp")
    other = Client()

    response = other.get(f"/account/login/code/?code={mailed_code()}", follow=True)

    assert "別のブラウザーで開かれました" in response.content.decode()
    assert other.get("/own/").status_code == 302


def test_a_wrong_code_is_refused_kindly(browser):
    asks_for_code(browser, "taro@example.jp")

    response = types_code(browser, wrong_code())

    assert response.status_code == 200
    assert "コードが違います" in response.content.decode()
    assert types_code(browser, mailed_code()).status_code == 302


def test_a_code_can_be_tried_five_times_and_then_never_again(browser):
    asks_for_code(browser, "taro@example.jp")
    right = mailed_code()
    for _ in range(4):
        assert types_code(browser, wrong_code()).status_code == 200

    last = types_code(browser, wrong_code())

    assert last.status_code == 302
    assert "続けて違っていた" in browser.get(last.headers["Location"]).content.decode()
    types_code(browser, right)
    assert browser.get("/own/").status_code == 302


def test_codes_for_one_address_are_limited_whoever_asks(browser):
    for _ in range(3):
        assert asks_for_code(Client(), "taro@example.jp").status_code == 302

    response = asks_for_code(Client(), "taro@example.jp")

    assert response.status_code == 200
    assert "しばらく受け付けられません" in response.content.decode()
    assert len(mail.outbox) == 3


def test_known_unknown_and_officers_addresses_are_answered_alike():
    newly_appointed("officer@officer.example")
    logs_in(Client(), "known@example.jp")

    answers = [
        asks_for_code(Client(), email)
        for email in ("known@example.jp", "unknown@example.jp", "officer@officer.example")
    ]

    assert {(answer.status_code, answer.headers["Location"]) for answer in answers} == {(302, "/account/login/code/")}


@pytest.mark.parametrize("closed", [True, False], ids=["closed account", "officer"])
def test_the_mailbox_alone_opens_neither_a_closed_account_nor_an_officers(browser, closed):
    officer = newly_appointed("a@example.jp")
    if closed:
        officer.delete()
        Account.objects.filter(email="a@example.jp").update(is_active=False)

    asks_for_code(browser, "a@example.jp")

    assert not re.search(r"\d{4}-\d{4}", str(mail.outbox[-1].body))
    assert "区民用のログインには使えません" in mail.outbox[-1].body
    assert types_code(browser, "1234-5678").status_code in {200, 302}
    assert browser.get("/own/").status_code == 302


def test_a_mistyped_address_can_be_corrected_and_the_officers_door_stays_open(browser):
    asks_for_code(browser, "tarro@example.jp")

    assert "メールアドレスを入力してください" in browser.get("/account/login/").content.decode()
    assert "職員ログイン" in browser.get("/account/login/officer/").content.decode()
    asks_for_code(browser, "taro@example.jp")
    assert mail.outbox[-1].to == ["taro@example.jp"]
    assert types_code(browser, mailed_code()).status_code == 302


def test_a_code_can_be_asked_for_again(browser):
    asks_for_code(browser, "taro@example.jp")
    first = mailed_code()

    browser.post("/account/login/code/", {"action": "resend"})

    assert len(mail.outbox) == 2
    assert mailed_code() != first
    assert types_code(browser, mailed_code()).status_code == 302


def test_logging_out_asks_first(browser):
    logs_in(browser)

    assert "ログアウトしますか" in browser.get("/account/logout/").content.decode()
    assert browser.get("/own/").status_code == 200
    browser.post("/account/logout/")
    assert browser.get("/own/").status_code == 302


@pytest.mark.parametrize("way", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_log_in_leads_to_no_other_site(browser, way):
    asks_for_code(browser, "taro@example.jp", way)

    assert "evil" not in types_code(browser, mailed_code(), way).headers["Location"]
    assert "evil" not in mail.outbox[-1].body


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "メールアドレスを入力してください"),
        ("taro", "形が正しくありません"),
        ("a@b@c", "形が正しくありません"),
        ("taro@example.jp\r\nBcc: all@example.jp", "形が正しくありません"),
        ("x" * 250 + "@example.jp", "形が正しくありません"),
        ("<script>alert(1)</script>@example.jp", "形が正しくありません"),
    ],
)
def test_an_address_that_is_none_is_explained_beside_the_field(browser, typed, words):
    response = asks_for_code(browser, typed)

    assert response.status_code == 200
    assert words in response.content.decode()
    assert "<script>alert" not in response.content.decode()
    assert mail.outbox == []
