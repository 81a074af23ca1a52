import hashlib
import io
import random

import pytest

from madoguchi.cabinet import pdf_files, uploads, wording
from madoguchi.cabinet.models import Kind
from madoguchi.cabinet.uploads import UploadProblem
from madoguchi.kernel.text import LANGUAGES, Text
from tests.cabinet import papers

JPEG, PNG, PDF = papers.picture("JPEG"), papers.picture("PNG"), papers.pdf()
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
SCRIPT = b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"


def judged(content: bytes, name: str = "x", **limits) -> uploads.Judged:
    return uploads.judge(io.BytesIO(content), name, **limits)


def refused(content: bytes, name: str = "x", **limits) -> Text:
    with pytest.raises(UploadProblem) as refusal:
        judged(content, name, **limits)
    return refusal.value.message


@pytest.mark.parametrize(
    ("content", "kind", "name"),
    [
        (PDF, Kind.PDF, "在学証明書.pdf"),
        (papers.pdf(pages=200), Kind.PDF, "在学証明書.pdf"),
        (papers.pdf_of_compressed_objects(), Kind.PDF, "在学証明書.pdf"),
        (PDF + b"\r\n\0", Kind.PDF, "在学証明書.pdf"),
        (JPEG, Kind.JPEG, "在学証明書.jpg"),
        (JPEG + b"trailer of a telephone" * 50, Kind.JPEG, "在学証明書.jpg"),
        (PNG, Kind.PNG, "在学証明書.png"),
        (papers.iso_media(b"heic", b"mif1", b"heic"), Kind.HEIC, "在学証明書.heic"),
        (papers.iso_media(b"mif1", b"heic"), Kind.HEIC, "在学証明書.heic"),
    ],
)
@pytest.mark.parametrize("declared", ["在学証明書.exe", "在学証明書.PDF", "在学証明書.jpeg", "在学証明書"])
def test_a_file_is_taken_for_what_it_is_whatever_it_is_called(content, kind, name, declared):
    result = judged(content, declared)

    assert (result.kind, result.name) == (kind, name)
    assert (result.size, result.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert result.label == wording.KIND_NAMES[kind]


@pytest.mark.parametrize(
    ("what", "content", "message"),
    [
        ("nothing", b"", wording.EMPTY),
        ("text", "こんにちは".encode(), wording.NOT_ALLOWED),
        ("null bytes", b"\0" * 5000, wording.NOT_ALLOWED),
        ("noise", random.Random(1).randbytes(5000), wording.NOT_ALLOWED),
        ("HTML", HTML, wording.PROGRAM),
        ("HTML after white space", b"\n\n  " + HTML, wording.PROGRAM),
        ("HTML in UTF-16", HTML.decode().encode("utf-16"), wording.PROGRAM),
        ("SVG", b'<?xml version="1.0"?><svg onload="alert(1)"/>', wording.PROGRAM),
        ("SVG without a prologue", b'<svg xmlns="http://www.w3.org/2000/svg"/>', wording.PROGRAM),
        ("a Windows program", b"MZ\x90\0" + b"\0" * 100, wording.PROGRAM),
        ("a Linux program", b"\x7fELF\x02", wording.PROGRAM),
        ("a shell script", b"#!/bin/sh\nrm -rf /\n", wording.PROGRAM),
        ("a ZIP", papers.archive("a.jpg"), wording.ARCHIVE),
        ("an empty ZIP", papers.archive(), wording.ARCHIVE),
        ("a ZIP bomb", papers.archive(*(f"{n}" for n in range(100))), wording.ARCHIVE),
        ("a Word file", papers.archive("[Content_Types].xml", "word/document.xml"), wording.OFFICE),
        ("an Excel file", papers.archive("xl/workbook.xml"), wording.OFFICE),
        ("an old Word file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, wording.OFFICE),
        ("a GIF", papers.picture("GIF"), wording.OTHER_PICTURE),
        ("a WebP", papers.picture("WEBP"), wording.OTHER_PICTURE),
        ("a film", papers.iso_media(b"mp42", b"isom"), wording.OTHER_PICTURE),
        ("an ftyp box with a lying length", b"\xff\xff\xff\xffftypheic", wording.NOT_ALLOWED),
        ("a JPEG cut off", JPEG[: len(JPEG) // 2], wording.BROKEN),
        ("only the first bytes of a JPEG", b"\xff\xd8\xff\xe0", wording.BROKEN),
        ("a PNG with a wrong check sum", PNG[:60] + bytes([PNG[60] ^ 1]) + PNG[61:], wording.BROKEN),
        ("only the first bytes of a PNG", b"\x89PNG\r\n\x1a\n", wording.BROKEN),
        ("a PNG bomb", papers.png_claiming(50_000, 50_000), wording.too_many_pixels(60)),
        ("a PNG of 61 megapixels", papers.png_claiming(61_000, 1_000), wording.too_many_pixels(60)),
        ("a JPEG with HTML in front", HTML + JPEG, wording.PROGRAM),
        ("a JPEG with HTML in its comment", JPEG[:2] + b"\xff\xfe\0\x2a" + HTML + JPEG[2:], wording.MIXED),
        ("a JPEG with a ZIP behind", JPEG + papers.archive("a.class"), wording.MIXED),
        ("a PNG with a ZIP behind", PNG + papers.archive("a.class"), wording.MIXED),
        ("a PDF with junk in front", b"junk\n" + PDF, wording.MIXED),
        ("a PDF inside HTML", HTML + PDF, wording.MIXED),
        ("a PDF with a ZIP behind", PDF + papers.archive("a.class"), wording.MIXED),
        ("a PDF with much behind", PDF + b"x" * 2000, wording.MIXED),
        ("only the header of a PDF", b"%PDF-1.7\n", wording.BROKEN),
        ("a PDF of noise", b"%PDF-1.7\n" + b"\x01" * 3000 + b"\n%%EOF", wording.BROKEN),
        ("a PDF without pages", papers.pdf(pages=0), wording.BROKEN),
        ("a PDF of 201 pages", papers.pdf(pages=201), wording.too_many_pages(200)),
        ("a PDF with a password", papers.locked_pdf(b"secret"), wording.LOCKED),
        ("a PDF with restrictions", papers.locked_pdf(), wording.LOCKED),
        ("a PDF with a script", papers.pdf(catalog=SCRIPT), wording.ACTIVE),
        ("a script with a disguised name", papers.pdf(catalog=SCRIPT.replace(b"/JavaScript", b"/J#61v#61Script")), wording.ACTIVE),
        ("a script in a compressed part", papers.pdf_of_compressed_objects(SCRIPT), wording.ACTIVE),
        (
            "a script disguised in a compressed part",
            papers.pdf_of_compressed_objects(SCRIPT.replace(b"/JavaScript", b"/#4aavaScript")),
            wording.ACTIVE,
        ),
        ("a script in a damaged compressed part", papers.pdf_of_compressed_objects(SCRIPT, damaged=True), wording.ACTIVE),
        ("a script packed by hearsay", papers.pdf_of_compressed_objects(SCRIPT, b"9 0 R"), wording.ACTIVE),
        (
            "objects packed in a way we cannot open",
            papers.pdf_of_compressed_objects(filters=b"[/ASCII85Decode /FlateDecode]"),
            wording.ACTIVE,
        ),
        ("a PDF that starts a program", papers.pdf(catalog=b"/OpenAction << /S /Launch /F (cmd.exe) >>"), wording.ACTIVE),
        (
            "a PDF with a file inside",
            papers.pdf(more=(papers.stream(b"MZ", b"/Type /EmbeddedFile"),)),
            wording.ACTIVE,
        ),
        ("a PDF that sends its form", papers.pdf(catalog=b"/OpenAction << /S /SubmitForm >>"), wording.ACTIVE),
        ("an XFA form", papers.pdf(catalog=b"/AcroForm << /Fields [] /XFA [(template) 4 0 R] >>", more=(papers.stream(b"<x/>"),)), wording.ACTIVE),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_hostile_or_mistaken_file_is_refused_with_its_reason(what, content, message):
    assert refused(content, "在学証明書.pdf") == message


def test_every_refusal_is_worded_in_every_language():
    said = [value for value in vars(wording).values() if isinstance(value, Text)]
    said += [wording.too_large(10_000_000), wording.too_many_pages(200), wording.too_many_pixels(60)]
    said += [refused(PNG, allowed=("pdf",)), *wording.KIND_NAMES.values()]

    assert len(said) > 15
    assert [text.ja for text in said if text.missing()] == []
    assert all(text.in_(language) for text in said for language in LANGUAGES)


def test_a_question_may_take_fewer_kinds():
    assert judged(PDF, allowed=("pdf",)).kind is Kind.PDF
    assert "PDFを選んでください" in refused(PNG, allowed=("pdf",)).ja


def test_a_file_at_the_limit_is_taken_and_one_byte_more_is_not():
    assert judged(JPEG, max_bytes=len(JPEG)).size == len(JPEG)
    assert refused(JPEG, max_bytes=len(JPEG) - 1) == wording.too_large(len(JPEG) - 1)
    assert "10MB" in wording.too_large(10_000_000).ja
    assert "300KB" in wording.too_large(300_000).ja


class Endless(io.BytesIO):
    """Counts how much of it was read."""

    taken = 0

    def read(self, size: int | None = -1) -> bytes:
        assert size is not None
        self.taken += size
        return b"x" * size

    def seek(self, place: int, whence: int = 0) -> int:
        return place


def test_an_endless_upload_is_given_up_at_the_limit():
    endless = Endless()
    with pytest.raises(UploadProblem):
        uploads.judge(endless, "x", max_bytes=1_000_000)
    assert endless.taken < 1_200_000


def test_the_stream_is_left_at_its_beginning():
    stream = io.BytesIO(PNG)
    uploads.judge(stream, "x.png")
    assert stream.read() == PNG


def test_a_pdf_made_to_keep_us_busy_is_given_up(monkeypatch):
    monkeypatch.setattr(pdf_files, "MOST_STREAMS", 20)
    assert refused(papers.pdf(more=(papers.stream(b"x"),) * 30)) == wording.BROKEN
    assert judged(papers.pdf(more=(papers.stream(b"x"),) * 10)).kind is Kind.PDF


def test_objects_that_unpack_without_end_are_refused(monkeypatch):
    monkeypatch.setattr(pdf_files, "MOST_OF_OBJECTS", 1_000)
    assert refused(papers.pdf_of_compressed_objects(b"/X (" + b"a" * 5_000 + b")")) == wording.ACTIVE
