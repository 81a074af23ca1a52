"""QR codes as drawings: for notices, forms and screens, without a picture file."""

import zxingcpp


def svg(content: str) -> str:
    """The code as an SVG of one unit a module, with its quiet zone.

    Level M reads back with a fold or a stamp across it (ISO/IEC 18004).
    """
    drawn = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level="M").to_svg()
    return drawn[drawn.index("<svg") :]
