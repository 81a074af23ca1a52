"""Names come through in exactly their characters and forms, and where they would not, the gate is shut."""

from pathlib import Path

import pytest

from madoguchi.notices import fonts, issuing, name_gate, typesetting
from madoguchi.notices.fonts import Faces
from madoguchi.notices.issuing import Held
from madoguchi.notices.typesetting import TEMPLATE, Typesetter
from tests.notices.conftest import AT, LETTER, SEAL, a_letter, to

FIRST, SECOND, THIRD = (chr(0xE0100 + n) for n in range(3))


@pytest.fixture(scope="module")
def carried() -> Faces:
    return fonts.find([place for place in fonts.folders() if place != fonts.DEBIAN])


@pytest.fixture(scope="module")
def press(carried) -> Typesetter:
    return Typesetter(carried)


def a_press_with(template: str, faces: Faces, folder: Path) -> Typesetter:
    file = folder / "letter.typ"
    file.write_text(template, encoding="utf-8")
    return Typesetter(faces, file)


@pytest.mark.parametrize(
    ("family", "given"),
    [
        ("髙田", "𠮷郎"),
        ("𠮷野", "﨑"),
        ("葛" + FIRST + "城", "葛子"),
        ("葛" + SECOND + "城", "葛" + FIRST),
        ("辻" + FIRST, "辻" + SECOND),
        ("辻" + FIRST, "辻"),
        ("渡邉", "渡邊"),
        ("邉" + SECOND, "邊" + THIRD),
        ("﨟", "桒濵"),
        ("丁" + FIRST, "世" + FIRST),
        ("祐", "祐"),
        ("神", "神"),
        ("寿限無寿限無五劫の擦り切れ海砂利水魚の水行末", "雲来末風来末食う寝る処に住む処藪ら柑子の藪柑子"),
        ("Featherstonehaugh-Cholmondeley", "John Fitzgerald Maximilian Alexander Bartholomew Christopher"),
        ("a-b", "c-" * 60),
        ("office", "fi-ffi-fl"),
        ("Nguyễn", "Thị Hồng"),
        ("Nguye\u0302\u0303n", "e\u0301"),
        ("O’Brien", "Łukasz"),
        ("Иванов", "Пётр"),
        ("김", "민준"),
        ("张", "习远"),
        ("ソニア", ""),
    ],
)
def test_a_name_comes_through_as_it_was_given(press, family, given):
    made = issuing.sheet(to(family, given), seal=SEAL, at=AT, typesetter=press)
    assert isinstance(made, bytes), made


def test_the_debian_font_adds_the_forms_of_the_family_register_or_the_notice_is_held():
    made = issuing.sheet(to("葛" + THIRD + "城", "葛子"), seal=SEAL, at=AT)
    has_it = any(face.family == "IPAmjMincho" for face in fonts.at_hand().by_family)
    assert isinstance(made, bytes) is has_it, made


def test_a_form_without_a_glyph_is_held_before_it_is_set(press):
    made = issuing.sheet(to("葛" + THIRD + "城"), seal=SEAL, at=AT, typesetter=press)
    assert made == Held(
        f"次の文字を印刷できる字形が、この機械のフォントにありません：「葛{THIRD}」（U+845B U+E0102）。"
    )


def test_every_character_of_the_whole_letter_must_have_a_glyph(carried):
    lacking = name_gate.lacking(a_letter(title="א通知", paragraphs=("नेपाल",), contact=("ไ",)), carried)
    assert lacking is not None
    assert lacking.characters[0] == "א"
    assert lacking.characters[-1] == "ไ"


@pytest.mark.parametrize("invisible", ["\u00ad", "\u202e", "\u200b", "\ue000", "\t"])
def test_an_invisible_or_private_character_holds_the_notice(press, invisible):
    made = issuing.sheet(to("髙田", f"太{invisible}郎"), seal=SEAL, at=AT, typesetter=press)
    assert isinstance(made, Held)
    assert f"U+{ord(invisible):04X}" in made.because


def test_a_template_that_changes_a_code_point_is_caught(carried, tmp_path):
    template = TEMPLATE.read_text(encoding="utf-8").replace(
        "quotes: false, runs(pieces)", 'quotes: false, runs(pieces.map(((f, p)) => (f, p.replace("髙", "高"))))'
    )
    made = issuing.sheet(LETTER, seal=SEAL, at=AT, typesetter=a_press_with(template, carried, tmp_path))
    assert made == Held(
        "宛名の「髙田　𠮷郎」が、できあがった通知書では「高田　𠮷郎」になっています。"
        "1文字目が、髙（U+9AD9）のはずのところ、高（U+9AD8）です。"
    )


def test_a_template_that_drops_the_end_of_a_name_is_caught(carried, tmp_path):
    template = TEMPLATE.read_text(encoding="utf-8").replace(
        "quotes: false, runs(pieces)", 'quotes: false, runs(pieces.map(((f, p)) => (f, p.replace("﨑子", "﨑"))))'
    )
    made = issuing.sheet(LETTER, seal=SEAL, at=AT, typesetter=a_press_with(template, carried, tmp_path))
    assert isinstance(made, Held)
    assert made.because.startswith("「支給の対象となる児童」の「髙田　﨑子」が、できあがった通知書では「髙田　﨑」に")
    assert made.because.endswith("5文字目が、子（U+5B50）のはずのところ、終わりです。")


def test_a_selector_dropped_from_the_text_is_caught(carried, tmp_path):
    template = TEMPLATE.read_text(encoding="utf-8").replace(
        "quotes: false, runs(pieces)", 'quotes: false, runs(pieces.map(((f, p)) => (f, p.replace("\\u{e0100}", ""))))'
    )
    made = issuing.sheet(to("葛" + FIRST), seal=SEAL, at=AT, typesetter=a_press_with(template, carried, tmp_path))
    assert isinstance(made, Held)
    assert "葛\U000e0100（U+845B U+E0100）のはずのところ、葛（U+845B）です。" in made.because


def test_the_right_text_in_the_wrong_form_is_caught(carried, tmp_path):
    """BIZ UD has no 邉 with the second selector: it would print the common form, and the text would still be right."""
    template = TEMPLATE.read_text(encoding="utf-8").replace("text(font: family, piece)", "text(font: mincho, piece)")
    press = a_press_with(template, carried, tmp_path)
    name = "邉" + SECOND
    pdf = press.typeset(to(name), seal=SEAL, at=AT)
    held = name_gate.mismatch(to(name), pdf, carried)
    assert held is not None
    assert held.message == f"宛名の「{name}」のうち「{name}」（U+9089 U+E0101）が、別の字形で印刷されています。"


def test_a_character_without_a_glyph_is_refused_by_typst_too(carried, tmp_path):
    template = TEMPLATE.read_text(encoding="utf-8").replace("text(font: family, piece)", "text(font: mincho, piece)")
    press = a_press_with(template, carried, tmp_path)
    with pytest.raises(typesetting.NotSet):
        press.typeset(LETTER, seal=SEAL, at=AT)


def test_a_template_that_leaves_a_passage_out_is_caught(carried, tmp_path):
    template = TEMPLATE.read_text(encoding="utf-8").replace("#exactly(letter.name)", "#runs(letter.name)")
    made = issuing.sheet(LETTER, seal=SEAL, at=AT, typesetter=a_press_with(template, carried, tmp_path))
    assert made == Held("読み返す箇所が6か所あるはずですが、通知書には5か所あります。")


def test_a_blank_that_is_not_printed_is_caught(carried, tmp_path):
    template = TEMPLATE.read_text(encoding="utf-8").replace(
        "quotes: false, runs(pieces)", 'quotes: false, runs(pieces.map(((f, p)) => (f, p.replace("\\u{3000}", ""))))'
    )
    name = to("丁" + FIRST, "世" + FIRST)
    made = issuing.sheet(name, seal=SEAL, at=AT, typesetter=a_press_with(template, carried, tmp_path))
    assert isinstance(made, Held)
    assert "2文字目が、\u3000（U+3000）のはずのところ" in made.because


def test_two_passages_in_each_others_place_are_caught(press):
    swapped = a_letter(rows=tuple(reversed(LETTER.rows)))
    pdf = press.typeset(swapped, seal=SEAL, at=AT)
    assert name_gate.mismatch(LETTER, pdf, press.faces) is not None


def test_a_file_that_is_no_pdf_is_not_let_through(carried):
    held = name_gate.mismatch(LETTER, b"no pdf at all", carried)
    assert held is not None
    assert held.message == "できあがった通知書を読み返せません。PDFとして開けません。"


def test_a_name_over_several_pages_and_lines_is_still_read_whole(press):
    rows = tuple((f"児童{n}", "髙田　" + "寿限無" * 20 + f" {n}") for n in range(40))
    made = issuing.sheet(a_letter(rows=rows), seal=SEAL, at=AT, typesetter=press)
    assert isinstance(made, bytes), made
