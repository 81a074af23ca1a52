"""What residents type: cleaned, masked before it is cut, its language known by its script."""

import pytest

from madoguchi.assistant.reading import LONGEST_KEPT, read


@pytest.mark.parametrize(
    ("typed", "reader", "language"),
    [
        ("引っ越したら何をすればいい？", "en", "ja"),
        ("こどものおかねもらえる？", "ja", "easy"),
        ("転入届はどこ", "easy", "easy"),
        ("ありがとう", "ja", "ja"),
        ("I lost my health insurance card", "ja", "en"),
        ("我的健康保险证丢了", "ja", "zh-hans"),
        ("건강보험증을 잃어버렸어요", "ja", "ko"),
        ("住民票", "ja", "ja"),
        ("住民票", "zh-hans", "zh-hans"),
        ("住民票", "en", "ja"),
        ("？？？", "ko", "ko"),
        ("DV", "ja", "en"),
    ],
)
def test_the_language_of_a_question_is_known_by_its_script(typed, reader, language):
    assert read(typed, language=reader).language == language


@pytest.mark.parametrize("typed", ["", "   ", "😀😀😀", "\u200b\u202e", "\x00\x07", "。。。！", "<b></b>", "\ud800"])
def test_what_holds_no_word_is_empty(typed):
    assert read(typed, language="ja").is_empty


def test_markup_and_invisible_marks_are_left_out():
    said = read("<script>alert(1)</script>転\u200b入\u202e届", language="ja")
    assert said.text == "alert(1) 転入届"


def test_a_number_hidden_by_invisible_marks_or_width_is_masked_all_the_same():
    for typed in ("1234\u200b5678\u200b9018", "①②③④⑤⑥⑦⑧⑨⓪①⑧", "１２３４５６７８９０１８"):
        said = read(typed, language="ja")
        assert said.has_secret, typed
        assert not any(character.isdecimal() for character in said.text), typed


@pytest.mark.parametrize(
    "typed",
    [
        "1234/5678/9018", "1234、5678、9018", "1234 - 5678 - 9018", "4111,1111,1111,1111", "090.1234.5678",
        "١٢٣٤٥٦٧٨٩٠١٨", "1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣9️⃣0️⃣1️⃣8️⃣", "〇九〇一二三四五六七八", "太子堂1丁目2番3号", "世田谷4-21-27",
        "4-21-27 Setagaya, Setagaya-ku, Tokyo",
    ],
)  # fmt: skip
def test_however_a_number_or_an_address_is_written_nothing_of_it_is_left(typed):
    said = read(f"わたしは {typed} です", language="ja")
    assert said.kinds, said.text
    assert not any(character.isdecimal() or character in "〇九丁" for character in said.text), said.text


@pytest.mark.parametrize(
    "typed",
    [
        "2026/11/24、2026/12/01に行けますか", "2024、2025、2026年度の証明書", "9:00〜17:00、13:00〜15:00",
        "9000、12000、15000円", "10,000,000円までですか", "三軒茶屋1丁目の出張所",
    ],
)  # fmt: skip
def test_days_hours_years_and_money_are_left_in_the_question(typed):
    assert read(typed, language="ja").kinds == ()


def test_a_hundred_kilobytes_are_read_at_the_beginning_and_no_half_number_is_kept():
    said = read("あ" * (LONGEST_KEPT - 5) + "123456789018" * 9_000, language="ja")
    assert said.shortened
    assert len(said.text) <= LONGEST_KEPT
    assert not any(character.isdecimal() for character in said.text)


def test_the_mask_itself_is_not_searched():
    assert read("マイナンバーは123456789018です。変えたい", language="ja").question == "マイナンバーは です。変えたい"
