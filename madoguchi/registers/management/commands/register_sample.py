"""`manage.py register_sample --people N --seed S > FILE`: a made-up register, for trying and measuring."""

import sys
from argparse import ArgumentParser
from datetime import date
from typing import TextIO

from django.core.management.base import BaseCommand, OutputWrapper

from madoguchi.kernel import clock
from madoguchi.registers.sample.writing import write_sample


class Command(BaseCommand):
    help = "架空の住民記録抽出ファイル（CSV）を標準出力に書きます。実在の人は含みません。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, default=3_000, help="人の数（区の規模は920000）")
        parser.add_argument("--seed", type=int, default=1, help="同じ数なら同じファイルになります")
        parser.add_argument("--sequence", type=int, help="連番（省くと、基準日の数字）")
        parser.add_argument("--as-of", type=date.fromisoformat, help="基準日（省くと今日）")

    def handle(self, *args: object, people: int, seed: int, **options: object) -> None:
        """In UTF-8 whatever the terminal speaks."""
        day = options["as_of"] if isinstance(options["as_of"], date) else clock.today()
        sequence = options["sequence"] if isinstance(options["sequence"], int) else int(f"{day:%Y%m%d}")
        write_sample(self._stream(), people=people, seed=seed, sequence=sequence, as_of=day)

    def _stream(self) -> TextIO:
        if isinstance(self.stdout, OutputWrapper) and self.stdout._out is sys.stdout:  # noqa: SLF001
            sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
            return sys.stdout
        return self.stdout  # type: ignore[return-value]
