"""The gate every notice passes: no name leaves the house in other characters, or in another form, than it was given.

Before setting: is there a glyph for every character? After it: does the finished sheet say the same, code point by
code point, and does it hold the drawing of exactly that character? A variation selector that a font does not know
leaves the text right and the print wrong, so the text alone proves nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from madoguchi.kernel.characters import is_welcome, named
from madoguchi.notices import letters, readback
from madoguchi.notices.fonts import GOTHIC, MINCHO, Faces, at_hand, clusters
from madoguchi.notices.letters import Letter, Passage
from madoguchi.notices.readback import ReadPassage

_BLANKS = " \u3000"
Where = TypeVar("Where")


@dataclass(frozen=True)
class Lacking:
    """Characters that no font at hand can print."""

    characters: tuple[str, ...]

    @property
    def message(self) -> str:
        shown = "、".join(f"「{character}」（{code_points(character)}）" for character in self.characters)
        return f"次の文字を印刷できる字形が、この機械のフォントにありません：{shown}。"


@dataclass(frozen=True)
class Mismatch:
    """The finished sheet is not the letter; `message` tells an officer where."""

    message: str


def lacking(letter: Letter, faces: Faces | None = None) -> Lacking | None:
    """Looked for before setting, so that the officer reads which character and not what Typst says."""
    hand = faces or at_hand()
    found = [character for text, family in _texts(letter) for character in _not_printable(text, family, hand)]
    return Lacking(tuple(dict.fromkeys(found))) if found else None


def mismatch(letter: Letter, pdf: bytes, faces: Faces | None = None) -> Mismatch | None:
    """The first difference between what was to be printed and what is printed."""
    try:
        found = readback.passages(pdf)
    except readback.Unreadable as problem:
        return Mismatch(f"できあがった通知書を読み返せません。{problem}")
    expected = list(letters.passages(letter))
    if len(expected) != len(found):
        return Mismatch(f"読み返す箇所が{len(expected)}か所あるはずですが、通知書には{len(found)}か所あります。")
    differences = (_difference(*pair, faces or at_hand()) for pair in zip(expected, found, strict=True))
    return next((difference for difference in differences if difference), None)


def code_points(text: str) -> str:
    return " ".join(named(character) for character in text)


def _not_printable(text: str, family: str, faces: Faces) -> Iterator[str]:
    yield from faces.lacking(text, family)
    # An invisible mark (a soft hyphen, a turn of direction) may have a glyph, and still be no part of a notice.
    if not is_welcome(text):
        yield from (character for character in text if not is_welcome(f"葛{character}"))


def _texts(letter: Letter) -> Iterator[tuple[str, str]]:
    yield letter.title, GOTHIC
    yield from ((text, MINCHO) for text in (letter.number, letter.to_postal, letter.addressee, letter.from_section))
    yield letter.from_person_title, MINCHO
    blocks = [letter.to_address, *letter.paragraphs, letter.instruction, *letter.contact]
    blocks += [text for pair in (*letter.rows, *letter.reasons) for text in pair]
    yield from ((line, MINCHO) for block in blocks for line in letters.lines(block))


def _difference(expected: Passage, found: ReadPassage, faces: Faces) -> Mismatch | None:
    if not _says(expected.text, found.lines):
        return Mismatch(_told(expected, "".join(found.lines)))
    wrong = next(_wrongly_drawn(expected.text, found, faces), None)
    if wrong is None:
        return None
    return Mismatch(
        f"{expected.what}の「{expected.text}」のうち「{wrong}」（{code_points(wrong)}）が、別の字形で印刷されています。"
    )


def _says(expected: str, lines: tuple[str, ...]) -> bool:
    """The same code points; only blanks where a line ends need not be printed."""
    rest = expected
    for place, line in enumerate(lines):
        after = _after(rest, line)
        if after is None:
            return False
        rest = after.lstrip(_BLANKS) if place < len(lines) - 1 else after
    return not rest


def _after(expected: str, line: str) -> str | None:
    """What is left to come after a line; None where the line says something else."""
    rest = expected
    for place, part in enumerate(line.split(readback.BLANKS)):
        if place and not rest.startswith(tuple(_BLANKS)):
            return None
        rest = rest.lstrip(_BLANKS) if place else rest
        if not rest.startswith(part):
            return None
        rest = rest[len(part) :]
    return rest


def _told(expected: Passage, said: str) -> str:
    said = said.replace(readback.BLANKS, _BLANKS[-1])
    wanted, got = clusters(expected.text), clusters(said)
    same = next(
        (n for n, pair in enumerate(zip(wanted, got, strict=False)) if pair[0] != pair[1]), min(map(len, (wanted, got)))
    )
    here = f"{wanted[same]}（{code_points(wanted[same])}）" if same < len(wanted) else "終わり"
    there = f"{got[same]}（{code_points(got[same])}）" if same < len(got) else "終わり"
    return (
        f"{expected.what}の「{expected.text}」が、できあがった通知書では「{said}」になっています。"
        f"{same + 1}文字目が、{here}のはずのところ、{there}です。"
    )


def _wrongly_drawn(expected: str, found: ReadPassage, faces: Faces) -> Iterator[str]:
    """Characters whose drawing is not in the font that prints them.

    What takes several glyphs (a letter with marks apart) has no one drawing; its text was compared, and PDF/A does
    not let a missing glyph pass.
    """
    wanted = [(cluster, run.family) for run in faces.runs(expected) for cluster in clusters(run.text)]
    printed = [(cluster, piece.font) for piece in found.pieces for cluster in clusters(piece.text)]
    pairs = zip(_inked(wanted), _inked(printed), strict=True)
    for (cluster, family), (_, font) in pairs:
        drawing = faces[family].drawing_of(cluster)
        if drawing is not None and drawing not in font.drawings:
            yield cluster


def _inked(placed: list[tuple[str, Where]]) -> list[tuple[str, Where]]:
    return [(cluster, where) for cluster, where in placed if cluster not in _BLANKS + readback.BLANKS]
