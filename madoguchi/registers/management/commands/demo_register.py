"""`manage.py demo_register`: a small made-up register, with the people of the definitions' examples in it."""

import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM
from madoguchi.registers import commands, queries
from madoguchi.registers.models import Snapshot
from madoguchi.registers.sample.example_people import example_rows
from madoguchi.registers.sample.writing import write_sample

PEOPLE, SEED = 3_000, 1


class Command(BaseCommand):
    help = "架空の住民記録（約3,000人）を取り込みます（デモ環境だけ）。"

    def handle(self, *args: object, **options: object) -> None:
        """Once; a register that is in force stays as it is."""
        if not settings.DEMO:
            raise CommandError("デモ環境でだけ使えます。")
        current = queries.current()
        if current is None:
            current = self._load()
        self.stdout.write(f"住民記録（架空）：{current.people:,}人")

    def _load(self) -> Snapshot:
        number, name = tempfile.mkstemp(suffix=".csv")
        try:
            with os.fdopen(number, "w", encoding="utf-8", newline="") as into:
                day = clock.today()
                write_sample(
                    into, people=PEOPLE, seed=SEED, sequence=int(f"{day:%Y%m%d}"), as_of=day, first=list(example_rows())
                )
            return commands.load(file=Path(name), by=SYSTEM, at=clock.now())
        finally:
            Path(name).unlink()
