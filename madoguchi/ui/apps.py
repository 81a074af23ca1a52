"""Registers the capability with Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The Django application of `madoguchi.ui`."""

    name = "madoguchi.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"
