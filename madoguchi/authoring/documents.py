"""A definition as the plain tree an editor changes, and back: what comes back is decoded and compiled, or named as broken."""

import json
from typing import Any

from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.definitions.compiled import Compiled, compile_procedure
from madoguchi.definitions.decoding import decoded
from madoguchi.definitions.procedure import Procedure

Tree = dict[str, Any]
LONGEST_DOCUMENT = 2_000_000


def tree_of(document: str | bytes) -> Tree:
    """The canonical document as a tree of its own, to be changed."""
    tree: Tree = json.loads(document)
    return tree


def built(tree: Tree) -> Compiled:
    """The tree as a definition ready to serve; BrokenDefinition with the path of what is wrong."""
    compiled = compile_procedure(decoded(tree, Procedure))
    if len(compiled.document) > LONGEST_DOCUMENT:
        raise BrokenDefinition("定義が大きすぎます。", mend="質問や選択肢を減らしてください。")
    return compiled
