"""What people write of themselves into a box is taken out before anybody keeps it."""

import pytest

from madoguchi.kernel.masking import Kind, is_my_number, masked


@pytest.mark.parametrize(
    ("said", "kept", "kinds"),
    [
        ("マイナンバーは123456789018です", "マイナンバーは（マイナンバー）です", [Kind.MY_NUMBER]),
        ("１２３４　５６７８　９０１８", "（マイナンバー）", [Kind.MY_NUMBER]),
        ("1 2 3 4 5 6 7 8 9 0 1 8", "（マイナンバー）", [Kind.MY_NUMBER]),
        ("1234-5678-9018", "（マイナンバー）", [Kind.MY_NUMBER]),
        ("一二三四五六七八九〇一八", "（マイナンバー）", [Kind.MY_NUMBER]),
        ("123456789012", "（番号）", [Kind.NUMBER]),
        ("カードは4111 1111 1111 1111", "カードは（カード番号）", [Kind.CARD]),
        ("カードは4111-1111-1111-1112", "カードは（番号）", [Kind.NUMBER]),
        ("普通預金 1234567 です", "（口座） です", [Kind.ACCOUNT]),
        ("口座番号は7654321", "（口座）", [Kind.ACCOUNT]),
        ("090-1234-5678 と hanako@mail.example.jp", "（電話） と （メール）", [Kind.MAIL, Kind.PHONE]),
        ("〒156-0044 東京都世田谷区赤堤1-2-3", "（住所）", [Kind.ADDRESS]),
        ("氏名: 世田谷 花子", "（氏名）", [Kind.NAME]),
        ("番号はx123456789", "番号はx（番号）", [Kind.NUMBER]),
    ],
)
def test_what_is_personal_is_taken_out_and_named(said, kept, kinds):
    found = masked(said, said=True)
    assert (found.text, list(found.kinds)) == (kept, kinds)


@pytest.mark.parametrize(
    "said",
    [
        "児童手当は10000円ですか",
        "1000000円の給付金",
        "2026年4月1日から",
        "世田谷区役所はどこ",
        "名前は変えられますか",
        "119番",
        "14日以内",
    ],
)
def test_an_ordinary_question_stays_as_it_is(said):
    assert masked(said, said=True).text == said


def test_one_wrong_digit_is_no_my_number():
    assert is_my_number("123456789018")
    assert not any(is_my_number(f"12345678901{n}") for n in range(10) if n != 8)
    assert not is_my_number("12345678901")


def test_a_long_hostile_text_ends():
    for hostile in ("1 " * 5_000, "区1" * 5_000, "氏名 " * 5_000, "4" * 20_000, "〇" * 20_000):
        assert masked(hostile, said=True) is not None
