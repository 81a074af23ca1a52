"""Core systems as definitions: what is wrong in a file is said with its line, and stops no other."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.definitions.handover import columns_of, load_system, load_systems
from tests.cases.definition import COMPILED, DEFINITION, SECTION, compiled_definition

GOOD = """\
id: kit-stock
name: 用品在庫システム
section: child-family
procedures: [safety-kit]
event: approved
since: 2026-01-01
at: "19:30"
columns:
  - {header: 氏名, value: name.family + name.given}
"""


def load(tmp_path: Path, text: str):
    file = tmp_path / "kit-stock.yaml"
    file.write_text(text, encoding="utf-8")
    return load_system(file, {"safety-kit": COMPILED}, {SECTION})


def test_every_system_of_the_ward_is_right(catalog):
    files = {file.stem for file in (settings.ROOT / "catalog" / "setagaya" / "handovers").glob("*.yaml")}
    assert files == set(catalog.core_systems)
    assert len(files) >= 4


def test_a_good_file_loads(tmp_path):
    system = load(tmp_path, GOOD)
    assert (system.encoding, system.lacking, system.time.hour) == ("utf-8-bom", "hold", 19)
    assert [rule.source for rule in columns_of(system, COMPILED).rules] == ["name.family + name.given"]


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("id: kit-stock", "id: another", "ファイル名"),
        ("section: child-family", "section: nowhere", "nowhere"),
        ("[safety-kit]", "[nothing]", "nothing"),
        ("[safety-kit]", "[]", "1つ以上"),
        ("event: approved", "event: later", "later"),
        ('"19:30"', '"25:00"', "25:00"),
        ('"19:30"', "x", "時刻"),
        ("since: 2026-01-01", "since: 2026-02-30", "日付"),
        ("name.family + name.given", "nobody", "nobody"),
        ("name.family + name.given", "name", "name"),
        ("name.family + name.given", "visits", "visits"),
        ("name.family + name.given", "row.who.family", "row"),
        ("name.family + name.given", "null", "空"),
        ("name.family + name.given", "case.secret", "secret"),
        ("header: 氏名", "header: 受付番号", "先頭"),
        ('at: "19:30"', 'at: "19:30"\neach: kind', "kind"),
        ('at: "19:30"', 'at: "19:30"\nfile_name: "../{sequence}"', "ファイル名"),
        ('at: "19:30"', 'at: "19:30"\nfile_name: "{day}"', "ファイル名"),
        ('at: "19:30"', 'at: "19:30"\nreceipt_within_hours: -1', "時間"),
        ('at: "19:30"', 'at: "19:30"\ninstead: {ab: c}', "1文字"),
        ('at: "19:30"', 'at: "19:30"\ncolour: red', "colour"),
        ("header: 氏名", "header: 𠮷名", "文字コード"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, before, after, says):
    assert before in GOOD
    text = GOOD.replace(before, after)
    if says == "文字コード":
        text += "encoding: cp932\n"
    with pytest.raises(BrokenDefinition) as told:
        load(tmp_path, text)
    assert says in str(told.value)


def test_two_columns_of_one_name_are_refused(tmp_path):
    with pytest.raises(BrokenDefinition, match="同じ見出し"):
        load(tmp_path, f"{GOOD}  - {{header: 氏名, value: kind}}\n")


def test_a_special_answer_leaves_only_where_the_column_says_so(tmp_path):
    data: dict[str, Any] = {
        **DEFINITION["data"],  # type: ignore[dict-item]
        "illness": {"kind": "text", "label": {"ja": "病名"}, "require": "none", "sensitivity": "special"},
    }
    pages: Any = DEFINITION["pages"]
    compiled = compiled_definition(
        data=data, pages=[*pages, {"id": "more", "title": {"ja": "ほか"}, "ask": ["illness"]}]
    )
    file = tmp_path / "kit-stock.yaml"
    file.write_text(GOOD.replace("name.family + name.given", "illness"), encoding="utf-8")
    with pytest.raises(BrokenDefinition, match="要配慮"):
        load_system(file, {"safety-kit": compiled}, {SECTION})
    file.write_text(GOOD.replace("name.family + name.given", "illness, special: true"), encoding="utf-8")
    assert load_system(file, {"safety-kit": compiled}, {SECTION}).columns[0].special


def test_one_broken_file_stops_no_other_and_is_named_with_its_line(tmp_path):
    (tmp_path / "kit-stock.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "broken.yaml").write_text(
        GOOD.replace("kit-stock", "broken").replace("19:30", "late"), encoding="utf-8"
    )
    found, broken = load_systems(tmp_path, {"safety-kit": COMPILED}, {SECTION})
    assert list(found) == ["kit-stock"]
    assert [(one.file, one.line) for one in broken] == [("broken.yaml", 7)]
