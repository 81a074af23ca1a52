"""The fonts of our letters: where their files are, which characters they hold, and which one sets what.

BIZ UD is drawn for readability and comes by npm, so that every machine sets the same letter. It holds the characters
of JIS X 0213 only in part (𠮷 is missing): IPAmjMincho (Debian) adds the characters and variants of 戸籍, and
Noto Sans CJK (PyPI) is the last resort, also for names in Hangul or in simplified characters.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.util import find_spec
from io import BytesIO
from itertools import groupby
from mmap import ACCESS_READ, mmap
from operator import itemgetter
from pathlib import Path
from typing import Protocol

import regex
from django.conf import settings
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

MINCHO = "BIZ UDPMincho"
GOTHIC = "BIZ UDPGothic"
RARE = ("IPAmjMincho", "Noto Sans CJK JP")
FILES: dict[str, tuple[str, ...]] = {
    MINCHO: ("BIZUDPMincho_400Regular.ttf", "BIZUDPMincho-Regular.ttf"),
    GOTHIC: ("BIZUDPGothic_700Bold.ttf", "BIZUDPGothic-Bold.ttf"),
    RARE[0]: ("ipamjm.ttf",),
    RARE[1]: ("NotoSansCJKjp-Regular.otf",),
}
DEBIAN = Path("/usr/share/fonts")

# A word in an alphabet is set in one font, or Nguyễn would be half of one and half of another.
# It ends where 漢字 or kana begin: after a ー or an Ａ, a variation selector would else make the whole text unprintable.
_EAST = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]"
_PIECE = regex.compile(rf"[\p{{Alphabetic}}--{_EAST}][[\p{{L}}\p{{M}}]--{_EAST}]*|\X", regex.V1)
_VARIATION = regex.compile(r"(?s)(?P<base>.)(?P<selector>[\uFE00-\uFE0F\U000E0100-\U000E01EF])")

# What a glyph looks like: its record in the font, or where that cannot be compared, the strokes of its outline.
Drawing = bytes | tuple[tuple[str, tuple[object, ...]], ...]


class FontMissing(Exception):
    """No file of a family we cannot set letters without; says what to install."""


@dataclass(frozen=True)
class Face:
    """One font file."""

    family: str
    path: Path

    @cached_property
    def _file(self) -> mmap:
        """Mapped and not read, so that all processes share one copy of the large fonts."""
        with self.path.open("rb") as file:
            return mmap(file.fileno(), 0, access=ACCESS_READ)

    @cached_property
    def _font(self) -> TTFont:
        return opened(self._file)

    @cached_property
    def _glyphs(self) -> dict[int, str]:
        return dict(self._font.getBestCmap() or {})

    @cached_property
    def _variants(self) -> dict[int, dict[int, str | None]]:
        tables = (table for table in self._font["cmap"].tables if table.format == 14)
        return {selector: dict(pairs) for table in tables for selector, pairs in table.uvsDict.items()}

    def glyph_of(self, cluster: str) -> str | None:
        """The glyph for one character, or for one with its variation selector; None where the font has none.

        A selector the font does not know would be passed over in silence and the common form be printed, so here
        the font counts as lacking the character.
        """
        if found := _VARIATION.fullmatch(cluster):
            base, selector = ord(found["base"]), ord(found["selector"])
            known = self._variants.get(selector, {})
            return known[base] or self._glyphs.get(base) if base in known else None
        return self._glyphs.get(ord(cluster)) if len(cluster) == 1 else None

    def holds(self, text: str) -> bool:
        """Whether every character of a piece can be set. A letter and its marks are drawn as one glyph."""
        if self.glyph_of(text) is not None:
            return True
        has_variant = _VARIATION.search(text) is not None
        composed = unicodedata.normalize("NFC", text)
        return len(text) > 1 and not has_variant and all(ord(character) in self._glyphs for character in composed)

    @cached_property
    def _drawings(self) -> "Drawings":
        return Drawings(self._font, self._file)

    @cached_property
    def _drawn(self) -> dict[str, Drawing | None]:
        return {}

    def drawing_of(self, cluster: str) -> Drawing | None:
        """How the font draws one character; None where that takes several glyphs, or none."""
        if cluster not in self._drawn:
            glyph = self.glyph_of(cluster)
            # Letters repeat the same few thousand characters: each is looked up once in the life of the process.
            self._drawn[cluster] = None if glyph is None else self._drawings[glyph]
        return self._drawn[cluster]


class Drawings:
    """The drawings in a font, equal between a whole font and the part of it that is embedded in a PDF."""

    def __init__(self, font: TTFont, content: bytes | mmap) -> None:
        self._font, self._content = font, content
        self._start = _start_of_records(font)

        self._places: Sequence[int] = font["loca"].locations if self._start is not None else ()

    def __getitem__(self, glyph: str) -> Drawing:
        return self._drawing(self._font.getGlyphID(glyph) if self._places else 0, glyph)

    def __iter__(self) -> Iterator[Drawing]:
        """Every drawing in the font."""
        names = self._font.getGlyphOrder()
        for number, name in enumerate(names):
            yield self._drawing(number, name)

    def _drawing(self, number: int, glyph: str) -> Drawing:
        record = self._record(number)
        return strokes(self._font.getGlyphSet(), glyph) if record is None else record

    def _record(self, number: int) -> bytes | None:
        """The record as it is kept; None where it cannot be compared."""
        if self._start is None:
            return None
        record = self._content[self._start + self._places[number] : self._start + self._places[number + 1]]
        # A composite points to other glyphs by number, and the numbers change when a part is embedded.
        # Records are filled up with zeros to one or another length.
        return None if record.startswith(b"\xff\xff") else record.rstrip(b"\0")


def _start_of_records(font: TTFont) -> int | None:
    """Where the glyphs of a TrueType font begin; None for one with PostScript outlines."""
    tables = font.reader.tables if font.reader is not None else {}
    # fontTools fills in `offset` by name.
    offsets = (entry.offset for tag, entry in tables.items() if str(tag) == "glyf")  # type: ignore[attr-defined]
    return next(offsets, None)


def opened(content: bytes | mmap) -> TTFont:
    """A font whose tables are decoded when they are asked for."""
    file = BytesIO(content) if isinstance(content, bytes) else content
    return TTFont(file, lazy=True)  # type: ignore[arg-type]  # a mapped file reads like any other


class Glyph(Protocol):
    def draw(self, pen: DecomposingRecordingPen) -> None: ...


class Glyphs(Protocol):
    """The glyphs of a whole font, or of the bare part of one that is in a PDF."""

    def __getitem__(self, name: str, /) -> Glyph: ...


def strokes(glyphs: Glyphs, glyph: str) -> Drawing:
    pen = DecomposingRecordingPen(glyphs)  # type: ignore[no-untyped-call]
    glyphs[glyph].draw(pen)
    return tuple((verb, tuple(points)) for verb, points in pen.value)


@dataclass(frozen=True)
class Run:
    """Characters set in one font; `family` is empty where no font holds them."""

    family: str
    text: str


@dataclass(frozen=True)
class Faces:
    """The fonts at hand, each found once."""

    by_family: tuple[Face, ...]

    def __getitem__(self, family: str) -> Face:
        return next(face for face in self.by_family if face.family == family)

    def order(self, family: str) -> Sequence[Face]:
        return [face for face in self.by_family if face.family == family or face.family in RARE]

    def runs(self, text: str, family: str = MINCHO) -> list[Run]:
        """The text in the fonts that set it: as much as possible in `family`, the rest in the rare ones."""
        grouped = groupby(self._placed(text, family), key=itemgetter(0))
        return [Run(family=name, text="".join(piece for _, piece in group)) for name, group in grouped]

    @cached_property
    def _homes(self) -> dict[tuple[str, str], str]:
        return {}

    def _home(self, piece: str, family: str) -> str:
        """The first family that holds it; single characters repeat and are looked up once, words may be anything."""
        if len(piece) > 1:
            return _first_holding(self.order(family), piece)
        if (piece, family) not in self._homes:
            self._homes[piece, family] = _first_holding(self.order(family), piece)
        return self._homes[piece, family]

    def _placed(self, text: str, family: str) -> Iterator[tuple[str, str]]:
        before = ""
        for piece in _pieces(text):
            # A blank is printed with what it follows: PDFium does not see one that stands alone.
            stays = piece.isspace() and before and self[before].holds(piece)
            before = before if stays else self._home(piece, family)
            yield before, piece

    def lacking(self, text: str, family: str = MINCHO) -> list[str]:
        """The characters no font at hand can set."""
        return [cluster for run in self.runs(text, family) if not run.family for cluster in clusters(run.text)]

    @property
    def folders(self) -> list[Path]:
        return list(dict.fromkeys(face.path.parent for face in self.by_family))


def clusters(text: str) -> list[str]:
    """Characters as people count them."""
    return regex.findall(r"\X", text)


@lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[str, ...]:
    return tuple(_PIECE.findall(text))


def _first_holding(order: Iterable[Face], piece: str) -> str:
    return next((face.family for face in order if face.holds(piece)), "")


def folders() -> list[Path]:
    """Where fonts may lie, the pinned ones first, so that every machine sets the same letter."""
    npm = Path(settings.ROOT) / "node_modules" / "@expo-google-fonts"
    package = find_spec("noto_cjk_sans_jp_regular")
    carried = [Path(place) for place in (package.submodule_search_locations or ())] if package else []
    return [folder for folder in (npm, *carried, DEBIAN) if folder.is_dir()]


def find(places: Sequence[Path]) -> Faces:
    """The first file of each family in these folders; the two of BIZ UD must be there."""
    found = {family: _first_file(places, names) for family, names in FILES.items()}
    missing = [family for family in (MINCHO, GOTHIC) if found[family] is None]
    if missing:
        raise FontMissing(f"{'、'.join(missing)} がありません。npm ci を実行してください。")
    return Faces(tuple(Face(family, path) for family, path in found.items() if path is not None))


def _first_file(places: Sequence[Path], names: Sequence[str]) -> Path | None:
    return next((path for place in places for name in names for path in sorted(place.rglob(name))), None)


@cache
def at_hand() -> Faces:
    """The fonts of this machine, looked for once in the life of the process."""
    return find(folders())
