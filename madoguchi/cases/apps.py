"""Registers the capability with Django."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The Django application of `madoguchi.cases`."""

    name = "madoguchi.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
