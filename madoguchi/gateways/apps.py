"""Registers the capability with Django."""

from importlib import import_module

from django.apps import AppConfig
from django.core.checks import register

from madoguchi.gateways import logs


class GatewaysConfig(AppConfig):
    """The Django application of `madoguchi.gateways`."""

    name = "madoguchi.gateways"
    label = "gateways"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Set up the logs, check the settings, and let mail leave through the outbox."""
        logs.set_up()
        checks = import_module("madoguchi.gateways.checks")
        register(checks.mail_settings)
        register(checks.eid_settings)
        register(checks.card_settings)
        mail = import_module("madoguchi.gateways.mail")
        import_module("madoguchi.gateways.outbox").connect(mail.KIND, mail.deliver, in_transaction=False)
