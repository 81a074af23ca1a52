"""Registers the capability with Django."""

from django.apps import AppConfig


class AuthoringConfig(AppConfig):
    """The Django application of `madoguchi.authoring`."""

    name = "madoguchi.authoring"
    label = "authoring"
    default_auto_field = "django.db.models.BigAutoField"
