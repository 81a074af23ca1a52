"""Registers the capability with Django."""

from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    """The Django application of `madoguchi.publications`."""

    name = "madoguchi.publications"
    label = "publications"
    default_auto_field = "django.db.models.BigAutoField"
