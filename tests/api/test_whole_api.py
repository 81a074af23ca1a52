"""Schemathesis over every operation: good and bad requests of every kind, with and without a key.

The same requests each time (derandomized), few enough for every run; nothing is a server error, and every answer is
what the document says.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from madoguchi.accounts.api_scopes import Scope
from madoguchi.config.api import document
from tests.api.programs import a_program
from tests.cases.definition import SECTION
from tests.cases.factories import received
from tests.procedures.definition import COMPILED

pytestmark = pytest.mark.django_db
EXAMPLES = 12
CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
    allow_header_conformance,
]
WRONG = [negative_data_rejection]
WHOLE = schemathesis.openapi.from_dict(json.loads(document()))
WHOLE.app = WSGIHandler()
OPERATIONS = {
    one.definition.raw["operationId"]: one
    for found in WHOLE.get_all_operations()
    if (one := found.ok()) is not None  # type: ignore[union-attr]
}
bounded = hypothesis_settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=EXAMPLES,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """A server closes what it finds too old between requests; here the test's own transaction lies on it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def key(every_kind, settings) -> str:
    """One that may do everything; and no limit on addresses, for the machine that tests is one."""
    settings.API_RATE = 100_000
    return a_program(*Scope).headers["Authorization"]


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["good", "bad"])
@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_answers_as_its_document_says(name, mode, key):
    operation = OPERATIONS[name]
    statuses: list[int] = []

    @bounded
    @given(case=operation.as_strategy(generation_mode=mode))
    def asked(case: schemathesis.Case[Any]) -> None:
        response = case.call(headers={"Authorization": key})
        statuses.append(response.status_code)
        case.validate_response(response, checks=[*CHECKS, *(WRONG if mode is GenerationMode.NEGATIVE else ())])

    asked()
    assert statuses


REAL = {"procedure_id": COMPILED.id, "version": COMPILED.version, "section": SECTION}


@pytest.mark.parametrize("name", [name for name in OPERATIONS if name not in {"listProcedures", "uploadDocument"}])
def test_every_operation_does_so_for_what_is_there(name, key):
    """A made-up id is nowhere; here each stands for something, so that the answers behind it are looked at too."""
    operation = OPERATIONS[name]
    number = received().number
    statuses: set[int] = set()
    named = {one.name: {**REAL, "number": number}[one.name] for one in operation.path_parameters}

    @bounded
    @given(case=operation.as_strategy(path_parameters=named or None))
    def asked(case: schemathesis.Case[Any]) -> None:
        if isinstance(case.body, dict) and "procedure" in case.body:
            case.body = {**case.body, "procedure": COMPILED.id, "version": "", "answers": case.body["answers"]}
        response = case.call(headers={"Authorization": key})
        statuses.add(response.status_code)
        case.validate_response(response, checks=CHECKS)

    asked()
    assert statuses & ({404} if name == "getApplication" else {422} if name == "submitApplication" else {200})


@pytest.mark.parametrize("name", [name for name, one in OPERATIONS.items() if "security" in one.definition.raw])
def test_no_operation_behind_a_key_lets_anybody_in_without_one(name, every_kind, settings):
    settings.API_RATE = 100_000

    @bounded
    @given(case=OPERATIONS[name].as_strategy())
    def asked(case: schemathesis.Case[Any]) -> None:
        case.headers.pop("Authorization", None)
        response = case.call()
        # What is too large or of another kind is refused before the key is asked for.
        assert response.status_code in {401, 411, 413, 415, 422}
        case.validate_response(response, checks=CHECKS)

    asked()


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@bounded
@given(data=st.data())
def test_any_json_in_place_of_any_answer_is_judged_and_breaks_nothing(anybody, data):
    """Every question of every kind, with whatever JSON can say."""
    ids = sorted(PLACES)
    given_ = data.draw(st.dictionaries(st.sampled_from(ids) | st.text(max_size=8), anything, max_size=6))
    said = anybody.post("procedures/green-curtain/validate", {"answers": given_})

    assert said.status_code in {200, 422}
    if said.status_code == 200:
        pointers = [problem["pointer"] for problem in said.json()["problems"]]
        assert all(pointer.startswith("#/answers/") for pointer in pointers)


PLACES = {
    *["name", "kana", "birthdate", "address", "phone", "email", "plant", "plant_other", "places", "width", "cost"],
    *["rents", "owner_agrees", "coupon", "why", "helpers", "account", "proof", "truth"],
}


@pytest.mark.parametrize("place", sorted(PLACES))
def test_a_value_of_another_kind_is_a_problem_of_its_question(anybody, place):
    wrongs: tuple[object, ...] = (
        {"x": 1},
        [1],
        1.5,
        "\u202e",
        [[]],
        {"row": []},
        [{"row": {}}],
        -1,
        10**30,
        "x" * 5000,
    )
    for wrong in wrongs:
        said = anybody.post("procedures/green-curtain/validate", {"answers": {place: wrong}})
        assert said.status_code == 200
        assert said.json()["valid"] is False


def test_the_document_in_the_reference_is_the_one_that_is_served(anybody, capsys):
    call_command("openapi")
    printed = capsys.readouterr().out
    kept = (Path(settings.ROOT) / "docs" / "reference" / "openapi.json").read_text(encoding="utf-8")

    assert kept == printed, "manage.py openapi > docs/reference/openapi.json"
    assert anybody.get("openapi.json").json() == json.loads(printed)
    assert json.loads(printed)["openapi"].startswith("3.1")


def test_every_problem_in_the_document_has_its_own_media_type():
    for path in json.loads(document())["paths"].values():
        for operation in path.values():
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    assert list(answer["content"]) == ["application/problem+json"]
