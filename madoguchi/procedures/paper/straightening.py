"""Finds our code on a scanned page, and lays the page straight by its four marks, however it lay on the glass."""

from collections.abc import Sequence
from dataclasses import dataclass

import zxingcpp
from PIL import Image, ImageFilter

from madoguchi.procedures.paper.codes import OURS
from madoguchi.procedures.paper.geometry import (
    CODE_LEFT,
    CODE_SIZE,
    CODE_TOP,
    MARK,
    MARKS,
    PAGE_HEIGHT,
    PAGE_WIDTH,
)

DPI = 300
PIXELS = DPI / 25.4
# The quiet zone of the code, in modules, as kernel.qr_codes draws it; its modules are told by zxing.
QUIET = 4
# How far from where the code says a mark may be: paper stretches, and a code is small beside a page.
REACH = 7.0
FAINTEST = 0.55

Point = tuple[float, float]


@dataclass(frozen=True)
class Found:
    """A code as it was read, and where its corners are on the picture, beginning at its own upper left."""

    text: str
    corners: tuple[Point, Point, Point, Point]


class MarksMissing(Exception):
    """Fewer than four marks are on the page."""


def codes_on(picture: Image.Image) -> list[Found]:
    """Every two-dimensional code on the page, ours first."""
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    codes = [Found(one.text, _corners(one.position)) for one in found if one.text]
    return sorted(codes, key=lambda code: OURS.match(code.text) is None)


def _corners(at: zxingcpp.Position) -> tuple[Point, Point, Point, Point]:
    return tuple((float(p.x), float(p.y)) for p in (at.top_left, at.top_right, at.bottom_right, at.bottom_left))  # type: ignore[return-value]


def straightened(picture: Image.Image, code: Found, modules: int) -> Image.Image:
    """The page as it was printed: A4 at 300 dpi, in greys, the right way up."""
    grey = picture.convert("L")
    inset = CODE_SIZE * QUIET / (modules + 2 * QUIET)
    left, top, right, bottom = CODE_LEFT + inset, CODE_TOP + inset, CODE_LEFT + CODE_SIZE, CODE_TOP + CODE_SIZE
    printed = ((left, top), (right - inset, top), (right - inset, bottom - inset), (left, bottom - inset))
    guess = _affine(printed, code.corners)
    scale = (abs(guess[0]) + abs(guess[1]) + abs(guess[3]) + abs(guess[4])) / 2
    scale = (guess[0] ** 2 + guess[3] ** 2) ** 0.5 or scale
    marks = [_mark(grey, _moved(guess, place), scale) for place in MARKS]
    size = (round(PAGE_WIDTH * PIXELS), round(PAGE_HEIGHT * PIXELS))
    to = [(x * PIXELS, y * PIXELS) for x, y in MARKS]
    return grey.transform(
        size, Image.Transform.PERSPECTIVE, _perspective(to, marks), Image.Resampling.BICUBIC, fillcolor=255
    )


def _affine(printed: Sequence[Point], seen: Sequence[Point]) -> tuple[float, ...]:
    """From millimetres to the picture, by the corners of the code; the fourth corner evens out the third."""
    (x0, y0), (x1, _), (_, y2), _ = printed
    a, b, c, d = seen
    across = ((b[0] - a[0] + c[0] - d[0]) / 2 / (x1 - x0), (b[1] - a[1] + c[1] - d[1]) / 2 / (x1 - x0))
    down = ((d[0] - a[0] + c[0] - b[0]) / 2 / (y2 - y0), (d[1] - a[1] + c[1] - b[1]) / 2 / (y2 - y0))
    middle = (sum(p[0] for p in seen) / 4, sum(p[1] for p in seen) / 4)
    at = (sum(p[0] for p in printed) / 4, sum(p[1] for p in printed) / 4)
    return (
        across[0],
        down[0],
        middle[0] - across[0] * at[0] - down[0] * at[1],
        across[1],
        down[1],
        middle[1] - across[1] * at[0] - down[1] * at[1],
    )


def _moved(m: Sequence[float], place: Point) -> Point:
    x, y = place
    return (m[0] * x + m[1] * y + m[2], m[3] * x + m[4] * y + m[5])


def _mark(grey: Image.Image, near: Point, scale: float) -> Point:
    """The middle of the black square near a place: where most ink is, then the balance of that ink."""
    reach, half = int(REACH * scale), MARK * scale / 2
    left, top = int(near[0]) - reach, int(near[1]) - reach
    window = grey.crop((left, top, left + 2 * reach, top + 2 * reach)).point(lambda v: 255 if v < 128 else 0)
    # What lies beyond the picture is no ink.
    inside = Image.new("L", grey.size, 255).crop((left, top, left + 2 * reach, top + 2 * reach))
    window = Image.composite(window, Image.new("L", window.size, 0), inside)
    blurred = window.filter(ImageFilter.BoxBlur(half * 0.9))
    most = blurred.getextrema()[1]
    if not isinstance(most, int | float) or most < 255 * FAINTEST:
        raise MarksMissing
    peak = blurred.point(lambda v: 255 if v >= most - 3 else 0).getbbox()
    assert peak is not None  # noqa: S101 -- there is at least the most
    x, y = (peak[0] + peak[2]) / 2, (peak[1] + peak[3]) / 2
    box = (int(x - half * 1.3), int(y - half * 1.3), int(x + half * 1.3) + 1, int(y + half * 1.3) + 1)
    balance = _balance(window.crop(box))
    return (left + box[0] + balance[0], top + box[1] + balance[1])


def _balance(ink: Image.Image) -> Point:
    across = ink.resize((ink.width, 1), Image.Resampling.BOX).tobytes()
    down = ink.resize((1, ink.height), Image.Resampling.BOX).tobytes()
    return (_middle(across), _middle(down))


def _middle(weights: bytes) -> float:
    total = sum(weights) or 1
    return sum((n + 0.5) * weight for n, weight in enumerate(weights)) / total


def _perspective(to: Sequence[Point], seen: Sequence[Point]) -> list[float]:
    """The eight numbers by which Pillow asks, for every point of the straight page, where it lies on the scan."""
    rows = []
    for (x, y), (u, v) in zip(to, seen, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    return _solved(rows)


def _solved(rows: list[list[float]]) -> list[float]:
    """Gauss and Jordan, with the largest pivot."""
    size = len(rows)
    for n in range(size):
        best = max(range(n, size), key=lambda row: abs(rows[row][n]))
        rows[n], rows[best] = rows[best], rows[n]
        if abs(rows[n][n]) < 1e-9:
            raise MarksMissing
        rows[n] = [value / rows[n][n] for value in rows[n]]
        for other in range(size):
            if other != n:
                factor = rows[other][n]
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[n], strict=True)]
    return [row[-1] for row in rows]
