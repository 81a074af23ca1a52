"""The pictures of the paper desk: a whole page, the piece of a question, the PDF one can search. Nothing is cached."""

import io
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from PIL import Image

from madoguchi.accounts.queries import actor_of
from madoguchi.cabinet.serving import POLICY
from madoguchi.cases.web.door import desk_page
from madoguchi.kernel.refusals import refuse_if
from madoguchi.procedures import permissions
from madoguchi.procedures.models import PaperApplication, ScannedPage
from madoguchi.procedures.paper import entering, files, finishing
from madoguchi.procedures.paper.geometry import LEFT, RIGHT
from madoguchi.procedures.paper.straightening import PIXELS

# Half of 300 dpi is read easily on a screen.
ON_SCREEN = 0.5


@require_safe
@desk_page
def whole(request: HttpRequest, page_id: UUID) -> HttpResponse:
    """A page, for who works on its application or may settle it."""
    page = get_object_or_404(ScannedPage.objects.select_related("scan", "application__draft"), pk=page_id)
    by = actor_of(request)
    if page.application is not None and page.application.draft is not None:
        refuse_if(permissions.refusal_to_work_at_counter(by, page.application.draft))
    else:
        refuse_if(entering.refusal_to_settle(by, page))
    return _png(finishing.picture_of(page))


@require_safe
@desk_page
def piece(request: HttpRequest, application_id: UUID, page: int, top: int, bottom: int) -> HttpResponse:
    """What stands between two heights of a page, in millimetres."""
    application = application_in_hand(request, application_id)
    found = application.scanned.filter(of_form=page, is_straight=True).first()
    if found is None or not 0 <= top < bottom <= 297:
        raise Http404
    picture = finishing.picture_of(found)
    box = ((LEFT - 3) * PIXELS, top * PIXELS, (RIGHT + 3) * PIXELS, bottom * PIXELS)
    return _png(picture.crop(tuple(round(side) for side in box)))  # type: ignore[arg-type]  # four of them


@require_safe
@desk_page
def searchable(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """The PDF with its words behind the pictures."""
    application = application_in_hand(request, application_id)
    if not application.searchable:
        raise Http404
    return _response(files.scans.read_checked(application.searchable), "application/pdf")


def application_in_hand(request: HttpRequest, application_id: UUID) -> PaperApplication:
    """The application, for those who may work on its draft."""
    application = get_object_or_404(PaperApplication.objects.select_related("draft"), pk=application_id)
    if application.draft is None:
        raise Http404
    refuse_if(permissions.refusal_to_work_at_counter(actor_of(request), application.draft))
    return application


def _png(picture: Image.Image) -> HttpResponse:
    small = picture.resize((max(1, int(picture.width * ON_SCREEN)), max(1, int(picture.height * ON_SCREEN))))
    out = io.BytesIO()
    small.save(out, "PNG")
    return _response(out.getvalue(), "image/png")


def _response(content: bytes, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "private, no-store"
    return response
