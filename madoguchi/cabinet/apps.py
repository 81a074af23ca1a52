"""Registers the capability with Django."""

from importlib import import_module

from django.apps import AppConfig


class CabinetConfig(AppConfig):
    """The Django application of `madoguchi.cabinet`."""

    name = "madoguchi.cabinet"
    label = "cabinet"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the worker remove the bytes of dropped documents."""
        commands = import_module("madoguchi.cabinet.commands")
        import_module("madoguchi.gateways.outbox").connect(commands.REMOVAL, commands.remove_content)
