"""What came back from an editor's form, put into the tree; what is wrong is named beside its box, and nothing is lost."""

import copy
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.http import QueryDict

from madoguchi.authoring.boxes import Box, Kind, Rows, Subject, at, put
from madoguchi.authoring.documents import Tree
from madoguchi.authoring.rules_of import Unreadable, constants_of, with_constants
from madoguchi.kernel import characters, japanese_dates
from madoguchi.kernel.text import LANGUAGES

LONGEST_TEXT = 4_000
LARGEST_NUMBER = 10**12
FURTHEST_PLACE = 10_000
GONE, PLACE = "gone", "place"


@dataclass
class Read:
    """The changed tree, what is wrong by the name of its box, and how rows were numbered on the page."""

    tree: Tree
    wrong: dict[str, str] = field(default_factory=dict)
    rows: dict[str, str] = field(default_factory=dict)

    def name_of(self, path: str, names: list[str]) -> str:
        """The box that a path of the changed tree belongs to: the nearest one around it; nothing where there is none."""
        path = path.split(" ")[0]
        for new, old in self.rows.items():
            if path == new or path.startswith((f"{new}.", f"{new}[")):
                path = old + path[len(new) :]
                break
        around = [name for name in names if path == name or path.startswith((f"{name}.", f"{name}["))]
        within = [name for name in names if name.startswith((f"{path}.", f"{path}["))]
        return max(around, key=len) if around else within[0] if within else ""


def read(subject: Subject, tree: Tree, posted: QueryDict) -> Read:
    """Everything the form says."""
    found = Read(copy.deepcopy(tree))
    for part in subject.parts:
        if isinstance(part, Rows):
            _rows(found, part, posted)
        else:
            _box(found, part, part.path, found.tree, part.path, posted)
    return found


def names_of(subject: Subject, tree: Tree) -> list[str]:
    """The names of all boxes, those of rows included."""
    names = []
    for part in subject.parts:
        if isinstance(part, Rows):
            places = range(len(at(tree, part.path) or []) + 1)
            names += [f"{part.path}[{n}].{box.path}" for n in places for box in part.boxes]
            names += [f"{part.path}[{n}]" for n in places]
        else:
            names.append(part.path)
    return names


def _rows(found: Read, rows: Rows, posted: QueryDict) -> None:
    old: list[Tree] = list(at(found.tree, rows.path) or [])
    kept: list[tuple[int, int, Tree]] = []
    for n in range(len(old) + 1):
        name = f"{rows.path}[{n}]"
        is_new = n == len(old)
        if f"{name}|{GONE}" in posted or (is_new and not _is_typed(rows, name, posted)):
            continue
        row = copy.deepcopy(rows.new) if is_new else old[n]
        for box in rows.boxes:
            _box(found, box, f"{name}.{box.path}", row, box.path, posted)
        if rows.key and not row.get(rows.key):
            row[rows.key] = _free_key(rows.key, [one.get(rows.key) for one in old])
        kept.append((_place(posted.get(f"{name}|{PLACE}", ""), n), n, row))
    kept.sort(key=lambda one: one[:2])
    found.rows |= {f"{rows.path}[{new}]": f"{rows.path}[{n}]" for new, (_, n, _) in enumerate(kept)}
    put(found.tree, rows.path, [row for _, _, row in kept])


def _is_typed(rows: Rows, name: str, posted: QueryDict) -> bool:
    """Whether anything stands in the empty row; a choice or a tick alone adds nothing."""
    typed = (box for box in rows.boxes if box.kind not in {Kind.CHOICE, Kind.TICK})
    return any(posted.get(one, "").strip() for box in typed for one in _names(f"{name}.{box.path}", box.kind))


def _names(name: str, kind: Kind) -> list[str]:
    return [f"{name}|{language}" for language in LANGUAGES] if kind is Kind.TEXTS else [name]


def _place(typed: str, n: int) -> int:
    """Where the row shall stand; what is no number leaves it where it is."""
    plain = unicodedata.normalize("NFKC", typed).strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 6 else (n + 1) * 10


def _free_key(key: str, taken: list[Any]) -> str:
    word = {"value": "option", "id": "item"}[key]
    return next(name for number in count(len(taken) + 1) if (name := f"{word}_{number}") not in taken)


def _box(found: Read, box: Box, name: str, tree: Tree, path: str, posted: QueryDict) -> None:
    """One box into the tree; what cannot be read stays out and is named."""
    try:
        put(tree, path, _value(box, name, at(tree, path), posted))
    except Unreadable as problem:
        found.wrong[name] = str(problem)


def _value(box: Box, name: str, before: object, posted: QueryDict) -> object:  # noqa: C901 -- one line a kind
    match box.kind:
        case Kind.TEXTS:
            texts = {language: _clean(posted.get(f"{name}|{language}", "")) for language in LANGUAGES}
            return dict(_said(texts)) if box.required or any(texts.values()) else None
        case Kind.LINE | Kind.AREA:
            return _clean(posted.get(name, "")) or ("" if box.required else None)
        case Kind.LINES:
            lines = _clean(posted.get(name, "")).split("\n")
            return [line.strip() for line in lines if line.strip()]
        case Kind.NUMBER:
            return _number(posted.get(name, ""), required=box.required)
        case Kind.DAY:
            return _day(posted.get(name, ""), required=box.required)
        case Kind.CHOICE:
            chosen = posted.get(name, "")
            if chosen not in {option.value for option in box.options}:
                raise Unreadable("一覧から選んでください。")
            return chosen if chosen or box.required else None
        case Kind.TICK:
            return name in posted
        case Kind.TICKS:
            offered = [option.value for option in box.options]
            return [value for value in offered if value in posted.getlist(name)]
        case Kind.RULE:
            return _clean(posted.get(name, "")) or ("" if box.required else None)
        case Kind.SENTENCE:
            return _sentence(box, name, before, posted)


def _sentence(box: Box, name: str, before: object, posted: QueryDict) -> object:
    """The rule's own text with the numbers typed; a form without them leaves the rule as it is."""
    assert box.rule is not None  # noqa: S101 -- a sentence is that of a rule
    constants = constants_of(box.rule.rule)
    if not all(f"{name}|{constant.place}" in posted for constant in constants):
        return before
    typed = [posted.get(f"{name}|{constant.place}", "") for constant in constants]
    return with_constants(box.rule.rule.source, constants, typed)


def _said(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield "ja", texts["ja"]
    yield from ((language, text) for language, text in texts.items() if language != "ja" and text)


def _clean(typed: str) -> str:
    text = typed.replace("\r\n", "\n").strip()
    if len(text) > LONGEST_TEXT:
        raise Unreadable(f"{LONGEST_TEXT:,}文字までにしてください（いま{len(text):,}文字）。")
    if unwelcome := characters.unwelcome(text, lines=True):
        raise Unreadable(f"使えない文字（{unwelcome[0]}）が含まれています。消してからお送りください。")
    return text


def _number(typed: str, *, required: bool) -> int | None:
    text = unicodedata.normalize("NFKC", typed).strip().replace(",", "").replace("円", "")
    if not text and not required:
        return None
    if not text.removeprefix("-").isdigit() or not text.isascii() or abs(int(text[:20])) > LARGEST_NUMBER:
        raise Unreadable("数字で入力してください。")
    return int(text)


def _day(typed: str, *, required: bool) -> str | None:
    text = unicodedata.normalize("NFKC", typed).strip()
    if not text and not required:
        return None
    try:
        return japanese_dates.parse(text).isoformat()
    except japanese_dates.DateProblem as problem:
        raise Unreadable("日付として読めません。2026-04-01 や 令和8年4月1日 のように入力してください。") from problem
