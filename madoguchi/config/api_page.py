"""/api/: how the API is used, drawn from its own OpenAPI document."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from madoguchi.config.api import document
from madoguchi.ui.web.problem_json import TITLES

METHODS = ("get", "post")
CHAPTERS = ("手続き", "申請", "課の申請")
SAMPLES = {
    "procedure_id": "child-allowance",
    "number": "世子家-2026-000001",
    "section": "child-family",
    "version": "<版のハッシュ>",
}
BODIES = {
    "validateAnswers": '{"answers": {}}',
    "submitApplication": '{"procedure": "child-allowance", "answers": { … }}',
}
HEADERS = {
    "Idempotency-Key": "$(uuidgen)",
    "Access-Code": "<確認コード>",
}
NEEDS = {
    "uploadDocument": "applications:submit",
    "submitApplication": "applications:submit",
    "exportCases": "cases:read",
}


@dataclass(frozen=True)
class Line:
    """A parameter, a part of the body or an answer, in a table."""

    name: str
    where: str
    must: str
    text: str


@dataclass(frozen=True)
class Operation:
    """One operation."""

    id: str
    method: str
    path: str
    about: str
    more: str
    scope: str
    curl: str
    takes: tuple[Line, ...]
    answers: tuple[Line, ...]


@dataclass(frozen=True)
class Chapter:
    """The operations about one subject."""

    title: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True)
class ApiPage:
    """Everything on the page."""

    crumbs: tuple[tuple[str, str], ...]
    chapters: tuple[Chapter, ...]
    address: str
    rate: int


@require_safe
def api_page(request: HttpRequest) -> HttpResponse:
    """How the API is used."""
    page = ApiPage(
        (("トップ", "/"), ("API", "")), _chapters(settings.PUBLIC_ADDRESS), settings.PUBLIC_ADDRESS, settings.API_RATE
    )
    return render(request, "config/api.html", {"page": page})


@lru_cache(maxsize=4)
def _chapters(address: str) -> tuple[Chapter, ...]:
    whole = json.loads(document())
    found: dict[str, list[Operation]] = {}
    for path, methods in whole["paths"].items():
        for method in METHODS:
            if operation := methods.get(method):
                found.setdefault(operation["tags"][0], []).append(_operation(whole, address, path, method, operation))
    return tuple(Chapter(title, tuple(found[title])) for title in CHAPTERS)


def _operation(whole: dict[str, Any], address: str, path: str, method: str, said: dict[str, Any]) -> Operation:
    about, _, more = str(said["description"]).partition("\n")
    return Operation(
        id=said["operationId"],
        method=method.upper(),
        path=path,
        about=about,
        more=more.strip(),
        scope=NEEDS.get(said["operationId"], ""),
        curl=_curl(address, path, method, said),
        takes=(*_parameters(said), *_body(whole, said)),
        answers=tuple(_answers(said)),
    )


def _curl(address: str, path: str, method: str, said: dict[str, Any]) -> str:
    """A command that can be pasted; what only the reader knows stands in angle brackets."""
    for name, value in SAMPLES.items():
        path = path.replace(f"{{{name}}}", value)
    lines = [f"curl '{address}{path}'"]
    if "security" in said:
        lines.append('-H "Authorization: Bearer $KEY"')
    headers = [one["name"] for one in said.get("parameters", []) if one["in"] == "header"]
    lines += [f'-H "{name}: {HEADERS[name]}"' for name in headers]
    if said["operationId"] in BODIES:
        lines += ["-H 'Content-Type: application/json'", f"-d '{BODIES[said['operationId']]}'"]
    elif method == "post":
        lines.append("-F file=@shorui.pdf")
    return " \\\n  ".join(lines)


def _parameters(said: dict[str, Any]) -> Iterator[Line]:
    places = {"path": "アドレス", "query": "アドレスの ? のあと", "header": "ヘッダー"}
    for parameter in said.get("parameters", []):
        yield Line(
            parameter["name"],
            places[parameter["in"]],
            "必須" if parameter["required"] else "任意",
            parameter.get("description") or _in_words(parameter["schema"]),
        )


def _body(whole: dict[str, Any], said: dict[str, Any]) -> Iterator[Line]:
    for content in said.get("requestBody", {}).get("content", {}).values():
        schema = content["schema"]
        if "$ref" in schema:
            schema = whole["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        for name, part in schema.get("properties", {}).items():
            must = "必須" if name in schema.get("required", ()) else "任意"
            yield Line(name, "本文", must, part.get("description") or _in_words(part))


def _in_words(schema: dict[str, Any]) -> str:
    inner = next((one for one in schema.get("anyOf", []) if one.get("type") != "null"), schema)
    if "enum" in inner:
        return "、".join(map(str, inner["enum"]))
    words = {"string": "文字列", "integer": "整数", "object": "オブジェクト"}
    return words.get(inner.get("type", ""), "") + (f"（{inner['maxLength']}文字まで）" if "maxLength" in inner else "")


def _answers(said: dict[str, Any]) -> Iterator[Line]:
    good = {200: "求めたもの", 201: "受け付けたもの", 304: "手元のものから変わっていません"}
    for status, answer in said["responses"].items():
        code = int(status)
        kinds = "、".join(answer.get("content", {})) or "本文なし"
        yield Line(status, kinds, HTTPStatus(code).phrase, good.get(code) or TITLES[code].ja)
