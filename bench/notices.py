"""Notices a second on one core: looking for glyphs, typesetting, and reading the sheet back.

Every letter differs and carries a rare character and a variation selector, as the hard ones do.
"""

import argparse
import os
import time
from collections.abc import Callable
from datetime import date

import django
import msgspec

from madoguchi.kernel import clock, ids
from madoguchi.kernel.names import PersonName
from madoguchi.notices import codes, name_gate, typesetting
from madoguchi.notices.fonts import at_hand
from madoguchi.notices.letters import Letter

LETTER = Letter(
    number="8世子家第1号",
    date=date(2026, 11, 24),
    to_name=PersonName("髙田", "𠮷郎"),
    to_postal="154-8504",
    to_address="東京都世田谷区世田谷四丁目21番27号\n世田谷コーポラス203号室",
    from_section="子ども・若者部 子ども家庭課",
    from_person_title="世田谷区長",
    title="児童手当 認定通知書",
    paragraphs=(
        "令和8年11月10日に請求のあった児童手当について、次のとおり認定したので、通知します。",
        "手当は、下記の支払月の10日に、指定された口座へ振り込みます。振込みのたびの通知はお送りしません。",
    ),
    rows=(
        ("認定番号", "第2026-000123号"),
        ("支給の対象となる児童", "髙田　葛\U000e0100葉\n髙田　﨑子"),
        ("手当の月額", "25,000円"),
        ("支給の開始", "令和8年12月分から"),
        ("支払月", "2月・4月・6月・8月・10月・12月"),
    ),
    reasons=(("請求者が児童を監護し、生計を同じくしていることを確認したため。", "児童手当法第4条第1項第1号"),),
    instruction="この決定に不服があるときは、この通知書を受け取った日の翌日から起算して3か月以内に、世田谷区長に対して審査請求をすることができます。\n"
    "この決定の取消しを求める訴えは、この通知書を受け取った日の翌日から起算して6か月以内に、世田谷区を被告として提起することができます。",
    contact=("電話 03-5432-1111", "平日 8時30分から17時まで"),
)
GIVEN = "一二三四五六七八九十郎子美幸明正和夫雄介太恵真由香奈優翔結陽葵蓮悠湊凛紬"


def letters(count: int) -> list[Letter]:
    return [
        msgspec.structs.replace(
            LETTER,
            number=f"8世子家第{n}号",
            to_name=PersonName("髙田", f"𠮷{GIVEN[n % len(GIVEN)]}"),
            rows=(*LETTER.rows, ("整理番号", f"{n:06}")),
        )
        for n in range(1, count + 1)
    ]


def timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "madoguchi.config.settings")
    django.setup()
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--letters", type=int, default=50)
    count = options.parse_args().letters
    batch, at = letters(count), clock.now()
    seals = [codes.seal_of(ids.uuid7()) for _ in batch]
    sheets: list[bytes] = []

    first = timed(lambda: typesetting.typeset(LETTER, seal=seals[0], at=at))
    opening = timed(lambda: name_gate.mismatch(LETTER, typesetting.typeset(LETTER, seal=seals[0], at=at)))
    lacking = timed(lambda: [name_gate.lacking(letter) for letter in batch])
    setting = timed(
        lambda: sheets.extend(typesetting.typeset(x, seal=s, at=at) for x, s in zip(batch, seals, strict=True))
    )
    refused: list[str] = []
    gate = timed(
        lambda: refused.extend(
            m.message for x, s in zip(batch, sheets, strict=True) if (m := name_gate.mismatch(x, s)) is not None
        )
    )
    total = lacking + setting + gate
    assert not refused, refused
    print("fonts         ", "、".join(face.family for face in at_hand().by_family))
    print(f"letters        {count}, {sum(map(len, sheets)) / count / 1024:.0f} KiB each")
    print(f"first letter   {(first + opening) * 1000:6.0f} ms CPU (fonts and compiler opened once a process)")
    for name, seconds in (
        ("glyphs there?", lacking),
        ("typesetting", setting),
        ("read back", gate),
        ("together", total),
    ):
        print(f"{name:14} {seconds / count * 1000:6.1f} ms CPU a letter, {seconds / total:4.0%}")
    print(f"rate           {count / total:6.1f} notices a second and core")


if __name__ == "__main__":
    main()
