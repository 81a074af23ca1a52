"""Registers the capability with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The Django application of `madoguchi.accounts`."""

    name = "madoguchi.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
