"""An editor's form as the page shows it: from the definition, or as it was typed, with what is wrong beside each box."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from madoguchi.authoring.boxes import Box, Kind, Part, Rows, Subject, at, html_id
from madoguchi.authoring.documents import Tree
from madoguchi.authoring.reading import GONE, PLACE
from madoguchi.authoring.rules_of import constants_of, pieces_of
from madoguchi.definitions.compiled import Compiled
from madoguchi.kernel.text import LANGUAGES
from madoguchi.ui.components.shapes import Option, Problem

LANGUAGE_NAMES = {"ja": "日本語", "easy": "やさしい日本語", "en": "English", "zh-hans": "中文", "ko": "한국어"}
SPOKEN = {"ja": "ja", "easy": "ja", "en": "en", "zh-hans": "zh-Hans", "ko": "ko"}


@dataclass(frozen=True)
class Wording:
    """One language of a text."""

    name: str
    id: str
    label: str
    value: str
    lang: str
    is_missing: bool


@dataclass(frozen=True)
class Number:
    """A piece of a sentence: words, or a box in them."""

    words: str = ""
    name: str = ""
    id: str = ""
    value: str = ""
    label: str = ""
    size: int = 8


@dataclass(frozen=True)
class Drawn:
    """One box as the template shows it."""

    kind: str
    name: str
    id: str
    label: str
    help: str = ""
    error: str = ""
    required: bool = False
    value: str = ""
    values: tuple[str, ...] = ()
    options: Sequence[Option] = ()
    unit: str = ""
    wordings: tuple[Wording, ...] = ()
    sentence: tuple[Number, ...] = ()
    checked: bool = False


@dataclass(frozen=True)
class DrawnRow:
    """One of a list; the last is empty, for adding."""

    heading: str
    name: str
    boxes: tuple[Drawn, ...]
    is_new: bool
    place: str
    is_gone: bool


@dataclass(frozen=True)
class DrawnRows:
    """A list of alike things."""

    label: str
    help: str
    rows: tuple[DrawnRow, ...]
    kind: str = "rows"


@dataclass(frozen=True)
class Drawing:
    """Draws the form of a subject."""

    compiled: Compiled
    tree: Tree
    wrong: Mapping[str, str]
    posted: QueryDict | None = None

    def parts(self, subject: Subject) -> list[Drawn | DrawnRows]:
        """Everything on the page."""
        return [self._part(part) for part in subject.parts]

    def problems(self, subject: Subject) -> list[Problem]:
        """What is wrong, for the summary above the form."""
        anchors = {box.name: box.id for box in self._boxes(subject)}
        return [Problem(message, anchors.get(name, "subject")) for name, message in self.wrong.items()]

    def _boxes(self, subject: Subject) -> Iterator[Drawn]:
        for part in self.parts(subject):
            if isinstance(part, DrawnRows):
                yield from (box for row in part.rows for box in row.boxes)
            else:
                yield part

    def _part(self, part: Part) -> Drawn | DrawnRows:
        return self._rows(part) if isinstance(part, Rows) else self._box(part, part.path, self.tree)

    def _rows(self, rows: Rows) -> DrawnRows:
        there = list(at(self.tree, rows.path) or [])
        shown = [*there, {}] if rows.can_add else there
        drawn = tuple(self._row(rows, n, row, is_new=n == len(there)) for n, row in enumerate(shown))
        return DrawnRows(rows.label, rows.help, drawn)

    def _row(self, rows: Rows, n: int, row: Any, *, is_new: bool) -> DrawnRow:
        name = f"{rows.path}[{n}]"
        boxes = tuple(self._box(box, f"{name}.{box.path}", row, path=box.path) for box in rows.boxes)
        place = self._typed(f"{name}|{PLACE}", str((n + 1) * 10))
        heading = f"{rows.one}を加える" if is_new else f"{rows.one}{n + 1}"
        gone = self.posted is not None and f"{name}|{GONE}" in self.posted
        return DrawnRow(heading, name, boxes, is_new, place, gone)

    def _typed(self, name: str, otherwise: str) -> str:
        return self.posted.get(name, otherwise) if self.posted is not None else otherwise

    def _box(self, box: Box, name: str, tree: object, path: str = "") -> Drawn:
        value = at(tree, path or box.path)
        anchor = html_id(f"{name}|ja") if box.kind is Kind.TEXTS else html_id(name)
        sentence = tuple(self._sentence(box, name)) if box.kind is Kind.SENTENCE else ()
        if sentence:
            anchor = next((piece.id for piece in sentence if piece.id), anchor)
        return Drawn(
            kind=box.kind.value,
            name=name,
            id=anchor,
            label=box.label,
            help=box.help,
            error=self.wrong.get(name, ""),
            required=box.required,
            value=self._typed(name, _shown(value, box)),
            values=self._chosen(name, value),
            options=box.options,
            unit=box.unit,
            wordings=tuple(self._wordings(name, value)) if box.kind is Kind.TEXTS else (),
            sentence=sentence,
            checked=name in self.posted if self.posted is not None else _is_on(value, box),
        )

    def _chosen(self, name: str, value: object) -> tuple[str, ...]:
        if self.posted is not None:
            return tuple(self.posted.getlist(name))
        return tuple(str(one) for one in value) if isinstance(value, list) else ()

    def _wordings(self, name: str, value: object) -> Iterator[Wording]:
        texts = value if isinstance(value, dict) else {}
        for language in LANGUAGES:
            one = f"{name}|{language}"
            typed = self._typed(one, str(texts.get(language, "")))
            is_missing = bool(texts) and not typed.strip()
            yield Wording(one, html_id(one), LANGUAGE_NAMES[language], typed, SPOKEN[language], is_missing)

    def _sentence(self, box: Box, name: str) -> Iterator[Number]:
        assert box.rule is not None  # noqa: S101 -- a sentence is that of a rule
        number = len(constants_of(box.rule.rule))
        for piece in pieces_of(self.compiled, box.rule):
            constant = piece.constant
            if constant is None:
                yield Number(words=piece.words)
                continue
            one = f"{name}|{constant.place}"
            typed = self._typed(one, constant.shown)
            label = f"{box.label}：{constant.place + 1}つ目の数（全部で{number}つ）"
            yield Number(name=one, id=html_id(one), value=typed, label=label, size=max(4, len(constant.shown) + 2))


# What is left out of a definition stands for these (channels.online is true where nothing is written).
_ON_WHEN_ABSENT = frozenset({"channels.online", "channels.counter"})


def _is_on(value: object, box: Box) -> bool:
    return box.path in _ON_WHEN_ABSENT if value is None else value is True


def _shown(value: object, box: Box) -> str:
    if isinstance(value, list):
        return "\n".join(str(one) for one in value)
    if value is None:
        return box.options[0].value if box.kind is Kind.CHOICE and box.options else ""
    return str(value)
