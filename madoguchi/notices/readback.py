"""Reads a finished sheet back: what its quoted passages say, code point by code point, and which glyphs print them.

Only what the file itself says counts. PDFium guesses spaces from gaps between letters (those are left out), and it
drops code points above the basic plane from replacement texts (those are read from the page's own marks).
"""

import codecs
import ctypes
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium
from fontTools.cffLib import CFFFontSet

from madoguchi.notices.fonts import Drawing, Drawings, opened, strokes

QUOTE = "Quote"
# In place of text: some blanks, nobody knows which; and ink without a meaning. No letter may hold either of them.
BLANKS = "\0"
UNKNOWN = "\x1a"
_ACTUAL_TEXT = b"ActualText"
_TRUE_TYPE = (b"\x00\x01\x00\x00", b"true")


class Unreadable(Exception):
    """The file is not one of ours, or its text cannot be read."""


@dataclass(frozen=True)
class EmbeddedFont:
    """The part of a font inside the file. `name` is the PostScript name, without the tag of six letters before it."""

    name: str
    content: bytes

    @cached_property
    def drawings(self) -> frozenset[Drawing]:
        """Every glyph it can print. A PDF of ours embeds only the glyphs that are used."""
        if self.content.startswith(_TRUE_TYPE):
            return frozenset(Drawings(opened(self.content), self.content))
        fonts = CFFFontSet()
        fonts.decompile(BytesIO(self.content), None)  # type: ignore[no-untyped-call]
        glyphs = fonts[0].CharStrings
        return frozenset(strokes(glyphs, glyph) for glyph in glyphs.keys())  # noqa: SIM118 -- no mapping by itself


@dataclass(frozen=True)
class Piece:
    """Text that one instruction of the page prints, in one font."""

    text: str
    font: EmbeddedFont
    baseline: float


@dataclass(frozen=True)
class ReadPassage:
    """A quoted passage as it stands on the sheet; `lines` has a text for each line it was broken into."""

    pieces: tuple[Piece, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        heights = dict.fromkeys(piece.baseline for piece in self.pieces)
        return tuple("".join(piece.text for piece in self.pieces if piece.baseline == at) for at in heights)


def passages(pdf: bytes) -> list[ReadPassage]:
    """The quoted passages, in the order of reading."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as problem:
        raise Unreadable("PDFとして開けません。") from problem
    fonts: dict[str, EmbeddedFont] = {}
    try:
        return [passage for page in document for passage in _passages_of(page, fonts)]
    finally:
        document.close()


def _passages_of(page: pypdfium2.PdfPage, fonts: dict[str, EmbeddedFont]) -> Iterator[ReadPassage]:
    quoted = _quoted_on(page)
    content = _pieces_by_mark(page, fonts, wanted={mark for marks in quoted for mark in marks})
    for marks in quoted:
        yield ReadPassage(tuple(piece for mark in marks for piece in content.get(mark, ())))


def _quoted_on(page: pypdfium2.PdfPage) -> list[list[int]]:
    """The marks of each quotation on a page, in the order of reading."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    try:
        children = range(max(0, pdfium.FPDF_StructTree_CountChildren(tree)))
        return [marks for n in children for marks in _quotes(pdfium.FPDF_StructTree_GetChildAtIndex(tree, n))]
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _quotes(element: pdfium.FPDF_STRUCTELEMENT) -> Iterator[list[int]]:
    """The marks of each quotation below an element, and of what is inside of it."""
    if not element:
        return
    if _type_of(element) == QUOTE:
        yield list(_marks(element))
        return
    for place in range(pdfium.FPDF_StructElement_CountChildren(element)):
        yield from _quotes(pdfium.FPDF_StructElement_GetChildAtIndex(element, place))


def _marks(element: pdfium.FPDF_STRUCTELEMENT) -> Iterator[int]:
    for place in range(pdfium.FPDF_StructElement_CountChildren(element)):
        mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, place)
        if mark >= 0:
            yield mark
        elif child := pdfium.FPDF_StructElement_GetChildAtIndex(element, place):
            yield from _marks(child)


def _type_of(element: pdfium.FPDF_STRUCTELEMENT) -> str:
    size = pdfium.FPDF_StructElement_GetType(element, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDF_StructElement_GetType(element, buffer, size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _pieces_by_mark(
    page: pypdfium2.PdfPage, fonts: dict[str, EmbeddedFont], *, wanted: set[int]
) -> dict[int, list[Piece]]:
    """What is printed under the marks that are wanted; most of a sheet is the ward's own wording and is not."""
    pieces: defaultdict[int, list[Piece]] = defaultdict(list)
    things = _marked(page, wanted)
    page_text = page.get_textpage()
    texts = _texts_by_object(page_text, {_address(thing.raw) for _, thing in things})
    told = 0
    for place, thing in things:
        text, replacement = texts.get(_address(thing.raw)) or _silent(thing), _replacement_of(thing)
        if replacement is not None:
            # One replacement may stand over several glyphs (a letter and its mark apart).
            text = "" if replacement.mark == told else replacement.text
        told = replacement.mark if replacement else 0
        pieces[place].append(Piece(text=text, font=_font_of(thing, fonts), baseline=_baseline_of(thing)))
    page_text.close()
    return pieces


def _marked(page: pypdfium2.PdfPage, wanted: set[int]) -> list[tuple[int, pypdfium2.PdfObject]]:
    if not wanted:
        return []
    texts = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])
    marked = ((pdfium.FPDFPageObj_GetMarkedContentID(thing), thing) for thing in texts)
    return [(mark, thing) for mark, thing in marked if mark in wanted]


def _silent(thing: pypdfium2.PdfObject) -> str:
    """PDFium reports no text for an instruction that prints blanks only. Where there is ink, text is missing."""
    left, bottom, right, top = thing.get_bounds()
    return BLANKS if (left, bottom) == (right, top) else UNKNOWN


def _texts_by_object(page_text: pypdfium2.PdfTextPage, wanted: set[int]) -> dict[int, str]:
    units: defaultdict[int, list[int]] = defaultdict(list)
    for place in range(page_text.count_chars() if wanted else 0):
        owner = _address(pdfium.FPDFText_GetTextObject(page_text, place))
        if owner in wanted and not pdfium.FPDFText_IsGenerated(page_text, place):
            units[owner].append(_unit_at(page_text, place))
    return {owner: _decoded(found) for owner, found in units.items()}


def _unit_at(page_text: pypdfium2.PdfTextPage, place: int) -> int:
    unit: int = pdfium.FPDFText_GetUnicode(page_text, place)
    # PDFium marks a hyphen at the end of a line by U+0002.
    is_hyphen = unit == 2 and pdfium.FPDFText_IsHyphen(page_text, place) == 1
    return ord("-") if is_hyphen else unit


def _decoded(units: list[int]) -> str:
    """PDFium gives halves of surrogate pairs one by one."""
    return "".join(map(chr, units)).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _address(handle: object) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0  # type: ignore[arg-type]


@dataclass(frozen=True)
class Replacement:
    """The ActualText over an instruction: there, where one glyph stands for different characters in the same file."""

    mark: int
    text: str


def _replacement_of(thing: pypdfium2.PdfObject) -> Replacement | None:
    for place in range(pdfium.FPDFPageObj_CountMarks(thing)):
        mark = pdfium.FPDFPageObj_GetMark(thing, place)
        size = ctypes.c_ulong()
        # As bytes: PDFium's own decoding of this value loses what is not ASCII.
        pdfium.FPDFPageObjMark_GetParamBlobValue(mark, _ACTUAL_TEXT, None, 0, size)
        if size.value:
            buffer = (ctypes.c_ubyte * size.value)()
            pdfium.FPDFPageObjMark_GetParamBlobValue(mark, _ACTUAL_TEXT, buffer, size.value, size)
            return Replacement(mark=_address(mark), text=_text_string(bytes(buffer)))
    return None


def _text_string(written: bytes) -> str:
    """A text string of ISO 32000: UTF-16 with its mark, else one byte a character."""
    if written.startswith(codecs.BOM_UTF16_BE):
        return written[2:].decode("utf-16-be", "replace")
    return written.decode("latin-1")


def _font_of(thing: pypdfium2.PdfObject, fonts: dict[str, EmbeddedFont]) -> EmbeddedFont:
    handle = pdfium.FPDFTextObj_GetFont(thing)
    size = pdfium.FPDFFont_GetBaseFontName(handle, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFFont_GetBaseFontName(handle, buffer, size)
    name = buffer.value.decode()
    if name not in fonts:
        fonts[name] = EmbeddedFont(name=name.partition("+")[2] or name, content=_content_of(handle))
    return fonts[name]


def _content_of(handle: pdfium.FPDF_FONT) -> bytes:
    size = ctypes.c_size_t()
    pdfium.FPDFFont_GetFontData(handle, None, 0, size)
    buffer = (ctypes.c_uint8 * size.value)()
    if not pdfium.FPDFFont_GetFontData(handle, buffer, size.value, size):
        raise Unreadable("文字の形がPDFに埋め込まれていません。")
    return bytes(buffer)


def _baseline_of(thing: pypdfium2.PdfObject) -> float:
    return round(float(thing.get_matrix().f), 1)
