"""Every operator, function and macro as an officer reads it."""

from decimal import Decimal

import pytest

from madoguchi.definitions.rules import BOOL, DATE, DECIMAL, INT, LIST, RECORD, TEXT, Type, compile_rule, sentence

SCOPE: dict[str, Type] = {
    "spouse": BOOL,
    "agreed": BOOL,
    "birthdate": DATE,
    "moved_on": DATE,
    "kind": TEXT,
    "name": TEXT,
    "given": TEXT,
    "income": INT,
    "rate": DECIMAL,
    "situation": LIST(TEXT),
    "address": RECORD({"postcode": TEXT, "town": TEXT}),
    "children": LIST(RECORD({"birthdate": DATE, "name": TEXT, "income": INT, "relation": TEXT})),
}
LABELS = {
    "spouse": "配偶者はいますか",
    "agreed": "同意しますか",
    "birthdate": "生年月日",
    "moved_on": "引っ越した日",
    "kind": "届出の種類",
    "name": "氏",
    "given": "名",
    "income": "年収",
    "rate": "割合",
    "situation": "世帯の状況",
    "address": "住所",
    "address.postcode": "郵便番号",
    "address.town": "町名",
    "children": "お子さん",
    "children.birthdate": "お子さんの生年月日",
    "children.name": "お子さんの氏名",
    "children.income": "お子さんの収入",
    "children.relation": "続柄",
}
VALUES = {
    ("kind", "new"): "新しく届け出る",
    ("kind", "add"): "追加する",
    ("kind", "stop"): "やめる",
    ("situation", "single"): "ひとり親",
    ("children.relation", "child"): "子",
    ("children.relation", "grandchild"): "孫",
}
AGE = "『生年月日』から数えた年齢（今日の時点）"
CHILD_AGE = "『お子さんの生年月日』から数えた年齢（今日の時点）"


def said(source, expects=BOOL):
    rule = compile_rule(source, SCOPE, expects=expects, is_open=lambda day: True)
    return sentence(rule, LABELS.__getitem__, lambda path, value: VALUES.get((path, str(value)), str(value)))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("spouse", "『配偶者はいますか』が「はい」"),
        ("!spouse", "『配偶者はいますか』が「いいえ」"),
        ("spouse == true", "『配偶者はいますか』が「はい」"),
        ("spouse == false", "『配偶者はいますか』が「いいえ」"),
        ("spouse != true", "『配偶者はいますか』が「はい」以外"),
        ("spouse == agreed", "『配偶者はいますか』と『同意しますか』が同じ"),
        ("spouse != agreed", "『配偶者はいますか』と『同意しますか』が違う"),
        ("true", "常に当てはまる"),
        ("false", "決して当てはまらない"),
        ("kind == 'new'", "『届出の種類』が「新しく届け出る」"),
        ("'new' == kind", "『届出の種類』が「新しく届け出る」"),
        ("kind != 'new'", "『届出の種類』が「新しく届け出る」以外"),
        ("!(kind == 'new')", "『届出の種類』が「新しく届け出る」以外"),
        ("name == ''", "『氏』が「」（空欄）"),
        ("kind in ['new']", "『届出の種類』が「新しく届け出る」"),
        ("kind in ['new', 'add']", "『届出の種類』が「新しく届け出る」か「追加する」"),
        ("kind == 'new' || kind == 'add'", "『届出の種類』が「新しく届け出る」か「追加する」"),
        ("kind in ['new', 'add', 'stop']", "『届出の種類』が「新しく届け出る」「追加する」「やめる」のどれか"),
        ("!(kind in ['new', 'add'])", "『届出の種類』が「新しく届け出る」「追加する」のどちらでもない"),
        ("kind != 'new' && kind != 'add'", "『届出の種類』が「新しく届け出る」「追加する」のどちらでもない"),
        ("!(kind in ['new', 'add', 'stop'])", "『届出の種類』が「新しく届け出る」「追加する」「やめる」のどれでもない"),
        ("income in [1, 2, 3]", "『年収』が1、2、3のどれか"),
        ("kind in ['new', null]", "『届出の種類』が「新しく届け出る」か「答えなし」"),
        ("'single' in situation", "『世帯の状況』に「ひとり親」が含まれる"),
        ("!('single' in situation)", "『世帯の状況』に「ひとり親」が含まれない"),
        ("has(name)", "『氏』に答えがある"),
        ("!has(address.town)", "『町名』に答えがない"),
        ("name == null", "『氏』に答えがない"),
        ("name != null", "『氏』に答えがある"),
        ("income + 1 == null", "『年収』に1を足した数が分からない"),
        ("income < 1030000", "『年収』が1,030,000未満"),
        ("income <= 1030000", "『年収』が1,030,000以下"),
        ("income > 1030000", "『年収』が1,030,000を超える"),
        ("income >= 1030000", "『年収』が1,030,000以上"),
        ("1030000 < income", "『年収』が1,030,000を超える"),
        ("!(income > 1030000)", "『年収』が1,030,000以下"),
        ("income == 0", "『年収』が0"),
        ("rate >= 0.5", "『割合』が0.5以上"),
        ("income > rate", "『年収』が『割合』を超える"),
        ("moved_on == date('2026-04-01')", "『引っ越した日』が2026年4月1日"),
        ("moved_on < date('2026-04-01')", "『引っ越した日』が2026年4月1日より前"),
        ("moved_on <= today", "『引っ越した日』が今日以前"),
        ("moved_on > today", "『引っ越した日』が今日より後"),
        ("moved_on >= birthdate", "『引っ越した日』が『生年月日』以後"),
        ("name < given", "文字の順で、『氏』が『名』より前"),
        ("name >= given", "文字の順で、『氏』が『名』と同じか後"),
    ],
)
def test_comparisons(source, expected):
    assert said(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("spouse == true && age_on(birthdate, today) < 20", f"『配偶者はいますか』が「はい」で、かつ{AGE}が20歳未満"),
        ("spouse || income > 5", "『配偶者はいますか』が「はい」、または『年収』が5を超える"),
        (
            "income > 5 && has(name) && spouse",
            "『年収』が5を超え、かつ『氏』に答えがあり、かつ『配偶者はいますか』が「はい」",
        ),
        (
            "(spouse || agreed) && income > 5",
            "（『配偶者はいますか』が「はい」、または『同意しますか』が「はい」）、かつ『年収』が5を超える",
        ),
        (
            "spouse && agreed || income > 5",
            "（『配偶者はいますか』が「はい」で、かつ『同意しますか』が「はい」）、または『年収』が5を超える",
        ),
        (
            "(kind == 'new' || kind == 'add') && spouse",
            "『届出の種類』が「新しく届け出る」か「追加する」で、かつ『配偶者はいますか』が「はい」",
        ),
        ("!(spouse && income >= 100)", "『配偶者はいますか』が「いいえ」、または『年収』が100未満"),
        ("!(spouse || income >= 100)", "『配偶者はいますか』が「いいえ」で、かつ『年収』が100未満"),
        ("(income > 5) == true", "『年収』が5を超える"),
        ("(income > 5) != true", "『年収』が5以下"),
        (
            "spouse ? income < 200 : income < 100",
            "『配偶者はいますか』が「はい」のときは『年収』が200未満、それ以外のときは『年収』が100未満",
        ),
        (
            "spouse ? agreed : null",
            "『配偶者はいますか』が「はい」のときは『同意しますか』が「はい」、それ以外のときは判断できない",
        ),
    ],
)
def test_conditions_joined(source, expected):
    assert said(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("age_on(birthdate, date('2026-04-01')) >= 65", "『生年月日』から数えた年齢（2026年4月1日の時点）が65歳以上"),
        ("fiscal_year(today) == 2026", "今日の年度が2026年度"),
        (
            "today <= end_of_fiscal_year_of_age(birthdate, 18)",
            "今日が『生年月日』から数えて18歳に達する日以後の最初の3月31日以前",
        ),
        ("days_between(moved_on, today) <= 14", "『引っ越した日』から今日までの日数が14日以内"),
        ("months_between(moved_on, today) < 3", "『引っ越した日』から今日までの月数が3か月未満"),
        ("business_days(moved_on, today) > 10", "『引っ越した日』から今日までの開庁日の日数が10日を超える"),
        ("today > add_days(moved_on, 14)", "今日が『引っ越した日』の14日後より後"),
        ("today < add_months(moved_on, -3)", "今日が『引っ越した日』の3か月前より前"),
        ("today < add_days(moved_on, income)", "今日が『引っ越した日』から「『年収』」日後の日より前"),
        ("size(name) <= 20", "『氏』の文字数が20文字以下"),
        ("kana(name)", "『氏』がすべて全角カタカナ"),
        ("!kana(name)", "『氏』にカタカナでない文字がある"),
        (
            "nfkc(name) == nfkc(given)",
            "『氏』（全角と半角をそろえて見たもの）と『名』（全角と半角をそろえて見たもの）が同じ",
        ),
        ("address.postcode.startsWith('154')", "『郵便番号』が「154」で始まる"),
        (
            "!address.postcode.startsWith('154') && spouse",
            "『郵便番号』が「154」で始まらず、かつ『配偶者はいますか』が「はい」",
        ),
        ("name.endsWith('子') && spouse", "『氏』が「子」で終わり、かつ『配偶者はいますか』が「はい」"),
        ("address.town.contains('丁目') && spouse", "『町名』に「丁目」が含まれ、かつ『配偶者はいますか』が「はい」"),
        (
            "!address.town.contains('丁目') && spouse",
            "『町名』に「丁目」が含まれず、かつ『配偶者はいますか』が「はい」",
        ),
        ("name.matches('^[ァ-ヶ]+$')", "『氏』が決められた形（^[ァ-ヶ]+$）"),
        ("!name.matches('^[ァ-ヶ]+$')", "『氏』が決められた形（^[ァ-ヶ]+$）ではない"),
        ("income / 12 >= 100", "『年収』を12で割って端数を切り捨てた数が100以上"),
        ("income % 2 == 0", "『年収』を2で割った余りが0"),
        ("income - 3 > 5", "『年収』から3を引いた数が5を超える"),
        (
            "income - (income + 3) * 2 > 5",
            "『年収』から（（『年収』に3を足した数）に2を掛けた数）を引いた数が5を超える",
        ),
        ("income + income + 3 > 5", "『年収』、『年収』、3を合わせた数が5を超える"),
        ("-income < 0", "『年収』にマイナスを付けた数が0未満"),
        ("int(income * 0.1) > 5", "（『年収』に0.1を掛けた数）の端数を切り捨てた数が5を超える"),
        ("min(moved_on, birthdate) < today", "『引っ越した日』と『生年月日』のうち早いほうが今日より前"),
        ("max(income, 3, 4) > 5", "『年収』、3、4のうち最も大きい値が5を超える"),
    ],
)
def test_functions(source, expected):
    assert said(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("children.exists(c, c.relation == 'child')", "『お子さん』の中に、『続柄』が「子」のものがある"),
        ("!children.exists(c, c.relation == 'child')", "『お子さん』の中に、『続柄』が「子」のものがない"),
        (
            "children.exists(c, c.relation == 'child' && age_on(c.birthdate, today) < 18)",
            f"『お子さん』の中に、『続柄』が「子」で、かつ{CHILD_AGE}が18歳未満のものがある",
        ),
        (
            "children.exists(c, c.name.contains('子'))",
            "『お子さん』の中に、『お子さんの氏名』に「子」が含まれるものがある",
        ),
        ("children.all(c, c.income > 5)", "『お子さん』のすべてについて、『お子さんの収入』が5を超える"),
        ("!children.all(c, c.income > 5)", "『お子さん』の中に、『お子さんの収入』が5以下のものがある"),
        (
            "children.all(c, c.income > 5 || has(c.name)) && spouse",
            "（『お子さん』のすべてについて、『お子さんの収入』が5を超える、または『お子さんの氏名』に答えがある）、かつ『配偶者はいますか』が「はい」",
        ),
        ("children.exists_one(c, c.income > 5)", "『お子さん』の中に、『お子さんの収入』が5を超えるものが1件だけある"),
        (
            "!children.exists_one(c, c.income > 5)",
            "『お子さん』の中に、『お子さんの収入』が5を超えるものがちょうど1件ではない",
        ),
        ("situation.exists(s, s == 'single')", "『世帯の状況』の中に、その値が「ひとり親」のものがある"),
        ("children.exists(c, c != null)", "『お子さん』の中に、その1件に答えがあるものがある"),
        ("size(children) >= 3", "『お子さん』の件数が3件以上"),
        (
            "size(children.filter(c, age_on(c.birthdate, today) < 15)) >= 3",
            f"『お子さん』のうち{CHILD_AGE}が15歳未満のものの件数が3件以上",
        ),
        (
            "children.filter(c, c.income > 0).exists(d, d.relation == 'child')",
            "「『お子さん』のうち『お子さんの収入』が0を超えるもの」の中に、『続柄』が「子」のものがある",
        ),
        ("sum(children.map(c, c.income)) > 5", "『お子さん』それぞれの『お子さんの収入』の合計が5を超える"),
        ("children[0].name == name", "『お子さん』の1件目の『お子さんの氏名』と『氏』が同じ"),
        (
            "children[income].name == ''",
            "『お子さん』の『年収』番目（最初を0番目とする）の『お子さんの氏名』が「」（空欄）",
        ),
        ("situation == null", "『世帯の状況』に答えがない"),
    ],
)
def test_rows(source, expected):
    assert said(source) == expected


@pytest.mark.parametrize(
    ("source", "expects", "expected"),
    [
        ("income", INT, "『年収』"),
        ("income", DECIMAL, "『年収』"),
        ("income * rate", DECIMAL, "『年収』に『割合』を掛けた数"),
        ("decimal(income) / 3", DECIMAL, "『年収』を3で割った数"),
        ("spouse ? income : 0", INT, "『配偶者はいますか』が「はい」のときは『年収』、それ以外のときは0"),
        ("name + '　' + given", TEXT, "『氏』と「　」と『名』をつなげた文字"),
        ("end_of_fiscal_year_of_age(birthdate, 15)", DATE, "『生年月日』から数えて15歳に達する日以後の最初の3月31日"),
        (
            "children.map(c, c.income > 5)",
            LIST(BOOL),
            "『お子さん』それぞれの「『お子さんの収入』が5を超える」かどうか",
        ),
        ("[1, 2]", LIST(INT), "1、2"),
    ],
)
def test_what_is_derived_is_a_noun_phrase(source, expects, expected):
    assert said(source, expects) == expected


def test_without_labels_of_values_the_code_is_shown():
    rule = compile_rule("kind == 'new'", SCOPE)
    assert sentence(rule, LABELS.__getitem__) == "『届出の種類』が「new」"


def test_amounts_keep_their_digits():
    assert said(f"rate == {Decimal('1234567.50')}") == "『割合』が1,234,567.50"
