"""What an editor's form consists of, as values: boxes bound to places of the definition's tree, and rows of boxes.

A form is a table of these; drawing and reading it are one function each (drawing.py, reading.py), so a new subject is
a few lines and an officer never meets the file behind it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from madoguchi.authoring.documents import Tree
from madoguchi.authoring.rules_of import Placed
from madoguchi.ui.components.shapes import Option

_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


class Kind(StrEnum):
    """What is typed into a box."""

    LINE = "line"
    AREA = "area"
    LINES = "lines"
    NUMBER = "number"
    DAY = "day"
    CHOICE = "choice"
    TICK = "tick"
    TICKS = "ticks"
    TEXTS = "texts"
    RULE = "rule"
    SENTENCE = "sentence"


@dataclass(frozen=True)
class Box:
    """One control. `required` keeps an empty value where the definition must have one; else empty means absent."""

    path: str
    label: str
    kind: Kind
    help: str = ""
    required: bool = False
    options: Sequence[Option] = ()
    unit: str = ""
    rule: Placed | None = None


@dataclass(frozen=True)
class Rows:
    """A list of alike things, and an empty one at its end to add another. `new` is what a new one has besides its boxes.

    `key` is the id a new one is given when nobody types one; it is never changed afterwards.
    """

    path: str
    label: str
    one: str
    boxes: tuple[Box, ...]
    key: str = ""
    new: dict[str, Any] = field(default_factory=dict, hash=False)
    can_add: bool = True
    help: str = ""


Part = Box | Rows


@dataclass(frozen=True)
class Subject:
    """One page of the editor: what it is about, and its boxes."""

    name: str
    title: str
    parts: tuple[Part, ...]
    lead: str = ""


def steps_of(path: str) -> list[str | int]:
    """`checks[3].message` as its steps."""
    return [int(found[1]) if found[1] else found[2] for found in _STEP.finditer(path)]


def at(tree: object, path: str) -> Any:
    """What stands at a path; None where nothing does."""
    for step in steps_of(path):
        if isinstance(tree, dict) and isinstance(step, str):
            tree = tree.get(step)
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree


def put(tree: Tree, path: str, value: object) -> None:
    """Put a value there, or take away what stands there when it is None. What leads there is made on the way."""
    *before, last = steps_of(path)
    here: Any = tree
    for step in before:
        if isinstance(here, dict) and step not in here:
            if value is None:
                return
            here[step] = {}
        here = here[step]
    if value is None and isinstance(here, dict):
        here.pop(last, None)
    else:
        here[last] = value


def html_id(name: str) -> str:
    """The id of a box on the page."""
    return "id-" + re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")
