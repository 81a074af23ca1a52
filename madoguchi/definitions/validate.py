"""The only meaning of valid: which answers are missing or wrong, over every channel."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from madoguchi.definitions import problems as words
from madoguchi.definitions import questions as q
from madoguchi.definitions.compiled import ROW, Compiled
from madoguchi.definitions.journey import Journey, is_shown_in_row, requirement, walk
from madoguchi.definitions.problems import Problem, told
from madoguchi.definitions.reading import read
from madoguchi.definitions.situation import Situation
from madoguchi.definitions.typed import boxes_of
from madoguchi.definitions.values import is_kept_form, row_for_rules
from madoguchi.kernel.text import Text


@dataclass(frozen=True)
class Validity:
    """`problems` keep it from being sent; `gaps` are softly required answers that may be sent later (行政手続法7条)."""

    journey: Journey
    problems: tuple[Problem, ...]
    gaps: tuple[Problem, ...]


def validate(compiled: Compiled, answers: Mapping[str, object], at: Situation) -> Validity:
    """Everything wrong with these answers, in the order of the questions."""
    journey = walk(compiled, answers, today=at.today)
    return _of(compiled, journey, at, [id_ for page in journey.pages for id_ in page.ask])


def validate_questions(compiled: Compiled, journey: Journey, ids: Sequence[str], at: Situation) -> Validity:
    """The same for some questions of a walk that was made."""
    return _of(compiled, journey, at, ids)


def _of(compiled: Compiled, journey: Journey, at: Situation, ids: Sequence[str]) -> Validity:
    found = [problem for id_ in ids if id_ in journey.visible for problem in _question(compiled, journey, id_, at)]
    gaps = tuple(problem for problem in found if problem.code == "gap")
    return Validity(journey, tuple(problem for problem in found if problem.code != "gap"), gaps)


def _question(compiled: Compiled, journey: Journey, id_: str, at: Situation) -> Iterator[Problem]:
    question, answer = compiled.procedure.data[id_], journey.answers.get(id_)
    require = requirement(compiled, id_, journey.values, at.today)
    if isinstance(question, q.GroupQuestion):
        yield from _group(compiled, journey, id_, question, at, require)
    else:
        yield from leaf_problems(question, answer, id_, at, require)


def leaf_problems(question: q.Leaf, answer: object, path: str, at: Situation, require: q.Require) -> Iterator[Problem]:
    """One answer by the same reading as if it were typed now."""
    if answer is None:
        yield from _absent(question, path, require)
        return
    if not is_kept_form(question, answer):
        yield Problem(path, "malformed", _ask_for(question))
        return
    if isinstance(question, q.FileQuestion):
        if isinstance(answer, list) and len(answer) > question.max_files:
            message = told(words.TOO_MANY_FILES, label=question.label, max=question.max_files)
            yield Problem(path, "too_many", message)
        return
    reading = read(question, boxes_of(question, answer), path, at)
    if reading.problem is not None:
        yield reading.problem
    elif reading.answer is None:
        yield from _absent(question, path, require)


def _absent(question: q.Question, path: str, require: q.Require) -> Iterator[Problem]:
    if require == "hard":
        yield missing(question, path)
    elif require == "soft":
        yield Problem(path, "gap", _ask_for(question))


def missing(question: q.Question, path: str) -> Problem:
    """The problem of an answer that is required and not there."""
    return Problem(path, "required", _ask_for(question))


def _ask_for(question: q.Question) -> Text:
    match question:
        case q.ChoiceQuestion() | q.ChoicesQuestion() | q.YesNoQuestion():
            return told(words.CHOOSE, label=question.label)
        case q.FileQuestion():
            return told(words.ATTACH, label=question.label)
        case q.ConsentQuestion():
            return words.AGREE
        case q.GroupQuestion():
            return told(words.ADD_ROW, label=question.label, min=max(question.min, 1))
        case _:
            return told(words.ENTER, label=question.label)


def _group(
    compiled: Compiled, journey: Journey, id_: str, group: q.GroupQuestion, at: Situation, require: q.Require
) -> Iterator[Problem]:
    answer = journey.answers.get(id_)
    rows = [row for row in answer if isinstance(row, Mapping)] if isinstance(answer, list) else []
    if len(rows) < group.min:
        yield from _absent(group, id_, require)
    if len(rows) > group.max:
        yield Problem(id_, "too_many", told(words.TOO_MANY_ROWS, label=group.label, max=group.max))
    for row in rows[: group.max]:
        yield from row_problems(compiled, journey.values, id_, group, row, at)


def row_problems(
    compiled: Compiled,
    values: Mapping[str, object],
    id_: str,
    group: q.GroupQuestion,
    row: Mapping[str, object],
    at: Situation,
) -> Iterator[Problem]:
    """What is wrong in one row of a group."""
    within = {**values, ROW: row_for_rules(group, row)}
    for leaf, question in group.fields.items():
        path = f"{id_}.{leaf}"
        if is_shown_in_row(compiled, path, values, group, row, at.today):
            require = requirement(compiled, path, within, at.today)
            yield from leaf_problems(question, row.get(leaf), f"{id_}.{row['row']}.{leaf}", at, require)
