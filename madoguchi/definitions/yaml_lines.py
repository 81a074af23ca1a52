"""YAML with the line of every part, so that a mistake is named where it stands."""

from pathlib import Path
from typing import Any

import yaml

from madoguchi.definitions.broken import BrokenDefinition

LARGEST_FILE = 2_000_000


class _Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """Refuses aliases (a few bytes could unfold into gigabytes) and keys given twice."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            event = self.get_event()
            raise yaml.MarkedYAMLError(problem="＊による参照は使えません", problem_mark=event.start_mark)
        return super().compose_node(parent, index)


def _no_twice(loader: Any, node: Any, deep: bool = False) -> dict[Any, Any]:
    seen: set[object] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            raise yaml.MarkedYAMLError(problem=f"「{key}」が2回書かれています", problem_mark=key_node.start_mark)
        seen.add(key)
    mapping: dict[Any, Any] = yaml.SafeLoader.construct_mapping(loader, node, deep=True)
    return mapping


_Loader.add_constructor("tag:yaml.org,2002:map", _no_twice)


def read_yaml(file: Path) -> Any:
    """The file's content, or BrokenDefinition with its line."""
    if file.stat().st_size > LARGEST_FILE:
        raise BrokenDefinition("ファイルが大きすぎます。", file=file.name, mend="2MBまでにしてください。")
    try:
        return yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 — a safe loader, made stricter
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else 0
        raise BrokenDefinition(
            f"YAMLとして読めません（{problem.problem}）。",
            file=file.name,
            line=line,
            mend="字下げと記号を確かめてください。",
        ) from problem
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as problem:
        raise BrokenDefinition(f"YAMLとして読めません（{problem}）。", file=file.name) from problem


def line_of(file: Path, path: str) -> int:
    """The line of a path such as `pages[2].ask` in a file; of its nearest part where it came from a block."""
    try:
        node = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError):
        return 0
    line = 1
    for step in path.replace("[", ".[").split("."):
        child = _child(node, step.split(" ")[0])
        if child is None:
            break
        node, line = child
    return line


def _child(node: Any, step: str) -> tuple[Any, int] | None:
    if isinstance(node, yaml.SequenceNode) and step.startswith("["):
        index = step.strip("[]")
        if index.isdigit() and int(index) < len(node.value):
            found = node.value[int(index)]
            return found, found.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step or step.startswith(f"{key.value}_"):
                return value, key.start_mark.line + 1
    return None
