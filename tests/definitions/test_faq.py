"""よくある質問 as files: each entry on its own feet, and what is wrong said with file, line and mend."""

from datetime import date
from pathlib import Path

import pytest

from madoguchi.definitions.loader import load_catalog
from tests.definitions.parking import a_catalog

ENTRY = """\
- id: {id}
  owner: roads
  topics: [{topic}]
  question: {{ja: 駐輪場はどこですか, easy: 自転車を置くところは どこですか}}
  answer: {{ja: 駅の北にあります。, easy: 駅の北にあります。}}
  source: "law: 道路法"
  reviewed: 2026-11-24
"""


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    folder = a_catalog(tmp_path)
    (folder / "ward" / "answers").mkdir()
    return folder


def entry(ward: Path, *, id_: str = "where", more: str = "", **changed: str) -> str:
    topic = load_catalog(ward, "ward").ward.categories[0].id
    text = ENTRY.format(id=id_, topic=topic)
    for key, value in changed.items():
        text = "".join(f"  {key}: {value}\n" if line.startswith(f"  {key}:") else line for line in text.splitlines(keepends=True))  # fmt: skip
    return text + more


def loaded(ward: Path, *entries: str):
    (ward / "ward" / "answers" / "roads.yaml").write_text("".join(entries), encoding="utf-8")
    return load_catalog(ward, "ward")


def test_the_wards_own_answers_are_many_and_all_of_the_promised_form(catalog):
    assert len(catalog.answers) >= 150
    for one in catalog.answers.values():
        assert len(one.answer.ja.strip()) <= 400
        assert one.answer.easy
        assert one.question.easy


def test_an_entry_is_read_whole(ward):
    more = "  questions: [ちゃりんこ置き場]\n  procedure: parking\n  valid: {from: 2026-04-01, to: 2027-03-31}\n  demo: true\n"
    found = loaded(ward, entry(ward, more=more))
    assert found.broken == ()
    one = found.answers["where"]
    assert (one.questions, one.procedure, one.demo, one.reviewed) == (
        ("ちゃりんこ置き場",),
        "parking",
        True,
        date(2026, 11, 24),
    )
    assert one.speaks_on(date(2026, 4, 1))
    assert one.speaks_on(date(2027, 3, 31))
    assert not one.speaks_on(date(2026, 3, 31))
    assert not one.speaks_on(date(2027, 4, 1))


@pytest.mark.parametrize(
    ("changed", "more", "path", "said"),
    [
        ({"owner": "nobody"}, "", "[0].owner", "課"),
        ({"topics": "[nothing]"}, "", "[0].topics[0]", "分類"),
        ({"topics": "[]"}, "", "[0].topics", "分類"),
        ({}, "  procedure: flying\n", "[0].procedure", "手続き"),
        ({}, "  see: [elsewhere]\n", "[0].see[0]", "ほかの質問"),
        ({}, "  see: [where]\n", "[0].see[0]", "ほかの質問"),
        ({"id": "Where_Is"}, "", "[0].id", "id"),
        ({"answer": "{ja: あります。}"}, "", "[0].answer.easy", "やさしい日本語"),
        ({"answer": "{ja: " + "あ" * 401 + ", easy: あります。}"}, "", "[0].answer.ja", "401文字"),
        ({"source": '""'}, "", "[0].source", "出どころ"),
        ({"reviewed": "2026-02-30"}, "", "[0].reviewed", "日付"),
        ({}, "  valid: {from: 2027-01-01, to: 2026-01-01}\n", "[0].valid.to", "終わり"),
        ({}, "  questions: ['']\n", "[0].questions[0]", "聞き方"),
        ({}, "  colour: red\n", "[0]", "colour"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(ward, changed, more, path, said):
    id_ = changed.pop("id", "where")
    found = loaded(ward, entry(ward, id_=id_, more=more, **changed))
    assert found.answers == {}
    problem = found.broken[0]
    assert problem.path == path
    assert said in str(problem)
    assert problem.file == "answers/roads.yaml"
    assert problem.line >= 1
    assert problem.mend


def test_a_broken_entry_stops_no_other_and_no_procedure(ward):
    found = loaded(ward, entry(ward, id_="first", owner="nobody"), entry(ward, id_="second"))
    assert list(found.answers) == ["second"]
    assert [(problem.path, problem.line) for problem in found.broken] == [("[0].owner", 2)]
    assert list(found.procedures) == ["parking"]


def test_an_id_is_given_once_over_all_files(ward):
    (ward / "ward" / "answers" / "again.yaml").write_text(entry(ward), encoding="utf-8")
    found = loaded(ward, entry(ward))
    assert list(found.answers) == ["where"]
    assert "2つあります" in str(found.broken[0])


@pytest.mark.parametrize("text", ["id: where\n", "- [a\n", "just words\n", ""])
def test_a_file_that_is_no_list_is_said(ward, text):
    found = loaded(ward, text)
    assert found.answers == {}
    assert found.broken[0].file == "answers/roads.yaml"
