"""Adding, removing and ordering the parts of a definition: plain changes of its tree."""

import copy
from collections.abc import Mapping
from itertools import count
from typing import Any

from madoguchi.authoring.documents import Tree
from madoguchi.authoring.subjects import KINDS
from madoguchi.kernel.refusals import Refusal

NEW_OPTIONS = [{"value": f"option_{n}", "label": {"ja": f"選択肢{n}"}} for n in (1, 2)]
LONGEST_LABEL = 200
MOST_QUESTIONS = 400
MOST_CHECKS = 200


def with_question(tree: Tree, *, kind: str, label: str, page: str) -> tuple[Tree, str]:
    """A new question at the end of a page; the id it was given."""
    tree = copy.deepcopy(tree)
    if kind not in KINDS:
        raise Refusal("質問の種類を一覧から選んでください。", status=400, code="kind")
    if len(tree["data"]) >= MOST_QUESTIONS:
        raise Refusal(f"質問は{MOST_QUESTIONS}個までです。", status=400, code="too-many")
    id_ = _free("question", {*tree["data"], *tree.get("derived", {})})
    question: Tree = {"kind": kind, "label": {"ja": _label(label)}}
    if kind in {"choice", "choices"}:
        question["options"] = copy.deepcopy(NEW_OPTIONS)
    tree["data"][id_] = question
    _page(tree, page)["ask"].append(id_)
    return tree, id_


def without_question(tree: Tree, id_: str) -> Tree:
    """The definition without a question; what still reads it is named when it is compiled."""
    tree = copy.deepcopy(tree)
    if id_ not in tree["data"]:
        raise Refusal("この質問はありません。", status=404, code="no-question")
    del tree["data"][id_]
    for page in tree["pages"]:
        page["ask"] = [asked for asked in page["ask"] if asked != id_]
    tree["pages"] = [page for page in tree["pages"] if page["ask"]]
    for example in tree.get("examples", []):
        example["answers"].pop(id_, None)
        for which in ("shown", "hidden"):
            if id_ in example["expect"].get(which, []):
                example["expect"][which] = [one for one in example["expect"][which] if one != id_]
    return tree


def with_check(tree: Tree, *, field: str, officer: str) -> tuple[Tree, int]:
    """A new check of a question, which nobody fails until its rule is written; its place."""
    tree = copy.deepcopy(tree)
    checks: list[Tree] = tree.setdefault("checks", [])
    if field not in tree["data"]:
        raise Refusal("質問を一覧から選んでください。", status=400, code="no-question")
    if len(checks) >= MOST_CHECKS:
        raise Refusal(f"確認事項は{MOST_CHECKS}個までです。", status=400, code="too-many")
    words = _label(officer)
    check = {"id": _free("check", {one["id"] for one in checks}), "fails_if": f"!has({field})"}
    checks.append(
        {**check, "level": "note", "when": "desk", "fields": [field], "message": {"ja": words}, "officer": words}
    )
    return tree, len(checks) - 1


def without_check(tree: Tree, id_: str) -> Tree:
    """The definition without a check; examples expect it no longer."""
    tree = copy.deepcopy(tree)
    if id_ not in {check["id"] for check in tree.get("checks", [])}:
        raise Refusal("この確認事項はありません。", status=404, code="no-check")
    tree["checks"] = [check for check in tree["checks"] if check["id"] != id_]
    for example in tree.get("examples", []):
        findings = example["expect"].get("findings", [])
        if id_ in findings:
            example["expect"]["findings"] = [one for one in findings if one != id_]
    return tree


def with_page(tree: Tree, *, title: str, question: str) -> Tree:
    """A new page at the end, for a question that moves to it."""
    tree = copy.deepcopy(tree)
    if question not in tree["data"]:
        raise Refusal("質問を一覧から選んでください。", status=400, code="no-question")
    for page in tree["pages"]:
        page["ask"] = [asked for asked in page["ask"] if asked != question]
    id_ = _free("page", {page["id"] for page in tree["pages"]})
    kept = [page for page in tree["pages"] if page["ask"]]
    tree["pages"] = [*kept, {"id": id_, "title": {"ja": _label(title)}, "ask": [question]}]
    return tree


def ordered(tree: Tree, places: Mapping[str, tuple[str, int]], pages: Mapping[str, int]) -> Tree:
    """Each question on the page and at the place given, the pages in theirs; a page left empty goes."""
    tree = copy.deepcopy(tree)
    known = {page["id"] for page in tree["pages"]}
    asked: dict[str, list[tuple[int, int, str]]] = {id_: [] for id_ in known}
    for n, (id_, (page, place)) in enumerate(places.items()):
        if page not in known or id_ not in tree["data"]:
            raise Refusal("ページを一覧から選んでください。", status=400, code="no-page")
        asked[page].append((place, n, id_))
    for page in tree["pages"]:
        page["ask"] = [id_ for _, _, id_ in sorted(asked[page["id"]])]
    kept = [page for page in tree["pages"] if page["ask"]]
    tree["pages"] = sorted(kept, key=lambda page: pages.get(page["id"], 0))
    return tree


def _page(tree: Tree, id_: str) -> Any:
    found = next((page for page in tree["pages"] if page["id"] == id_), None)
    if found is None:
        raise Refusal("ページを一覧から選んでください。", status=400, code="no-page")
    return found


def _free(word: str, taken: set[str]) -> str:
    return next(name for number in count(1) if (name := f"{word}_{number}") not in taken)


def _label(typed: str) -> str:
    label = " ".join(typed.split())
    if not label or len(label) > LONGEST_LABEL or not label.isprintable():
        raise Refusal(f"日本語の文を、{LONGEST_LABEL}文字までで入力してください。", status=400, code="label")
    return label
