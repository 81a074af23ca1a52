"""Reusable blocks: `applicant: {use: person, …}` replaced by the block's questions, so that readers never see blocks."""

import copy
from collections.abc import Mapping
from typing import Any

from madoguchi.definitions.broken import BrokenDefinition

Tree = dict[str, Any]
KEYS = {"use", "who", "omit", "change"}


def without_blocks(tree: Tree, blocks: Mapping[str, Tree]) -> Tree:
    """The definition with every `use` resolved: its questions, derived values and checks in place."""
    data, derived, checks = {}, dict(tree.get("derived") or {}), list(tree.get("checks") or [])
    given = tree.get("data")
    if not isinstance(given, dict):
        return tree
    for id_, entry in given.items():
        if not (isinstance(entry, dict) and "use" in entry):
            data[id_] = entry
            continue
        block = _filled(_block(id_, entry, blocks), str(id_), entry)
        for own, question in block["data"].items():
            if own in (entry.get("omit") or []):
                continue
            changed = (entry.get("change") or {}).get(own, {})
            data[f"{id_}_{own}"] = {**question, **changed}
        derived |= {f"{id_}_{own}": value for own, value in (block.get("derived") or {}).items()}
        kept = set(data)
        checks += [
            {**check, "id": f"{id_}_{check['id']}"}
            for check in block.get("checks") or []
            if any(str(field).split(".")[0] in kept for field in check.get("fields", []))
        ]
    return {**tree, "data": data, **({"derived": derived} if derived else {}), **({"checks": checks} if checks else {})}


def _block(id_: str, entry: Tree, blocks: Mapping[str, Tree]) -> Tree:
    unknown = set(entry) - KEYS
    if unknown:
        raise BrokenDefinition(
            f"use と一緒に書けない項目です：{'、'.join(sorted(unknown))}。",
            path=f"data.{id_}",
            mend="change の中に書いてください。",
        )
    name = entry["use"]
    if name not in blocks:
        known = "、".join(sorted(blocks))
        raise BrokenDefinition(
            f"「{name}」という部品はありません。", path=f"data.{id_}.use", mend=f"使えるもの：{known}"
        )
    return blocks[name]


def _filled(block: Tree, prefix: str, entry: Tree) -> Tree:
    """The block with {self} as the prefix and {who} as the person's word in each language."""
    who = entry.get("who") or {}
    if isinstance(who, str):
        who = {"ja": who}
    filled = _walk(copy.deepcopy(block), prefix, who)
    assert isinstance(filled, dict)  # noqa: S101 — a block is a mapping
    return filled


def _walk(node: object, prefix: str, who: Mapping[str, str]) -> object:
    match node:
        case str():
            return node.replace("{self}", prefix).replace("{who}", who.get("ja", ""))
        case dict() if "ja" in node:
            return {
                language: text.replace("{self}", prefix).replace("{who}", who.get(language) or who.get("ja", ""))
                if isinstance(text, str)
                else text
                for language, text in node.items()
            }
        case dict():
            return {key: _walk(value, prefix, who) for key, value in node.items()}
        case list():
            return [_walk(value, prefix, who) for value in node]
        case _:
            return node
