"""What people typed, brought to one form for one purpose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.kernel import normalise
from madoguchi.kernel.kanji_numbers import kanji_number

KATSU_WITH_SELECTOR = "葛\U000e0100"


@pytest.mark.parametrize(
    "name", ["髙田", "𠮷田", "山﨑", f"{KATSU_WITH_SELECTOR}城", "Ｓｍｉｔｈ", "ﾔﾏﾀﾞ", "が", "佐 々木", "神"]
)
def test_a_name_is_never_altered(name):
    assert normalise.name(f" \u3000{name}\n") == name


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_one_line_changes_no_character_but_white_space(typed):
    assert "".join(normalise.one_line(typed).split()) == "".join(typed.split())


@pytest.mark.parametrize(
    ("typed", "line"),
    [("  赤堤\u3000 １－２ \r\n コーポ ", "赤堤 １－２ コーポ"), ("髙 㐂\t①", "髙 㐂 ①"), ("", ""), ("\n \n", "")],
)
def test_one_line_folds_white_space(typed, line):
    assert normalise.one_line(typed) == line


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("１２３４５６７", "1234567"),
        ("123-4567", "1234567"),
        ("１２３ー４５６７", "1234567"),
        ("1–2—3−4‐5‑6―7", "1234567"),
        ("一五六〇〇四四", "1560044"),
        ("\u202d0312345678\u202c", "0312345678"),
        ("١٢٣", "123"),
        ("12a", "12a"),
        ("²", "²"),
        ("", ""),
    ],
)
def test_digits_of_any_width_and_with_any_dash_are_plain(typed, plain):
    assert normalise.digits(typed) == plain


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("03-5432-1111", "0354321111"),
        ("０３（５４３２）１１１１", "0354321111"),
        ("03.5432.1111", "0354321111"),
        ("+81 3 5432 1111", "0354321111"),
        ("＋８１－９０－１２３４－５６７８", "09012345678"),
        ("+81 (0)90-1234-5678", "09012345678"),
        ("+82-2-123-4567", "+8221234567"),
        ("ない", "ない"),
    ],
)
def test_telephone_numbers_come_to_one_form(typed, number):
    assert normalise.phone(typed) == number


@pytest.mark.parametrize("typed", ["156-0044", "〒１５６－００４４", "1560044", " 〒 156 0044 ", "一五六ー〇〇四四"])
def test_postcodes_come_to_seven_digits(typed):
    assert normalise.postcode(typed) == "1560044"


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" Hanako@Example.JP ", "Hanako@example.jp"),
        ("ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ", "hanako@example.jp"),
        ("hanako@example。jp", "hanako@example.jp"),
        ("hana ko@example.jp", "hanako@example.jp"),
        ("\ufeffhanako@example.jp", "hanako@example.jp"),
        ("花子@example.jp", "花子@example.jp"),
        ("hanako", "hanako"),
    ],
)
def test_mail_addresses_are_half_width_with_a_small_domain(typed, address):
    assert normalise.email(typed) == address


@pytest.mark.parametrize(
    ("typed", "kana"),
    [
        ("やまだ\u3000はなこ", "ヤマダ ハナコ"),
        ("ﾔﾏﾀﾞ ﾊﾅｺ", "ヤマダ ハナコ"),
        ("ﾊﾟﾋﾟﾌﾟ", "パピプ"),
        ("ヤマタ゛", "ヤマダ"),
        ("やまた゛", "ヤマダ"),
        ("ヤマタ\u3099", "ヤマダ"),
        ("ユ-コ", "ユーコ"),
        ("ゆ－こ", "ユーコ"),
        ("ﾕｰｺ", "ユーコ"),
        ("ゔぁいおりん", "ヴァイオリン"),
        ("みすゞ", "ミスヾ"),
        ("ゐゑ", "ヰヱ"),
        ("山田 ハナコ", "山田 ハナコ"),
        ("スミス-ジョーンズ", "スミスージョーンズ"),
        ("３丁目", "３丁目"),
    ],
)
def test_kana_come_to_full_width_katakana(typed, kana):
    assert normalise.kana(typed) == kana


@pytest.mark.parametrize(
    ("typed", "block"),
    [
        ("1丁目2番3号", "1-2-3"),
        ("１－２－３", "1-2-3"),
        ("1ー2ー3", "1-2-3"),
        ("一丁目二番三号", "1-2-3"),
        ("二十三番地の四", "23-4"),
        ("2番地3", "2-3"),
        ("１０番１１－１２０１号", "10-11-1201"),
        ("1 - 2 - 3", "1-2-3"),
        ("01-002", "1-2"),
        ("21の27", "21-27"),
        ("1-2-3 コーポ赤堤101", "1-2-3 コーポ赤堤101"),
        ("1丁目2番3号コーポ赤堤", "1-2-3 コーポ赤堤"),
        ("1丁目2番3号 一番館", "1-2-3 一番館"),
        ("2番 三越アパート", "2 三越アパート"),
        ("2番 一ノ瀬ビル", "2 一ノ瀬ビル"),
        ("無番地", "無番地"),
        ("1234567", "1234567"),
        ("九千九百九十九番地", "9999"),
        ("9" * 5000, "9" * 5000),
        ("一" * 5000, "一" * 5000),
        ("", ""),
    ],
)
def test_block_numbers_come_to_numbers_with_hyphens(typed, block):
    assert normalise.block_number(typed) == block


@pytest.mark.parametrize(
    "normal", [normalise.digits, normalise.phone, normalise.postcode, normalise.email, normalise.kana]
)
@given(typed=st.text(alphabet="0１二-ー－＋+()やﾔﾞ゛ｶ゛ @．.。\u3000ゝー"))
def test_what_is_normal_already_stays(normal, typed):
    once = normal(typed)
    assert normal(once) == once


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("八", 8),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十三", 23),
        ("二三", 23),
        ("元", 1),
        ("千九百八十五", 1985),
    ],
)
def test_numbers_in_kanji_are_read(text, number):
    assert kanji_number(text) == number


@pytest.mark.parametrize("text", ["", "山", "8", "一a", "一" * 5000])
def test_other_words_are_no_numbers(text):
    with pytest.raises(ValueError, match="no number"):
        kanji_number(text)
