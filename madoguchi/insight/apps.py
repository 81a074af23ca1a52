"""Registers the capability with Django."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """The Django application of `madoguchi.insight`."""

    name = "madoguchi.insight"
    label = "insight"
    default_auto_field = "django.db.models.BigAutoField"
