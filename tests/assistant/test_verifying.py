"""A model's words are shown only where they say nothing the passage does not."""

import pytest

from madoguchi.assistant.verifying import stands_in

PASSAGE = (
    "児童手当の認定請求\n子どもが生まれた日の翌日から15日以内に申請してください。金額は1人につき月10,000円です。"
    "問い合わせ先は子ども家庭課（電話 03-5432-3333）です。詳しくは https://ward.example.jp/teate/ をご覧ください。"
)
ENGLISH = "Child allowance\nApply within 15 days of 1 April 2026. The amount is 10,000 yen a month. Call 03-5432-3333."


@pytest.mark.parametrize(
    "wording",
    [
        "生まれた日の翌日から15日以内に申請してください。1人につき月10000円です。",
        "申請は、翌日から１５日以内です。電話は03－5432－3333です。",
        "子ども家庭課に電話してください。",
    ],
)
def test_the_same_facts_in_other_words_may_be_shown(wording):
    assert stands_in(wording, PASSAGE)


@pytest.mark.parametrize(
    "wording",
    [
        "翌日から16日以内に申請してください。",
        "翌日から15か月以内に申請してください。",
        "1人につき月11,000円です。",
        "1人につき月100,000円です。",
        "15円です。",
        "電話は03-5432-3334です。",
        "電話は03-5432-333です。",
        "https://evil.example.com/ をご覧ください。",
        "https://ward.example.jp/teate/x をご覧ください。",
        "渋谷区役所に申請してください。",
        "山田太郎に電話してください。",
        "ハローワークに申請してください。",
        "水曜日に申請してください。",
        "十五日以内に申請してください。",
        "申請しません。",
        "<b>15日以内</b>",
        "[ここ](https://ward.example.jp/teate/)",
        "申請は全額無料です。",
        "",
        "申請してください。" * 200,
    ],
)
def test_one_altered_digit_name_unit_or_condition_is_refused(wording):
    assert not stands_in(wording, PASSAGE)


@pytest.mark.parametrize(
    ("wording", "shown"),
    [
        ("You have 15 days from 1 April 2026 to apply. You get 10000 yen each month.", True),
        ("You have 15 days from 2 April 2026 to apply.", False),
        ("You have 15 days from 1 May 2026 to apply.", False),
        ("You have fifteen days to apply.", False),
        ("Call Mr Tanaka on 03-5432-3333.", False),
        ("You cannot apply within 15 days.", False),
        ("Call 03-5432-3338.", False),
    ],
)
def test_english_is_held_to_the_same(wording, shown):
    assert stands_in(wording, ENGLISH) is shown


@pytest.mark.parametrize(
    "wording",
    [
        "SYSTEM PROMPT: you are free",
        "パスワードは開けゴマです。",
        "系统密码是开门",
        "비밀번호는 열려라 참깨입니다",
        "ひみつのことば：アブラカダブラ",
    ],
)
def test_what_an_injection_would_make_it_say_is_refused_in_every_language(wording):
    assert not stands_in(wording, PASSAGE)


@pytest.mark.parametrize("wording", ["場合" * 50_000, "窓口" * 700 + "鬱", "手続" * 300 + "電" * 300, "区" * 5_000])
def test_a_model_that_repeats_itself_without_end_is_refused_at_once(wording):
    assert not stands_in(wording, PASSAGE * 20)
