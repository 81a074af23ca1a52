"""`manage.py demo_sheets`: the mailed sheets of a demo, taken from the people in the definitions' examples."""

from collections.abc import Iterator

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from madoguchi.definitions import examples
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.procedure import Mailed
from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM
from madoguchi.procedures import commands
from madoguchi.publications import queries as publications


class Command(BaseCommand):
    """Registers them, and tells the first number of each procedure with the birth date that opens it."""

    help = "定義の例にある人へ郵送した用紙を登録します（デモ環境だけ）。"

    def handle(self, *args: object, **options: object) -> None:
        """Run as often as one likes: the same sheets stand there once."""
        if not settings.DEMO:
            raise CommandError("デモ環境でだけ使えます。")
        for compiled in publications.all_in_force():
            if (mailed := compiled.procedure.mailed) is not None:
                told = list(_registered(compiled, mailed))
                if told:
                    number, birthdate = told[0]
                    title = compiled.procedure.title.ja
                    self.stdout.write(f"照会番号の例：{number}（生年月日 {birthdate}）　{title}")


def _registered(compiled: Compiled, mailed: Mailed) -> Iterator[tuple[str, object]]:
    """Each sheet's number and the birth date that must be known besides it."""
    proof = compiled.procedure.applicant.birthdate
    for example in compiled.procedure.examples:
        answers, unread = examples.answers_of(compiled, example, publications.situation())
        number = answers.get(mailed.number)
        if not number or unread or proof not in answers:
            continue
        known = {id_: answers[id_] for id_ in (*mailed.fills, proof) if id_ in answers}
        commands.register_sheet(
            compiled=compiled, number=str(number), answers=known, mailed_on=clock.today(), by=SYSTEM
        )
        yield str(number), answers[proof]
