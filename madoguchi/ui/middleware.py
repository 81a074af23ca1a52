"""What every request and answer goes through: security headers, language and ふりがな, refusals as pages."""

import re
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

from madoguchi.kernel.refusals import Refusal
from madoguchi.ui.furigana import with_furigana
from madoguchi.ui.languages import chosen_language, wants_furigana
from madoguchi.ui.web import failures

FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
NULL_BYTE = re.compile("\0|%00")
GetResponse = Callable[[HttpRequest], HttpResponseBase]

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
    ]
)
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "microphone", "geolocation", "payment", "usb", "browsing-topics", "display-capture")
)
SECURITY_HEADERS = (
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", PERMISSIONS_POLICY),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    # Answers and case files must not linger on a shared computer; what may be kept says so itself.
    ("Cache-Control", "no-store"),
)


def security_headers(get_response: GetResponse) -> GetResponse:
    """Add the headers that keep a page to itself. A view that needs another value sets its own."""
    headers = dict(SECURITY_HEADERS)
    if settings.SECURE_HSTS_SECONDS:
        headers["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"

    def add_security_headers(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response

    return add_security_headers


def language_of_the_reader(get_response: GetResponse) -> GetResponse:
    """Speak the reader's language, and write readings over the kanji for those who switched them on."""

    def in_the_language_of_the_reader(request: HttpRequest) -> HttpResponseBase:
        language = chosen_language(request.COOKIES, request.META.get("HTTP_ACCEPT_LANGUAGE", ""))
        request.LANGUAGE_CODE = language.code
        # For those who have a kernel Text to word: `text.in_(request.language)`.
        request.language = language.kernel  # type: ignore[attr-defined]
        with translation.override(language.code):
            response = get_response(request)
        patch_vary_headers(response, ("Cookie", "Accept-Language"))
        response.headers.setdefault("Content-Language", language.html)
        if wants_furigana(request) and isinstance(response, HttpResponse):
            _write_furigana(response)
        return response

    return in_the_language_of_the_reader


def _write_furigana(response: HttpResponse) -> None:
    if not response.headers.get("Content-Type", "").startswith("text/html") or response.has_header("Content-Encoding"):
        return
    response.content = with_furigana(response.content.decode(response.charset)).encode(response.charset)
    if response.has_header("Content-Length"):
        response.headers["Content-Length"] = str(len(response.content))


class RefusalsAsPages:
    """Refuse what no browser sends, and turn what the rules refuse into a page that says how to go on."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _is_malformed(request):
            # The session must not be looked up by a broken key while the page is drawn.
            request.COOKIES.clear()
            return failures.bad_request(request, BadRequest("malformed request"))
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponseBase | None:
        """A null byte in a posted form can be stored by no database: refuse it before a view sees it."""
        if request.method != "POST" or request.content_type not in FORM_TYPES:
            return None
        if _is_too_large(request):
            return failures.bad_request(request, RequestDataTooBig("larger than a page of documents"))
        if any("\0" in name or any("\0" in value for value in values) for name, values in request.POST.lists()):
            return failures.bad_request(request, BadRequest("null byte in a form"))
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """The page of a Refusal; every other exception is left to Django."""
        if isinstance(exception, Refusal):
            return failures.refused(request, exception)
        return None


def _is_too_large(request: HttpRequest) -> bool:
    """Larger than the documents of one page may be: refused before a byte of it is written to disk.

    Nobody knows beforehand how long a body without a length is; no browser sends one.
    """
    length = request.META.get("CONTENT_LENGTH") or "0"
    chunked = "HTTP_TRANSFER_ENCODING" in request.META
    return chunked or not length.isascii() or not length.isdigit() or int(length) > settings.LARGEST_REQUEST


def _is_malformed(request: HttpRequest) -> bool:
    """A null byte in address or cookies, or a form in an encoding that can smuggle half characters in."""
    if "\0" in request.path_info or NULL_BYTE.search(request.META.get("QUERY_STRING", "")):
        return True
    if any("\0" in value for value in request.COOKIES.values()):
        return True
    return request.encoding is not None and request.encoding.lower().replace("-", "") != "utf8"


def refusals_as_pages(get_response: GetResponse) -> RefusalsAsPages:
    """The middleware under the name the settings use."""
    return RefusalsAsPages(get_response)
