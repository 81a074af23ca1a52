"""YAML trees into the frozen types of a definition; what does not fit is said in Japanese, with its path."""

import re
from collections.abc import Iterator, Mapping
from typing import TypeVar

import msgspec

from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.definitions.key_names import KEY_NAMES
from madoguchi.definitions.rules.errors import nearest

Decoded = TypeVar("Decoded")
ANY_KEY = "[...]"
REFERENCE = "docs/reference/catalog.md の項目名と型にそろえてください。"
_WHERE = re.compile(r"^(?P<what>.*?)(?: - at `(?P<path>.*)`)?$", re.DOTALL)
_STEP = re.compile(r"\[\.\.\.\]|\[\d+\]|[^.\[\]]+")
_UNKNOWN = re.compile(r"Object contains unknown field `(.*)`")
_MISSING = re.compile(r"Object missing required field `(.*)`")
_EXPECTED = re.compile(r"Expected `(.*)`, got `(.*)`")
_BOUND = re.compile(r"Expected `int` (<=|>=) (-?\d+)")
_VALUE = re.compile(r"Invalid (?:enum )?value (.*)", re.DOTALL)
_TYPES = {
    "str": "文字",
    "int": "整数",
    "bool": "true か false",
    "array": "並び（「- 」で始まる行）",
    "object": "項目の集まり（「名前: 値」）",
    "null": "空",
    "date": "日付（2026-04-01 の形）",
}


def decoded(tree: object, type_: type[Decoded], *, under: str = "") -> Decoded:
    """The tree as `type_`, or BrokenDefinition whose path begins at `under`."""
    try:
        return msgspec.convert(tree, type_)
    except msgspec.ValidationError as problem:
        message = str(problem)
        found = _WHERE.match(message)
        what, path = (found["what"], found["path"] or "") if found else (message, "")
        steps = _STEP.findall(path.removeprefix("$"))
        said, mend = _in_japanese(what)
        place = _joined([*([under] if under else []), *_named(tree, type_, steps, message)])
        raise BrokenDefinition(said, path=place, mend=mend) from problem


def _in_japanese(what: str) -> tuple[str, str]:
    """What is wrong, and what its author can do."""
    if found := _UNKNOWN.fullmatch(what):
        return f"「{found[1]}」という項目はありません。", nearest(found[1], KEY_NAMES) or REFERENCE
    if found := _MISSING.fullmatch(what):
        name = f"（{KEY_NAMES[found[1]]}）" if found[1] in KEY_NAMES else ""
        return f"「{found[1]}」{name}が書かれていません。", "書き足してください。"
    if found := _EXPECTED.fullmatch(what):
        mend = '" " で囲むと文字になります。' if found[1] == "str" else REFERENCE
        return f"{_type(found[1])}を書くところに、{_type(found[2])}が書かれています。", mend
    if found := _BOUND.fullmatch(what):
        return f"数は{found[2]}{'以下' if found[1] == '<=' else '以上'}にしてください。", REFERENCE
    if what == "Invalid RFC3339 encoded date":
        return "日付として読めません。", "2026-04-01 の形で、暦にある日を書いてください。"
    if found := _VALUE.fullmatch(what):
        return f"{found[1]} は、ここには書けません。", REFERENCE
    return f"読めません（{what}）。", REFERENCE


def _type(names: str) -> str:
    return "・".join(_TYPES.get(name, name) for name in names.split(" | "))


def _named(tree: object, type_: object, steps: list[str], message: str) -> list[str]:
    """The steps with each `[...]` named: the key with which alone the same mistake is still found."""
    for place, step in enumerate(steps):
        if step == ANY_KEY:
            for key, alone in _each_alone(tree, steps[:place]):
                if _mistake(alone, type_) == message:
                    tree, steps = alone, [*steps[:place], key, *steps[place + 1 :]]
                    break
    return [step for step in steps if step != ANY_KEY]


def _mistake(tree: object, type_: object) -> str:
    try:
        msgspec.convert(tree, type_)
    except msgspec.ValidationError as problem:
        return str(problem)
    return ""


def _each_alone(tree: object, steps: list[str]) -> Iterator[tuple[str, object]]:
    """For each key of the mapping at the steps: the key, and the tree in which that mapping has no other."""
    if not steps:
        yield from ((key, {key: value}) for key, value in tree.items()) if isinstance(tree, Mapping) else ()
        return
    step, rest = steps[0], steps[1:]
    if isinstance(tree, list) and step.startswith("["):
        place = int(step.strip("[]"))
        yield from ((key, [*tree[:place], part, *tree[place + 1 :]]) for key, part in _each_alone(tree[place], rest))
    elif isinstance(tree, Mapping) and step in tree:
        yield from ((key, {**tree, step: part}) for key, part in _each_alone(tree[step], rest))


def _joined(steps: list[str]) -> str:
    return ".".join(steps).replace(".[", "[")
