"""Carrying answers from one version of a definition to the next, field by field, by their stable ids."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.journey import is_required, walk
from madoguchi.definitions.questions import GroupQuestion, Leaf
from madoguchi.definitions.reading import read
from madoguchi.definitions.situation import Situation
from madoguchi.definitions.typed import boxes_of


@dataclass(frozen=True)
class Carried:
    """`left_behind` are answers the new version has no question for, or can no longer read."""

    answers: dict[str, object]
    left_behind: dict[str, object]
    new_questions: tuple[str, ...]


def carried(old: Compiled, new: Compiled, answers: Mapping[str, object], *, today: date) -> Carried:
    """What can be kept, what cannot, and the questions the resident has not met yet."""
    kept: dict[str, object] = {}
    left: dict[str, object] = {}
    for id_, answer in answers.items():
        question = new.procedure.data.get(id_)
        if (
            question is not None
            and type(question) is type(old.procedure.data.get(id_))
            and _fits(question, answer, today)
        ):
            kept[id_] = answer
        else:
            left[id_] = answer
    journey = walk(new, kept, today=today)
    met = set(old.procedure.data) - set(left)
    fresh = [
        id_
        for id_ in new.order
        if id_ in journey.visible
        and id_ not in met
        and (id_ not in old.procedure.data or is_required(new, id_, journey.values, today))
    ]
    return Carried(kept, left, tuple(fresh))


def _fits(question: Leaf | GroupQuestion, answer: object, today: date) -> bool:
    if isinstance(question, GroupQuestion):
        rows = answer if isinstance(answer, list) else []
        return all(
            leaf == "row" or (leaf in question.fields and _fits(question.fields[leaf], value, today))
            for row in rows
            for leaf, value in row.items()
        )
    return read(question, boxes_of(question, answer), "", Situation(today=today)).problem is None
