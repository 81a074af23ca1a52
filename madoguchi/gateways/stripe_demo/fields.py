"""Reading a form as Stripe's client writes it: `line_items[0][price_data][currency]=jpy` is a tree."""

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl

PART = re.compile(r"\[([^\[\]]*)\]")
Tree = dict[str, object]


def tree(form: str) -> Tree:
    """The tree of a form; whole numbers and yes or no stay text, as they came."""
    found: Tree = {}
    for name, value in parse_qsl(form, keep_blank_values=True, max_num_fields=500):
        head = name.partition("[")[0]
        _put(found, [head, *PART.findall(name)], value)
    return {name: _lists(value) for name, value in found.items()}


def _put(into: Tree, steps: Sequence[str], value: str) -> None:
    for step in steps[:-1]:
        below = into.setdefault(step, {})
        if not isinstance(below, dict):
            return
        into = below
    last = steps[-1] or str(len(into))
    into[last] = value


def _lists(node: object) -> object:
    """A mapping whose keys are 0, 1, 2 … is a list."""
    if not isinstance(node, dict):
        return node
    inner = {key: _lists(value) for key, value in node.items()}
    return list(inner.values()) if list(inner) == [str(n) for n in range(len(inner))] and inner else inner


def text(node: object, *path: str | int) -> str:
    """The value at a path; nothing where there is none."""
    for step in path:
        match node, step:
            case dict(), str() if step in node:
                node = node[step]
            case list(), int() if step < len(node):
                node = node[step]
            case _:
                return ""
    return node if isinstance(node, str) else ""


def number(node: object, *path: str | int) -> int | None:
    """The same as a whole number."""
    found = text(node, *path)
    return int(found) if found.isascii() and found.isdigit() and len(found) < 15 else None
