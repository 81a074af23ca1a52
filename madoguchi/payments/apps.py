"""Registers the capability with Django."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """The Django application of `madoguchi.payments`."""

    name = "madoguchi.payments"
    label = "payments"
    default_auto_field = "django.db.models.BigAutoField"
