"""Which bundle a request is about, and whether this device may open it."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from madoguchi.accounts.queries import actor_of
from madoguchi.kernel.refusals import refuse_if
from madoguchi.procedures import bundles
from madoguchi.procedures.bundle_models import Bundle
from madoguchi.procedures.web.entry import DAYS_KEPT

COOKIE = "bundle"


def bundle_of(request: HttpRequest, bundle_id: UUID) -> Bundle:
    """The bundle, if this device or this person may open it."""
    bundle = bundles.by_id(bundle_id)
    if bundle is None:
        raise Http404
    refuse_if(bundles.refusal_to_open(actor_of(request), bundle, secret=request.COOKIES.get(COOKIE, "")))
    return bundle


def remember(response: HttpResponse, bundle: Bundle, secret: str) -> None:
    """Give the device the secret of the bundle, sent back only to its own pages."""
    response.set_cookie(
        COOKIE,
        secret,
        max_age=DAYS_KEPT * 86_400,
        path=reverse("procedures:bundle", args=[bundle.pk]),
        httponly=True,
        samesite="Lax",
        secure=settings.BEHIND_TLS,
    )
