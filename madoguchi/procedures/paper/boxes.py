"""The places to write in for each kind of question: cells for what is read character by character, boxes, squares."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from madoguchi.definitions import questions as q
from madoguchi.definitions.display import NO, YES
from madoguchi.kernel.japanese_dates import ERAS
from madoguchi.procedures.paper.geometry import (
    ANSWERS_LEFT,
    BOX_HEIGHT,
    CELL_HEIGHT,
    CELL_WIDTH,
    GAP,
    RIGHT,
    SMALL,
    SQUARE,
    Holds,
    Slot,
    Words,
    height_of,
)

MOST_CELLS = 18
KANA_CELLS = 15
ACCOUNT_KINDS = (("ordinary", "普通"), ("current", "当座"), ("savings", "貯蓄"))
WESTERN = "西暦"
ATTACHED = {"ja": "この書類を付けました", "easy": "この書類をつけました"}


@dataclass
class Flow:
    """Places things from left to right and line by line; everything is relative to the top of the question."""

    left: float = ANSWERS_LEFT
    right: float = RIGHT
    slots: list[Slot] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    x: float = ANSWERS_LEFT
    y: float = GAP
    tall: float = 0.0

    def __post_init__(self) -> None:
        self.x = self.left

    @property
    def height(self) -> float:
        return self.y + self.tall + GAP

    def next_line(self) -> None:
        """Go on below."""
        if self.tall:
            self.x, self.y, self.tall = self.left, self.y + self.tall + GAP, 0.0

    def room(self, width: float, height: float) -> tuple[float, float]:
        """The next free place for something this large."""
        if self.x > self.left and self.x + width > self.right:
            self.next_line()
        place = (self.x, self.y)
        self.x, self.tall = self.x + width, max(self.tall, height)
        return place

    def say(self, text: str, height: float = CELL_HEIGHT) -> None:
        """A word before or behind a box."""
        width = len(text) * SMALL + 1.5
        x, y = self.room(width, height)
        self.words.append(Words(text, x, y + (height - SMALL * 1.4) / 2, width, SMALL))

    def cells(self, name: str, count: int, holds: Holds, *, right_aligned: bool = False) -> None:
        """One box a character."""
        x, y = self.room(count * CELL_WIDTH + 1.5, CELL_HEIGHT)
        slot = Slot(name, "cells", x, y, count * CELL_WIDTH, CELL_HEIGHT, holds, count, right_aligned=right_aligned)
        self.slots.append(slot)

    def box(self, name: str, width: float, height: float = BOX_HEIGHT) -> None:
        """Room for free words."""
        width = min(width, self.right - self.left)
        x, y = self.room(width + 1.5, height)
        self.slots.append(Slot(name, "box", x, y, width, height))

    def square(self, name: str, value: str, label: str) -> None:
        """A square to tick, with what it says."""
        most = self.right - self.left - SQUARE - 4
        words = min(most, len(label) * SMALL + 1)
        height = max(SQUARE + 1.6, height_of(label, words, SMALL))
        x, y = self.room(SQUARE + 1.5 + words + 3, height)
        self.slots.append(Slot(name, "square", x, y + 0.8, SQUARE, SQUARE, value=value))
        self.words.append(Words(label, x + SQUARE + 1.5, y + 0.8, words, SMALL))

    def moved(self, down: float) -> tuple[list[Slot], list[Words]]:
        """Everything, at its place on the page."""
        slots = [replace(slot, y=slot.y + down) for slot in self.slots]
        return slots, [replace(words, y=words.y + down) for words in self.words]


def flow_of(question: q.Leaf, path: str, language: str) -> Flow:  # noqa: C901 -- one line a kind
    """The places to write in for one question."""
    flow = Flow()
    match question:
        case q.TextQuestion():
            height = BOX_HEIGHT if question.lines <= 1 else 8.0 * min(question.lines, 6)
            flow.box(path, 62.0 if question.max <= 20 else 200.0, height)
        case q.EmailQuestion():
            flow.box(path, 200.0)
        case q.NameQuestion():
            for part, label in (("family", "姓"), ("given", "名")):
                flow.say(label, BOX_HEIGHT)
                flow.box(f"{path}.{part}", 50.0)
        case q.KanaQuestion():
            for part, label in (("family", "セイ"), ("given", "メイ")):
                flow.say(label)
                flow.cells(f"{path}.{part}", KANA_CELLS, "kana")
                flow.next_line()
        case q.DateQuestion():
            _date(flow, path)
        case q.NumberQuestion():
            flow.cells(path, len(str(question.max)), "digits", right_aligned=True)
            flow.say(question.unit.in_(language) if question.unit else "")
        case q.MoneyQuestion():
            flow.cells(path, len(str(question.max)), "digits", right_aligned=True)
            flow.say("円")
        case q.ChoiceQuestion() | q.ChoicesQuestion():
            _options(flow, path, [(option.value, option.label.in_(language)) for option in question.options])
        case q.YesNoQuestion():
            yes, no = question.yes or YES, question.no or NO
            _options(flow, path, [("true", yes.in_(language)), ("false", no.in_(language))])
        case q.AddressQuestion():
            _address(flow, path)
        case q.PhoneQuestion():
            flow.cells(path, 13, "digits")
        case q.DigitsQuestion():
            count = question.length or question.max
            flow.cells(path, count, "digits") if count <= MOST_CELLS else flow.box(path, 100.0)
        case q.BankAccountQuestion():
            _account(flow, path)
        case q.FileQuestion():
            flow.square("", "", ATTACHED.get(language, ATTACHED["ja"]))
        case q.ConsentQuestion():
            flow.square(path, "true", question.label.in_(language))
        case _:
            assert_never(question)
    return flow


def _options(flow: Flow, name: str, options: Sequence[tuple[str, str]]) -> None:
    for value, label in options:
        flow.square(name, value, label)


def _date(flow: Flow, path: str) -> None:
    for name in (*(era.name for era in ERAS[:4]), WESTERN):
        flow.square(f"{path}.era", name, name)
    flow.next_line()
    for part, count, unit in (("year", 4, "年"), ("month", 2, "月"), ("day", 2, "日")):
        flow.cells(f"{path}.{part}", count, "digits", right_aligned=True)
        flow.say(unit)


def _address(flow: Flow, path: str) -> None:
    flow.say("〒")
    flow.cells(f"{path}.postcode", 7, "digits")
    flow.next_line()
    for part, label, width in (
        ("prefecture", "都道府県", 30.0),
        ("city", "市区町村", 60.0),
        ("town", "町名・丁目", 52.0),
        ("block", "番地", 38.0),
        ("building", "建物・部屋", 95.0),
    ):
        flow.say(label, BOX_HEIGHT)
        flow.box(f"{path}.{part}", width)


def _account(flow: Flow, path: str) -> None:
    for part, label, width in (("bank", "金融機関の名前か番号", 58.0), ("branch", "支店の名前か番号", 58.0)):
        flow.say(label, BOX_HEIGHT)
        flow.box(f"{path}.{part}", width)
        flow.next_line()
    _options(flow, f"{path}.type", ACCOUNT_KINDS)
    flow.next_line()
    flow.say("口座番号")
    flow.cells(f"{path}.number", 7, "digits", right_aligned=True)
    flow.next_line()
    flow.say("名義（カナ）", BOX_HEIGHT)
    flow.box(f"{path}.holder", 92.0)
