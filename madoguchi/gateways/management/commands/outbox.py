"""`manage.py outbox` shows what waits and what is stuck; `manage.py outbox retry NUMBER…` tries it again."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from madoguchi.gateways import outbox, queries
from madoguchi.gateways.models import OutboxEntry, State
from madoguchi.kernel import clock


class Command(BaseCommand):
    help = "送信待ちの件数と、送信できずに止まっている項目を表示します。"

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act")
        acts.add_parser("list", help="件数と、止まっている項目を表示します。")
        retry = acts.add_parser("retry", help="止まっている項目を、もう一度送ります。")
        retry.add_argument("numbers", nargs="+", type=int, metavar="番号")

    def handle(
        self, *args: object, act: str | None = None, numbers: list[int] | None = None, **options: object
    ) -> None:
        if act == "retry":
            self._retry(numbers or [])
        else:
            self._list()

    def _list(self) -> None:
        for (kind, state), number in queries.counts().items():
            self.stdout.write(f"{kind}　{State(state).label}　{number}件")
        for entry in queries.stuck():
            self.stdout.write(f"要対応　{entry.pk}　{entry.kind}　{entry.key}　{entry.tries}回　{entry.last_error}")
        for entry in queries.waiting_for_nobody(outbox.connected()):
            self.stdout.write(f"送り先の仕組みがありません　{entry.pk}　{entry.kind}　{entry.key}")

    def _retry(self, numbers: list[int]) -> None:
        stuck = list(OutboxEntry.objects.filter(pk__in=numbers, state=State.STUCK))
        unknown = sorted(set(numbers) - {entry.pk for entry in stuck})
        if unknown:
            raise CommandError("止まっている項目ではありません: " + "、".join(map(str, unknown)))
        for entry in stuck:
            outbox.retry(entry, at=clock.now())
        self.stdout.write(f"{len(stuck)}件を送信待ちに戻しました。")
