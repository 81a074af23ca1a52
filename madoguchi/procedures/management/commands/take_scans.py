"""`manage.py take_scans FOLDER`: takes in what the scanner has put there, once; a timer runs it again."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from madoguchi.cabinet.problems import UploadProblem
from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM
from madoguchi.procedures.paper import taking


class Command(BaseCommand):
    """A file leaves the folder only when its bytes and its row have been read back."""

    help = "スキャナーのフォルダーにある申請書を取り込みます。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--received-on", type=date.fromisoformat, help="紙が届いた日（省略すると今日）")

    def handle(self, *args: object, folder: Path, received_on: date | None, **options: Any) -> None:
        """One line a file."""
        if not folder.is_dir():
            raise CommandError(f"フォルダーがありません：{folder}")
        for path in taking.waiting_in(folder):
            self.stdout.write(self._taken(path, received_on or clock.today()))

    def _taken(self, path: Path, received_on: date) -> str:
        try:
            with path.open("rb") as content:
                scan, is_new = taking.take(
                    content=content, name=path.name, received_on=received_on, by=SYSTEM, at=clock.now()
                )
        except UploadProblem as problem:
            taking.put_aside(path, taking.REFUSED)
            return f"{path.name}：取り込めません。{problem.message.ja}"
        taking.put_aside(path, taking.TAKEN)
        return f"{path.name}：{'取り込みました' if is_new else 'すでに取り込んであります'}（{scan.sha256[:12]}）"
