"""Which characters may stand in an answer, and how people count them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.kernel.characters import LONGEST_CLUSTER, is_welcome, size, unwelcome

IVS = "\U000e0100"
FAMILY = "👨‍👩‍👧‍👦"


@pytest.mark.parametrize(
    "text",
    [
        "髙田𠮷郎",
        "佐々木〆子",
        f"葛{IVS}城",
        "辻\ufe00",
        "山﨑　花子",
        "㐂\U0002a700\U0002b740\U0002b820\U0002ceb0\U00030000\U00031350",
        "O'Brien-Ñuñez Ångström",
        "Nguyễn Thị Ánh",
        "전입신고",
        "迁入申报",
        "カ\u3099キ",
        "☎03-1234-5678（内線）①㈱Ⅲ",
        "❤\ufe0f 1\ufe0f⃣ " + FAMILY,
        "می\u200cخواهم",
        "<b>=1+1</b> ../../etc",
        "",
    ],
)
def test_what_people_write_is_welcome(text):
    assert unwelcome(text) == []
    assert is_welcome(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("山\0田", ["U+0000"]),
        ("a\x1b[31m", ["U+001B"]),
        ("a\x7fb\x85", ["U+007F", "U+0085"]),
        ("\u202e田山\u202c", ["U+202E", "U+202C"]),
        ("\u2066x\u2069", ["U+2066", "U+2069"]),
        ("\u200e\u200f", ["U+200E", "U+200F"]),
        ("山\u200b田\ufeff", ["U+200B", "U+FEFF"]),
        ("\ud842", ["U+D842"]),
        ("\udfb7\ud842", ["U+DFB7", "U+D842"]),
        ("外\ue000字\U000f0000", ["U+E000", "U+F0000"]),
        ("\ufdd0\uffff", ["U+FDD0", "U+FFFF"]),
        ("\u2028\u2029", ["U+2028", "U+2029"]),
        ("\n", ["U+000A"]),
        (IVS, ["U+E0100"]),
        (f"あ{IVS}", ["U+E0100"]),
        (f"葛{IVS}{IVS}", ["U+E0100"]),
        ("\ufe0f", ["U+FE0F"]),
        (" \ufe0f", ["U+FE0F"]),
        ("\u200da", ["U+200D"]),
        ("\0\0\0", ["U+0000"]),
    ],
)
def test_what_nobody_means_to_write_is_named_once(text, found):
    assert unwelcome(text) == found


def test_line_ends_and_tabs_are_welcome_where_there_are_lines():
    assert is_welcome("一行目\r\n二行目\n\t三行目", lines=True)
    assert unwelcome("一行目\r二行目\x0b", lines=True) == ["U+000D", "U+000B"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("髙田𠮷郎", 4),
        (f"葛{IVS}城", 2),
        ("カ\u3099キ", 2),
        (FAMILY, 1),
        ("🇯🇵🇰🇷", 2),
        ("Å", 1),
        ("가각", 2),
        ("一\r\n二", 3),
        ("ab\r\nc", 4),
        ("abc", 3),
        ("", 0),
    ],
)
def test_characters_are_counted_as_people_count(text, count):
    assert size(text) == count


@pytest.mark.parametrize("filler", ["\u0301", "\u200d😀", "ᄀ", "\u3099"])
def test_a_long_text_cannot_pass_as_one_character(filler):
    hidden = "か" + filler * 5000
    assert unwelcome(hidden) != []


def test_the_longest_cluster_of_a_real_script_is_welcome():
    family_with_skin_tones = "\u200d".join(["👩🏽", "❤️", "💋", "👨🏿"])
    assert len(family_with_skin_tones) <= LONGEST_CLUSTER
    assert is_welcome(family_with_skin_tones)


@given(st.text())
def test_any_text_is_judged_without_an_error(text):
    assert is_welcome(text) is (unwelcome(text) == [])
    assert size(text) <= len(text)
