"""What went wrong, as programs read it: RFC 9457 problems with a pointer to every answer that is wrong."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from madoguchi.kernel.refusals import Refusal
from madoguchi.kernel.text import Text
from madoguchi.ui.languages import language_of

MEDIA_TYPE = "application/problem+json"

TITLES: dict[int, Text] = {
    400: Text(ja="送られた内容を読み取れませんでした。", en="The request cannot be read."),
    401: Text(ja="APIキーを確認できませんでした。", en="The API key is missing or not valid."),
    403: Text(ja="このキーでは使えません。", en="This key may not do that."),
    404: Text(ja="見つかりませんでした。", en="Not found."),
    405: Text(ja="この方法では使えません。", en="This method cannot be used here."),
    406: Text(ja="求められた形式では返せません。", en="None of the accepted formats can be given."),
    409: Text(ja="いまの状態では行えません。", en="This cannot be done as things stand."),
    411: Text(ja="本文の長さ（Content-Length）が必要です。", en="The length of the body is required."),
    413: Text(ja="送られた内容が大きすぎます。", en="The request is too large."),
    415: Text(ja="この形式は受け取れません。", en="This content type is not accepted."),
    422: Text(ja="直していただくところがあります。", en="Some of it must be corrected."),
    429: Text(ja="回数の上限に達しました。", en="Too many requests."),
    500: Text(ja="ただいま処理できません。", en="Something broke on our side."),
}

CODES = {
    400: "bad-request",
    401: "unauthorized",
    403: "forbidden",
    404: "not-found",
    405: "method-not-allowed",
    406: "not-acceptable",
    409: "conflict",
    411: "length-required",
    413: "too-large",
    415: "unsupported-media-type",
    422: "invalid",
    429: "too-many-requests",
    500: "internal",
}


@dataclass(frozen=True)
class Fault:
    """One thing wrong: `pointer` into the body sent (RFC 6901), `path` the question's own, `code` never changes."""

    pointer: str
    code: str
    detail: str
    path: str = ""

    def as_json(self) -> dict[str, str]:
        found = {"pointer": self.pointer, "code": self.code, "detail": self.detail}
        return {**found, "path": self.path} if self.path else found


class Faulty(Exception):
    """What was sent is wrong in these places."""

    def __init__(self, faults: Sequence[Fault], *, code: str = "invalid") -> None:
        super().__init__(code)
        self.faults = tuple(faults)
        self.code = code


def problem(
    request: HttpRequest,
    status: int,
    *,
    code: str = "",
    detail: str = "",
    faults: Sequence[Fault] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The answer. The title says what kind of thing it is, the detail what happened this time and how to go on."""
    code = code or CODES.get(status, "refused")
    title = TITLES.get(status, TITLES[409] if status < 500 else TITLES[500])
    content: dict[str, object] = {
        "type": f"urn:madoguchi:problem:{code}",
        "title": title.in_(language_of(request).kernel),
        "status": status,
        "code": code,
    }
    if detail:
        content["detail"] = detail
    if faults:
        content["errors"] = [fault.as_json() for fault in faults]
    body = json.dumps(content, ensure_ascii=False)
    return HttpResponse(body, status=status, content_type=MEDIA_TYPE, headers=headers)


def of_refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """What the rules said no to."""
    return problem(request, refusal.status, code=refusal.code, detail=f"{refusal.message}{refusal.way_on}")


def pointer_to(*parts: object) -> str:
    """A JSON pointer: `#/answers/name/family`."""
    return "#" + "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in parts)
