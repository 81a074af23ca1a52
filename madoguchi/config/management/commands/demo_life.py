"""`manage.py demo_life`: plays so many days of a town and its offices, up to yesterday."""

import time
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from madoguchi.cases.models import Case
from madoguchi.config.demo_life import mailing, playing, worker
from madoguchi.config.demo_life.days import Day, Life, days_until, middle_of
from madoguchi.config.demo_life.desks import Desks
from madoguchi.config.demo_life.errands import Errands
from madoguchi.config.demo_life.memory import Memory, recalled
from madoguchi.config.demo_life.townspeople import Townspeople
from madoguchi.kernel import clock
from madoguchi.registers import queries as registers

MEMORY = "demo-life.json"
WEEKDAYS = "月火水木金土日"


class Command(BaseCommand):
    help = "デモの町の毎日を再現します。区民と職員が、画面と同じ処理を、種（seed）のとおりに行います。"
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """How long, how many, which."""
        parser.add_argument("--days", type=int, default=90, help="何日分か（ふだんは90。最後の日は昨日）")
        parser.add_argument("--people", type=int, default=48, help="1日に来る人のおおよその数（ふだんは48）")
        parser.add_argument("--seed", type=int, default=1, help="同じ数からは、同じ毎日になります")
        parser.add_argument("--again", action="store_true", help="前に再現した日の次の日から、昨日まで続けます")

    def handle(self, *args: object, **options: int) -> None:
        """Play, alone, and say what happens."""
        if not settings.DEMO:
            raise CommandError("毎日の再現は、MADOGUCHI_DEMO=1 のときだけできます。")
        if registers.current() is None:
            raise CommandError("デモの用意ができていません。先に bin/serve を一度始めてください。")
        with playing.alone(settings.DATA) as is_alone:
            if not is_alone:
                raise CommandError("いま、ほかで再現しています。")
            memory = self._memory(options["seed"], again=bool(options["again"]))
            self._play(memory, self._days(memory, options["days"]), options["people"])

    def _memory(self, seed: int, *, again: bool) -> Memory:
        """A new one; the one before, when it is to go on. Cases nobody played are never touched."""
        before, there = recalled(settings.DATA / MEMORY), Case.with_probes.exists()
        if before is None and there:
            raise CommandError(
                "このデータベースには、すでに申請があります。空のデモで始めてください（--data で別の場所に）。"
            )
        if again:
            if before is None:
                raise CommandError("まだ一度も再現していません。--again を付けずに始めてください。")
            return before
        if there:
            raise CommandError(
                "すでに再現した毎日があります。続きは --again で、はじめからは空のデモで始めてください。"
            )
        return Memory(seed=seed)

    def _days(self, memory: Memory, number: int) -> list[date]:
        yesterday = clock.today() - timedelta(days=1)
        if number < 1:
            raise CommandError("--days には1以上の数を指定してください。")
        if memory.day is not None:
            number = (yesterday - memory.day).days
            if number < 1:
                raise CommandError("昨日までの毎日は、すでに再現してあります。")
        return days_until(yesterday, number)

    def _play(self, memory: Memory, days: Sequence[date], people: int) -> None:
        began, total = time.monotonic(), Counter[str]()
        townspeople = Townspeople()
        life = Life(memory, Errands(memory.seed, townspeople, len(days)), Desks(), expected=people)
        changes_on = middle_of(list(days)) if memory.day is None else None
        with clock.moved_to(clock.now()):
            mailing.mails(townspeople.with_a_letter(len(days)), days[0])
            for day in days:
                self._tell(life.play(day, changes=day == changes_on), total)
                memory.keep(settings.DATA / MEMORY)
        worker.keeps_house()
        minutes, seconds = divmod(round(time.monotonic() - began), 60)
        self.stdout.write(
            f"\n{len(days)}日分："
            + "、".join(f"{what}{n:,}" for what, n in total.items())
            + f"（{minutes}分{seconds}秒）"
        )

    def _tell(self, day: Day, total: Counter[str]) -> None:
        """「9月12日（金） 申請43 決定38 …」."""
        counts = day.counts()
        total.update(counts)
        holiday = "" if day.is_open else "　閉庁日"
        told = " ".join(f"{what}{n}" for what, n in counts.items() if n)
        self.stdout.write(f"{day.day.month}月{day.day.day}日（{WEEKDAYS[day.day.weekday()]}）　{told}{holiday}")
        self.stdout.flush()
