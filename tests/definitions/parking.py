"""A small procedure of its own for these tests, 駐輪場の利用登録, as its author would write it, and ways to change it."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from madoguchi.definitions.blocks import Blocks
from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.loader import load_procedure
from madoguchi.definitions.situation import Situation
from madoguchi.definitions.ward import Town
from madoguchi.kernel.addresses import TownIndex

TODAY = date(2026, 11, 24)
AT = Situation(
    today=TODAY,
    towns=TownIndex([Town("世田谷四丁目", "世田谷", "若林"), Town("用賀二丁目", "玉川", "用賀")]),
)
NAME = "parking"
SHORT = """
id: parking
title: T(駐輪場の利用登録)
summary: T(区の駐輪場を使うための登録です)
category: living
section: roads
law:
  - {name: 自転車条例, article: 第5条}
who: T(区内に住む方)
deadline_text: T(いつでも)
fee_text: T(無料)
papers:
  - label: T(本人確認書類)
result: T(登録証を送ります)
time: T(5開庁日)
steps:
  - title: T(入力する)
channels: {}
contact: {name: 道路課}
marks:
  section: &MARK
  law: &MARK
  who: &MARK
  deadline: &MARK
  fee: &MARK
  papers: &MARK
  questions: &MARK
  checks: &MARK
  result: &MARK
  time: &MARK
  channels: &MARK
  windows: &MARK
standard_days: 5
minutes: 3
retention: {years: 3}
applicant: {name: name, kana: kana, birthdate: born, address: home}
data:
  name:
    kind: name
    label: T(氏名)
  kana:
    kind: kana
    of: name
    label: T(フリガナ)
  born:
    kind: date
    when: past
    label: T(生年月日)
  home:
    kind: address
    in_ward: true
    label: T(住所)
  student:
    kind: yes_no
    label: T(学生ですか)
  school:
    kind: text
    show: student
    label: T(学校)
  commute:
    kind: choice
    show: has(school)
    label: T(通学に使いますか)
    options:
      - {value: daily, label: T(毎日)}
      - {value: rarely, label: T(ときどき)}
  reason:
    kind: text
    require: soft
    show: commute == 'rarely'
    label: T(ときどき使う理由)
  cycles:
    kind: group
    max: 3
    label: T(自転車)
    row_title: T(自転車)
    fields:
      maker:
        kind: text
        require: none
        label: T(メーカー)
      insured:
        kind: yes_no
        label: T(保険に入っていますか)
      insurer:
        kind: text
        show: row.insured
        label: T(保険会社)
      bought:
        kind: date
        require_when: row.insured
        label: T(買った日)
  account:
    kind: bank_account
    require: none
    holder: kana
    label: T(返金の口座)
pages:
  - {id: you, title: T(あなた), ask: [name, kana, born, home]}
  - {id: study, title: T(学校), ask: [student, school, commute, reason]}
  - {id: parked, title: T(自転車), ask: [cycles, account], show: "age >= 6"}
derived:
  age: {label: T(年齢), type: int, value: "age_on(born, today)"}
  fee: {label: T(料金), type: money, value: "size(cycles) * 1000"}
  senior: {label: T(高齢), type: bool, value: age >= 70, show_to: officer}
checks:
  - id: alone
    fails_if: age < 13
    level: block
    when: filling
    fields: [born]
    message: T(13歳になってから登録できます)
    officer: 13歳未満です。
    law: 自転車条例 第5条
  - id: uninsured
    fails_if: "!row.insured"
    each: cycles
    level: warn
    when: submit
    fields: [cycles.insured]
    message: T(保険に入ってください)
    officer: 保険に入っていません。
handling:
  correction_reasons:
    - {id: home, label: 住所, text: 住所を直してください。}
  rejection_reasons:
    - {id: outside, label: 区外, text: 区内に住所がないためです。, law: 自転車条例 第5条}
  approved: {title: 登録通知, paragraphs: ["{name} 様を登録します。"], rows: [fee]}
  rejected: {title: 却下通知, paragraphs: ["登録しません。"]}
  instruction: 審査請求ができます。
examples:
  - name: 大人が1台
    on: 2026-11-24
    answers: &ADULT
    expect: {hidden: [school], derived: {age: 36, fee: 1000}}
  - name: ときどき通う学生の、保険のない1台
    on: 2026-11-24
    answers: &STUDENT
    expect:
      shown: [school, commute, reason, cycles]
      findings: [uninsured]
      outcome: look
  - name: まだ12歳
    on: 2026-11-24
    answers: {name: 山田 花子, kana: ヤマダ ハナコ, born: 平成26年4月1日, home: &HOME, student: no, cycles: [{insured: yes, insurer: 東京海上, bought: 2026-04-01}]}
    expect: {findings: [alone], outcome: stopped}
"""
_HOME = '{postcode: "154-0017", prefecture: 東京都, city: 世田谷区, town: 世田谷4丁目, block: 21-27}'
_CYCLE = "{insured: yes, insurer: 東京海上, bought: 2026-04-01}"
_PERSON = f"name: 山田 花子, kana: ヤマダ ハナコ, born: 平成2年5月10日, home: {_HOME}"
_LONG = {
    "&MARK": "{verified: true, checked: 2026-11-01, source: 条例}",
    "&ADULT": f"{{{_PERSON}, student: no, cycles: [{_CYCLE}]}}",
    "&STUDENT": f"{{{_PERSON}, student: yes, school: 桜高校, commute: rarely, cycles: [{{insured: no}}]}}",
    "&HOME": _HOME,
}


def _in_every_language(found: re.Match[str]) -> str:
    return "{" + ", ".join(f'{language}: "{found[1]}"' for language in ("ja", "easy", "en", "zh-hans", "ko")) + "}"


def written_out(short: str) -> str:
    """The file: T(氏名) in every language, &NAME as what it stands for."""
    for name, text in _LONG.items():
        short = short.replace(name, text)
    return re.sub(r"T\(([^)]*)\)", _in_every_language, short.lstrip())


def changed(*changes: tuple[str, str]) -> str:
    """The file with each first text replaced by the second, once."""
    text = SHORT
    for old, new in changes:
        assert old in text, f"「{old}」 is not in the definition"
        text = text.replace(old, new, 1)
    return written_out(text)


def kept(folder: Path, text: str, name: str = NAME) -> Path:
    """The file in its folder."""
    file = folder / f"{name}.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def loaded(folder: Path, *changes: tuple[str, str], blocks: Blocks | None = None) -> Compiled:
    return load_procedure(kept(folder, changed(*changes)), blocks or {})


def broken(folder: Path, *changes: tuple[str, str], blocks: Blocks | None = None) -> BrokenDefinition:
    """What is said of the changed file; it is an error here if nothing is."""
    try:
        loaded(folder, *changes, blocks=blocks)
    except BrokenDefinition as problem:
        return problem
    raise AssertionError("the definition loads")


TEXT = "{ja: あ}"
WARD = f"""\
id: ward
code: "131121"
name: {TEXT}
mayor_title: 区長
prefecture: 東京都
city: 世田谷区
phone_centre: コール
phone: 03-0000-0000
phone_hours: {TEXT}
categories: [{{id: living, title: {TEXT}}}]
life_events: []
most_used: [parking]
"""
SECTIONS = "- {id: roads, department: 部, name: 道路課, short: 世道}\n"


def a_catalog(folder: Path) -> Path:
    """A catalog of one ward with this one procedure."""
    (folder / "shared" / "blocks").mkdir(parents=True)
    (folder / "ward" / "procedures").mkdir(parents=True)
    (folder / "ward" / "ward.yaml").write_text(WARD, encoding="utf-8")
    (folder / "ward" / "sections.yaml").write_text(SECTIONS, encoding="utf-8")
    towns = "name,region,district\n世田谷四丁目,世田谷,若林\n用賀二丁目,玉川,用賀\n"
    (folder / "ward" / "towns.csv").write_text(towns, encoding="utf-8")
    kept(folder / "ward" / "procedures", changed())
    return folder


HOME: Mapping[str, object] = {
    "postcode": "1540017",
    "prefecture": "東京都",
    "city": "世田谷区",
    "town": "世田谷四丁目",
    "block": "21-27",
}
ADULT: dict[str, object] = {
    "name": {"family": "山田", "given": "花子"},
    "kana": {"family": "ヤマダ", "given": "ハナコ"},
    "born": "1990-05-10",
    "home": dict(HOME),
    "student": False,
    "cycles": [{"row": "1", "insured": True, "insurer": "東京海上", "bought": "2026-04-01"}],
}
