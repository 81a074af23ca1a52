"""People at the log-in: a resident with a mailbox, an officer with password and authenticator."""

import re
import time
from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core import mail
from django.core.cache import cache
from django.test import Client

from madoguchi.accounts import commands as accounts
from madoguchi.accounts.models import Officer
from madoguchi.accounts.states import Role

SECRET = "MADOGUCHIDEMO234MADOGUCHIDEMO234"
PASSWORD = "korekara-yoroshiku"


@pytest.fixture(autouse=True)
def quick_and_fresh(settings, db) -> Iterator[None]:
    """No limit is left over from another test, mail stays here, and passwords are hashed quickly."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.ROOT_URLCONF = "tests.accounts.pages_of_the_desk"
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def browser() -> Client:
    return Client(raise_request_exception=True)


@pytest.fixture
def officer() -> Officer:
    """An officer who has set up an authenticator."""
    appointed = newly_appointed()
    TOTP.activate(appointed.account, SECRET)
    return appointed


def newly_appointed(email: str = "takeda@officer.example") -> Officer:
    return accounts.appoint(
        email=email, password=PASSWORD, section="child-family", name="武田 恵子", post="係長", roles=[Role.DECIDER]
    )


def asks_for_code(browser: Client, email: str, way: str = ""):
    return browser.post("/account/login/", {"email": email, "next": way})


def mailed_code() -> str:
    return found(r"\d{4}-\d{4}", str(mail.outbox[-1].body))


def found(pattern: str, text: str) -> str:
    """The first match; a test that finds none has failed."""
    match = re.search(pattern, text)
    assert match
    return match[match.lastindex or 0]


def wrong_code() -> str:
    return "0000-0000" if mailed_code() != "0000-0000" else "1111-1111"


def types_code(browser: Client, code: str, way: str = ""):
    return browser.post("/account/login/code/", {"code": code, "action": "verify", "next": way})


def logs_in(browser: Client, email: str = "taro@example.jp"):
    asks_for_code(browser, email)
    return types_code(browser, mailed_code())


def authenticator_code(secret: str = SECRET) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def types_password(browser: Client, email: str = "takeda@officer.example", password: str = PASSWORD, way: str = ""):
    return browser.post("/account/login/officer/", {"login": email, "password": password, "next": way})


def enters_the_desk(browser: Client, officer: Officer):
    types_password(browser, officer.account.email)
    return browser.post("/account/login/second-factor/", {"code": authenticator_code()})
