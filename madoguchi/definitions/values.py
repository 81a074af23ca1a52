"""Answers as the rules see them: the JSON value of each kind of question, with its type."""

from collections.abc import Mapping
from datetime import date
from typing import assert_never

from madoguchi.definitions import questions as q
from madoguchi.definitions.rules import BOOL, DATE, INT, LIST, RECORD, TEXT, Type

NAME_PARTS = ("family", "given")
NAME_TYPE = RECORD(dict.fromkeys(NAME_PARTS, TEXT))
ADDRESS_PARTS = ("postcode", "prefecture", "city", "town", "block", "building")
ADDRESS_TYPE = RECORD(dict.fromkeys(ADDRESS_PARTS, TEXT))
ACCOUNT_PARTS = ("bank", "branch", "type", "number", "holder")
ACCOUNT_TYPE = RECORD(dict.fromkeys(ACCOUNT_PARTS, TEXT))
FILE_TYPE = RECORD({"id": TEXT, "name": TEXT, "size": INT, "type": TEXT})


def type_of(question: q.Question) -> Type:
    """The type of a question's answer in a rule."""
    match question:
        case q.TextQuestion() | q.ChoiceQuestion() | q.PhoneQuestion() | q.EmailQuestion() | q.DigitsQuestion():
            return TEXT
        case q.NameQuestion() | q.KanaQuestion():
            return NAME_TYPE
        case q.DateQuestion():
            return DATE
        case q.NumberQuestion() | q.MoneyQuestion():
            return INT
        case q.ChoicesQuestion():
            return LIST(TEXT)
        case q.YesNoQuestion() | q.ConsentQuestion():
            return BOOL
        case q.AddressQuestion():
            return ADDRESS_TYPE
        case q.BankAccountQuestion():
            return ACCOUNT_TYPE
        case q.FileQuestion():
            return LIST(FILE_TYPE)
        case q.GroupQuestion():
            return LIST(RECORD({id_: type_of(leaf) for id_, leaf in question.fields.items()}))
        case _:
            assert_never(question)


def is_kept_form(question: q.Question, answer: object) -> bool:
    """Whether an answer has the JSON form its kind is kept in; what comes as data may have any."""
    match question:
        case q.TextQuestion() | q.ChoiceQuestion() | q.PhoneQuestion() | q.EmailQuestion() | q.DigitsQuestion():
            return isinstance(answer, str)
        case q.NameQuestion() | q.KanaQuestion():
            return _is_record(answer, NAME_PARTS)
        case q.DateQuestion():
            return isinstance(answer, str) and _day(answer) is not None
        case q.NumberQuestion() | q.MoneyQuestion():
            return isinstance(answer, int) and not isinstance(answer, bool)
        case q.ChoicesQuestion():
            return isinstance(answer, list) and all(isinstance(item, str) for item in answer)
        case q.YesNoQuestion() | q.ConsentQuestion():
            return isinstance(answer, bool)
        case q.AddressQuestion():
            return _is_record(answer, ADDRESS_PARTS)
        case q.BankAccountQuestion():
            return _is_record(answer, ACCOUNT_PARTS)
        case q.FileQuestion() | q.GroupQuestion():
            return isinstance(answer, list) and all(isinstance(item, dict) for item in answer)
        case _:
            assert_never(question)


def _is_record(answer: object, parts: tuple[str, ...]) -> bool:
    return isinstance(answer, dict) and all(part in parts and isinstance(answer[part], str) for part in answer)


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def for_rules(question: q.Question, answer: object) -> object:
    """One kept answer as a rule reads it: days become dates, everything else stays. One in no form of its kind is absent."""
    if not is_kept_form(question, answer):
        return None
    if isinstance(question, q.DateQuestion):
        return _day(str(answer))
    if isinstance(question, q.GroupQuestion) and isinstance(answer, list):
        return [row_for_rules(question, row) for row in answer]
    return answer


def row_for_rules(group: q.GroupQuestion, row: Mapping[str, object]) -> dict[str, object]:
    """One row of a group as a rule reads it."""
    return {id_: for_rules(leaf, row[id_]) for id_, leaf in group.fields.items() if id_ in row}


def as_json(value: object) -> object:
    """A value computed by a rule, as it is kept and compared."""
    return value.isoformat() if isinstance(value, date) else value
