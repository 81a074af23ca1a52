"""`manage.py prepare`: what stands between installed code and an open counter. Can be repeated."""

import hashlib
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "データベース、静的ファイル、手続きの公開、デモの用意を、いまのコードに合わせます。"
    requires_system_checks = []

    def handle(self, *args: object, **options: object) -> None:
        """Database, static files, catalog, demo: in this order."""
        settings.DATA.mkdir(parents=True, exist_ok=True)
        self.stdout.write("・データベースを用意しています / database")
        call_command("migrate", verbosity=0, interactive=False)
        self._collect_static_files()
        self._publish()
        if settings.DEMO:
            call_command("demo", stdout=self.stdout)

    def _collect_static_files(self) -> None:
        note, state = Path(settings.STATIC_ROOT).with_suffix(".state"), _state_of_static_files()
        if note.exists() and note.read_text() == state and Path(settings.STATIC_ROOT).is_dir():
            return
        self.stdout.write("・画面の部品を用意しています / static files")
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        note.write_text(state)

    def _publish(self) -> None:
        """A broken definition keeps itself from residents, not the service."""
        self.stdout.write("・手続きを公開しています / catalog")
        try:
            call_command("catalog", "publish", stdout=self.stdout, stderr=self.stderr)
        except CommandError as problem:
            self.stderr.write(str(problem))


def _state_of_static_files() -> str:
    """Changes whenever a file is added, removed or written."""
    found = hashlib.sha256(django.get_version().encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            file = Path(storage.path(name)).stat()
            found.update(f"{name}\0{file.st_size}\0{file.st_mtime_ns}\n".encode())
    return found.hexdigest()
