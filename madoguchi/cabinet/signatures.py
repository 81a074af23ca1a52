"""What a file is by its first bytes: the four kinds that may come in, and those people send by mistake or malice."""

import re

from madoguchi.cabinet import wording
from madoguchi.cabinet.models import Kind
from madoguchi.kernel.text import Text

HEAD = 4096
HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"})
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|script|svg|iframe|\?xml|\?php)", re.IGNORECASE)

ALLOWED: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", Kind.PDF),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
)
REFUSED: tuple[tuple[bytes, Text], ...] = (
    (b"PK\x03\x04", wording.ARCHIVE),
    (b"PK\x05\x06", wording.ARCHIVE),
    (b"Rar!", wording.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", wording.ARCHIVE),
    (b"\x1f\x8b", wording.ARCHIVE),
    (b"BZh", wording.ARCHIVE),
    (b"\xfd7zXZ", wording.ARCHIVE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", wording.OFFICE),
    (b"{\\rtf", wording.OFFICE),
    (b"MZ", wording.PROGRAM),
    (b"\x7fELF", wording.PROGRAM),
    (b"\xcf\xfa\xed\xfe", wording.PROGRAM),
    (b"\xca\xfe\xba\xbe", wording.PROGRAM),
    (b"#!", wording.PROGRAM),
    (b"GIF8", wording.OTHER_PICTURE),
    (b"RIFF", wording.OTHER_PICTURE),
    (b"BM", wording.OTHER_PICTURE),
    (b"II*\0", wording.OTHER_PICTURE),
    (b"MM\0*", wording.OTHER_PICTURE),
)
_OFFICE_PARTS = (b"[Content_Types].xml", b"word/", b"xl/", b"ppt/", b"mimetypeapplication/vnd")


def kind_of(head: bytes) -> Kind | None:
    """The kind, if it is one of the four. It must begin with the very first byte."""
    for first, kind in ALLOWED:
        if head.startswith(first):
            return kind
    return Kind.HEIC if _brands(head) & HEIC_BRANDS else None


def why_refused(head: bytes) -> Text:
    """The kindest true sentence about a file that is none of the four."""
    if b"%PDF-" in head[:1024]:
        return wording.MIXED
    if head.startswith(b"PK") and any(part in head for part in _OFFICE_PARTS):
        return wording.OFFICE
    if has_markup(head):
        return wording.PROGRAM
    if _brands(head):
        return wording.OTHER_PICTURE
    return next((text for first, text in REFUSED if head.startswith(first)), wording.NOT_ALLOWED)


def has_markup(head: bytes) -> bool:
    """Whether a browser that guesses might take the beginning for a page (also in UTF-16)."""
    return _MARKUP.search(head[:1024].replace(b"\0", b"")) is not None


def _brands(head: bytes) -> set[bytes]:
    """The brands of an ISO base media file (ISO/IEC 14496-12, 4.3): which kinds of film or picture it says it is."""
    length = int.from_bytes(head[:4], "big")
    if head[4:8] != b"ftyp" or not 16 <= length <= HEAD or len(head) < length:
        return set()
    compatible = head[16:length]
    return {head[8:12], *(compatible[at : at + 4] for at in range(0, len(compatible), 4))}
