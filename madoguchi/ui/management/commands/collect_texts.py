"""Finds the texts of the pages in the source and brings the .po files up to date."""

from django.core.management.base import BaseCommand

from madoguchi.ui import texts


class Command(BaseCommand):
    """`manage.py collect_texts`"""

    help = "Update the .po file of every language from the source; translations are kept."
    requires_system_checks = []

    def handle(self, *_: object, **__: object) -> None:
        """Collect once, update each language, and say what waits to be translated."""
        found = texts.found_in_source()
        for language in texts.TRANSLATED:
            waiting = texts.collect(language, found)
            self.stdout.write(f"{language}: {waiting} to translate")
