"""`manage.py demo`: the people and things of a demo, made by the capabilities they belong to."""

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError

from madoguchi.accounts.demo import demo_logins

FIRST = "demo_people"  # whatever else a demo shows is somebody's work
# Months of work take minutes: whoever wants them asks for them.
APART = {"demo_life"}
WIDTHS = (10, 8)


class Command(BaseCommand):
    help = "デモの職員などを用意します。何度実行しても同じです。"

    def handle(self, *args: object, **options: object) -> None:
        """Run every command named demo_…, and tell who can log in."""
        if not settings.DEMO:
            raise CommandError("デモの用意は、MADOGUCHI_DEMO=1 のときだけできます。")
        for name in sorted(
            (name for name in get_commands() if name.startswith("demo_") and name not in APART),
            key=lambda n: (n != FIRST, n),
        ):
            call_command(name, stdout=self.stdout, verbosity=0)
        self._tell_logins()

    def _tell_logins(self) -> None:
        logins = demo_logins()
        self.stdout.write(f"\nデモの職員（パスワードはみな {logins[0]['password']} ）")
        for login in logins:
            who = f"{login['section']}　{login['name']}（{login['post']}、{login['duties']}）"
            self.stdout.write(f"  {login['email']:<30}{who}")
