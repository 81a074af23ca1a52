"""Comparing the card company of a demo with an OpenAPI document: every request it took, every answer it gave."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from madoguchi.gateways.stripe_demo.program import CardCompany, body_of

Node = Mapping[str, object]
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
SCHEMA_OF_EVENTS = "event"


@dataclass(frozen=True)
class Fault:
    """One thing that is otherwise in the document."""

    where: str
    what: str


class Published:
    """An OpenAPI 3.0 document as the judge of requests and answers."""

    def __init__(self, document: Node) -> None:
        self.document = document
        resource = DRAFT202012.create_resource(_plain(document))
        self.registry = Registry().with_resource("urn:openapi", resource)

    @property
    def version(self) -> str:
        return str(_at(self.document, "info", "version"))

    def faults(self, company: CardCompany) -> Iterator[Fault]:
        """Everything that does not agree, each once."""
        seen: set[Fault] = set()
        for fault in self._all(company):
            if fault not in seen:
                seen.add(fault)
                yield fault

    def _all(self, company: CardCompany) -> Iterator[Fault]:
        for request, answer in company.asked:
            path, operation = self._operation(request.method, request.path)
            where = f"{request.method} {path or request.path}"
            if not operation:
                yield Fault(where, "the document has no such endpoint")
                continue
            yield from self._request(where, operation, request.form, is_query=request.method == "GET")
            kind = "200" if answer.status.value == 200 else "default"
            schema = _at(operation, "responses", kind, "content", JSON, "schema")
            yield from self._against(f"{where} → {answer.status.value}", body_of(answer), schema)
        for message in company.sender.sent:
            ref = {"$ref": f"urn:openapi#/components/schemas/{SCHEMA_OF_EVENTS}"}
            yield from self._against(f"message {message['type']}", message, ref)
            about = _at(message, "data", "object")
            name = str(_at(about, "object"))
            ref = {"$ref": f"urn:openapi#/components/schemas/{name}"}
            yield from self._against(f"message {message['type']} about {name}", about, ref)

    def _operation(self, method: str, path: str) -> tuple[str, Node]:
        for template, found in _node(self.document, "paths").items():
            if re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", template), path):
                operation = _at(found, method.lower())
                if isinstance(operation, Mapping):
                    return template, operation
        return "", {}

    def _request(self, where: str, operation: Node, form: object, *, is_query: bool) -> Iterator[Fault]:
        if is_query:
            parameters = operation.get("parameters")
            named = {str(one["name"]): one.get("schema") for one in parameters} if isinstance(parameters, list) else {}
            schema: object = {"type": "object", "properties": named, "additionalProperties": False}
        else:
            schema = _at(operation, "requestBody", "content", FORM, "schema")
        yield from self._against(f"{where} request", _typed(form), schema)

    def _against(self, where: str, found: object, schema: object) -> Iterator[Fault]:
        if not isinstance(schema, Mapping):
            yield Fault(where, "the document has no schema for it")
            return
        judge = Draft202012Validator(_plain(schema), registry=self.registry)
        for error in judge.iter_errors(found):
            place = "/".join(str(step) for step in error.absolute_path) or "."
            yield Fault(where, f"{place}: {error.message[:200]}")


def _at(node: object, *path: str) -> object:
    for step in path:
        node = node.get(step) if isinstance(node, Mapping) else None
    return node


def _node(node: object, *path: str) -> Node:
    found = _at(node, *path)
    return found if isinstance(found, Mapping) else {}


def _typed(node: object) -> object:
    """A form carries text alone; what reads as a whole number is one, as for the interface."""
    match node:
        case Mapping():
            return {key: _typed(value) for key, value in node.items()}
        case list():
            return [_typed(value) for value in node]
        case str() if node.isascii() and node.isdigit():
            return int(node)
        case _:
            return node


def _plain(node: object) -> object:
    """OpenAPI 3.0 as JSON Schema: `nullable` is a type beside the others, references lead into the document."""
    match node:
        case Mapping():
            inner = {
                key: f"urn:openapi{value}" if key == "$ref" and str(value).startswith("#") else _plain(value)
                for key, value in node.items()
            }
            if node.get("nullable") is True:
                inner.pop("nullable", None)
                return {"anyOf": [inner, {"type": "null"}]}
            return inner
        case list():
            return [_plain(value) for value in node]
        case _:
            return node
