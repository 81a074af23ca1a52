"""Registers the capability with Django."""

from django.apps import AppConfig


class AssistantConfig(AppConfig):
    """The Django application of `madoguchi.assistant`."""

    name = "madoguchi.assistant"
    label = "assistant"
    default_auto_field = "django.db.models.BigAutoField"
