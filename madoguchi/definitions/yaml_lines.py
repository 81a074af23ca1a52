"""YAML read as its newer edition (1.2) means it, with the line of every part, so that a mistake is named where it stands.

Keys are always text, dates stay text until a type asks for them, only `true` and `false` are truths (`no` is a word),
and a number with a leading zero is a name (a branch, a postcode), not an octal number.
"""

import re
from pathlib import Path

import yaml

from madoguchi.definitions.broken import BrokenDefinition

Tree = None | bool | int | str | list["Tree"] | dict[str, "Tree"]

LARGEST_FILE = 2_000_000
DEEPEST = 40
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_PLAIN_TAGS = {f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map")}
_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")


def read_yaml(file: Path) -> Tree:
    """The file's content, or BrokenDefinition with its line."""
    try:
        node = _composed(file)
        return None if node is None else _Reading().value(node, depth=0)
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else 0
        raise BrokenDefinition(
            f"YAMLとして読めません（{problem.problem}）。",
            file=file.name,
            line=line,
            mend="字下げと記号を確かめてください。",
        ) from problem
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as problem:
        raise BrokenDefinition(
            f"YAMLとして読めません（{problem}）。", file=file.name, mend="UTF-8の文字だけで保存してください。"
        ) from problem
    except OSError as problem:
        raise BrokenDefinition(f"ファイルを開けません（{problem.strerror}）。", file=file.name) from problem


def _composed(file: Path) -> yaml.Node | None:
    if file.stat().st_size > LARGEST_FILE:
        raise BrokenDefinition("ファイルが大きすぎます。", file=file.name, mend="2MBまでにしてください。")
    node: yaml.Node | None = yaml.compose(file.read_text(encoding="utf-8-sig"), Loader=_LOADER)
    return node


class _Reading:
    """Nodes into plain values. A node met twice is an alias: a few bytes of them could unfold into gigabytes."""

    def __init__(self) -> None:
        self.met: set[int] = set()

    def value(self, node: yaml.Node, *, depth: int) -> Tree:
        if id(node) in self.met:
            raise _wrong("「*」による参照は使えません", node)
        self.met.add(id(node))
        if node.tag not in _PLAIN_TAGS:
            raise _wrong("「!」で始まる型の指定は使えません", node)
        if depth > DEEPEST:
            raise _wrong("入れ子が深すぎます", node)
        match node:
            case yaml.ScalarNode():
                return _scalar(node)
            case yaml.SequenceNode():
                return [self.value(item, depth=depth + 1) for item in node.value]
            case yaml.MappingNode():
                return self.mapping(node, depth)
            case _:
                raise _wrong("読めない部分です", node)

    def mapping(self, node: yaml.MappingNode, depth: int) -> Tree:
        found: dict[str, Tree] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or id(key) in self.met:
                raise _wrong("項目名は文字で書いてください", key)
            if key.value in found:
                raise _wrong(f"「{key.value}」が2回書かれています", key)
            self.met.add(id(key))
            found[key.value] = self.value(value, depth=depth + 1)
        return found


def _scalar(node: yaml.ScalarNode) -> Tree:
    text: str = node.value
    if node.style in {"'", '"', "|", ">"}:
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    return int(text) if _WHOLE.fullmatch(text) else text


def _wrong(problem: str, node: yaml.Node) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=node.start_mark)


def line_of(file: Path, path: str) -> int:
    """The line of a path such as `pages[2].ask` in a file; of its nearest part where it came from a block."""
    try:
        node = _composed(file)
    except (yaml.YAMLError, UnicodeDecodeError, OSError, BrokenDefinition):
        return 0
    line = 1
    for step in path.replace("[", ".[").lstrip(".").split("."):
        child = _child(node, step.split(" ")[0])
        if child is None:
            break
        node, line = child
    return line


def _child(node: yaml.Node | None, step: str) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.SequenceNode) and step.startswith("["):
        index = step.strip("[]")
        if index.isdigit() and int(index) < len(node.value):
            found: yaml.Node = node.value[int(index)]
            return found, found.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        # `applicant_name` came from the block that `applicant` uses; the longest such key is the nearest.
        fitting = [pair for pair in node.value if step == pair[0].value or step.startswith(f"{pair[0].value}_")]
        if fitting:
            key, value = max(fitting, key=lambda pair: len(pair[0].value))
            return value, key.start_mark.line + 1
    return None
