"""A version of the API that ends says so in every answer: `Deprecation` (RFC 9745) and `Sunset` (RFC 8594)."""

from datetime import datetime

from django.conf import settings
from django.http import HttpResponseBase
from django.utils.http import http_date

ABOUT = "/api/"


def tell_ending(response: HttpResponseBase) -> None:
    """Since when the version is deprecated and when it ends, with a link to where that is explained."""
    since, ends = settings.API_V1_DEPRECATED, settings.API_V1_ENDS
    if since is None:
        return
    response.headers["Deprecation"] = f"@{_seconds(since)}"
    _link(response, "deprecation")
    if ends is not None:
        response.headers["Sunset"] = http_date(_seconds(ends))
        _link(response, "sunset")


def _seconds(day: datetime) -> int:
    return int(day.timestamp())


def _link(response: HttpResponseBase, relation: str) -> None:
    """One more link; the answer may have some of its own."""
    links = [response.headers["Link"]] if "Link" in response.headers else []
    response.headers["Link"] = ", ".join([*links, f'<{ABOUT}>; rel="{relation}"; type="text/html"'])
