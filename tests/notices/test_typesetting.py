"""What kind of file a notice is, and what stands on it."""

import hashlib
import re
import subprocess
import sys
from collections import Counter

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from madoguchi.notices import fonts, readback
from madoguchi.notices.typesetting import NotSet, Typesetter, typeset
from tests.notices.conftest import AT, LETTER, SEAL, a_letter


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return typeset(LETTER, seal=SEAL, at=AT)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return re.sub(r"\s", "", text)


def test_it_says_of_itself_that_it_is_archivable_and_accessible(pdf):
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf


def test_what_an_archive_demands_is_there_and_what_it_forbids_is_not(pdf):
    assert b"/OutputIntent" in pdf
    assert b"/MarkInfo<</Marked true" in pdf
    assert not re.search(rb"/Encrypt|/JavaScript|/EmbeddedFile|/Launch", pdf)
    faces = len(re.findall(rb"/Subtype/Type0", pdf))
    assert faces == len(re.findall(rb"/FontFile[23]", pdf)) == len(re.findall(rb"/ToUnicode", pdf))


def test_a_screen_reader_learns_language_title_headings_and_table(pdf):
    document = pypdfium2.PdfDocument(pdf)
    assert document.get_metadata_value("Title") == "児童手当 認定通知書（8世子家第12号）"
    assert document.get_metadata_value("Author") == "世田谷区"
    document.close()
    assert b"/Lang(ja-JP)" in pdf
    for kind in (b"/H1", b"/H2", b"/Table", b"/TR", b"/TD", b"/Quote", b"/Figure"):
        assert b"/S" + kind in pdf, kind


@pytest.mark.parametrize(
    "said",
    [
        "8世子家第12号令和8年11月24日〒154-8504東京都世田谷区世田谷四丁目21番27号",
        "髙田𠮷郎様世田谷区長（公印省略）児童手当認定通知書",
        "記支給の対象となる児童髙田葛葉髙田﨑子手当の月額25,000円理由",
        "根拠：児童手当法第4条第1項第1号不服申立てなどについて（教示）",
        "問合せ先子ども・若者部子ども家庭課電話03-5432-1111",
        "https://madoguchi.example/verify/確認番号K7QM-3RT9-XFWD",
    ],
)
def test_everything_a_notice_needs_stands_on_it_in_order(pdf, said):
    assert said in text_of(pdf)


def test_a_long_notice_numbers_its_pages():
    long = a_letter(rows=tuple((f"項目{n}", "内容\n" * 3) for n in range(30)))
    pdf = typeset(long, seal=SEAL, at=AT)
    pages = len(pypdfium2.PdfDocument(pdf))
    assert pages > 2
    assert f"{pages}／{pages}" in text_of(pdf)


def test_a_page_is_a4(pdf):
    width, height = pypdfium2.PdfDocument(pdf)[0].get_size()
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (210, 297)


def test_the_text_is_large_enough_for_old_eyes(pdf):
    document = pypdfium2.PdfDocument(pdf)
    sizes = [
        pypdfium2.raw.FPDFText_GetFontSize(page_text, place)
        for page_text in (page.get_textpage() for page in document)
        for place in range(page_text.count_chars())
    ]
    document.close()
    assert Counter(sizes).most_common(1)[0][0] == 11.5
    assert min(size for size in sizes if size > 1) >= 9


def test_the_same_letter_at_the_same_moment_is_the_same_file(pdf):
    assert typeset(LETTER, seal=SEAL, at=AT) == pdf


def test_the_same_letter_is_the_same_file_in_another_process(pdf):
    program = (
        "import hashlib, django; django.setup();"
        "from tests.notices.conftest import AT, LETTER, SEAL;"
        "from madoguchi.notices.typesetting import typeset;"
        "print(hashlib.sha256(typeset(LETTER, seal=SEAL, at=AT)).hexdigest())"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == hashlib.sha256(pdf).hexdigest()


def test_what_looks_like_markup_is_printed_and_not_obeyed():
    hostile = '#read("/etc/passwd") $x$ *太字* <b> \\u{41} @cite // "'
    pdf = typeset(a_letter(rows=(("備考", hostile),)), seal=SEAL, at=AT)
    assert "".join(readback.passages(pdf)[-1].lines) == hostile


def test_a_template_that_typst_refuses_says_why(tmp_path):
    broken = tmp_path / "letter.typ"
    broken.write_text("#let x = letterr")
    with pytest.raises(NotSet, match="unknown variable: letterr"):
        Typesetter(fonts.at_hand(), broken).typeset(LETTER, seal=SEAL, at=AT)


def test_the_qr_code_is_drawn_with_its_meaning_in_words(pdf):
    assert "この通知書を確かめるページを開く二次元コード".encode("utf-16-be").hex().upper().encode() in pdf


def test_only_our_own_fonts_are_used(pdf):
    document = pypdfium2.PdfDocument(pdf)
    names = {
        readback._font_of(thing, {}).name
        for page in document
        for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])
    }
    document.close()
    assert names <= {"BIZUDPMincho-Regular", "BIZUDPGothic-Bold", "IPAmjMincho", "NotoSansCJKjp-Regular"}
