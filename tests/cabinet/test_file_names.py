import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.cabinet import file_names


@pytest.mark.parametrize(
    ("declared", "shown"),
    [
        ("在学証明書.pdf", "在学証明書.pdf"),
        ("髙田𠮷郎\U000e0100の書類.PDF", "髙田𠮷郎\U000e0100の書類.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\花子\\保険証.jpeg", "保険証.pdf"),
        ("..\\..\\", "書類.pdf"),
        ("", "書類.pdf"),
        (".pdf", "書類.pdf"),
        ("...", "書類.pdf"),
        (".htaccess", "書類.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.pdf"),
        ("a\0b\r\nSet-Cookie: x.pdf", "abSet-Cookie_ x.pdf"),
        ("\ud800x.pdf", "x.pdf"),
        ('"; filename="x.html', "__ filename=_x.pdf"),
        ("  two   spaces .pdf", "two spaces.pdf"),
        ("report.v1.2.pdf", "report.v1.2.pdf"),
    ],
)
def test_a_name_is_cleaned_for_showing(declared, shown):
    assert file_names.shown(declared, "pdf") == shown


def test_a_long_name_is_cut_before_its_extension_and_never_through_a_character():
    assert file_names.shown("長" * 300 + ".pdf", "pdf") == "長" * 116 + ".pdf"
    assert file_names.shown("長" * 115 + "葛\U000e0100.pdf", "pdf") == "長" * 115 + ".pdf"


@given(st.text(st.characters(exclude_categories=()), max_size=300))
def test_no_name_breaks_out(declared):
    shown = file_names.shown(declared, "jpg")

    assert 5 <= len(shown) <= file_names.LONGEST
    assert shown.endswith(".jpg")
    assert not set(shown) & set('/\\\0\r\n"<>:|?*\u202e\u2066')
    assert not shown.startswith(".")
    shown.encode()
