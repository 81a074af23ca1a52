"""`manage.py openapi`: prints the API's OpenAPI document; docs/reference/openapi.json is what it prints."""

from django.core.management.base import BaseCommand

from madoguchi.config.api import document


class Command(BaseCommand):
    help = "APIの説明（OpenAPI 3.1）を書き出します。"
    requires_system_checks = []

    def handle(self, *args: object, **options: object) -> None:
        """Print it."""
        self.stdout.write(document(), ending="")
