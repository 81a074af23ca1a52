"""Compiles the texts of every language for Django; runs at set-up and whenever a .po file changed."""

from django.core.management.base import BaseCommand

from madoguchi.ui import texts


class Command(BaseCommand):
    """`manage.py compile_texts`"""

    help = "Compile the texts of the pages (.po to .mo) in every language."
    requires_system_checks = []

    def handle(self, *_: object, **__: object) -> None:
        """Compile each language."""
        for language in texts.TRANSLATED:
            texts.compile_texts(language)
        self.stdout.write(f"Compiled: {', '.join(texts.TRANSLATED)}")
