"""Reads the places of a form on a straightened page: words with Tesseract, squares by their ink. A hint, no answer."""

import csv
import io
import os
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from PIL import Image, ImageFilter, ImageOps

from madoguchi.procedures.paper.geometry import SheetPage, Slot
from madoguchi.procedures.paper.straightening import DPI, PIXELS

# The frame of a box is left out, with what a scan may be askew.
INSET = 0.7
DARK = 140
# A tick or a cross covers more; dust, and the frame shining through, cover less. Between them nobody can tell.
EMPTY, TICKED = 0.015, 0.05
LEAST_INK = 0.004
MARGIN = 30
ALONE = 3
SECONDS = 120
WHITELISTS = {"digits": "0123456789-", "kana": "", "text": ""}


@dataclass(frozen=True)
class Reading:
    """What was read at one place. `look`: empty, text, ticked, unclear. `sure` is Tesseract's own word for it, 0 to 100."""

    look: str
    text: str = ""
    sure: int = 0

    def kept(self) -> dict[str, object]:
        """As it stands in the row."""
        return asdict(self)


def read_page(page: Image.Image, form: SheetPage) -> dict[str, Reading]:
    """Every place of the page; a square is named with its value: `plant=goya`."""
    found: dict[str, Reading] = {}
    strips: defaultdict[str, list[tuple[str, Image.Image, int]]] = defaultdict(list)
    for slot in form.slots:
        if slot.shape == "square":
            if slot.value:
                found[f"{slot.name}={slot.value}"] = _square(page, slot)
            continue
        strip, times = _strip(page, slot)
        if strip is None:
            found[slot.name] = Reading("empty")
        else:
            strips["digits" if slot.holds == "digits" else "text"].append((slot.name, strip, times))
    for holds, named in strips.items():
        readings = recognised([strip for _, strip, _ in named], whitelist=WHITELISTS[holds])
        found |= {name: _once(reading, times) for (name, _, times), reading in zip(named, readings, strict=True)}
    return found


def _cut(page: Image.Image, x: float, y: float, width: float, height: float, inset: float = INSET) -> Image.Image:
    box = (x + inset, y + inset, x + width - inset, y + height - inset)
    return page.crop(tuple(round(side * PIXELS) for side in box))  # type: ignore[arg-type]  # four of them


def _ink(piece: Image.Image) -> float:
    """Which share of it is dark."""
    return sum(piece.histogram()[:DARK]) / max(1, piece.width * piece.height)


def _square(page: Image.Image, slot: Slot) -> Reading:
    ink = _ink(_cut(page, slot.x, slot.y, slot.width, slot.height))
    look = "empty" if ink < EMPTY else "ticked" if ink > TICKED else "unclear"
    return Reading(look, sure=min(100, round(ink * 1000)))


def _strip(page: Image.Image, slot: Slot) -> tuple[Image.Image | None, int]:
    """What is written, without frame and dust, on white; None where nothing is. And how often it stands there.

    Cells are set side by side without their lines. A digit that stands alone is set three times: Tesseract looks for
    lines, and one stroke is none.
    """
    if slot.shape == "box":
        piece = _clean(_cut(page, slot.x, slot.y, slot.width, slot.height), 3)
        return (ImageOps.expand(piece, MARGIN, 255), 1) if _ink(piece) > LEAST_INK / 4 else (None, 1)
    width = slot.width / slot.cells
    cells = (_clean(_cut(page, slot.x + n * width, slot.y, width, slot.height), 5) for n in range(slot.cells))
    used = [cell for cell in cells if _ink(cell) > LEAST_INK]
    times = ALONE if len(used) == 1 and slot.holds == "digits" else 1
    return (_side_by_side(used * times) if used else None), times


def _clean(piece: Image.Image, size: int) -> Image.Image:
    """Without the dust of the glass, which is smaller than any stroke."""
    return piece.filter(ImageFilter.MedianFilter(size))


def _once(reading: Reading, times: int) -> Reading:
    """A digit that was set several times, if nothing else was read there."""
    if times == 1 or reading.look != "text":
        return reading
    if len(set(reading.text)) == 1:
        return Reading("text", reading.text[0], reading.sure)
    return Reading("unclear")


def _side_by_side(cells: Sequence[Image.Image]) -> Image.Image:
    """Closer together than they were written: far apart, Tesseract takes each for a word of its own."""
    trimmed = [_trimmed(cell) for cell in cells]
    height = max(cell.height for cell in trimmed)
    strip = Image.new("L", (sum(cell.width + 10 for cell in trimmed) + 2 * MARGIN, height + 2 * MARGIN), 255)
    x = MARGIN
    for cell in trimmed:
        strip.paste(cell, (x, MARGIN))
        x += cell.width + 10
    return strip


def _trimmed(cell: Image.Image) -> Image.Image:
    """White at the sides goes; above and below it stays, so that a small ッ stays small."""
    box = cell.point(lambda v: 255 if v < DARK else 0).getbbox()
    return cell.crop((max(0, box[0] - 4), 0, min(cell.width, box[2] + 4), cell.height)) if box else cell


def recognised(strips: Sequence[Image.Image], *, whitelist: str = "") -> list[Reading]:
    """One line each, all by one Tesseract: starting it costs more than reading a page of boxes."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{n}.png" for n in range(len(strips))]
        for path, strip in zip(paths, strips, strict=True):
            strip.save(path, dpi=(DPI, DPI))
        listed = Path(folder) / "strips.txt"
        listed.write_text("\n".join(map(str, paths)), encoding="utf-8")
        words = _by_strip(_tesseract(listed, whitelist))
    return [_reading(words.get(n, [])) for n in range(1, len(strips) + 1)]


def _tesseract(listed: Path, whitelist: str) -> str:
    language = "eng" if whitelist else "jpn"
    command = ["tesseract", str(listed), "-", "-l", language, "--psm", "7" if whitelist else "6"]
    command += ["-c", f"tessedit_char_whitelist={whitelist}"] if whitelist else []
    done = subprocess.run(  # noqa: S603 -- a fixed program, and only paths and words of our own
        [*command, "tsv"],
        capture_output=True,
        check=True,
        timeout=SECONDS,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    return done.stdout.decode(errors="replace")


def _by_strip(tsv: str) -> dict[int, list[tuple[str, float]]]:
    found: defaultdict[int, list[tuple[str, float]]] = defaultdict(list)
    for row in csv.DictReader(io.StringIO(tsv), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row.get("level") == "5" and (text := (row.get("text") or "").strip()):
            found[int(row["page_num"])].append((text, float(row["conf"])))
    return found


def _reading(words: Iterable[tuple[str, float]]) -> Reading:
    texts = list(words)
    if not texts:
        return Reading("unclear")
    letters = sum(len(text) for text, _ in texts)
    sure = sum(len(text) * conf for text, conf in texts) / letters
    return Reading("text", "".join(text for text, _ in texts), max(0, round(sure)))
