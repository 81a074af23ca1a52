"""An issued sheet as a download, for this capability's page and for those above that let a bearer of a code in."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from madoguchi.notices import queries
from madoguchi.notices.models import Notice


def pdf_response(notice: Notice) -> HttpResponse:
    """Call it only after `permissions.refusal_to_open`. The name of the file says what it is, not to whom."""
    response = HttpResponse(queries.sheet_of(notice), content_type="application/pdf")
    disposition = content_disposition_header(as_attachment=True, filename=f"{notice.title}（{notice.number}）.pdf")
    response.headers["Content-Disposition"] = disposition or "attachment"
    return response
