"""The part of JSON Schema 2020-12 that our schemas speak, enough to judge answers by them."""

import re
from collections.abc import Iterator

Schema = dict[str, object]
TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
}
KNOWN = {
    *("$schema", "$id", "title", "description", "format", "type", "const", "enum", "pattern", "minLength", "maxLength"),
    *("minimum", "maximum", "items", "minItems", "maxItems", "uniqueItems", "properties", "required"),
    "additionalProperties",
}


def mistakes(schema: Schema, value: object, path: str = "") -> Iterator[str]:
    """Where the value does not fit; a key this reader does not know is a mistake too."""
    yield from (f"{path}: unknown key {key}" for key in set(schema) - KNOWN)
    type_ = schema.get("type")
    if isinstance(type_, str) and (
        not isinstance(value, TYPES[type_]) or (type_ == "integer" and value is bool(value))
    ):
        yield f"{path}: no {type_}"
        return
    if "const" in schema and value is not schema["const"]:
        yield f"{path}: not {schema['const']}"
    if isinstance(enum := schema.get("enum"), list) and value not in enum:
        yield f"{path}: none of {enum}"
    match value:
        case str():
            yield from _text(schema, value, path)
        case bool():
            return
        case int():
            least, most = schema.get("minimum", value), schema.get("maximum", value)
            if not (isinstance(least, int) and isinstance(most, int) and least <= value <= most):
                yield f"{path}: out of range"
        case list():
            yield from _list(schema, value, path)
        case dict():
            yield from _record(schema, value, path)


def _text(schema: Schema, value: str, path: str) -> Iterator[str]:
    least, most = schema.get("minLength", 0), schema.get("maxLength", len(value))
    assert isinstance(least, int)
    assert isinstance(most, int)
    if not least <= len(value) <= most:
        yield f"{path}: length {len(value)}"
    if isinstance(pattern := schema.get("pattern"), str) and not re.search(pattern, value):
        yield f"{path}: {value!r} does not match {pattern}"


def _list(schema: Schema, value: list[object], path: str) -> Iterator[str]:
    least, most = schema.get("minItems", 0), schema.get("maxItems", len(value))
    assert isinstance(least, int)
    assert isinstance(most, int)
    if not least <= len(value) <= most:
        yield f"{path}: {len(value)} items"
    if schema.get("uniqueItems") and len({repr(item) for item in value}) < len(value):
        yield f"{path}: the same twice"
    items = schema.get("items", {})
    assert isinstance(items, dict)
    for n, item in enumerate(value):
        yield from mistakes(items, item, f"{path}[{n}]")


def _record(schema: Schema, value: dict[str, object], path: str) -> Iterator[str]:
    properties, required = schema.get("properties", {}), schema.get("required", [])
    assert isinstance(properties, dict)
    assert isinstance(required, list)
    yield from (f"{path}: {key} is missing" for key in required if key not in value)
    for key, part in value.items():
        if key in properties:
            yield from mistakes(properties[key], part, f"{path}.{key}")
        elif schema.get("additionalProperties") is False:
            yield f"{path}: {key} is not foreseen"
