"""QR codes as drawings: for notices, forms and screens, without a picture file."""

import re

import zxingcpp

SIZE = re.compile(r'<svg width="(\d+)" height="(\d+)"')


def svg(content: str) -> str:
    """The code as an SVG of one unit a module, with its quiet zone.

    Level M reads back with a fold or a stamp across it (ISO/IEC 18004).
    """
    drawn = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level="M").to_svg()
    # With a box of its own it grows to whatever size a page gives it.
    return SIZE.sub(r'<svg viewBox="0 0 \1 \2" width="\1" height="\2"', drawn[drawn.index("<svg") :], count=1)
