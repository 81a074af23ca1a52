"""Answers that came as data, read by the same rules as if they had been typed, so that they are kept alike.

`０３−５４３２−１１１１` and `0354321111` are one telephone number, over whichever way they came; what may exist once
(`unique_by`) is compared by what is kept.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeGuard

from madoguchi.definitions import problems as words
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.problems import Problem, told
from madoguchi.definitions.questions import FileQuestion, GroupQuestion, Leaf
from madoguchi.definitions.reading import read
from madoguchi.definitions.situation import Situation
from madoguchi.definitions.typed import boxes_of
from madoguchi.definitions.validate import missing
from madoguchi.definitions.values import is_kept_form
from madoguchi.kernel.text import Text

MOST_ROWS_READ = 50
MOST_FILES_READ = 50
_ROW_ID = re.compile(r"[A-Za-z0-9]{1,12}")
File = Mapping[str, object]
UNKNOWN = Text(
    ja="「{name}」という質問は、この版の様式にありません。",
    easy="「{name}」という質問はありません。",
    en="This version of the form has no question “{name}”.",
    zh_hans="此版本的表格中没有名为“{name}”的问题。",
    ko="이 버전의 양식에는 ‘{name}’이라는 질문이 없습니다.",
)


@dataclass
class Sent:
    """`answers` as they are kept; `problems` where something cannot be read; `files` named by id, with their path."""

    answers: dict[str, object] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    files: list[tuple[str, FileQuestion, str]] = field(default_factory=list)


def sent(compiled: Compiled, given: Mapping[str, object], at: Situation) -> Sent:
    """Read everything that was sent. Files stand in the answers by their id alone."""
    found = Sent()
    for id_, answer in given.items():
        question = compiled.procedure.data.get(id_)
        if question is None:
            found.problems.append(_unknown(id_))
        elif isinstance(question, GroupQuestion):
            _take_rows(found, id_, question, answer, at)
        else:
            _take(found, found.answers, id_, question, answer, id_, at)
    return found


def _unknown(path: str) -> Problem:
    return Problem(path[:200], "unknown_question", told(UNKNOWN, name=path[:100]))


def _take_rows(found: Sent, id_: str, group: GroupQuestion, given: object, at: Situation) -> None:
    if given is None:
        return
    if not _is_list_of_objects(given):
        found.problems.append(Problem(id_, "malformed", missing(group, id_).message))
        return
    if len(given) > MOST_ROWS_READ:
        message = told(words.TOO_MANY_ROWS, label=group.label, max=group.max)
        found.problems.append(Problem(id_, "too_many", message))
        return
    found.answers[id_] = [
        _row(found, id_, group, row_id, row, at) for row_id, row in zip(_row_ids(given), given, strict=True)
    ]


def row_ids(given: object) -> list[str]:
    """The ids of the rows of a group as they are kept: those that were sent, else their places."""
    return list(_row_ids(given)) if _is_list_of_objects(given) else []


def _row_ids(given: list[dict[str, object]]) -> Iterator[str]:
    used: set[str] = set()
    for place, row in enumerate(given, start=1):
        named = row.get("row")
        is_good = isinstance(named, str) and _ROW_ID.fullmatch(named) is not None and named not in used
        row_id = str(named) if is_good else _free(place, used)
        used.add(row_id)
        yield row_id


def _free(place: int, used: set[str]) -> str:
    while str(place) in used:
        place += MOST_ROWS_READ
    return str(place)


def _row(
    found: Sent, id_: str, group: GroupQuestion, row_id: str, given: Mapping[str, object], at: Situation
) -> dict[str, object]:
    row: dict[str, object] = {"row": row_id}
    for leaf, answer in given.items():
        path = f"{id_}.{row_id}.{leaf}"
        if leaf == "row":
            continue
        if leaf in group.fields:
            _take(found, row, leaf, group.fields[leaf], answer, path, at)
        else:
            found.problems.append(_unknown(path))
    return row


def _take(
    found: Sent, into: dict[str, object], id_: str, question: Leaf, given: object, path: str, at: Situation
) -> None:
    if given is None or given == "":
        return
    if not is_kept_form(question, given):
        found.problems.append(Problem(path, "malformed", missing(question, path).message))
    elif isinstance(question, FileQuestion):
        _take_files(found, into, id_, question, given, path)
    else:
        reading = read(question, boxes_of(question, given), path, at)
        if reading.problem is not None:
            found.problems.append(reading.problem)
        elif reading.answer is not None:
            into[id_] = reading.answer


def _take_files(
    found: Sent, into: dict[str, object], id_: str, question: FileQuestion, given: object, path: str
) -> None:
    named = [str(file.get("id", "")) for file in given] if _is_list_of_objects(given) else []
    if len(named) > MOST_FILES_READ:
        message = told(words.TOO_MANY_FILES, label=question.label, max=question.max_files)
        found.problems.append(Problem(path, "too_many", message))
    elif named:
        into[id_] = [{"id": name} for name in named]
        found.files.extend((path, question, name) for name in named)


def _is_list_of_objects(given: object) -> TypeGuard[list[dict[str, object]]]:
    return isinstance(given, list) and all(isinstance(one, dict) for one in given)
