"""How many defects are caught before an application arrives: applications with 65 % defects like those of 2020.

A defect counts as caught only where an alarm points to it; an alarm on a careful application is a false one.
"""

import argparse
import copy
import os
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "madoguchi.config.settings")
django.setup()

from house.places import ROOT  # noqa: E402

from bench import careful, planting  # noqa: E402 — Django first
from bench.careful import Application, Typed  # noqa: E402
from bench.seeing import Seen, seen  # noqa: E402
from madoguchi.definitions.loader import Catalog, load_catalog  # noqa: E402
from madoguchi.definitions.situation import Situation  # noqa: E402
from madoguchi.kernel import clock  # noqa: E402
from madoguchi.kernel.addresses import TownIndex  # noqa: E402

PROCEDURES = ("benefit-2026", "child-allowance")
DEFECTIVE = 0.65
MOST_REPEATS = 15
AIM_CAUGHT, AIM_FALSE = 0.90, 0.01
KINDS = ("止めた", "知らせた", "職員の画面だけ", "見つからない")


@dataclass
class Count:
    """Of each kind of defect how it ended; of the careful, on what an alarm fell."""

    ends: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    careful: int = 0
    false: Counter[str] = field(default_factory=Counter)
    alarmed: int = 0
    looked_at: int = 0

    @property
    def caught(self) -> float:
        return sum(ends["止めた"] + ends["知らせた"] for ends in self.ends.values()) / max(self.planted, 1)

    @property
    def planted(self) -> int:
        return sum(ends.total() for ends in self.ends.values())


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench defects", description=__doc__)
    parser.add_argument("--applications", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=2020)
    wanted = parser.parse_args()
    catalog = load_catalog(ROOT / "catalog", "setagaya")
    at = Situation(today=clock.today(), towns=TownIndex(catalog.towns))
    count = counted(catalog, at, applications=wanted.applications, seed=wanted.seed)
    print("\n".join(said(count, wanted.seed)))
    return 0 if count.caught >= AIM_CAUGHT and count.alarmed <= AIM_FALSE * count.careful else 1


def counted(catalog: Catalog, at: Situation, *, applications: int, seed: int) -> Count:
    """Everybody types, one after another; what exists once is remembered as the database does."""
    dice, crowd, count = random.Random(f"defects {seed}"), careful.Crowd(seed, at), Count()
    arrived: dict[str, list[Application]] = {procedure: [] for procedure in PROCEDURES}
    times, keys = Counter[int](), set[str]()
    for _ in range(applications):
        procedure = dice.choice(PROCEDURES)
        mailed, made = _application(crowd, dice, procedure, arrived[procedure], times, at)
        shown = seen(catalog.procedures[procedure], made, mailed, at)
        if made.defect:
            count.ends[made.defect][_end(made, shown, keys)] += 1
            continue
        count.careful += 1
        arrived[procedure].append(made)
        _note_alarms(count, shown, keys)
        keys.add(shown.key)
    return count


def _application(
    crowd: careful.Crowd,
    dice: random.Random,
    procedure: str,
    arrived: list[Application],
    times: Counter[int],
    at: Situation,
) -> tuple[Typed, Application]:
    made = crowd.application(procedure)
    mailed = copy.deepcopy(made.typed)
    if dice.random() >= DEFECTIVE:
        return mailed, made
    made = planting.planted(made, dice, at.today)
    if made.defect != planting.REPEAT.id or not arrived:
        return mailed, made
    first = dice.choice([one for one in arrived[-200:] if times[id(one)] < MOST_REPEATS - 1] or arrived)
    times[id(first)] += 1
    return first.typed, planting.repeated(first, dice)


def _end(made: Application, shown: Seen, keys: set[str]) -> str:
    if made.defect == planting.REPEAT.id:
        return "止めた" if shown.key in keys else "知らせた" if shown.warned & set(made.where) else "見つからない"
    for kind, pointed in zip(KINDS, (shown.stopped, shown.warned, shown.at_the_desk), strict=False):
        if pointed & set(made.where):
            return kind
    return "見つからない"


def _note_alarms(count: Count, shown: Seen, keys: set[str]) -> None:
    on = shown.stopped | shown.warned | ({"重複"} if shown.key in keys else set())
    count.false.update(on)
    count.alarmed += bool(on)
    count.looked_at += bool(shown.at_the_desk)


def said(count: Count, seed: int) -> Iterator[str]:
    """One table, by kind."""
    yield f"{count.planted + count.careful} 件（種 {seed}）、不備 {count.planted}、不備のない {count.careful}"
    yield f"{'':<22}" + "".join(f"{kind:>8}" for kind in ("件数", *KINDS))
    words = {defect.id: defect.words for defect in planting.DEFECTS}
    for id_, ends in sorted(count.ends.items(), key=lambda item: -item[1].total()):
        yield f"{id_:<24}{ends.total():>8}" + "".join(f"{ends[kind]:>10}" for kind in KINDS) + f"  {words[id_]}"
    total = Counter[str]()
    for ends in count.ends.values():
        total += ends
    yield f"{'計':<23}{count.planted:>8}" + "".join(f"{total[kind]:>10}" for kind in KINDS)
    yield f"届く前に見つけた割合 {count.caught:.1%}（目標 {AIM_CAUGHT:.0%} 以上）"
    yield f"不備のない申請への警告 {count.alarmed} 件 {count.alarmed / max(count.careful, 1):.2%}（目標 {AIM_FALSE:.0%} 未満）{dict(count.false.most_common(5)) or ''}"
    yield f"不備のない申請のうち、職員の画面に「見るところ」が出たもの {count.looked_at / max(count.careful, 1):.1%}"


if __name__ == "__main__":
    sys.exit(main())
