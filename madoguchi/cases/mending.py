"""What may change in a correction: what was asked, and what a new answer to it brings. All else stays as it was sent."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from madoguchi.definitions.compiled import ROW, Compiled
from madoguchi.definitions.journey import Journey, is_shown_in_row, requirement, walk
from madoguchi.definitions.questions import GroupQuestion
from madoguchi.definitions.values import row_for_rules

Answers = Mapping[str, object]
Row = Mapping[str, object]


@dataclass(frozen=True)
class Mended:
    """`answers` are those of the case with what may change taken from the new ones; `brought` was not asked before.

    `open` is both: everything the resident is asked now.
    """

    answers: dict[str, object]
    open: frozenset[str]
    brought: frozenset[str]


def mended(compiled: Compiled, before: Answers, after: Answers, asked: Collection[str], *, today: date) -> Mended:
    """The answers of the case, mended only where it was asked. Without asked paths the whole application is mended.

    An answer may show a question nobody has met, or make one required that was left empty: such a question held no
    answer before, so opening it changes nothing that was sent.
    """
    if not asked:
        return Mended(dict(after), frozenset(), frozenset())
    was = walk(compiled, before, today=today)
    may_change = set(asked)
    while True:
        answers = _taken(before, after, may_change)
        brought = set(_brought(compiled, was, walk(compiled, answers, today=today), may_change, today))
        if not brought:
            return Mended(answers, frozenset(may_change), frozenset(may_change) - set(asked))
        may_change |= brought


def covers(paths: Collection[str], path: str) -> bool:
    """Whether a path, or the row or group it is in, is one of these."""
    parts = path.split(".")
    return any(".".join(parts[:n]) in paths for n in range(1, len(parts) + 1))


def touches(paths: Collection[str], path: str) -> bool:
    """The same, or something inside the path is one of these."""
    return covers(paths, path) or any(one.startswith(f"{path}.") for one in paths)


def is_askable(compiled: Compiled, journey: Journey, path: str, *, today: date) -> bool:
    """Whether the path is a question this application was asked, or a row of it."""
    head, _dot, rest = path.partition(".")
    if head not in journey.visible:
        return False
    group = compiled.procedure.data[head]
    if not rest:
        return True
    row_id, _dot, leaf = rest.partition(".")
    row = rows_of(journey.answers, head).get(row_id)
    if not isinstance(group, GroupQuestion) or row is None:
        return False
    if "." not in rest:
        return True
    return leaf in group.fields and is_shown_in_row(compiled, f"{head}.{leaf}", journey.values, group, row, today)


def rows_of(answers: Answers, group: str) -> dict[str, Row]:
    """The rows of a group by their ids."""
    rows = answers.get(group)
    return (
        {str(row[ROW]): row for row in rows if isinstance(row, Mapping) and ROW in row}
        if isinstance(rows, list)
        else {}
    )


def answer_at(answers: Answers, path: str) -> object:
    """The answer at `field`, `group`, `group.row` or `group.row.field`."""
    head, _dot, rest = path.partition(".")
    if not rest:
        return answers.get(head)
    row_id, _dot, leaf = rest.partition(".")
    row = rows_of(answers, head).get(row_id)
    return row.get(leaf) if row and leaf else row


def _taken(before: Answers, after: Answers, may_change: Collection[str]) -> dict[str, object]:
    answers = dict(before)
    for head in {path.partition(".")[0] for path in may_change}:
        answer = after.get(head) if head in may_change else _rows_taken(before, after, head, may_change)
        if answer is None or answer == []:
            answers.pop(head, None)
        else:
            answers[head] = answer
    return answers


def _rows_taken(before: Answers, after: Answers, group: str, may_change: Collection[str]) -> list[Row]:
    new = rows_of(after, group)
    return [
        _row_taken(f"{group}.{id_}", row, new.get(id_, row), may_change) for id_, row in rows_of(before, group).items()
    ]


def _row_taken(path: str, before: Row, after: Row, may_change: Collection[str]) -> Row:
    if path in may_change:
        return after
    return {
        leaf: source[leaf]
        for leaf in dict.fromkeys([*before, *after])
        for source in [after if f"{path}.{leaf}" in may_change else before]
        if leaf in source
    }


def _brought(compiled: Compiled, was: Journey, now: Journey, may_change: Collection[str], today: date) -> Iterator[str]:
    """What is asked now, was not before, and holds no answer."""
    for id_ in now.visible:
        if id_ in may_change:
            continue
        question = compiled.procedure.data[id_]
        if id_ not in was.visible or (id_ not in was.answers and _is_asked_for_anew(compiled, id_, was, now, today)):
            yield id_
        elif isinstance(question, GroupQuestion):
            for row_id, row in rows_of(now.answers, id_).items():
                old = rows_of(was.answers, id_).get(row_id, {ROW: row_id})
                yield from _brought_in_row(compiled, id_, question, (was, old), (now, row), may_change, today)


def _is_asked_for_anew(compiled: Compiled, id_: str, was: Journey, now: Journey, today: date) -> bool:
    return (
        requirement(compiled, id_, now.values, today) != "none"
        and requirement(compiled, id_, was.values, today) == "none"
    )


def _brought_in_row(
    compiled: Compiled,
    id_: str,
    group: GroupQuestion,
    was: tuple[Journey, Row],
    now: tuple[Journey, Row],
    may_change: Collection[str],
    today: date,
) -> Iterator[str]:
    for leaf in group.fields:
        path = f"{id_}.{now[1][ROW]}.{leaf}"
        if covers(may_change, path) or not _is_shown(compiled, id_, group, leaf, now, today):
            continue
        shown_before = _is_shown(compiled, id_, group, leaf, was, today)
        asked_anew = (
            leaf not in was[1]
            and _asks(compiled, id_, group, leaf, now, today)
            and not _asks(compiled, id_, group, leaf, was, today)
        )
        if not shown_before or asked_anew:
            yield path


def _is_shown(
    compiled: Compiled, id_: str, group: GroupQuestion, leaf: str, at: tuple[Journey, Row], today: date
) -> bool:
    journey, row = at
    return is_shown_in_row(compiled, f"{id_}.{leaf}", journey.values, group, row, today)


def _asks(compiled: Compiled, id_: str, group: GroupQuestion, leaf: str, at: tuple[Journey, Row], today: date) -> bool:
    journey, row = at
    within = {**journey.values, ROW: row_for_rules(group, row)}
    return requirement(compiled, f"{id_}.{leaf}", within, today) != "none"
