"""What is wrong with an installation's settings for the outside world, said before it starts."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error

from madoguchi.gateways.mail import ADDRESS
from madoguchi.gateways.mail_server import MailServerProblem, mail_server


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
