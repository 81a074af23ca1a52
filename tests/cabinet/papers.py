"""Files as people send them, by mistake and by malice: whole PDFs written by hand, pictures, archives."""

import hashlib
import io
import struct
import zipfile
import zlib

from PIL import Image

PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>"
PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def pdf(*, catalog: bytes = b"", pages: int = 1, more: tuple[bytes, ...] = (), trailer: bytes = b"") -> bytes:
    """Objects 1 the catalog, 2 the pages, 3… each page, then whatever `more` brings."""
    kids = b" ".join(b"%d 0 R" % (3 + n) for n in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids),
        *[PAGE] * pages,
        *more,
    ]
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    begins = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, begins)
    return bytes(out)


def stream(content: bytes, description: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), description, content)


def pdf_of_compressed_objects(
    catalog: bytes = b"", filters: bytes = b"/FlateDecode", *, damaged: bool = False
) -> bytes:
    """As modern programs write them: the catalog and the page lie inside an object stream."""
    bodies = [b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", PAGE]
    places = [sum(len(body) + 1 for body in bodies[:n]) for n in range(3)]
    numbers = b" ".join(b"%d %d" % (n + 1, place) for n, place in enumerate(places)) + b" "
    packed = zlib.compress(numbers + b" ".join(bodies) + b" ")
    packed = packed[:-1] + bytes([packed[-1] ^ 1]) if damaged else packed
    out = bytearray(b"%PDF-1.7\n")
    at_objects = len(out)
    described = b"/Type /ObjStm /N 3 /First %d /Filter %s" % (len(numbers), filters)
    out += b"4 0 obj\n" + stream(packed, described) + b"\nendobj\n"
    at_places = len(out)
    rows = [(0, 0, 65535), (2, 4, 0), (2, 4, 1), (2, 4, 2), (1, at_objects, 0), (1, at_places, 0)]
    table = b"".join(struct.pack(">BHH", *row) for row in rows)
    out += b"5 0 obj\n" + stream(table, b"/Type /XRef /Size 6 /W [1 2 2] /Root 1 0 R") + b"\nendobj\n"
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % at_places)


def locked_pdf(password: bytes = b"") -> bytes:
    """The Standard handler, V 1 R 2. Without a password it opens, but forbids printing and copying."""
    padded, identity, allowed = (password + PAD)[:32], b"0123456789abcdef", -64
    owner = _rc4(hashlib.md5((b"owner" + PAD)[:32]).digest()[:5], padded)
    key = hashlib.md5(padded + owner + struct.pack("<i", allowed) + identity).digest()[:5]
    encrypt = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P %d /O <%s> /U <%s> >>" % (
        allowed, owner.hex().encode(), _rc4(key, PAD).hex().encode(),
    )  # fmt: skip
    return pdf(trailer=encrypt + b" /ID [<%s> <%s>]" % (identity.hex().encode(), identity.hex().encode()))


def _rc4(key: bytes, content: bytes) -> bytes:
    box, j, out, i = list(range(256)), 0, bytearray(), 0
    for n in range(256):
        j = (j + box[n] + key[n % len(key)]) % 256
        box[n], box[j] = box[j], box[n]
    j = 0
    for byte in content:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def picture(kind: str, size: tuple[int, int] = (64, 48)) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(out, kind)
    return out.getvalue()


def png_claiming(width: int, height: int) -> bytes:
    """A few hundred bytes that claim to be an enormous picture: a decompression bomb."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )


def iso_media(brand: bytes, *compatible: bytes) -> bytes:
    body = brand + b"\0\0\0\0" + b"".join(compatible)
    return struct.pack(">I", len(body) + 8) + b"ftyp" + body + b"\0\0\0\x08mdat" + b"x" * 100


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(name, "0" * 10_000)
    return out.getvalue()
