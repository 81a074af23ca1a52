"""A printed form on its way through a scanner: rasterised, turned, dirtied, put into one file with others."""

import io
import random
from collections.abc import Iterable

import pypdfium2
from PIL import Image, ImageDraw

from madoguchi.cabinet import pdf_files
from madoguchi.gateways import outbox
from madoguchi.kernel import clock
from madoguchi.procedures.models import Draft, PaperApplication
from madoguchi.procedures.paper import codes, sorting, taking
from madoguchi.procedures.paper.geometry import SheetPage
from madoguchi.procedures.paper.layout import laid_out, rows_for
from madoguchi.procedures.paper.straightening import PIXELS
from tests.cases.factories import acting
from tests.procedures.definition import TYPED
from tests.procedures.walking import answers_everything, begins


def rasterised(pdf: bytes, *, dpi: int = 300) -> list[Image.Image]:
    """Its pages as a scanner sees them."""
    with pdf_files.one_at_a_time:
        opened = pypdfium2.PdfDocument(pdf)
        try:
            return [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in opened]
        finally:
            opened.close()


def turned(page: Image.Image, degrees: float) -> Image.Image:
    return page.rotate(degrees, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)


def dirtied(page: Image.Image, *, specks: int = 120) -> Image.Image:
    """Dust, and the grey of a worn lamp."""
    page, dice = page.copy(), random.Random(7)
    for _ in range(specks):
        page.putpixel((dice.randrange(page.width), dice.randrange(page.height)), dice.randrange(90))
    return page.point(lambda v: int(v * 0.94))


def as_tiff(pages: Iterable[Image.Image], *, dpi: int = 300) -> bytes:
    """Many pages in one file, as office scanners make it."""
    first, *rest = pages
    out = io.BytesIO()
    first.save(out, "TIFF", save_all=True, append_images=rest, compression="tiff_deflate", dpi=(dpi, dpi))
    return out.getvalue()


def comes_in(content: bytes, *, by, name: str = "scan.tif", day=None):
    """Take it in; the worker has not looked yet."""
    at = clock.now()
    return taking.take(content=io.BytesIO(content), name=name, received_on=day or at.date(), by=by, at=at)


def the_worker_works() -> None:
    """Deliver what is due."""
    outbox.deliver_due(at=clock.now(), limit=50)


def a_draft_at_review(browser, compiled):
    """A resident has typed everything and looks at it once more."""
    begins(browser, compiled)
    return answers_everything(browser, TYPED)


def looked_at(compiled, officer, *, draft: Draft | None = None, ink: bool = False) -> PaperApplication:
    """A printing whose pages lie straight and are sorted: white, or with ink in every place."""
    sheet = laid_out(compiled, "ja", rows_for(compiled, draft.answers if draft else None))
    digest = codes.digest_of(draft.answers) if draft else ""
    serial, rows = codes.new_serial(), rows_for(compiled, draft.answers if draft else None)
    version, pages = compiled.version[: codes.VERSION_LENGTH], len(sheet.pages)
    looked = [
        sorting.Looked(
            page.number,
            sorting.kept(straight_picture(page if ink else None)),
            codes.PageCode(
                compiled.id, version, "ja", rows, page.number, pages, serial, draft.pk if draft else None, digest
            ),
            is_straight=True,
        )
        for page in sheet.pages
    ]
    of_its_own = Image.frombytes("L", (len(serial), 1), serial.encode())
    scan, _ = comes_in(as_tiff([of_its_own]), by=acting(officer))
    sorting.sort(scan=scan, looked=looked, at=clock.now())
    the_worker_works()
    return PaperApplication.objects.get(serial=serial)


def straight_picture(page: SheetPage | None) -> Image.Image:
    """A page at 300 dpi."""
    picture = Image.new("L", (2480, 3508), 255)
    for slot in page.slots if page else ():
        width = slot.width / (slot.cells or 1)
        middle = ((slot.x + width * 0.3) * PIXELS, (slot.y + slot.height * 0.3) * PIXELS)
        end = ((slot.x + width * 0.7) * PIXELS, (slot.y + slot.height * 0.7) * PIXELS)
        ImageDraw.Draw(picture).rectangle((*middle, *end), fill=0)
    return picture
