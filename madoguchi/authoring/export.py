"""A proposal as the YAML file of the catalog, so that reviewers of the repository read what the desk has changed.

Where the file in the catalog uses a block (`use: person`) and the proposal still has just what the block gives, the
file keeps using it. Whatever is written is read again: a file that would give another version is never handed out.
"""

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from madoguchi.authoring.documents import Tree, built, tree_of
from madoguchi.definitions.blocks import Blocks, without_blocks
from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.yaml_lines import read_yaml

WIDTH = 110
# In this order a person reads a definition; what is not named follows as the types have it.
_FIRST = ("id", "title", "summary", "category", "section", "life_events", "words", "law", "who", "deadline_text")


def as_yaml(compiled: Compiled, file: Path | None, blocks: Blocks) -> str:
    """The file's text. `file` is the one in the catalog, where there is one."""
    tree = tree_of(compiled.document)
    source = _read(file)
    if source is not None:
        short = _with_blocks(tree, source, blocks)
        if short is not None and _gives(short, compiled, blocks):
            return _written(short)
    return _written(tree)


def _read(file: Path | None) -> Tree | None:
    if file is None or not file.exists():
        return None
    try:
        source = read_yaml(file)
    except BrokenDefinition:
        return None
    return source if isinstance(source, dict) else None


def _gives(tree: Tree, compiled: Compiled, blocks: Blocks) -> bool:
    try:
        return built(without_blocks(copy.deepcopy(tree), blocks)).version == compiled.version
    except BrokenDefinition:
        return False


def _with_blocks(tree: Tree, source: Tree, blocks: Blocks) -> Tree | None:
    """The proposal with the blocks of the file in the catalog put back where they give the same."""
    found = copy.deepcopy(tree)
    for id_, use in (source.get("data") or {}).items():
        if not (isinstance(use, dict) and "use" in use):
            continue
        try:
            alone = without_blocks({"data": {id_: use}}, blocks)
        except BrokenDefinition:
            return None
        if not _holds(found, alone):
            continue
        _fold(found, id_, use, alone)
    return found


def _holds(tree: Tree, alone: Tree) -> bool:
    """Whether everything a block gives stands in the proposal just so."""
    data = all(_same(tree["data"].get(id_), question) for id_, question in alone["data"].items())
    derived = all(_same(tree.get("derived", {}).get(id_), one) for id_, one in alone.get("derived", {}).items())
    known = {check["id"]: check for check in tree.get("checks", [])}
    return data and derived and all(_same(known.get(check["id"]), check) for check in alone.get("checks", []))


def _same(there: object, given: object) -> bool:
    """Equal but for what is left out because it says nothing."""
    if isinstance(there, dict) and isinstance(given, Mapping):
        return all(_same(there.get(key), value) for key, value in given.items() if value not in ("", None)) and not (
            set(there) - set(given) - {"require"}
        )
    if isinstance(there, list) and isinstance(given, list | tuple):
        return len(there) == len(given) and all(_same(a, b) for a, b in zip(there, given, strict=True))
    return there == given or (there is None and given in ("hard", "resident", "personal", "any", False, 0, []))


def _fold(tree: Tree, id_: str, use: object, alone: Tree) -> None:
    data: Tree = {}
    for name, question in tree["data"].items():
        if name not in alone["data"]:
            data[name] = question
        elif id_ not in data:
            data[id_] = use
    tree["data"] = data
    gone = {check["id"] for check in alone.get("checks", [])}
    tree["checks"] = [check for check in tree.get("checks", []) if check["id"] not in gone]
    tree["derived"] = {
        name: one for name, one in tree.get("derived", {}).items() if name not in alone.get("derived", {})
    }


class _Dumper(yaml.SafeDumper):
    """Indents lists under their key and writes short mappings of words on one line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow=flow, indentless=False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """A text that would be read as a number, a truth or a day is put into quotes; several lines stand as lines."""
    style = "|" if "\n" in text and not any(line != line.rstrip() for line in text.split("\n")) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _mapping(dumper: yaml.SafeDumper, mapping: dict[str, Any]) -> yaml.MappingNode:
    short = "ja" in mapping or set(mapping) <= {
        "value",
        "label",
        "hint",
        "name",
        "article",
        "verified",
        "checked",
        "source",
    }
    return dumper.represent_mapping("tag:yaml.org,2002:map", mapping.items(), flow_style=short)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(dict, _mapping)


def _written(tree: Tree) -> str:
    order = [*(key for key in _FIRST if key in tree), *(key for key in tree if key not in _FIRST)]
    plain = {key: tree[key] for key in order}
    text: str = yaml.dump(plain, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH)
    return text
