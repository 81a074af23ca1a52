import pytest

from madoguchi.gateways import masking


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("sent to hanako.t+1@mail.example.jp.", "sent to （メール）."),
        ("宛先：花子@例え.テスト", "宛先：（メール）"),
        ("電話 03-1234-5678 まで", "電話 （電話） まで"),
        ("tel=09012345678,", "tel=（電話）,"),
        ("０９０－１２３４－５６７８", "（電話）"),
        ("+81 90-1234-5678", "（電話）"),
        ("03(1234)5678", "（電話）"),
        ("番号 123456789012 です", "番号 （番号） です"),
        ("1234-5678-9012", "（番号）"),
        ("１２３４　５６７８　９０１２", "（番号）"),
        ("口座番号：1234567", "（口座）"),
        ("〒156-0044 東京都世田谷区赤堤1-2-3 に転居", "（住所） に転居"),
        ("156-0044", "（住所）"),
        ("東京都世田谷区赤堤一丁目2番3号", "（住所）"),
        ("世田谷区赤堤１－２－３", "（住所）"),
    ],
)
def test_what_looks_personal_is_masked(text, masked):
    assert masking.masked_text(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "世子家-2026-000012",
        "2026-11-24T09:00:00.123456+09:00",
        "case/019a3b2c-1234-7123-8abc-123456789012",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "127.0.0.1:55931 GET /procedures/child-allowance/ 200",
        "took 0.012 s, 1234 rows",
        "世田谷区役所",
        "Django 5.2.19, Python 3.11.7",
    ],
)
def test_what_operators_need_stays_readable(text):
    assert masking.masked_text(text) == text


def test_values_are_masked_by_the_name_of_their_key_at_any_depth():
    told = masking.masked(
        {
            "case": 12,
            "applicant": {"name": {"family": "髙田"}, "birth_date": "2000-01-01", "rows": [{"kana": "タカダ"}]},
            "account_number": 1234567,
            "number": "世子家-2026-000012",
            "my_number": 123456789012,
            "any": 123456789012,
            "email": "",
        }
    )
    assert told == {
        "case": 12,
        "applicant": {"name": "（伏字）", "birth_date": "（伏字）", "rows": [{"kana": "（伏字）"}]},
        "account_number": "（伏字）",
        "number": "世子家-2026-000012",
        "my_number": "（伏字）",
        "any": "（番号）",
        "email": "",
    }


def test_masking_a_long_hostile_text_ends():
    for hostile in ("0-" * 20_000, "1" * 50_000, "区" * 20_000, "世田谷区一" * 5_000, "a@" * 20_000, "口座" * 20_000):
        assert masking.masked_text(hostile) is not None
