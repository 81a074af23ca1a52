"""Pages for what went wrong: refused, stale, malformed, not found, broken. Each says how to go on."""

from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext

from madoguchi.kernel.refusals import Refusal

SECRET_FIELDS = ("csrfmiddlewaretoken", "password", "code", "otp")
MOST_TO_KEEP = 200_000


def wants_json(request: HttpRequest) -> bool:
    """Programs are answered as programs: whatever stands under /api/, and who accepts nothing but JSON."""
    accept = request.headers.get("Accept", "")
    return request.path_info.startswith("/api/") or ("json" in accept and "html" not in accept and "*/*" not in accept)


def problem(*, status: int, title: str, code: str, way_on: str = "") -> HttpResponse:
    """The answer for programs, as RFC 9457 describes it."""
    content = {"type": f"urn:madoguchi:problem:{code}", "title": title, "status": status, "code": code}
    if way_on:
        content["detail"] = way_on
    return JsonResponse(
        content, status=status, content_type="application/problem+json", json_dumps_params={"ensure_ascii": False}
    )


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """What the rules said no to, and what the person can do instead."""
    if wants_json(request):
        return problem(status=refusal.status, title=refusal.message, code=refusal.code, way_on=refusal.way_on)
    context = {"message": refusal.message, "way_on": refusal.way_on}
    return render(request, "failures/refused.html", context, status=refusal.status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 where the only fault is size. What exactly was wrong is not told: it helps only an attacker."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        message = gettext("送られた内容が大きすぎるため、受け取れませんでした。")
        way_on = gettext("文章を短くするか、ファイルを小さくして、もう一度送ってください。")
        return _failure(request, "400", message=message, way_on=way_on, status=413, code="too-large")
    message = gettext("送られた内容を読み取れませんでした。")
    way_on = gettext("前のページに戻り、入力した内容を確かめて、もう一度お試しください。")
    return _failure(request, "400", message=message, way_on=way_on, status=400, code="bad-request")


def not_allowed(request: HttpRequest, exception: PermissionDenied) -> HttpResponse:
    """403."""
    message = gettext("このページを見ることはできません。")
    way_on = gettext("ログインしていない場合は、ログインしてからもう一度お試しください。")
    return _failure(request, "403", message=message, way_on=way_on, status=403, code="forbidden")


def not_found(request: HttpRequest, exception: Http404) -> HttpResponse:
    """404."""
    message = gettext("お探しのページは見つかりませんでした。")
    way_on = gettext("アドレスが正しいか確かめるか、トップページから探してください。")
    return _failure(request, "404", message=message, way_on=way_on, status=404, code="not-found")


def broken(request: HttpRequest) -> HttpResponse:
    """500. Drawn without a session, a database or the base page: any of them may be what broke."""
    title = gettext("ただいまページを表示できません。")
    if wants_json(request):
        return problem(status=500, title=title, code="internal")
    return HttpResponse(render_to_string("failures/500.html"), status=500)


def stale_page(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long, or its form came from elsewhere (CSRF).

    What the person typed on our own page is kept and can be sent again with one press. A form that came from another
    site is never offered again: pressing the button would be the forgery.
    """
    if wants_json(request):
        return problem(status=403, title=gettext("ページの有効期限が切れました。"), code="stale-page")
    kept = _typed_on_our_own_page(request)
    context = {"action": request.get_full_path(), "kept": kept, "had_files": bool(kept and request.FILES)}
    return render(request, "failures/stale_page.html", context, status=403)


def _typed_on_our_own_page(request: HttpRequest) -> list[tuple[str, str]]:
    origin = request.headers.get("Origin", "")
    if not origin or origin.partition("://")[2] != request.get_host():
        return []
    typed = [(name, value) for name, values in request.POST.lists() for value in values]
    if any(name.startswith(secret) for name, _ in typed for secret in SECRET_FIELDS[1:]):
        return []
    kept = [(name, value) for name, value in typed if name not in SECRET_FIELDS]
    return kept if sum(len(name) + len(value) for name, value in kept) <= MOST_TO_KEEP else []


def _failure(request: HttpRequest, template: str, *, message: str, way_on: str, status: int, code: str) -> HttpResponse:
    if wants_json(request):
        return problem(status=status, title=message, code=code, way_on=way_on)
    return render(request, f"failures/{template}.html", {"message": message, "way_on": way_on}, status=status)
