"""The door of the API: who knocks, how often, with how much; and whatever goes wrong leaves it as a problem in JSON.

No cookie is read or set here: a browser that is logged in is nobody to the API, so no other site can make it act.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers
from ninja.security import HttpBearer

from madoguchi.accounts import api_clients, api_rates
from madoguchi.accounts.api_models import ApiClient
from madoguchi.accounts.api_scopes import Scope
from madoguchi.accounts.web.api_ending import tell_ending
from madoguchi.kernel import clock, ids
from madoguchi.kernel.refusals import Refusal
from madoguchi.ui.limits import Limit, client_of
from madoguchi.ui.web.problem_json import MEDIA_TYPE, problem

ROOT = "/api/v1/"
WRONG_KEYS = Limit("api-key", tries=60, seconds=900)
UPLOADS = f"{ROOT}uploads"
# What multipart adds around a document.
ROUND_A_DOCUMENT = 100_000
SHARED_HEADERS = "ETag, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Link, Deprecation, Sunset"
ALLOWED_HEADERS = "Authorization, Content-Type, Idempotency-Key, Access-Code, If-None-Match, Accept-Language"
GetResponse = Callable[[HttpRequest], HttpResponseBase]


def api_door(get_response: GetResponse) -> GetResponse:
    """The middleware; everything outside the API passes by."""

    def through_the_door(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(ROOT):
            return get_response(request)
        request.COOKIES.clear()
        response = _preflight(request) or _answered(request, get_response)
        response.cookies.clear()
        tell_ending(response)
        _open_to_origins(request, response)
        return response

    return through_the_door


def client_in(request: HttpRequest) -> ApiClient:
    """The program that asks; only behind `Key`."""
    client = getattr(request, "api_client", None)
    assert isinstance(client, ApiClient)  # noqa: S101 -- `Key` has let it in
    return client


class Key(HttpBearer):
    """Only a program whose key has the scope. The key itself was looked up at the door."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> ApiClient | None:
        """The program; None where no key came, Refusal where it may not."""
        client: ApiClient | None = getattr(request, "api_client", None)
        if client is not None and self.scope not in client.held_scopes:
            message = f"このキーには「{self.scope.label}」（{self.scope.value}）の許可がありません。"
            raise Refusal(message, status=403, code="scope")
        return client


def _answered(request: HttpRequest, get_response: GetResponse) -> HttpResponseBase:
    refused = _who_knocks(request)
    if refused is not None:
        return refused
    client: ApiClient | None = getattr(request, "api_client", None)
    holder = client.subject if client else f"address/{ids.digest(client_of(request))[:32]}"
    allowance, asked = api_rates.take(holder, client.rate if client else settings.API_RATE, clock.now())
    if client is not None and asked:
        api_clients.note_use(client, clock.now())
    response: HttpResponseBase
    if allowance.allowed:
        response = _unreadable(request) or _as_problem(request, get_response(request))
    else:
        detail = f"{allowance.reset}秒ほどたってから、もう一度お送りください。"
        response = problem(request, 429, detail=detail, headers={"Retry-After": str(allowance.reset)})
    for name, value in allowance.headers.items():
        response.headers[name] = value
    return response


def _who_knocks(request: HttpRequest) -> HttpResponse | None:
    """Looks a key up; a wrong one is refused wherever it is shown, or a mistake in it would go unnoticed.

    A right key is let in whatever others at the same address have tried: behind one NAT stand many programs, and no
    number of tries finds a key of 256 bits.
    """
    header = request.headers.get("Authorization", "")
    if not header:
        return None
    scheme, _, key = header.partition(" ")
    client = api_clients.by_key(key.strip(), clock.now()) if scheme.lower() == "bearer" else None
    if client is None:
        if not WRONG_KEYS.allows(request):
            return problem(request, 429, headers={"Retry-After": str(WRONG_KEYS.seconds)})
        detail = "Authorization: Bearer のあとに、有効なAPIキーを付けてお送りください。"
        return problem(request, 401, detail=detail, headers={"WWW-Authenticate": "Bearer"})
    request.api_client = client  # type: ignore[attr-defined]
    return None


def _unreadable(request: HttpRequest) -> HttpResponse | None:
    """A body of another kind or size than we read, refused before a byte of it is."""
    if request.method != "POST":
        return None
    if "HTTP_TRANSFER_ENCODING" in request.META:
        return problem(request, 411)
    length = request.META.get("CONTENT_LENGTH") or "0"
    is_upload = request.path_info == UPLOADS
    most = settings.API_LARGEST_DOCUMENT + ROUND_A_DOCUMENT if is_upload else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if not (length.isascii() and length.isdigit()) or int(length) > most:
        return problem(request, 413, detail=f"受け取れるのは{most:,}バイトまでです。")
    wanted = "multipart/form-data" if is_upload else "application/json"
    if request.content_type != wanted:
        return problem(request, 415, detail=f"Content-Type: {wanted} でお送りください。")
    return None


def _as_problem(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """What Django or a library answered in words of its own: 404 for an address, 405 for a method."""
    if response.status_code < 400 or response.headers.get("Content-Type", "").startswith(MEDIA_TYPE):
        return response
    allow = {"Allow": response.headers["Allow"]} if "Allow" in response.headers else {}
    return problem(request, response.status_code, headers=allow)


def _preflight(request: HttpRequest) -> HttpResponse | None:
    """A browser on a page of another origin asks beforehand; only listed origins get a yes."""
    if request.method != "OPTIONS" or "Access-Control-Request-Method" not in request.headers:
        return None
    headers = {"Access-Control-Allow-Methods": "GET, POST", "Access-Control-Allow-Headers": ALLOWED_HEADERS}
    is_listed = request.headers.get("Origin", "") in settings.API_ORIGINS
    return HttpResponse(status=204, headers=headers) if is_listed else problem(request, 403, code="origin")


def _open_to_origins(request: HttpRequest, response: HttpResponseBase) -> None:
    if not settings.API_ORIGINS:
        return
    patch_vary_headers(response, ("Origin",))
    if (origin := request.headers.get("Origin", "")) in settings.API_ORIGINS:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = SHARED_HEADERS
