"""What is wrong with an installation's settings for the outside world, said before it starts."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error

from madoguchi.gateways.mail import ADDRESS
from madoguchi.gateways.mail_server import MailServerProblem, mail_server

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def eid_settings(app_configs: Sequence[AppConfig] | None, **options: object) -> list[CheckMessage]:
    """A provider is reached over TLS, and we prove ourselves to it; the local one of a demo is on this machine."""
    found: list[CheckMessage] = []
    if not settings.EID_ISSUER:
        return found
    parts = urlsplit(settings.EID_ISSUER)
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        found.append(Error("MADOGUCHI_EID_ISSUER must begin with https://.", id="gateways.E003"))
    if not settings.EID_CLIENT_ID or not (settings.EID_SECRET or settings.EID_PRIVATE_KEY):
        found.append(
            Error(
                "MADOGUCHI_EID_ISSUER needs MADOGUCHI_EID_CLIENT_ID, and MADOGUCHI_EID_PRIVATE_KEY or MADOGUCHI_EID_SECRET.",
                id="gateways.E004",
            )
        )
    if settings.EID_PRIVATE_KEY and not Path(settings.EID_PRIVATE_KEY).is_file():
        found.append(Error("MADOGUCHI_EID_PRIVATE_KEY names no file.", id="gateways.E005"))
    return found


def card_settings(app_configs: Sequence[AppConfig] | None, **options: object) -> list[CheckMessage]:
    """Messages about payments must be proved; another address than Stripe's is for this machine alone."""
    found: list[CheckMessage] = []
    if not settings.STRIPE_SECRET_KEY:
        return found
    if not settings.STRIPE_WEBHOOK_SECRET:
        found.append(Error("MADOGUCHI_STRIPE_SECRET_KEY needs MADOGUCHI_STRIPE_WEBHOOK_SECRET.", id="gateways.E006"))
    parts = urlsplit(settings.STRIPE_API_BASE)
    if settings.STRIPE_API_BASE and parts.scheme != "https" and parts.hostname not in LOOPBACK:
        found.append(Error("MADOGUCHI_STRIPE_API_BASE must begin with https://.", id="gateways.E007"))
    return found


def mail_settings(app_configs: Sequence[AppConfig] | None, **options: object) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if settings.MAIL_SERVER:
        try:
            mail_server(settings.MAIL_SERVER)
        except MailServerProblem as problem:
            found.append(Error(str(problem), id="gateways.E001"))
    if not ADDRESS.fullmatch(settings.MAIL_FROM):
        found.append(Error("MADOGUCHI_MAIL_FROM is no mail address.", id="gateways.E002"))
    return found
