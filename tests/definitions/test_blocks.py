"""A block is put to use under another name: its questions, checks and computed values stand as if written there."""

from pathlib import Path

import pytest

from madoguchi.definitions.blocks import Blocks
from madoguchi.definitions.loader import load_blocks
from madoguchi.definitions.texts import missing_texts
from tests.definitions import parking

PERSON = """\
block: person
data:
  name: {kind: name, label: T({who}の氏名)}
  kana: {kind: kana, of: "{self}_name", label: T({who}のフリガナ)}
  born: {kind: date, require: none, label: T({who}の生年月日)}
derived:
  age: {label: T({who}の年齢), type: int, value: "age_on({self}_born, today)"}
checks:
  - id: old
    fails_if: "{self}_age > 115 || age_on({self}_born, today) > 115"
    level: warn
    when: filling
    fields: ["{self}_born"]
    message: T(年号を確かめてください)
    officer: "{who}の生年月日を確かめてください。"
  - id: kana_without_name
    fails_if: "has({self}_kana) && !has({self}_name)"
    level: note
    when: desk
    fields: ["{self}_kana", "{self}_name"]
    message: T(氏名も入力してください)
    officer: 氏名がありません。
"""
WHO = "{ja: 保護者, easy: 親, en: guardian, zh-hans: 监护人, ko: 보호자}"
IDS = ["guardian_name", "guardian_kana", "guardian_born"]


@pytest.fixture
def blocks(folder: Path) -> Blocks:
    (folder / "blocks").mkdir()
    (folder / "blocks" / "person.yaml").write_text(parking.written_out(PERSON), encoding="utf-8")
    return load_blocks(folder / "blocks")


def using(use: str, asked: list[str]) -> tuple[tuple[str, str], ...]:
    """The changes that put the block in the place before `student`."""
    return ("  student:\n", f"  guardian: {use}\n  student:\n"), ("home]", f"home, {', '.join(asked)}]")


def test_its_parts_stand_under_the_name_it_was_given(folder, blocks):
    compiled = parking.loaded(folder, *using(f"{{use: person, who: {WHO}}}", IDS), blocks=blocks)

    p = compiled.procedure
    assert list(p.data)[4:8] == [*IDS, "student"]
    assert p.data["guardian_name"].label.en == "guardianの氏名"
    assert p.data["guardian_name"].label.ko == "보호자の氏名"
    assert p.derived["guardian_age"].value == "age_on(guardian_born, today)"
    assert next(iter(p.derived)) == "guardian_age"
    assert [check.id for check in p.checks] == ["alone", "uninsured", "guardian_old", "guardian_kana_without_name"]
    assert p.checks[2].officer == "保護者の生年月日を確かめてください。"


def test_a_block_may_be_used_twice(folder, blocks):
    other = [id_.replace("guardian", "owner") for id_ in IDS]
    first, asked = using(f"{{use: person, who: {WHO}}}", [*IDS, *other])
    second = ("  student:\n", f"  owner: {{use: person, who: {WHO}}}\n  student:\n")

    compiled = parking.loaded(folder, first, asked, second, blocks=blocks)

    assert {*IDS, *other} <= set(compiled.procedure.data)
    assert {"guardian_old", "owner_old"} <= {check.id for check in compiled.procedure.checks}


def test_a_question_left_out_takes_its_checks_and_values_with_it(folder, blocks):
    use = f"{{use: person, who: {WHO}, omit: [born]}}"

    compiled = parking.loaded(folder, *using(use, IDS[:2]), blocks=blocks)

    assert "guardian_age" not in compiled.procedure.derived
    assert [check.id for check in compiled.procedure.checks][2:] == ["guardian_kana_without_name"]


def test_a_check_of_two_questions_goes_when_one_of_them_does(folder, blocks):
    use = f'{{use: person, who: {WHO}, omit: [name], change: {{kana: {{of: ""}}}}}}'

    compiled = parking.loaded(folder, *using(use, IDS[1:]), blocks=blocks)

    assert [check.id for check in compiled.procedure.checks][2:] == ["guardian_old"]


def test_a_question_may_be_changed_where_it_is_used(folder, blocks):
    use = f"{{use: person, who: {WHO}, change: {{born: {{require: hard, when: past}}}}}}"

    compiled = parking.loaded(folder, *using(use, IDS), blocks=blocks)

    born = compiled.procedure.data["guardian_born"]
    assert (born.require, born.label.ja) == ("hard", "保護者の生年月日")


def test_a_language_in_which_nobody_said_who_it_is_counts_as_missing(folder, blocks):
    compiled = parking.loaded(folder, *using("{use: person, who: {ja: 保護者, easy: 親}}", IDS), blocks=blocks)

    assert "「保護者の氏名」（data.guardian_name.label）に英語、中国語、韓国語がありません。" in missing_texts(
        compiled.procedure
    )


@pytest.mark.parametrize(
    ("use", "said"),
    [
        ("{use: persn}", "「persn」という部品はありません。"),
        ("{use: [person]}", "文字を書くところに"),
        ("{use: person}", "「who」が書かれていません。"),
        ("{use: person, who: 保護者}", "項目の集まり"),
        (f"{{use: person, who: {WHO}, omit: [nmae]}}", "「nmae」という質問はありません"),
        (f"{{use: person, who: {WHO}, omit: name}}", "並び"),
        (f"{{use: person, who: {WHO}, change: {{nmae: {{}}}}}}", "「nmae」という質問はありません"),
        (f"{{use: person, who: {WHO}, omit: [name], change: {{name: {{}}}}}}", "「name」という質問はありません"),
        (f"{{use: person, who: {WHO}, change: [name]}}", "項目の集まり"),
        (f"{{use: person, who: {WHO}, change: {{name: hard}}}}", "項目の集まり"),
        (f"{{use: person, who: {WHO}, label: T(あ)}}", "「label」という項目はありません"),
    ],
)
def test_a_slip_in_its_use_is_said(folder, blocks, use, said):
    problem = parking.broken(folder, *using(use, IDS), blocks=blocks)

    assert said in problem.message
    assert problem.path.startswith("data.guardian")
    assert (
        (folder / "parking.yaml").read_text(encoding="utf-8").splitlines()[problem.line - 1].startswith("  guardian:")
    )


@pytest.mark.parametrize("checks", ["checks: 5", "checks: {a: 1}", "derived: [1]"])
def test_a_wrong_shape_beside_a_block_is_said(folder, blocks, checks):
    name = checks.split(":", maxsplit=1)[0]
    changes = using(f"{{use: person, who: {WHO}}}", IDS)

    problem = parking.broken(folder, *changes, (f"\n{name}:\n", f"\n{checks}\nwas_{name}:\n"), blocks=blocks)

    assert problem.path == name
