"""Sets a letter in type: Typst makes a tagged PDF/A-2a that is PDF/UA-1 too, with no network and our own fonts only."""

import threading
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import msgspec
import typst

from madoguchi.kernel import qr_codes
from madoguchi.kernel.japanese_dates import wareki
from madoguchi.notices import letters
from madoguchi.notices.fonts import GOTHIC, MINCHO, Faces, at_hand
from madoguchi.notices.letters import Letter

TEMPLATE = Path(__file__).parent / "typst" / "letter.typ"
Runs = list[tuple[str, str]]


class NotSet(Exception):
    """Typst refused the letter; the message is its own."""


@dataclass(frozen=True)
class Seal:
    """What proves a printed letter: its code as printed, and the address of the page that knows it."""

    code: str
    address: str
    scanned: str
    sender: str


class Press:
    """One Typst compiler, one sheet and the fonts, kept: opening them costs a hundred letters. One document at a time."""

    def __init__(self, faces: Faces, template: Path) -> None:
        self._turn = threading.Lock()
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(place) for place in faces.folders]
        )
        self._compiler = typst.Compiler(
            input=str(template), root=str(template.parent), font_paths=fonts, ignore_system_fonts=True
        )

    def printed(self, name: str, content: object, *, at: datetime) -> bytes:
        """The sheet with this content, which it reads under `name`; the same at the same moment gives the same bytes."""
        given = msgspec.json.encode(content).decode()
        with self._turn:
            try:
                pdf = self._compiler.compile(
                    format="pdf",
                    sys_inputs={name: given},
                    # Archivable (ISO 19005-2, level a) and readable by a screen reader (ISO 14289-1).
                    pdf_standards=["a-2a", "ua-1"],
                    timestamp=int(at.timestamp()),
                )
            except typst.TypstError as problem:
                raise NotSet("\n".join([problem.message, *problem.hints])) from problem
        if not isinstance(pdf, bytes):
            raise NotSet("Typst made no PDF.")
        return pdf


class Typesetter:
    """Sets letters."""

    def __init__(self, faces: Faces, template: Path = TEMPLATE) -> None:
        self.faces = faces
        self._press = Press(faces, template)

    def typeset(self, letter: Letter, *, seal: Seal, at: datetime) -> bytes:
        """The same letter at the same moment gives the same bytes."""
        return self._press.printed("letter", _content(letter, seal, self.faces), at=at)


@cache
def typesetter() -> Typesetter:
    return Typesetter(at_hand())


def typeset(letter: Letter, *, seal: Seal, at: datetime) -> bytes:
    return typesetter().typeset(letter, seal=seal, at=at)


def _content(letter: Letter, seal: Seal, faces: Faces) -> dict[str, object]:
    def runs(text: str, family: str = MINCHO) -> Runs:
        return [(run.family, run.text) for run in faces.runs(text, family)]

    def each(texts: list[str] | tuple[str, ...]) -> list[Runs]:
        return [runs(text) for text in texts]

    return {
        "number": runs(letter.number),
        "date": runs(wareki(letter.date)),
        "postal": runs(letter.to_postal),
        "address": each(letters.lines(letter.to_address)),
        "name": runs(letter.addressee),
        "signer": runs(letter.from_person_title),
        "title": runs(letter.title, GOTHIC),
        "paragraphs": each([line for text in letter.paragraphs for line in letters.lines(text)]),
        "rows": [{"label": runs(label), "value": each(letters.lines(value))} for label, value in letter.rows],
        "reasons": [
            {"text": runs(" ".join(letters.lines(text))), "law": runs(" ".join(letters.lines(law)))}
            for text, law in letter.reasons
        ],
        "instruction": each(letters.lines(letter.instruction)),
        "contact": each([letter.from_section, *letter.contact]),
        "seal": {"code": runs(seal.code, GOTHIC), "address": runs(seal.address), "qr": qr_codes.svg(seal.scanned)},
        "plain": {
            "title": f"{letter.title}（{letter.number}）",
            "sender": seal.sender,
            "address": seal.scanned,
            "qr": "この通知書を確かめるページを開く二次元コード",
        },
    }
