"""The shape of a problem in the API's own description, and JSON read so strictly that nothing unstorable gets in."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Schema
from ninja.parser import Parser
from pydantic import AfterValidator, Field

from madoguchi.kernel.clock import JST
from madoguchi.ui.web.problem_json import Fault, Faulty

DEEPEST = 12
# Moments are told in the time of Japan, whichever way they came out of the database.
Moment = Annotated[datetime, AfterValidator(lambda at: at.astimezone(JST))]
Answered = dict[int, Any]


class FaultShape(Schema):
    """One thing wrong with what was sent."""

    pointer: str = Field(description="送られた本文の中の場所（RFC 6901）。例：#/answers/name/family")
    code: str = Field(description="変わらない記号。例：required、malformed、too_long")
    detail: str = Field(description="どう直せばよいか。Accept-Languageの言語で返します。")
    path: str = Field("", description="質問の場所。例：name、children.1.birthdate")


class ProblemShape(Schema):
    """RFC 9457."""

    type: str
    title: str
    status: int
    code: str
    detail: str = ""
    errors: list[FaultShape] = []


def answered(status: int, shape: object, *problems: int) -> Answered:
    """What an operation answers: its own shape, and the problems that may happen to any or to this one."""
    always = (400, 401, 404, 405, 429)
    return {status: shape, **dict.fromkeys(sorted({*always, *problems}), ProblemShape)}


class StrictJson(Parser):
    """UTF-8 JSON without numbers that are none, text no database can keep, or depth nobody needs."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The body as a dictionary; ValueError (a 400) or Faulty (a 422) says why not."""
        try:
            body = json.loads(request.body.decode("utf-8"), parse_constant=_no_number)
        except RecursionError as problem:
            raise ValueError("too deep") from problem
        if faults := list(_unstorable(body, "#", 0)):
            raise Faulty(faults[:20])
        return body  # type: ignore[no-any-return]


def _no_number(constant: str) -> float:
    raise ValueError(f"{constant} is no JSON")


def _unstorable(value: object, pointer: str, depth: int) -> Iterator[Fault]:
    if depth > DEEPEST:
        yield Fault(pointer, "too_deep", "入れ子が深すぎます。")
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _bad_text(name, pointer)
            yield from _unstorable(inner, f"{pointer}/{_escaped(name)}", depth + 1)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _unstorable(inner, f"{pointer}/{place}", depth + 1)
    elif isinstance(value, str):
        yield from _bad_text(value, pointer)


def _escaped(name: str) -> str:
    plain = name.encode("utf-8", "replace").decode("utf-8").replace("\0", "?")
    return plain.replace("~", "~0").replace("/", "~1")


def _bad_text(text: str, pointer: str) -> Iterator[Fault]:
    """A null byte or half a surrogate pair: written in JSON, and no text anywhere else."""
    if "\0" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        yield Fault(pointer, "unwelcome", "文字として保存できない値（NULL文字、サロゲートの片方）が入っています。")
