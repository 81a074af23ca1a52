"""A definition in words: its rules as sentences, and what differs between two versions."""

import pytest

from madoguchi.definitions.differences import words_diff
from madoguchi.definitions.explain import label_of, rules_in_words
from tests.definitions import parking


def test_every_rule_is_a_sentence(compiled):
    said = dict(rules_in_words(compiled))

    assert list(said) == [
        "「自転車」のページを出すのは",
        "「学校」をたずねるのは",
        "「通学に使いますか」をたずねるのは",
        "「ときどき使う理由」をたずねるのは",
        "「自転車の保険会社」をたずねるのは",
        "「自転車の買った日」が必須なのは",
        "「年齢」は",
        "「料金」は",
        "「高齢」は",
        "確認事項「alone」（13歳未満です。）に当たるのは",
        "確認事項「uninsured」（保険に入っていません。）に当たるのは",
    ]
    assert "年齢" in said["「自転車」のページを出すのは"]
    assert "6以上" in said["「自転車」のページを出すのは"]
    assert "ときどき" in said["「ときどき使う理由」をたずねるのは"]
    assert "保険に入っていますか" in said["「自転車の保険会社」をたずねるのは"]
    assert not any(id_ in sentence for sentence in said.values() for id_ in ("row", "commute", "rarely", "&&"))


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("name.family", "氏名の姓"),
        ("home.town", "住所の町名"),
        ("cycles.insured", "保険に入っていますか"),
        ("fee", "料金"),
        ("nobody", "nobody"),
    ],
)
def test_a_path_has_a_label(compiled, path, label):
    assert label_of(compiled, path) == label


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (("standard_days: 5", "standard_days: 7"), "± 標準処理期間（開庁日）：5 → 7"),
        (("T(学校)", "T(学校名)"), "± 質問「学校名」の見出しの文：学校 → 学校名"),
        (("    require: soft", "    require: none"), "± 質問「ときどき使う理由」の必須の強さ：あとからでもよい → 任意"),
        (("    level: block", "    level: warn"), "± 確認事項「alone」の強さ：送信を止める → 注意する"),
        (("T(ときどき)}", "T(たまに)}"), "± 質問「通学に使いますか」の選択肢のrarelyの見出しの文：ときどき → たまに"),
        (
            ("        label: T(メーカー)", "        label: T(会社)"),
            "± 質問「自転車」の「会社」の見出しの文：メーカー → 会社",
        ),
        (("    max: 3\n", "    max: 4\n"), "± 質問「自転車」の最大：3 → 4"),
        (("T(料金), type: money", "T(料金), type: int"), "± 計算「料金」の型：money → int"),
        (("article: 第5条", "article: 第6条"), "± 根拠法令の1の条：第5条 → 第6条"),
    ],
)
def test_what_changed_is_said_in_words(folder, compiled, change, line):
    assert line in words_diff(compiled, parking.loaded(folder, change))


def test_a_changed_rule_is_said_as_two_sentences(folder, compiled):
    (line,) = words_diff(compiled, parking.loaded(folder, ("fails_if: age < 13", "fails_if: age < 12")))

    assert line.startswith("± 確認事項「alone」（13歳未満です。）に当たるのは：")
    assert line.index("13") < line.index("→") < line.rindex("12")


def test_what_is_new_and_what_is_gone_is_said(folder, compiled):
    gone = (
        (
            "  reason:\n    kind: text\n    require: soft\n    show: commute == 'rarely'\n    label: T(ときどき使う理由)\n",
            "",
        ),
        ("commute, reason]", "commute]"),
        ("      shown: [school, commute, reason, cycles]\n", ""),
    )
    older = parking.loaded(folder, *gone)

    added, removed = words_diff(older, compiled), words_diff(compiled, older)

    assert "＋ 質問「ときどき使う理由」の見出しの文：ときどき使う理由" in added
    assert "− 質問「ときどき使う理由」の見出しの文：ときどき使う理由" in removed
    assert any(line.startswith("＋ 「ときどき使う理由」をたずねるのは：") for line in added)


def test_two_groups_with_the_same_label_inside_are_told_apart(folder):
    other = "  bikes:\n    kind: group\n    label: T(バイク)\n    row_title: T(バイク)\n    fields:\n      insured: {kind: yes_no, label: T(保険)}\n"
    more = other + "      insurer: {kind: text, show: row.insured, label: T(保険会社)}\n  account:\n"
    with_bikes = (("  account:\n", more), ("[cycles, account]", "[cycles, bikes, account]"))
    one = parking.loaded(folder, *with_bikes)
    two = parking.loaded(folder, *with_bikes, ("show: row.insured, label", "show: '!row.insured', label"))

    (line,) = words_diff(one, two)

    assert line.startswith("± 「バイクの保険会社」をたずねるのは：")


def test_the_same_version_has_nothing_to_say(compiled):
    assert words_diff(compiled, compiled) == []
