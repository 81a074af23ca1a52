"""The lines of one case in a file: its columns' values, taken apart by row where the system wants a line for each."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from madoguchi.cases.deadlines import day_of
from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.definitions.compiled import ROW
from madoguchi.definitions.handover import CASE, Columns, CoreSystem, columns_of
from madoguchi.definitions.journey import Journey, walk
from madoguchi.definitions.questions import GroupQuestion
from madoguchi.definitions.values import row_for_rules
from madoguchi.handover.characters import Letters, Unwritable
from madoguchi.handover.due import Due
from madoguchi.publications import queries as publications

Cell = str | int | bool | None
Line = tuple[Cell, ...]


class Held(Exception):
    """This case cannot be handed over as it is; the message says why, for the desk."""


def lines_of(system: CoreSystem, due: Due, letters: Letters) -> list[Line]:
    """The lines of one case; Held where its version lacks a column, it has no row, or a letter cannot be written."""
    try:
        columns = columns_of(system, publications.version(due.case.version))
    except BrokenDefinition as problem:
        raise Held(f"この申請の様式の版では、列を作れません：{problem.message}") from problem
    day = day_of(due.answered_at)
    journey = walk(columns.compiled, due.answers, today=day)
    found = [_line(columns, values, day, letters) for values in _each(columns, journey, _facts(due))]
    if not found:
        raise Held("渡す行が1つもありません。")
    return found


def _facts(due: Due) -> dict[str, object]:
    case = due.case
    return {
        "number": case.number,
        "procedure": case.procedure,
        "section": case.section,
        "channel": case.channel,
        "state": case.state,
        "received_on": day_of(case.received_at),
        "decided_on": day_of(case.decided_at) if case.decided_at else None,
        "approved": case.decided.approved if case.decided else None,
    }


def _each(columns: Columns, journey: Journey, facts: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    values = {**journey.values, CASE: facts}
    group = columns.compiled.procedure.data.get(columns.system.each)
    if not isinstance(group, GroupQuestion):
        yield values
        return
    rows = journey.answers.get(columns.system.each)
    for row in rows if isinstance(rows, list) else []:
        yield {**values, ROW: row_for_rules(group, row)}


def _line(columns: Columns, values: Mapping[str, object], day: date, letters: Letters) -> Line:
    cells: list[Cell] = []
    for column, rule in zip(columns.system.columns, columns.rules, strict=True):
        cell = _cell(rule.outcome(values, today=day), columns.system.dates)
        try:
            cells.append(letters.fitting(cell) if isinstance(cell, str) else cell)
        except Unwritable as problem:
            shown = "、".join(f"「{one}」（U+{ord(one):04X}）" for one in problem.characters)
            raise Held(f"列「{column.header}」に、受け側の文字コードにない文字があります：{shown}") from problem
    return tuple(cells)


def _cell(value: object, dates: str) -> Cell:
    match value:
        case None | bool() | int() | str():
            return value
        case date():
            return value.isoformat() if dates == "iso" else f"{value:%Y%m%d}"
        case Decimal():
            return str(value)
        case _:
            raise TypeError(f"not a value of a cell: {type(value).__name__}")


def headers_of(system: CoreSystem) -> Sequence[str]:
    """The headers in their order."""
    return [column.header for column in system.columns]
