"""Which font sets what, with only the fonts that come by package, as on a machine without Debian's."""

import pytest

from madoguchi.notices import fonts
from madoguchi.notices.fonts import GOTHIC, MINCHO, RARE, FontMissing, Run


@pytest.fixture(scope="module")
def carried() -> fonts.Faces:
    return fonts.find([place for place in fonts.folders() if place != fonts.DEBIAN])


def test_the_packages_alone_carry_the_fonts_a_notice_needs(carried):
    assert [face.family for face in carried.by_family] == [MINCHO, GOTHIC, RARE[1]]


def test_a_machine_without_biz_ud_is_told_what_to_install(tmp_path):
    with pytest.raises(FontMissing, match="npm ci"):
        fonts.find([tmp_path])


def test_a_rare_character_alone_leaves_the_usual_font(carried):
    assert carried.runs("髙田　𠮷郎") == [Run(MINCHO, "髙田　"), Run(RARE[1], "𠮷"), Run(MINCHO, "郎")]


def test_a_word_in_an_alphabet_is_set_in_one_font(carried):
    assert carried.runs("Nguyễn Thi") == [Run(RARE[1], "Nguyễn "), Run(MINCHO, "Thi")]


def test_a_letter_with_its_mark_apart_goes_where_it_is_one_glyph(carried):
    assert carried.runs("Nguye\u0302\u0303n") == [Run(RARE[1], "Nguye\u0302\u0303n")]


@pytest.mark.parametrize("text", ["B葛\U000e0100西", "コーポＡ葛\U000e0100棟", "ルー葛\U000e0100田"])
def test_a_variant_after_a_letter_or_a_long_vowel_makes_nothing_else_unprintable(carried, text):
    assert carried.lacking(text) == []
    assert carried.lacking(f"{text}葛\U000e01ef") == ["葛\U000e01ef"]


@pytest.mark.parametrize("character", ["髙", "﨑", "辻\U000e0100", "葛\U000e0100", "葛\U000e0101", "﨟", "鷗", "①"])
def test_biz_ud_holds_what_names_often_need(carried, character):
    assert carried[MINCHO].glyph_of(character) is not None


def test_a_selector_the_font_does_not_know_is_not_passed_over(carried):
    mincho = carried[MINCHO]
    assert mincho.glyph_of("葛") is not None
    assert mincho.glyph_of("葛\U000e0102") is None
    assert carried.lacking("葛\U000e0102飾") == ["葛\U000e0102"]


def test_two_forms_of_a_character_are_two_drawings(carried):
    mincho = carried[MINCHO]
    assert mincho.drawing_of("葛\U000e0100") != mincho.drawing_of("葛\U000e0101")
    assert mincho.drawing_of("髙") != mincho.drawing_of("高")
