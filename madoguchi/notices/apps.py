"""Registers the capability with Django."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The Django application of `madoguchi.notices`."""

    name = "madoguchi.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"
