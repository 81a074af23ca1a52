"""A kept answer put back into the boxes it was typed in: to fill a form again, and to read it by the same rules."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import assert_never

from madoguchi.definitions import questions as q
from madoguchi.definitions.values import ACCOUNT_PARTS, ADDRESS_PARTS
from madoguchi.kernel import japanese_dates

Boxes = dict[str, list[str]]


def boxes_of(question: q.Leaf, answer: object) -> Boxes:
    """The boxes of a question as they would have been typed; nothing where there is no answer."""
    if answer is None:
        return {}
    match question:
        case q.TextQuestion() | q.ChoiceQuestion() | q.PhoneQuestion() | q.EmailQuestion() | q.DigitsQuestion():
            return {"": [_text(answer)]}
        case q.NumberQuestion() | q.MoneyQuestion():
            return {"": [_text(answer)]}
        case q.NameQuestion() | q.KanaQuestion():
            return _parts(answer, ("family", "given"))
        case q.DateQuestion():
            return _date(answer)
        case q.ChoicesQuestion():
            return {"": [str(value) for value in answer]} if isinstance(answer, list | tuple) else {"": [_text(answer)]}
        case q.YesNoQuestion() | q.ConsentQuestion():
            return {"": [_text(answer).lower()]}
        case q.AddressQuestion():
            return _parts(answer, ADDRESS_PARTS)
        case q.BankAccountQuestion():
            return _parts(answer, ACCOUNT_PARTS)
        case q.FileQuestion():
            return {}
        case _:
            assert_never(question)


def _text(answer: object) -> str:
    return "" if isinstance(answer, Mapping | list) else str(answer)


def _parts(answer: object, names: Sequence[str]) -> Boxes:
    """A single string is split as people write it: 山田 花子."""
    if isinstance(answer, str) and names == ("family", "given"):
        family, _, given = answer.replace("\u3000", " ").partition(" ")
        return {"family": [family], "given": [given.strip()]}
    if not isinstance(answer, Mapping):
        return {"": [_text(answer)]}
    return {name: [_text(answer[name])] for name in names if name in answer}


def _date(answer: object) -> Boxes:
    if isinstance(answer, date):
        answer = answer.isoformat()
    text = _text(answer)
    try:
        day = date.fromisoformat(text)
        era = japanese_dates.era_of(day)
    except ValueError:
        return {"": [text]}
    return {"era": [era.name], "year": [str(era.year_of(day))], "month": [str(day.month)], "day": [str(day.day)]}
