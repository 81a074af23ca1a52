"""Sends a kept document to a browser in a way that it can only be looked at or saved, never run."""

from django.http import FileResponse

from madoguchi.cabinet import store
from madoguchi.cabinet.models import Document, Kind

TYPES = {Kind.PDF: "application/pdf", Kind.JPEG: "image/jpeg", Kind.PNG: "image/png", Kind.HEIC: "image/heic"}
SHOWN_IN_PAGE = frozenset({Kind.PDF, Kind.JPEG, Kind.PNG})
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'; sandbox"


def as_response(document: Document, inline: bool) -> FileResponse:
    """`inline` shows it in the browser where that is safe; HEIC, which browsers do not all show, is always saved."""
    kind = Kind(document.kind)
    response = FileResponse(
        store.open(document.sha256),
        as_attachment=not (inline and kind in SHOWN_IN_PAGE),
        filename=document.name,  # RFC 5987 for names beyond ASCII is Django's part
        content_type=TYPES[kind],
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "private, no-store"
    return response
