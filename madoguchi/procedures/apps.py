"""Registers the capability with Django."""

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    """The Django application of `madoguchi.procedures`."""

    name = "madoguchi.procedures"
    label = "procedures"
    default_auto_field = "django.db.models.BigAutoField"
