"""Reusable blocks: `applicant: {use: person, …}` replaced by the block's questions, so that readers never see blocks."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.definitions.decoding import decoded
from madoguchi.kernel.text import LANGUAGES, Text

Tree = dict[str, Any]
SELF, WHO = "{self}", "{who}"
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class Block(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Questions used by several procedures. Ids stand without prefix; rules and references write `{self}_name`."""

    block: str
    data: dict[str, dict[str, object]]
    derived: dict[str, dict[str, object]] = {}
    checks: tuple[dict[str, object], ...] = ()


class Use(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A block put to use under `data`. `who` fills `{who}`; `omit` leaves questions out, `change` overrides their keys."""

    use: str
    who: Text | None = None
    omit: tuple[str, ...] = ()
    change: dict[str, dict[str, object]] = {}


Blocks = Mapping[str, Block | BrokenDefinition]


def without_blocks(tree: Tree, blocks: Blocks) -> Tree:
    """The definition with every `use` resolved: its questions, derived values and checks in place."""
    given = tree.get("data")
    if not isinstance(given, dict) or not any(_is_use(entry) for entry in given.values()):
        return tree
    data: Tree = {}
    own, checks = dict(_mapping(tree, "derived")), list(_listing(tree, "checks"))
    derived: Tree = {}
    for id_, entry in given.items():
        if not _is_use(entry):
            data[id_] = entry
            continue
        use = decoded(entry, Use, under=f"data.{id_}")
        block = _block(id_, use, blocks)
        filled = _Filling(id_, use.who).filled(msgspec.to_builtins(block))
        kept = {part: question for part, question in filled["data"].items() if part not in use.omit}
        data |= {f"{id_}_{part}": {**question, **use.change.get(part, {})} for part, question in kept.items()}
        gone = {f"{id_}_{part}" for part in use.omit}
        derived |= {f"{id_}_{part}": d for part, d in filled.get("derived", {}).items() if not _reads(d, gone)}
        checks += [{**c, "id": f"{id_}_{c.get('id', '')}"} for c in filled.get("checks", ()) if not _reads(c, gone)]
    derived = {**derived, **own, **derived}  # a block's values first: people read the parts before what is made of them
    return {**tree, "data": data, **({"derived": derived} if derived else {}), **({"checks": checks} if checks else {})}


def _is_use(entry: object) -> bool:
    return isinstance(entry, dict) and "use" in entry


def _mapping(tree: Tree, key: str) -> Tree:
    found = tree.get(key) or {}
    if not isinstance(found, dict):
        raise BrokenDefinition("項目の集まり（「名前: 値」）を書くところです。", path=key)
    return found


def _listing(tree: Tree, key: str) -> list[object]:
    found = tree.get(key) or []
    if not isinstance(found, list):
        raise BrokenDefinition("並び（「- 」で始まる行）を書くところです。", path=key)
    return found


def _reads(node: object, gone: set[str]) -> bool:
    """Whether a check or derived value speaks of a question that was left out; then it goes with the question."""
    return any(gone & set(_NAME.findall(text)) for text in _strings(node))


def _strings(node: object) -> Iterator[str]:
    match node:
        case str():
            yield node
        case dict():
            for value in node.values():
                yield from _strings(value)
        case list() | tuple():
            for value in node:
                yield from _strings(value)


def _block(id_: str, use: Use, blocks: Blocks) -> Block:
    found = blocks.get(use.use)
    if found is None:
        raise BrokenDefinition(
            f"「{use.use}」という部品はありません。", path=f"data.{id_}.use", mend=f"使えるもの：{_listed(blocks)}"
        )
    if isinstance(found, BrokenDefinition):
        raise BrokenDefinition(f"部品「{use.use}」が壊れています（{found}）。", path=f"data.{id_}.use", mend=found.mend)
    if strangers := set(use.omit) - set(found.data):
        raise _stranger(found, strangers, f"data.{id_}.omit")
    if strangers := set(use.change) - (set(found.data) - set(use.omit)):
        raise _stranger(found, strangers, f"data.{id_}.change")
    if use.who is None and any(WHO in text for text in _strings(msgspec.to_builtins(found))):
        raise BrokenDefinition(
            "「who」が書かれていません。",
            path=f"data.{id_}",
            mend=f"部品「{use.use}」がだれについてたずねるかを書いてください。",
        )
    return found


def _stranger(block: Block, strangers: set[str], path: str) -> BrokenDefinition:
    return BrokenDefinition(
        f"部品「{block.block}」に「{_listed(strangers)}」という質問はありません。",
        path=path,
        mend=f"あるもの：{_listed(block.data)}",
    )


def _listed(names: Iterable[str]) -> str:
    return "、".join(sorted(names))


class _Filling:
    """Fills `{self}` with the prefix and `{who}` with the person's word in each language."""

    def __init__(self, prefix: str, who: Text | None) -> None:
        self.prefix = prefix
        self.who = {language: who.in_(language) for language in LANGUAGES if who.has(language)} if who else {}

    def filled(self, node: Any) -> Any:
        match node:
            case str():
                return self.words(node, "ja")
            case dict() if "ja" in node:
                # A language in which nobody said who it is must count as missing, not speak half Japanese.
                return {
                    language: self.words(text, language) if isinstance(text, str) else text
                    for language, text in node.items()
                    if not (isinstance(text, str) and WHO in text and language not in self.who)
                }
            case dict():
                return {key: self.filled(value) for key, value in node.items()}
            case list() | tuple():
                return [self.filled(value) for value in node]
            case _:
                return node

    def words(self, text: str, language: str) -> str:
        return text.replace(SELF, self.prefix).replace(WHO, self.who.get(language, ""))
