"""Whoever writes a rule wrongly is told where, what, and how to mend it."""

from datetime import date

import pytest

from madoguchi.definitions.rules import BOOL, DATE, DECIMAL, INT, LIST, RECORD, TEXT, RuleError, Type, compile_rule

SCOPE: dict[str, Type] = {
    "kind": TEXT,
    "income": INT,
    "rate": DECIMAL,
    "agreed": BOOL,
    "born_on": DATE,
    "hobbies": LIST(TEXT),
    "address": RECORD({"town": TEXT, "postcode": TEXT}),
    "children": LIST(RECORD({"income": INT, "name": TEXT})),
}


def refused(source, expects=BOOL):
    with pytest.raises(RuleError) as caught:
        compile_rule(source, SCOPE, expects=expects)
    return caught.value


@pytest.mark.parametrize(
    ("source", "column", "message", "mend"),
    [
        ("knd == 'a'", 1, "「knd」という項目はありません。", "「kind」ではありませんか。"),
        ("agreed && address.twn == 'a'", 19, "「twn」という項目はありません。", "「town」ではありませんか。"),
        ("ageon(born_on, today) > 1", 1, "「ageon」という関数はありません。", "「age_on」ではありませんか。"),
        ("income == 'a'", 8, "整数と文字は「==」で比べられません。", "「'」で囲まず"),
        ("kind > 3", 6, "文字と整数は「>」で比べられません。", "「'」で囲まず"),
        ("born_on == '2020-01-01'", 9, "日付と文字は", "date('2026-04-01')"),
        ("born_on + 1 > today", 9, "日付と整数は「+」で計算できません。", "add_days"),
        ("hobbies == 'a'", 9, "比べられません", "「'値' in 一覧」"),
        ("kind in 'abc'", 6, "「in」の右には一覧", ".contains"),
        ("children.income > 3", 10, "一覧から直接", "exists"),
        ("hobbies == hobbies", 9, "どうしは比べられません", "all・exists"),
        ("1 < income < 9", 12, "比べられません", "a < b && b < c"),
        ("agreed > false", 8, "はい・いいえは「>」で比べられません。", "「==」"),
        ("income > null", 8, "比べられません", "「==」"),
        ("income + null > 1", 8, "計算できません", ""),
        ("rate % 2 == 1", 6, "余り", ""),
        ("income && agreed", 1, "はい・いいえになるべきですが、整数です", "「==」"),
        ("!income", 2, "はい・いいえになるべき", ""),
        ("-kind == 'a'", 1, "「-」は数に", ""),
        ("income", 1, "規則の結果は", ""),
        ("agreed ? 1 : 'a'", 8, "値の型が違います", ""),
        ("[1, 'a'].exists(x, true)", 5, "混ざっています", ""),
        ("kind.all(x, true)", 6, "一覧に使います", ""),
        ("children.all(kind, true)", 10, "ほかで使われている名前", ""),
        ("children.all(c, children.all(c, true))", 26, "ほかで使われている名前", ""),
        ("children.all(today, true)", 10, "ほかで使われている名前", ""),
        ("hobbies.all(a, hobbies.all(b, hobbies.all(c, a == b)))", 39, "2段まで", ""),
        ("income = 3", 8, "「=」", "「==」"),
        ("agreed and agreed", 8, "「and」", "「&&」"),
        ("not agreed", 5, "「agreed」", ""),
        ("agreed & agreed", 8, "「&」", "「&&」"),
        ("income ≧ 3", 8, "「≧」", "「>=」"),
        ("income > １", 10, "「１」", "半角の「1」"),
        ("agreed　&& agreed", 7, "ここでは読めません", "半角の空白"),
        ("kind == 'a", 9, "「'」", "終わり"),
        ("kind == 'a\\qb'", 11, "という書き方はありません", ""),
        ("kind == '\\uD800'", 10, "当たる文字はありません", ""),
        ("agreed &&", 10, "途中で終わっています", ""),
        ("(agreed", 8, "途中で終わっています", "「)」が要ります"),
        ("agreed)", 7, "ここには置けません", ""),
        ("income > 1u", 10, "数の書き方", ""),
        ("income > 1e5", 10, "数の書き方", ""),
        ("income > 99999999999999999999", 10, "大きすぎます", ""),
        ("income > 9223372036854775808", 10, "大きすぎます", ""),
        ("born_on > date('2026-02-30')", 11, "という日付はありません", ""),
        ("born_on > date('2026-W01-1')", 11, "日付として読めません", "date('2026-04-01')"),
        ("born_on > date(kind)", 11, "文字で書きます", ""),
        ("kind.matches(kind)", 14, "直接書いて", ""),
        ("kind.matches('(?=a)')", 14, "(?:…)", ""),
        ("kind.size > 3", 6, "文字に「size」という項目は", ""),
        ("born_on.age_on(today) > 3", 9, "という書き方はありません", "「age_on(…)」"),
        ("startsWith(kind, 'a')", 1, "値の後に付けて", "「x.startsWith(…)」"),
        ("age_on(born_on) > 3", 1, "組み合わせ（日付）", "日付、日付"),
        ("size(income) > 3", 1, "組み合わせ（整数）", ""),
        ("has(income + 1)", 1, "項目を1つ", ""),
        ("business_days(born_on, today) > 3", 1, "開庁日の暦がない", ""),
        ("for == 1", 1, "名前に使えない", ""),
        ("b'a' == kind", 2, "ここには置けません", ""),
        ("", 1, "途中で終わっています", ""),
    ],
)
def test_a_mistake_is_named_with_its_place_and_its_mend(source, column, message, mend):
    error = refused(source)
    assert message in error.message
    assert mend in error.mend
    assert error.column == column
    assert str(error) == f"{column}文字目: {error.message}{error.mend}"


def test_the_type_of_the_result_must_be_the_one_expected():
    assert "小数" in refused("kind", DECIMAL).message
    assert refused("rate", INT).column == 1
    assert compile_rule("income", SCOPE, expects=DECIMAL).type == DECIMAL


def test_the_name_of_today_is_not_free():
    with pytest.raises(RuleError, match="today"):
        compile_rule("true", {"today": DATE})


@pytest.mark.parametrize(
    "source",
    [
        "(" * 1900 + "true",
        "!" * 1900 + "true",
        "-" * 1900 + "1 == 1",
        "[" * 900 + "]" * 900,
        "true ? true : " * 140 + "true",
        "1" + "+1" * 900 + " == 1",
        "kind" + ".a" * 900,
        "hobbies" + "[0]" * 500,
        "size(" * 300 + ")" * 300,
        "true" + " == true" * 200,
    ],
)
def test_what_is_nested_too_deeply_is_refused(source):
    assert "深すぎます" in refused(source).message


def test_what_is_too_long_is_refused():
    assert "長すぎます" in refused("true" + " " * 2_000).message


def test_a_long_chain_of_conditions_is_not_deep():
    source = " || ".join(f"income == {number}" for number in range(100))
    assert compile_rule(source, SCOPE).evaluate({"income": 99}, today=date(2026, 4, 1)) is True
