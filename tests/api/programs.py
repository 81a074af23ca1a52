"""Programs outside that speak to the API, as they would: with a key, JSON and headers."""

import json
from itertools import count
from typing import Any
from urllib.parse import quote

from django.test import Client

from madoguchi.accounts import api_clients
from madoguchi.accounts.api_scopes import Scope
from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM
from tests.cases.definition import SECTION

numbers = count(1)
ANSWERS: dict[str, Any] = {
    "name": {"family": "髙橋", "given": "花子"},
    "kana": {"family": "タカハシ", "given": "ハナコ"},
    "birthdate": "1990-05-10",
    "address": {
        "postcode": "1540017",
        "prefecture": "東京都",
        "city": "世田谷区",
        "town": "世田谷四丁目",
        "block": "21-27",
    },
    "phone": "０３−５４３２−１１１１",
    "email": "hanako@example.jp",
    "plant": "goya",
    "places": ["balcony"],
    "width": 3,
    "cost": 12000,
    "rents": False,
    "why": "夏を涼しく過ごしたい",
    "account": {
        "bank": "0001",
        "branch": "001",
        "type": "ordinary",
        "number": "1234567",
        "holder": "ﾀｶﾊｼ ﾊﾅｺ",
    },
    "truth": True,
}


class Program:
    """One program; `said` is the last answer it got."""

    def __init__(self, key: str, **headers: str) -> None:
        self.headers = {**({"Authorization": f"Bearer {key}"} if key else {}), **headers}
        self.client = Client()

    def get(self, path: str, **headers: str):
        return self.client.get(f"/api/v1/{path}", headers={**self.headers, **named(headers)})

    def post(
        self, path: str, body: object = None, *, raw: bytes | None = None, type_="application/json", **headers: str
    ):
        sent = raw if raw is not None else json.dumps(body)
        return self.client.post(f"/api/v1/{path}", sent, content_type=type_, headers={**self.headers, **named(headers)})

    def uploads(self, file: object, **headers: str):
        return self.client.post("/api/v1/uploads", {"file": file}, headers={**self.headers, **named(headers)})

    def applies(self, *, key: str = "", procedure: str = "green-curtain", **changes: Any):
        answers = {id_: answer for id_, answer in {**ANSWERS, **changes}.items() if answer is not None}
        body = {"procedure": procedure, "answers": answers}
        return self.post("applications", body, Idempotency_Key=key or f"application-{next(numbers)}")

    def asks(self, number: str, code: str):
        return self.get(f"applications/{quote(number)}", Access_Code=code)


def named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def a_program(*scopes: Scope, section: str = SECTION, rate: int = 100_000) -> Program:
    """Registered by the system, with the two ordinary rights unless others are named."""
    issued = api_clients.register(
        name=f"連携{next(numbers)}",
        section=section,
        scopes=scopes or (Scope.SUBMIT, Scope.READ_CASES),
        by=SYSTEM,
        at=clock.now(),
        rate=rate,
    )
    return Program(issued.key)
