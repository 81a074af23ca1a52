"""Registers the configuration with Django and connects the capabilities when everything is loaded."""

from importlib import import_module

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The Django application of `madoguchi.config`: its commands, and the wiring."""

    name = "madoguchi.config"
    label = "config"

    def ready(self) -> None:
        """Connect announcements to those who listen."""
        import_module("madoguchi.config.wiring").connect()
