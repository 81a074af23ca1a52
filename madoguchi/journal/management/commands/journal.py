"""`bin/journal verify` names the first broken link of the journal; `bin/journal head` prints what to note elsewhere."""

import re

from django.core.management.base import BaseCommand, CommandError, CommandParser

from madoguchi.journal import append_only, queries
from madoguchi.journal.chain import Head

HEAD = re.compile(r"([0-9]+):([0-9a-f]{64})")


class Command(BaseCommand):
    """Exit code 0: the chain holds. 1: it does not, and the sentence says where."""

    help = "記録（ジャーナル）の連なりを確かめます。"

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        verify = acts.add_parser("verify", help="最初の記録から順に確かめ、切れている箇所があれば示します。")
        verify.add_argument("--head", default="", help="以前に控えた末尾の値（番号:値）。末尾の欠落も確かめます。")
        acts.add_parser("head", help="末尾の記録の番号と値を表示します。別の場所に控えてください。")

    def handle(self, *args: object, act: str, head: str = "", **options: object) -> None:
        if act == "head":
            self.stdout.write(str(queries.head()))
            return
        self._verify(_noted(head))

    def _verify(self, expected: Head | None) -> None:
        broken = queries.verify(expected=expected)
        if broken is not None:
            raise CommandError(
                f"記録の連なりが切れています。{broken.sentence}\n"
                f"  あるべき値: {broken.expected}\n  実際の値:   {broken.found}"
            )
        missing = append_only.missing_triggers()
        if missing:
            raise CommandError(
                "記録の連なりは正しいですが、書き換えを防ぐ仕組みがデータベースから外れています: " + "、".join(missing)
            )
        self.stdout.write(f"記録の連なりは正しく、切れている箇所はありません。記録の数: {queries.head().seq}")


def _noted(typed: str) -> Head | None:
    if not typed:
        return None
    found = HEAD.fullmatch(typed)
    if found is None:
        raise CommandError("控えの値は「番号:値」の形で指定してください。値は64文字の16進数です。")
    return Head(int(found[1]), found[2])
