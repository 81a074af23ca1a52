"""`manage.py cabinet sweep`: removes what killed uploads left behind; for a timer, once a day."""

from django.core.management.base import BaseCommand, CommandParser

from madoguchi.cabinet import commands as cabinet
from madoguchi.kernel import clock


class Command(BaseCommand):
    help = "書類の保管場所を片づけます。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=["sweep"], help="途中で止まった受け取りの残りを消します。")

    def handle(self, *args: object, **options: object) -> None:
        unfinished, unreferenced = cabinet.sweep(at=clock.now())
        self.stdout.write(f"途中で止まったファイルを{unfinished}件、どの書類でもない内容を{unreferenced}件消しました。")
