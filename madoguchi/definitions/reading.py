"""What a person typed, read into the answer that is kept: one function per kind, the same for every channel."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from madoguchi.definitions import problems as words
from madoguchi.definitions import questions as q
from madoguchi.definitions.problems import Problem, told
from madoguchi.definitions.reading_places import read_account, read_address
from madoguchi.definitions.situation import Situation
from madoguchi.kernel import characters, ids, japanese_dates, normalise
from madoguchi.kernel.text import Text

Typed = Mapping[str, Sequence[str]]
"""The parts a question's controls sent: '' for a single box, 'family', 'given', 'year' … for several."""

LONGEST_NAME = 60
# Eleven digits after 050, 060, 070, 080 and 090, ten elsewhere; from abroad as people write it.
PHONE = r"0[5-9]0[0-9]{8}|0(?![5-9]0)[1-9][0-9]{8}|\+[1-9][0-9]{6,14}"
_KANA = re.compile(r"[ァ-ヺー・･ \-A-Za-z]+")
_EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
)


@dataclass(frozen=True)
class Reading:
    """`answer` is None where nothing was given or it could not be read; then `problem` says why."""

    answer: object = None
    problem: Problem | None = None


def read(question: q.Leaf, typed: Typed, path: str, at: Situation) -> Reading:
    """Read one question. Nothing typed is no problem here: whether it is required the journey knows."""
    match question:
        case q.TextQuestion():
            return _text(question, typed, path)
        case q.NameQuestion():
            return _name(question, typed, path)
        case q.KanaQuestion():
            return _kana(question, typed, path)
        case q.DateQuestion():
            return _date(question, typed, path, at)
        case q.NumberQuestion() | q.MoneyQuestion():
            return _number(question, typed, path)
        case q.ChoiceQuestion():
            return _choice(question, typed, path)
        case q.ChoicesQuestion():
            return _choices(question, typed, path)
        case q.YesNoQuestion():
            return _yes_no(question, typed, path)
        case q.AddressQuestion():
            return _outcome(read_address(question, typed, path, at))
        case q.PhoneQuestion():
            return _checked(normalise.phone(one(typed)), _is_phone, question, words.PHONE, path)
        case q.EmailQuestion():
            return _checked(normalise.email(one(typed)), _is_email, question, words.EMAIL, path)
        case q.DigitsQuestion():
            return _digits(question, typed, path)
        case q.BankAccountQuestion():
            return _outcome(read_account(question, typed, path))
        case q.FileQuestion():
            return Reading()
        case q.ConsentQuestion():
            return Reading(True if one(typed) in {"true", "on", "1"} else None)
        case _:
            assert_never(question)


def one(typed: Typed, part: str = "") -> str:
    """The last value of a part, as browsers send it when a name stands twice."""
    values = typed.get(part) or ("",)
    return values[-1]


def _outcome(found: Problem | Mapping[str, object] | None) -> Reading:
    return Reading(problem=found) if isinstance(found, Problem) else Reading(answer=found)


def _checked(value: str, right: Callable[[str], bool], question: q.Leaf, message: Text, path: str) -> Reading:
    if not value:
        return Reading()
    if not right(value):
        return Reading(problem=Problem(path, "malformed", told(message, label=question.label)))
    return Reading(value)


def _is_phone(value: str) -> bool:
    return re.fullmatch(PHONE, value) is not None


def _is_email(value: str) -> bool:
    # Mobile carriers have given out addresses with two dots in a row, so the part before @ is taken as it is.
    return len(value) <= 254 and _EMAIL.fullmatch(value) is not None


def unwelcome(text: str, question: q.Leaf, path: str, *, part: str = "", lines: bool = False) -> Problem | None:
    """Characters that may not stand in an answer, named so that they can be found and deleted."""
    found = characters.unwelcome(text, lines=lines)
    if not found:
        return None
    return Problem(
        path, "unwelcome", told(words.UNWELCOME, label=question.label, characters="、".join(found[:3])), part
    )


def too_long(text: str, longest: int, question: q.Leaf, path: str, *, part: str = "") -> Problem | None:
    """A text longer than people are asked to write. Code points bound the work before characters are counted."""
    if len(text) <= longest:
        return None
    size = characters.size(text) if len(text) <= 20 * longest else len(text)
    if size <= longest:
        return None
    return Problem(path, "too_long", told(words.TOO_LONG, label=question.label, max=longest, size=size), part)


def _text(question: q.TextQuestion, typed: Typed, path: str) -> Reading:
    raw = one(typed).replace("\r\n", "\n")
    several = question.lines > 1
    if wrong := too_long(raw.strip(), question.max, question, path) or unwelcome(raw, question, path, lines=several):
        return Reading(problem=wrong)
    return Reading((raw.strip() if several else normalise.one_line(raw)) or None)


def _name(question: q.NameQuestion, typed: Typed, path: str) -> Reading:
    parts = {part: normalise.name(one(typed, part)) for part in ("family", "given")}
    if not any(parts.values()):
        return Reading()
    for part, message in (("family", words.FAMILY_NAME), ("given", words.GIVEN_NAME)):
        if not parts[part]:
            return Reading(problem=Problem(path, "required", told(message, label=question.label), part))
        wrong = too_long(parts[part], LONGEST_NAME, question, path, part=part)
        if wrong := wrong or unwelcome(parts[part], question, path, part=part):
            return Reading(problem=wrong)
    return Reading(parts)


def _kana(question: q.KanaQuestion, typed: Typed, path: str) -> Reading:
    parts = {part: normalise.kana(one(typed, part))[: 10 * LONGEST_NAME] for part in ("family", "given")}
    if not any(parts.values()):
        return Reading()
    for part, message in (("family", words.FAMILY_NAME), ("given", words.GIVEN_NAME)):
        if not parts[part]:
            return Reading(problem=Problem(path, "required", told(message, label=question.label), part))
        if wrong := too_long(parts[part], LONGEST_NAME, question, path, part=part):
            return Reading(problem=wrong)
        if not _KANA.fullmatch(parts[part]):
            return Reading(problem=Problem(path, "malformed", told(words.KANA_ONLY, label=question.label), part))
    return Reading(parts)


def _date(question: q.DateQuestion, typed: Typed, path: str, at: Situation) -> Reading:
    boxes = [normalise.one_line(one(typed, part))[:40] for part in ("era", "year", "month", "day")]
    whole = normalise.one_line(one(typed))[:40]
    if not whole and not any(boxes[1:]):
        return Reading()
    try:
        day = japanese_dates.parse(whole) if whole else japanese_dates.parse_parts(*boxes)
    except japanese_dates.DateProblem as problem:
        part = "" if whole else "year"
        return Reading(
            problem=Problem(path, "malformed", told(words.DATE, label=question.label, why=problem.message), part)
        )
    if question.when == "past" and day > at.today:
        return Reading(problem=Problem(path, "not_past", told(words.NOT_PAST, label=question.label), "year"))
    if question.when == "future" and day < at.today:
        return Reading(problem=Problem(path, "not_future", told(words.NOT_FUTURE, label=question.label), "year"))
    return Reading(day.isoformat())


def _number(question: q.NumberQuestion | q.MoneyQuestion, typed: Typed, path: str) -> Reading:
    raw = normalise.one_line(one(typed))
    if not raw:
        return Reading()
    text = normalise.digits(raw.replace(",", "").replace("，", "").replace("円", "")[:40])
    # A dash before a number is a minus here, and no number we ask for is below zero.
    if not (text.isascii() and text.isdigit()) or re.match(r"[-−－‐ー]", raw):
        return Reading(problem=Problem(path, "malformed", told(words.NUMBER, label=question.label)))
    number = int(text)
    if not question.min <= number <= question.max:
        message = told(words.OUT_OF_RANGE, label=question.label, min=f"{question.min:,}", max=f"{question.max:,}")
        return Reading(problem=Problem(path, "out_of_range", message))
    return Reading(number)


def _choice(question: q.ChoiceQuestion, typed: Typed, path: str) -> Reading:
    value = one(typed)
    if not value:
        return Reading()
    if all(option.value != value for option in question.options):
        return Reading(problem=Problem(path, "unknown_option", told(words.UNKNOWN_OPTION, label=question.label)))
    return Reading(value)


def _choices(question: q.ChoicesQuestion, typed: Typed, path: str) -> Reading:
    chosen = [value for value in dict.fromkeys(typed.get("", ())) if value]
    known = {option.value for option in question.options}
    if not set(chosen) <= known:
        return Reading(problem=Problem(path, "unknown_option", told(words.UNKNOWN_OPTION, label=question.label)))
    if question.max and len(chosen) > question.max:
        message = told(words.TOO_MANY_OPTIONS, label=question.label, max=question.max)
        return Reading(problem=Problem(path, "too_many", message))
    return Reading([option.value for option in question.options if option.value in chosen] or None)


def _yes_no(question: q.YesNoQuestion, typed: Typed, path: str) -> Reading:
    match one(typed):
        case "":
            return Reading()
        case "true" | "yes":
            return Reading(True)
        case "false" | "no":
            return Reading(False)
        case _:
            return Reading(problem=Problem(path, "unknown_option", told(words.UNKNOWN_OPTION, label=question.label)))


def _digits(question: q.DigitsQuestion, typed: Typed, path: str) -> Reading:
    value = normalise.digits(one(typed)[:100])
    if not value:
        return Reading()
    shown: str | int = question.length or f"1〜{question.max}"
    right = len(value) == question.length if question.length else len(value) <= question.max
    if not (right and value.isascii() and value.isdigit()):
        return Reading(problem=Problem(path, "malformed", told(words.DIGITS, label=question.label, length=shown)))
    if question.check_digit and not ids.has_valid_check_digit(value):
        return Reading(problem=Problem(path, "check_digit", told(words.CHECK_DIGIT, label=question.label)))
    return Reading(value)
