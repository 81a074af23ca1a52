"""The switch for language and ふりがな, which every page carries."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from madoguchi.ui.languages import BY_CODE, FURIGANA_COOKIE, LANGUAGE_COOKIE

A_YEAR = 365 * 24 * 60 * 60


# Without a token, because the switch stands on every page and a token would set a cookie for everyone who only reads.
# The worst another site can do with it is to change the language of the pages.
@csrf_exempt
@require_POST
def switch_language(request: HttpRequest) -> HttpResponse:
    """Remember the language and the ふりがな switch for a year, and go back to the page one came from."""
    response = HttpResponseRedirect(_way_back(request.POST.get("next", "")))
    language = request.POST.get("language", "")
    if language in BY_CODE:
        _remember(response, LANGUAGE_COOKIE, language)
    furigana = request.POST.get("furigana", "")
    if furigana in {"0", "1"}:
        _remember(response, FURIGANA_COOKIE, furigana)
    return response


def _way_back(wanted: str) -> str:
    """Only a path of this site: neither another host nor a scheme."""
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours else "/"


def _remember(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name, value, max_age=A_YEAR, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE
    )
