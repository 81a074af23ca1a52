"""Registers the capability with Django."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """The Django application of `madoguchi.registers`."""

    name = "madoguchi.registers"
    label = "registers"
    default_auto_field = "django.db.models.BigAutoField"
