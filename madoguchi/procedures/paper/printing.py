"""Prints a form to fill in by hand: blank, or with what a draft holds already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.questions import GroupQuestion
from madoguchi.definitions.typed import boxes_of
from madoguchi.kernel import qr_codes
from madoguchi.notices.fonts import GOTHIC, MINCHO, Faces, at_hand
from madoguchi.notices.typesetting import Press
from madoguchi.procedures.models import Draft
from madoguchi.procedures.paper import codes
from madoguchi.procedures.paper.codes import PageCode
from madoguchi.procedures.paper.geometry import CODE_LEFT, CODE_SIZE, CODE_TOP, MARK, MARKS, Sheet, SheetPage, Slot
from madoguchi.procedures.paper.layout import laid_out, rows_for
from madoguchi.publications import queries as publications

TEMPLATE = Path(__file__).parent / "typst" / "form.typ"
MM_TO_POINTS = 72 / 25.4
WRITTEN_SIZE, SMALLEST = 11.0, 6.0
HOW = {
    "ja": (
        "黒のペンで、枠の中に大きく書いてください。四角（□）は、当てはまるものに × を付けてください。",
        "四すみの黒い四角と右上のコードは機械で読みます。汚したり、切ったりしないでください。",
        "まちがえたところは二重線で消し、近くに正しく書いてください。",
    ),
    "easy": (
        "黒いペンで、わくの中に大きく書いてください。□は、合うものに × を書いてください。",
        "四つのかどの黒い四角と、右上のコードは、きかいが読みます。よごさないでください。",
        "まちがえたら、線を2本引いて、近くに書いてください。",
    ),
}
QR_WORDS = "この申請書のページを表す二次元コード"
Written = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Printed:
    """A form as PDF, and what tells it from every other."""

    pdf: bytes
    serial: str


@cache
def press() -> Press:
    return Press(at_hand(), TEMPLATE)


def blank(compiled: Compiled, language: str, *, at: datetime) -> Printed:
    """The form with nothing on it."""
    serial = codes.new_serial()
    code = _code(compiled, language, rows_for(compiled), serial)
    return Printed(_pdf(compiled, code, {}, at), serial)


def of_draft(draft: Draft, compiled: Compiled, language: str, *, at: datetime) -> Printed:
    """The form with what the draft holds, to be signed and sent by post."""
    serial = codes.new_serial()
    code = _code(compiled, language, rows_for(compiled, draft.answers), serial, draft)
    return Printed(_pdf(compiled, code, written_of(compiled, draft.answers), at), serial)


def _code(compiled: Compiled, language: str, rows: int, serial: str, draft: Draft | None = None) -> PageCode:
    return PageCode(
        procedure=compiled.id,
        version=compiled.version[: codes.VERSION_LENGTH],
        language=language,
        rows=rows,
        page=1,
        pages=len(laid_out(compiled, language, rows).pages),
        serial=serial,
        draft=draft.pk if draft else None,
        answers=codes.digest_of(draft.answers) if draft else "",
    )


def written_of(compiled: Compiled, answers: Mapping[str, object]) -> dict[str, list[str]]:
    """The answers in the boxes of the form, by their names; the rows of a group are numbered as they are printed."""
    found: dict[str, list[str]] = {}
    for id_, question in compiled.procedure.data.items():
        answer = answers.get(id_)
        if not isinstance(question, GroupQuestion):
            found |= {f"{id_}.{part}".rstrip("."): list(v) for part, v in boxes_of(question, answer).items()}
            continue
        for n, row in enumerate(answer if isinstance(answer, list) else [], start=1):
            for leaf, asked in question.fields.items():
                boxes = boxes_of(asked, row.get(leaf))
                found |= {f"{id_}.{n}.{leaf}.{part}".rstrip("."): list(v) for part, v in boxes.items()}
    return found


def _pdf(compiled: Compiled, code: PageCode, written: Written, at: datetime) -> bytes:
    sheet = laid_out(compiled, code.language, code.rows)
    return press().printed("form", _content(compiled, sheet, code, written, at_hand()), at=at)


def _content(compiled: Compiled, sheet: Sheet, code: PageCode, written: Written, faces: Faces) -> dict[str, object]:
    title = compiled.procedure.title.in_(code.language)
    ward = publications.ward().name.ja
    return {
        "title": f"{compiled.procedure.title.ja}（{code.serial}）",
        "ward": ward,
        "heading": _runs(faces, title, GOTHIC),
        "notes": [_runs(faces, line) for line in HOW[code.language]],
        "marks": MARKS,
        "mark": MARK,
        "code": {"x": CODE_LEFT, "y": CODE_TOP, "size": CODE_SIZE},
        "qr_words": QR_WORDS,
        "pages": [_page(page, code, written, faces, ward) for page in sheet.pages],
    }


def _page(page: SheetPage, code: PageCode, written: Written, faces: Faces, ward: str) -> dict[str, object]:
    here = PageCode(**{**vars(code), "page": page.number})
    return {
        "qr": qr_codes.svg(here.written()),
        "words": [
            {
                "x": words.x,
                "y": words.y,
                "width": words.width,
                "points": words.size * MM_TO_POINTS,
                "bold": words.bold,
                "lines": [_runs(faces, line, GOTHIC if words.bold else MINCHO) for line in words.text.split("\n")],
            }
            for words in page.words
            if words.text
        ],
        "lines": page.lines,
        "slots": [_slot(slot, written.get(slot.name, ()), faces) for slot in page.slots],
        "foot": _runs(faces, f"{ward}　用紙番号 {code.serial}　版 {code.version[:12]}"),
        "count": _runs(faces, f"{page.number}／{code.pages}ページ"),
    }


def _slot(slot: Slot, values: Sequence[str], faces: Faces) -> dict[str, object]:
    text = (values[0] if values else "").strip()
    fits = slot.shape == "cells" and len(text) <= slot.cells
    shown = "" if slot.shape == "square" else text
    return {
        **{name: getattr(slot, name) for name in ("shape", "x", "y", "width", "height", "cells")},
        "ticked": slot.shape == "square" and bool(slot.value) and slot.value in values,
        "pieces": [[n, _runs(faces, c)] for n, c in _in_cells(slot, shown)] if fits else [],
        "written": [] if fits or not shown else _runs(faces, shown),
        "size": _size(slot, shown),
    }


def _in_cells(slot: Slot, text: str) -> list[tuple[int, str]]:
    first = slot.cells - len(text) if slot.right_aligned else 0
    return [(first + n, character) for n, character in enumerate(text)]


def _size(slot: Slot, text: str) -> float:
    """As large as it can be, in the one line of the box or in its several."""
    room = (slot.width - 2.4) * max(1, int(slot.height / 5.2))
    return max(SMALLEST, min(WRITTEN_SIZE, room * MM_TO_POINTS / max(1, len(text))))


def _runs(faces: Faces, text: str, family: str = MINCHO) -> list[tuple[str, str]]:
    return [(run.family, run.text) for run in faces.runs(text, family)]
