"""`manage.py import_register FILE`: the nightly job that brings the resident register in, one way."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM
from madoguchi.kernel.refusals import Refusal
from madoguchi.registers import commands
from madoguchi.registers.commands.loading import report_file


class Command(BaseCommand):
    help = (
        "住民記録抽出ファイルを取り込みます。途中で止まったときは、同じファイルでもう一度実行すると続きから読みます。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: object, file: Path, **options: object) -> None:
        """Tell what was taken and where the rest is named; end with an error where the file is refused."""
        if not file.is_file():
            raise CommandError(f"「{file.name}」というファイルがありません。")
        try:
            snapshot = commands.load(file=file, by=SYSTEM, at=clock.now())
        except Refusal as refusal:
            raise CommandError(f"取り込みませんでした。{refusal.message}{refusal.way_on}") from refusal
        self.stdout.write(
            f"連番{snapshot.sequence}（基準日 {snapshot.as_of}）の{snapshot.people:,}人を取り込みました。"
        )
        if snapshot.broken:
            self.stdout.write(f"読めなかった{snapshot.broken:,}行は {report_file(snapshot)} にあります。")
