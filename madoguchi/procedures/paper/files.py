"""What a scanner may hand in (PDF, JPEG, PNG, TIFF), and its pages as pictures, one at a time."""

import hashlib
import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

import pypdfium2
from PIL import Image, ImageSequence

from madoguchi.cabinet import file_names, pdf_files, pictures, uploads, wording
from madoguchi.cabinet.problems import UploadProblem
from madoguchi.gateways.store import ContentStore

scans = ContentStore("scans")
MOST_BYTES = 200_000_000
MOST_PAGES = 200
DPI = 300
# A page larger than A3 is no application.
MOST_POINTS = 1300.0
TIFF_HEADS = (b"II*\0", b"MM\0*")
TIFF = "tiff"


@dataclass(frozen=True)
class Judged:
    """What the file is, by its content."""

    kind: str
    size: int
    sha256: str
    name: str


def judged(content: IO[bytes], name: str) -> Judged:
    """What the scanner has handed in, or an UploadProblem; a picture that would fill the memory is refused unopened."""
    content.seek(0)
    if content.read(4) not in TIFF_HEADS:
        found = uploads.judge(content, name, ("pdf", "jpeg", "png"), MOST_BYTES)
        return Judged(found.kind.value, found.size, found.sha256, found.name)
    content.seek(0)
    digest = hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]  # reads like any file
    size = content.tell()
    if size > MOST_BYTES:
        raise UploadProblem(wording.too_large(MOST_BYTES))
    with _opened(content) as picture:
        if getattr(picture, "n_frames", 1) > MOST_PAGES:
            raise UploadProblem(wording.too_many_pages(MOST_PAGES))
    content.seek(0)
    return Judged(TIFF, size, digest, file_names.shown(name, "tif"))


def _opened(content: IO[bytes]) -> Image.Image:
    content.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit below is lower
        try:
            picture = Image.open(content, formats=["TIFF", "JPEG", "PNG"])
        except Image.DecompressionBombError as problem:
            raise UploadProblem(wording.too_many_pixels(pictures.MOST_PIXELS // 1_000_000)) from problem
        except pictures.UNREADABLE as problem:
            raise UploadProblem(wording.BROKEN) from problem
    _must_be_sane(picture)
    return picture


def _must_be_sane(picture: Image.Image) -> None:
    if picture.width * picture.height > pictures.MOST_PIXELS:
        raise UploadProblem(wording.too_many_pixels(pictures.MOST_PIXELS // 1_000_000))


def pages_of(content: bytes, kind: str) -> Iterator[Image.Image]:
    """The pages as pictures. What cannot be opened after all is an UploadProblem."""
    if kind == "pdf":
        yield from _pdf_pages(content)
        return
    with _opened(io.BytesIO(content)) as picture:
        try:
            for frame in ImageSequence.Iterator(picture):
                _must_be_sane(frame)
                yield frame.convert("RGB" if frame.mode not in {"1", "L"} else "L")
        except pictures.UNREADABLE as problem:
            raise UploadProblem(wording.BROKEN) from problem


def _pdf_pages(content: bytes) -> Iterator[Image.Image]:
    # pdfium must not be entered by two threads; the same lock as where uploads are judged.
    with pdf_files.one_at_a_time:
        count = len(pypdfium2.PdfDocument(content))
    for number in range(min(count, MOST_PAGES)):
        with pdf_files.one_at_a_time:
            pdf = pypdfium2.PdfDocument(content)
            try:
                page = pdf[number]
                size = max(page.get_size())
                if size > MOST_POINTS:
                    raise UploadProblem(wording.too_many_pixels(pictures.MOST_PIXELS // 1_000_000))
                picture = page.render(scale=DPI / 72, grayscale=True).to_pil()
            finally:
                pdf.close()
        yield picture
