"""A letter survives being kept."""

import msgspec
import pytest

from madoguchi.notices import letters
from tests.notices.conftest import LETTER, to


def test_a_letter_comes_back_from_its_json_with_every_code_point():
    letter = to("葛\U000e0100城", "𠮷郎")
    assert letters.from_json(letters.as_json(letter)) == letter


def test_a_letter_with_something_unknown_in_it_is_refused():
    document = letters.as_json(LETTER).replace('"number":', '"nummber":"x","number":')
    with pytest.raises(msgspec.ValidationError, match="nummber"):
        letters.from_json(document)


def test_the_address_the_name_and_every_line_of_every_row_are_read_back():
    assert [(passage.what, passage.text) for passage in letters.passages(LETTER)] == [
        ("宛先の住所", "東京都世田谷区世田谷四丁目21番27号"),
        ("宛先の住所", "世田谷コーポラス203号室"),
        ("宛名", "髙田　𠮷郎"),
        ("「支給の対象となる児童」", "髙田　葛葉"),
        ("「支給の対象となる児童」", "髙田　﨑子"),
        ("「手当の月額」", "25,000円"),
    ]
