"""/api/v1 as one: the routes of every capability, one way of being wrong, and the document that describes it."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.renderers import JSONRenderer

from madoguchi.accounts.web.api_door import ROOT
from madoguchi.cases.web.api import exporting
from madoguchi.kernel.refusals import Refusal
from madoguchi.procedures.web.api import reading, sending
from madoguchi.ui.web.api_shapes import StrictJson
from madoguchi.ui.web.problem_json import MEDIA_TYPE, Fault, Faulty, of_refusal, pointer_to, problem

JSON = "application/json"
# Where a request names a thing, the part of it a fault is in is said by a pointer; parameters by their own name.
IN_THE_BODY = {"body", "form", "file"}
MORE_THAN_ONE_ARGUMENT = 2


class _Japanese(JSONRenderer):
    """Characters as they are, not as escapes."""

    json_dumps_params = {"ensure_ascii": False}


class _Api(NinjaAPI):
    """Says in its document that problems are problems, and knows no tag it does not name."""

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: Any = None) -> Any:
        """The document, with problems under their own media type."""
        document = super().get_openapi_schema(path_prefix=path_prefix or ROOT.lstrip("/"), path_params=path_params)
        for path in document["paths"].values():
            for operation in path.values():
                _tell_problems(operation["responses"])
        return document


def _tell_problems(responses: dict[int, dict[str, Any]]) -> None:
    for status, answer in responses.items():
        if status >= 400 and JSON in answer.get("content", {}):
            answer["content"] = {MEDIA_TYPE: answer["content"].pop(JSON)}
        if status == 304:
            answer.pop("content", None)


api = _Api(
    title="オンライン窓口 API",
    version="1.0.0",
    description="手続きを調べ、回答を確かめ、申請を送り、状況を見るためのAPIです。使い方は /api/ をご覧ください。",
    urls_namespace="api",
    docs_url=None,
    openapi_url="openapi.json",
    parser=StrictJson(),
    renderer=_Japanese(),
)
api.add_router("", reading.router)
api.add_router("", sending.router)
api.add_router("", exporting.router)


@api.exception_handler(Refusal)
def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return of_refusal(request, refusal)


@api.exception_handler(Faulty)
def _faulty(request: HttpRequest, faulty: Faulty) -> HttpResponse:
    return problem(request, 422, code=faulty.code, faults=faulty.faults)


@api.exception_handler(AuthenticationError)
def _nobody(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    detail = "Authorization: Bearer のあとに、有効なAPIキーを付けてお送りください。"
    return problem(request, 401, detail=detail, headers={"WWW-Authenticate": "Bearer"})


@api.exception_handler(Http404)
def _nothing(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(request, 404)


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What the library could not read: a body that is no JSON, or JSON in which we found what cannot be kept."""
    if isinstance(error.__cause__, Faulty):
        return _faulty(request, error.__cause__)
    return problem(request, error.status_code)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem(request, 422, faults=[_fault(one) for one in error.errors])


@api.exception_handler(Exception)
def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    """A bug: Django reports it, and the door words it."""
    raise error


WORDS = {
    "missing": "必要な値がありません。",
    "extra_forbidden": "この名前の値はありません。",
    "string_type": "文字列で送ってください。",
    "dict_type": "オブジェクト（{…}）で送ってください。",
    "string_too_long": "長すぎます。",
    "string_pattern_mismatch": "形が違います。",
}
CODES = {"missing": "required", "extra_forbidden": "unknown"}


def _fault(error: dict[str, Any]) -> Fault:
    """A fault of the library's, in our words. What was sent is not repeated."""
    source, *place = error["loc"]
    kind = str(error["type"])
    if source in IN_THE_BODY:
        # The first part is the name of the argument of our function, and no part of what was sent.
        pointer = pointer_to(*place[1:]) if len(place) >= MORE_THAN_ONE_ARGUMENT else pointer_to()
    else:
        pointer = f"{source}:{'.'.join(str(part) for part in place)}"
    return Fault(
        pointer, CODES.get(kind, "malformed"), WORDS.get(kind, "値の形が違います。説明のとおりに送ってください。")
    )


def document() -> str:
    """The OpenAPI document as text, the same every time."""
    return json.dumps(api.get_openapi_schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
