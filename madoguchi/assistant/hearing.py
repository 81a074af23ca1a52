"""What a resident answered in words, laid into the boxes of the form and read by the form's own readers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from madoguchi.assistant.hearing_days import day_in
from madoguchi.assistant.hearing_places import address_in
from madoguchi.assistant.hearing_words import ALL, NO, number_in, plain, yes_or_no
from madoguchi.definitions import display, problems
from madoguchi.definitions import questions as q
from madoguchi.definitions.problems import Problem
from madoguchi.definitions.reading import Reading, read
from madoguchi.definitions.situation import Situation
from madoguchi.definitions.typed import Boxes
from madoguchi.kernel.text import LANGUAGES, Text

_POLITE = re.compile(r"(?:です|と申します|といいます|と言います)?[。．.\s]*$")
_PLACE = re.compile(r"(?:no\.? ?)?([0-9]{1,3}|[一二三四五六七八九十]{1,3}) ?(?:番|番目|つ目|つめ|号|번|번째|个)?")
_KANJI = {sign: number for number, sign in enumerate("一二三四五六七八九十", start=1)}
_BETWEEN = re.compile(r"[\n、,，・/&;；\s]+|と|and|和|및|그리고")
SHORTEST_PART = 2


@dataclass(frozen=True)
class Said:
    """A reply: typed words, or the values of the options that were pressed (`pressed`)."""

    words: str = ""
    pressed: tuple[str, ...] = ()


def heard(question: q.Leaf, said: Said, path: str, at: Situation) -> Reading:
    """The answer as the form would have read it, or the form's own words on what is wrong with it."""
    if isinstance(question, q.ConsentQuestion) and not said.pressed and plain(said.words) in NO:
        return Reading(problem=Problem(path, "required", problems.AGREE))
    return read(question, boxes_in(question, said, at), path, at)


def boxes_in(question: q.Leaf, said: Said, at: Situation) -> Boxes:  # noqa: C901 -- a match over the kinds is a table
    """The boxes as they would have been typed. What cannot be told apart goes into one box, and the reader says so."""
    words = said.words.strip()
    if not words and not said.pressed:
        return {}
    match question:
        case q.TextQuestion():
            return {"": [words]}
        case q.NameQuestion() | q.KanaQuestion():
            family, _, given = " ".join(_POLITE.sub("", words).split()).partition(" ")
            return {"family": [family], "given": [given]}
        case q.DateQuestion():
            return {"": [day_in(words, today=at.today)]}
        case q.NumberQuestion() | q.MoneyQuestion():
            return {"": [number_in(_without_unit(question, words))]}
        case q.ChoiceQuestion():
            return {"": [_one(question.options, said)]}
        case q.ChoicesQuestion():
            return {"": _several(question.options, said)}
        case q.YesNoQuestion():
            return {"": [_yes_no(question, said)]}
        case q.AddressQuestion():
            return address_in(words, at)
        case q.PhoneQuestion():
            return {"": [re.sub(r"(?<=[0-9０-９])の(?=[0-9０-９])", "-", _POLITE.sub("", words))]}
        case q.EmailQuestion() | q.DigitsQuestion():
            return {"": [_POLITE.sub("", words)]}
        case q.ConsentQuestion():
            return {"": ["true" if "true" in said.pressed or yes_or_no(words) else ""]}
        case q.BankAccountQuestion() | q.FileQuestion():
            return {}  # the form takes it
        case _:
            assert_never(question)


def _without_unit(question: q.NumberQuestion | q.MoneyQuestion, words: str) -> str:
    unit = question.unit if isinstance(question, q.NumberQuestion) else None
    for language in LANGUAGES if unit else ():
        word = unit.in_(language) if unit else ""
        if word and words.endswith(word) and words != word:
            return words.removesuffix(word)
    return words


def _one(options: Sequence[q.Option], said: Said) -> str:
    if said.pressed:
        return said.pressed[-1]
    return option_in(options, said.words) or said.words.strip()


def _yes_no(question: q.YesNoQuestion, said: Said) -> str:
    if said.pressed:
        return said.pressed[-1]
    options = (q.Option("true", question.yes or display.YES), q.Option("false", question.no or display.NO))
    if found := _by_label(options, plain(said.words)):
        return found
    meant = yes_or_no(said.words)
    if meant is not None:
        return "true" if meant else "false"
    return option_in(options, said.words) or said.words.strip()


def option_in(options: Sequence[q.Option], said: str) -> str:
    """The one option that is meant: by its words in any language, by its number, by a part that only it has."""
    word = plain(said)
    if not word:
        return ""
    return _by_label(options, word) or _by_number(options, word) or _by_part(options, word)


def _labels(label: Text) -> list[str]:
    return [plain(label.in_(language)) for language in LANGUAGES]


def _by_label(options: Sequence[q.Option], word: str) -> str:
    found = {option.value for option in options if word in _labels(option.label)}
    return found.pop() if len(found) == 1 else ""


def _by_number(options: Sequence[q.Option], word: str) -> str:
    found = _PLACE.fullmatch(word)
    if found is None:
        return ""
    place = int(found[1]) if found[1].isascii() else _KANJI.get(found[1], 0)
    return options[place - 1].value if 1 <= place <= len(options) else ""


def _by_part(options: Sequence[q.Option], word: str) -> str:
    if len(word) < SHORTEST_PART:
        return ""
    found = {option.value for option in options if any(word in label for label in _labels(option.label))}
    if not found:
        inside = [(len(label), option.value) for option in options for label in _labels(option.label) if label in word]
        found = {value for size, value in inside if size == max(inside)[0]}
    return found.pop() if len(found) == 1 else ""


def _several(options: Sequence[q.Option], said: Said) -> list[str]:
    """Labels are taken out first, the longest before those within it; what is left over must be numbers or parts."""
    if said.pressed:
        return list(said.pressed)
    word = plain(said.words)
    if word in ALL:
        return [option.value for option in options]
    if whole := _by_label(options, word) or _by_number(options, word):
        return [whole]
    found: list[str] = []
    labels = sorted({(label, o.value) for o in options for label in _labels(o.label)}, key=lambda one: -len(one[0]))
    for label, value in labels:
        if label and label in word:
            found.append(value)
            word = word.replace(label, "\n")
    rest = [option_in(options, part) for part in _BETWEEN.split(word) if part]
    return [said.words.strip()] if not all(rest) or not (found or rest) else [*found, *rest]
