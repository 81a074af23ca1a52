"""An officer at the desk, with a browser that is logged in with both factors."""

from allauth.account.internal.flows.login import record_authentication
from django.test import Client, RequestFactory

from madoguchi.accounts.models import Officer


def desk_of(officer: Officer) -> Client:
    """The log-in itself is tested with the accounts."""
    browser = Client()
    browser.force_login(officer.account)
    request = RequestFactory().get("/")
    request.session = browser.session
    record_authentication(request, officer.account, method="password")
    record_authentication(request, officer.account, method="mfa", type="totp")
    request.session.save()
    return browser


def text_of(response) -> str:
    return str(response.content, "utf-8")
