"""Registers the capability with Django."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The Django application of `madoguchi.journal`."""

    name = "madoguchi.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
