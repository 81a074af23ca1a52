"""What follows once the pages of an application are together: what stands at each place, and the PDF one can search."""

import io
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import img2pdf  # type: ignore[import-untyped]
from django.db import transaction
from PIL import Image

from madoguchi.procedures.models import PaperApplication, ScannedPage
from madoguchi.procedures.paper import files, prefilling, recognising
from madoguchi.procedures.paper.layout import laid_out
from madoguchi.publications import queries as publications

SECONDS = 270


def finish_due(payload: Mapping[str, object]) -> None:
    """The act behind outbox entries of kind "paper.finish"; done again it gives the same."""
    application = PaperApplication.objects.get(pk=str(payload["application"]))
    pages = list(application.scanned.order_by("of_form", "id"))
    if application.case is not None or not pages:
        return
    readings = read(application, pages)
    searchable = files.scans.put_bytes(searchable_pdf(pages))
    _keep(application, readings, searchable)


@transaction.atomic
def _keep(application: PaperApplication, readings: dict[str, dict[str, object]], searchable: str) -> None:
    application.refresh_from_db(from_queryset=PaperApplication.objects.select_for_update())
    application.readings, application.searchable = readings, searchable
    application.save(update_fields=["readings", "searchable"])
    prefilling.put_typed(application)


def read(application: PaperApplication, pages: list[ScannedPage]) -> dict[str, dict[str, object]]:
    """What stands at each place of the form."""
    compiled = publications.version(application.version)
    if not application.serial:
        return {}
    form = laid_out(compiled, application.language, application.rows)
    found: dict[str, dict[str, object]] = {}
    for page in pages:
        if page.is_straight and page.of_form is not None and page.of_form <= len(form.pages):
            with picture_of(page) as picture:
                readings = recognising.read_page(picture, form.pages[page.of_form - 1])
            found |= {name: reading.kept() for name, reading in readings.items()}
    return found


def picture_of(page: ScannedPage) -> Image.Image:
    """The page as it was kept: straight where that was possible."""
    picture = Image.open(io.BytesIO(files.scans.read_checked(page.picture)), formats=["PNG"])
    picture.load()
    return picture


def searchable_pdf(pages: list[ScannedPage]) -> bytes:
    """PDF/A-2b: the pages as they were scanned, with their words behind. OCRmyPDF needs no Ghostscript for it."""
    with tempfile.TemporaryDirectory() as folder:
        plain, done = Path(folder) / "pages.pdf", Path(folder) / "searchable.pdf"
        plain.write_bytes(plain_pdf(pages))
        _ocrmypdf(plain, done, turns=not all(page.is_straight for page in pages))
        return done.read_bytes()


def plain_pdf(pages: list[ScannedPage]) -> bytes:
    """The pages as pictures, without loss."""
    made = img2pdf.convert([files.scans.read_checked(page.picture) for page in pages])
    assert isinstance(made, bytes)  # noqa: S101 -- so it is without an output stream
    return made


def _ocrmypdf(plain: Path, done: Path, *, turns: bool) -> None:
    """As a process of its own: it forks, and a page on which it gets stuck must not hold the worker."""
    command = [sys.executable, "-m", "ocrmypdf", "--language", "jpn", "--output-type", "auto", "--optimize", "0"]
    command += ["--rasterizer", "pypdfium", "--jobs", "1", "--quiet"]
    command += ["--rotate-pages", "--deskew"] if turns else []
    subprocess.run([*command, str(plain), str(done)], check=True, capture_output=True, timeout=SECONDS)  # noqa: S603 -- a fixed program and paths of our own
