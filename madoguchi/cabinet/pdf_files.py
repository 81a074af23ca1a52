"""Whether a PDF can be opened, is of a sane length, not locked, and does nothing when it is opened.

What acts is looked for in three places: by pdfium in the document's own lists, in the file as it lies there, and
inside its compressed parts, with names written in disguise (`/J#61vaScript`) undone. What hides in a way we cannot
look into is refused. A reader that follows none of these actions remains the second line of defence.
"""

import re
import threading
import zlib
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from madoguchi.cabinet import wording
from madoguchi.cabinet.problems import UploadProblem

MOST_PAGES = 200
MOST_OF_A_STREAM = 64 * 1024
MOST_OF_OBJECTS = 16 * 1024 * 1024
# A file made to keep us busy: more parts, or more inside them, than a real document of its size has.
MOST_STREAMS = 20_000
MOST_UNPACKED = 256 * 1024 * 1024
MOST_DISGUISES = 20_000
LONGEST_TAIL = 1024
XFA_FORMS = (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND)
_DISGUISED = re.compile(rb"#([0-9A-Fa-f]{2})")
_ACTIVE = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE|Rendition)(?![A-Za-z0-9])"
)
_STREAM = re.compile(rb"(?<!end)stream[ \t]*(?:\r\n|\n|\r)")
_OBJECT = re.compile(rb"\bobj\b")
_FILTERS = re.compile(rb"/Filter\s*\[?\s*((?:/[A-Za-z0-9]+\s*)*)")
# pdfium keeps global state and must not be entered by two threads (pypdfium2's own README).
one_at_a_time = threading.Lock()


def examine(content: bytes) -> None:
    """Raise UploadProblem unless the PDF can be taken."""
    _must_end_as_a_pdf(content)
    if _acts(content):
        raise UploadProblem(wording.ACTIVE)
    with one_at_a_time:
        _open(content)


def _must_end_as_a_pdf(content: bytes) -> None:
    """Nothing but white space may follow the end; above all no archive, which is read from behind."""
    end = content.rfind(b"%%EOF")
    if end < 0:
        raise UploadProblem(wording.BROKEN)
    tail = content[end + 5 :].strip(b"\0\r\n\t ")
    if len(tail) > LONGEST_TAIL or b"PK\x05\x06" in content[-65_600:]:
        raise UploadProblem(wording.MIXED)


def _acts(content: bytes) -> bool:
    return any(_ACTIVE.search(_undisguised(part)) for part in (content, *_unpacked(content)))


def _undisguised(part: bytes) -> bytes:
    if b"#" not in part:
        return part
    plain, disguises = _DISGUISED.subn(lambda found: bytes([int(found[1], 16)]), part, MOST_DISGUISES)
    if disguises == MOST_DISGUISES:
        raise UploadProblem(wording.BROKEN)
    return plain


def _unpacked(content: bytes) -> Iterator[bytes]:
    """The compressed parts: those that hold objects whole, of all others the beginning."""
    unpacked = 0
    for number, found in enumerate(_STREAM.finditer(content)):
        if number >= MOST_STREAMS or unpacked > MOST_UNPACKED:
            raise UploadProblem(wording.BROKEN)
        part = _part(content, found)
        unpacked += len(part)
        yield part


def _part(content: bytes, found: re.Match[bytes]) -> bytes:
    described = _undisguised(_description(content, found.start()))
    if b"ObjStm" in described:
        return _whole(content, found.end(), described)
    return _inflated(content, found.end(), MOST_OF_A_STREAM)[0]


def _description(content: bytes, stream: int) -> bytes:
    """The dictionary before a stream: back to where its object begins."""
    before = content[max(0, stream - 4096) : stream]
    begins = [found.end() for found in _OBJECT.finditer(before)]
    return before[begins[-1] :] if begins else before


def _whole(content: bytes, start: int, described: bytes) -> bytes:
    """Objects packed with the one method everybody uses, whole and undamaged; anything else might hide something."""
    filters = _FILTERS.search(described)
    if filters is None:
        return b""  # not compressed: it was looked at where it lies
    if filters[1].split() not in ([b"/FlateDecode"], [b"/Fl"]):
        raise UploadProblem(wording.ACTIVE)
    unpacked, ended = _inflated(content, start, MOST_OF_OBJECTS)
    if not ended:
        raise UploadProblem(wording.ACTIVE)
    return unpacked


def _inflated(content: bytes, start: int, most: int) -> tuple[bytes, bool]:
    """What can be unpacked of a stream, and whether it came to its proper end.

    Only as many bytes go in as may come out: zlib copies what it leaves over, each time.
    """
    unpacker = zlib.decompressobj()
    try:
        return unpacker.decompress(memoryview(content)[start : start + most], most), unpacker.eof
    except zlib.error:
        return b"", False


def _open(content: bytes) -> None:
    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as problem:
        # Of a file without pages pdfium repeats the reason it had for an earlier file, so we look ourselves.
        locked = b"/Encrypt" in content and problem.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise UploadProblem(wording.LOCKED if locked else wording.BROKEN) from problem
    try:
        _look(pdf)
    finally:
        pdf.close()


def _look(pdf: pypdfium2.PdfDocument) -> None:
    if raw.FPDF_GetSecurityHandlerRevision(pdf.raw) >= 0:
        raise UploadProblem(wording.LOCKED)
    if raw.FPDF_GetFormType(pdf.raw) in XFA_FORMS:
        raise UploadProblem(wording.ACTIVE)
    if raw.FPDFDoc_GetJavaScriptActionCount(pdf.raw) > 0 or raw.FPDFDoc_GetAttachmentCount(pdf.raw) > 0:
        raise UploadProblem(wording.ACTIVE)
    if len(pdf) > MOST_PAGES:
        raise UploadProblem(wording.too_many_pages(MOST_PAGES))
    if len(pdf) < 1:
        raise UploadProblem(wording.BROKEN)
