"""Whether a JPEG or PNG is whole, of a sane size, and nothing else besides. Nothing is stripped or recoded.

HEIC is recognised by its brand and kept as it is: nothing here decodes it, so a damaged HEIC is not noticed and
officers download it instead of seeing it in the page.
"""

import struct
import warnings
import zipfile
from typing import IO

from PIL import Image

from madoguchi.cabinet import signatures, wording
from madoguchi.cabinet.models import Kind
from madoguchi.cabinet.problems import UploadProblem

MOST_PIXELS = 60_000_000
# What Pillow raises on hostile files, as its decoders do: there is no common parent.
UNREADABLE = (
    OSError,
    SyntaxError,
    ValueError,
    IndexError,
    KeyError,
    struct.error,
    EOFError,
    Image.DecompressionBombError,
)


def examine(content: IO[bytes], kind: Kind, head: bytes) -> None:
    """Raise UploadProblem unless the picture can be taken."""
    if signatures.has_markup(head) or _is_archive(content):
        raise UploadProblem(wording.MIXED)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit below is lower
        try:
            _look(content, kind)
        except Image.DecompressionBombError as problem:
            raise UploadProblem(wording.too_many_pixels(MOST_PIXELS // 1_000_000)) from problem
        except UNREADABLE as problem:
            raise UploadProblem(wording.BROKEN) from problem


def _look(content: IO[bytes], kind: Kind) -> None:
    content.seek(0)
    with Image.open(content, formats=[kind.name]) as picture:
        _must_be_sane(picture)
        picture.verify()
    if kind is Kind.JPEG:
        _decode_small(content)


def _must_be_sane(picture: Image.Image) -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise UploadProblem(wording.too_many_pixels(MOST_PIXELS // 1_000_000))


def _decode_small(content: IO[bytes]) -> None:
    """A JPEG has no check sums: reading it at an eighth of its size costs little and notices where it breaks off."""
    content.seek(0)
    with Image.open(content, formats=["JPEG"]) as picture:
        picture.draft("L", (max(1, picture.width // 8), max(1, picture.height // 8)))
        picture.load()


def _is_archive(content: IO[bytes]) -> bool:
    """A ZIP is read from its end, so one can hang behind a picture."""
    content.seek(0)
    return zipfile.is_zipfile(content)
