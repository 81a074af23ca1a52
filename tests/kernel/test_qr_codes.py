"""QR codes are read back by a reader, from the drawing itself."""

import re

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from madoguchi.kernel import qr_codes


def _picture(svg: str, module: int = 6) -> Image.Image:
    size = int(re.findall(r'width="(\d+)"', svg)[0])
    picture = Image.new("L", (size * module, size * module), 255)
    pen = ImageDraw.Draw(picture)
    for x, y, width, height in re.findall(r"M(\d+) (\d+)h(\d+)v(\d+)h-\d+Z", svg):
        left, top = int(x) * module, int(y) * module
        pen.rectangle((left, top, left + int(width) * module - 1, top + int(height) * module - 1), fill=0)
    return picture


@pytest.mark.parametrize(
    "content", ["https://madoguchi.example/verify/?code=ABCD-EFGH-JKLM", "照会番号 2600000018", "1"]
)
def test_a_drawn_code_says_what_was_put_in(content):
    found = zxingcpp.read_barcodes(_picture(qr_codes.svg(content)))
    assert [code.text for code in found] == [content]


def test_the_drawing_needs_no_other_file_and_brings_its_quiet_zone():
    svg = qr_codes.svg("https://madoguchi.example/")
    assert svg.startswith("<svg")
    assert "DOCTYPE" not in svg
    picture = _picture(svg, module=1)
    margin = 4
    assert picture.crop((0, 0, picture.width, margin)).getextrema() == (255, 255)
    assert picture.crop((0, 0, margin, picture.height)).getextrema() == (255, 255)
