"""Registers the capability with Django."""

from django.apps import AppConfig


class HandoverConfig(AppConfig):
    """The Django application of `madoguchi.handover`."""

    name = "madoguchi.handover"
    label = "handover"
    default_auto_field = "django.db.models.BigAutoField"
