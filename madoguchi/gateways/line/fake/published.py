"""Comparing LINE's server of a demo with the OpenAPI documents LINE publishes: requests, answers, and the messages it sends."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from madoguchi.gateways.line.fake.program import Asked

Node = Mapping[str, object]
JSON = "application/json"
ANY = "-any"  # a base schema with its discriminator followed to the schema of the very type


@dataclass(frozen=True)
class Fault:
    """One thing that is otherwise in the document."""

    where: str
    what: str


class Published:
    """One OpenAPI 3.0 document as the judge."""

    def __init__(self, document: Node) -> None:
        self.document = document
        told = {name for name, schema in _node(document, "components", "schemas").items() if _mapping(schema)}
        plain = _plain(document, told)
        schemas = _at(plain, "components", "schemas")
        if isinstance(schemas, dict):
            schemas |= {f"{name}{ANY}": _followed(self._schema(name)) for name in told}
        self.registry = Registry().with_resource("urn:openapi", DRAFT202012.create_resource(plain))
        self.told = told

    @property
    def version(self) -> str:
        return str(_at(self.document, "info", "version"))

    def faults_of(self, asked: Asked) -> Iterator[Fault]:
        """A request and its answer."""
        operation = _node(self.document, "paths", asked.path, "post")
        if not operation:
            yield Fault(asked.path, "the document has no such endpoint")
            return
        wanted = _at(operation, "requestBody", "content", JSON, "schema")
        if asked.status == 200:
            yield from self._against(f"{asked.path} request", asked.body, wanted)
        given = _at(operation, "responses", str(asked.status), "content", JSON, "schema")
        yield from self._against(f"{asked.path} → {asked.status}", asked.answer, given)

    def faults_of_webhook(self, body: object) -> Iterator[Fault]:
        """What is sent to a webhook."""
        yield from self._against("webhook", body, {"$ref": "#/components/schemas/CallbackRequest"})

    def _schema(self, name: str) -> Node:
        return _node(self.document, "components", "schemas", name)

    def _against(self, where: str, found: object, schema: object) -> Iterator[Fault]:
        if not isinstance(schema, Mapping):
            yield Fault(where, "the document has no schema for it")
            return
        judge = Draft202012Validator(_plain(schema, self.told), registry=self.registry)
        for error in judge.iter_errors(found):
            place = "/".join(str(step) for step in error.absolute_path) or "."
            yield Fault(where, f"{place}: {error.message[:200]}")


def _followed(schema: Node) -> object:
    """What a value of a base type has to be, by what its own field says it is."""
    field, mapping = str(_at(schema, "discriminator", "propertyName")), _mapping(schema)
    branches = [
        {
            "if": {"properties": {field: {"const": value}}, "required": [field]},
            "then": {"$ref": f"urn:openapi{target}"},
        }
        for value, target in mapping.items()
    ]
    return {"required": [field], "properties": {field: {"enum": list(mapping)}}, "allOf": branches}


def _mapping(schema: object) -> Node:
    return _node(schema, "discriminator", "mapping")


def _at(node: object, *path: str) -> object:
    for step in path:
        node = node.get(step) if isinstance(node, Mapping) else None
    return node


def _node(node: object, *path: str) -> Node:
    found = _at(node, *path)
    return found if isinstance(found, Mapping) else {}


def _plain(node: object, told: set[str], *, inherited: bool = False) -> object:
    """OpenAPI 3.0 as JSON Schema. A reference to a base type means any of its types, but not where a type inherits it."""
    match node:
        case Mapping():
            inner = {
                key: _reference(str(value), told, inherited=inherited)
                if key == "$ref"
                else _plain(value, told, inherited=key == "allOf")
                for key, value in node.items()
            }
            if node.get("nullable") is True:
                inner.pop("nullable", None)
                return {"anyOf": [inner, {"type": "null"}]}
            return inner
        case list():
            return [_plain(value, told, inherited=inherited) for value in node]
        case _:
            return node


def _reference(target: str, told: set[str], *, inherited: bool) -> str:
    name = target.rpartition("/")[2]
    return f"urn:openapi{target}{ANY if name in told and not inherited else ''}"
