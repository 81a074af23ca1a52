"""`manage.py handover run|resend|receive`: by hand what the worker does by itself."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from madoguchi.handover import commands, queries
from madoguchi.handover.commands.making import system_of
from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM
from madoguchi.kernel.refusals import Refusal


class Command(BaseCommand):
    help = "基幹システムへのファイルを作り（run）、同じものをもう一度置き（resend）、受領を取り込みます（receive）。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        run = acts.add_parser("run", help="その日のファイルを作ります。できていれば、何も変わりません。")
        run.add_argument("system")
        run.add_argument("--day", type=date.fromisoformat, help="2026-11-24 の形。なければ今日。")
        resend = acts.add_parser("resend", help="送ったファイルを、1バイトも変えずにもう一度置きます。")
        resend.add_argument("system")
        resend.add_argument("sequence", type=int)
        acts.add_parser("receive", help="受領ファイルを取り込みます。")

    def handle(self, *args: Any, act: str, **options: Any) -> None:
        """Run one of the acts."""
        try:
            match act:
                case "run":
                    self._run(options["system"], options["day"] or clock.today())
                case "resend":
                    self._resend(options["system"], options["sequence"])
                case "receive":
                    self.stdout.write(f"{commands.receive_all(by=SYSTEM, at=clock.now())}件を取り込みました。")
        except Refusal as refusal:
            raise CommandError(f"{refusal.message}{refusal.way_on}") from refusal

    def _run(self, system: str, day: date) -> None:
        file = commands.run(system=system_of(system), day=day, by=SYSTEM, at=clock.now())
        self.stdout.write(f"✓ {file.name}　{file.cases}件 {file.lines}行　{file.sha256}")

    def _resend(self, system: str, sequence: int) -> None:
        file = queries.file(system, sequence)
        if file is None:
            raise CommandError(f"{system} の通番 {sequence} のファイルはありません。")
        commands.resend(file=file, by=SYSTEM, at=clock.now())
        self.stdout.write(f"✓ {file.name} をもう一度置きました。")
