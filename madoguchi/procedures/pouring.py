"""Shared answers put into one procedure's own: each must fit the question there, nothing is converted."""

from collections.abc import Mapping

from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.questions import GroupQuestion
from madoguchi.definitions.reading import read
from madoguchi.definitions.sharing import Common
from madoguchi.definitions.situation import Situation
from madoguchi.definitions.typed import boxes_of

Answers = Mapping[str, object]


def poured(common: Common, compiled: Compiled, shared: Answers, kept: Answers, at: Situation) -> dict[str, object]:
    """What the shared answers say to this procedure's questions; `kept` rows keep what was answered in them besides."""
    found: dict[str, object] = {}
    for path, places in common.places.items():
        head, _, leaf = path.partition(".")
        for place in places:
            if place.procedure != compiled.id:
                continue
            there, _, cell = place.path.partition(".")
            question = compiled.procedure.data.get(there)
            if isinstance(question, GroupQuestion) and cell in question.fields:
                rows = found.get(there, kept.get(there))
                found[there] = _rows(question, cell, leaf, shared.get(head), rows, at)
            elif question is not None and not isinstance(question, GroupQuestion) and not cell:
                answer = shared.get(head)
                if answer is not None and read(question, boxes_of(question, answer), there, at).problem is None:
                    found[there] = answer
    return {id_: answer for id_, answer in found.items() if answer}


def questions_of(common: Common, procedure: str) -> frozenset[str]:
    """The procedure's questions that were asked with the shared ones, a group of people aside: its rows say more."""
    return frozenset(
        place.path
        for places in common.places.values()
        for place in places
        if place.procedure == procedure and "." not in place.path
    )


def _rows(
    group: GroupQuestion, cell: str, leaf: str, given: object, rows: object, at: Situation
) -> list[dict[str, object]]:
    """One column of the shared rows; a row that is not shared any more goes, with what was answered in it."""
    before = {str(row["row"]): row for row in rows} if isinstance(rows, list) else {}
    question = group.fields[cell]
    merged = []
    for row in given if isinstance(given, list) else []:
        id_ = str(row["row"])
        now = {name: value for name, value in before.get(id_, {"row": id_}).items() if name != cell}
        answer = row.get(leaf)
        if answer is not None and read(question, boxes_of(question, answer), cell, at).problem is None:
            now[cell] = answer
        merged.append(now)
    return merged
