"""`manage.py forget_registers --days N`: delete snapshots of the register that were replaced long enough ago."""

from argparse import ArgumentParser
from datetime import timedelta

from django.core.management.base import BaseCommand

from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM
from madoguchi.registers import commands

DAYS = 7


class Command(BaseCommand):
    help = "新しいものに代わってから一定の日数がたった住民記録を削除します。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=DAYS, help=f"代わってからの日数（既定は{DAYS}）")

    def handle(self, *args: object, days: int, **options: object) -> None:
        """The one in force is never touched."""
        now = clock.now()
        count = commands.forget_old_snapshots(replaced_before=now - timedelta(days=max(days, 0)), by=SYSTEM, at=now)
        self.stdout.write(f"{count}件の以前の住民記録を削除しました。")
