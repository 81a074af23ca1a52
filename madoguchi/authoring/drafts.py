"""What becomes of applications being filled in when a definition changes: by the same carrying as when they are opened."""

from collections import Counter
from datetime import date
from typing import TypedDict

from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.explain import label_of
from madoguchi.procedures.carrying import carried
from madoguchi.procedures.models import Draft
from madoguchi.publications import queries as publications

PORTION = 500


class DraftsEffect(TypedDict):
    """`left_behind` and `asked_anew` count drafts by the question's label."""

    open: int
    left_behind: dict[str, int]
    asked_anew: dict[str, int]


def effect_on_drafts(after: Compiled, *, today: date) -> DraftsEffect:
    """Carry every open draft of the procedure on trial; nothing is kept."""
    left: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    number = 0
    drafts = Draft.objects.filter(procedure=after.id, sent_as=None, corrects=None)
    for version, answers in drafts.values_list("version", "answers").iterator(chunk_size=PORTION):
        number += 1
        before = publications.version(version)
        found = carried(before, after, answers, today=today)
        left.update(label_of(before, id_) for id_ in found.left_behind)
        asked.update(label_of(after, id_) for id_ in found.new_questions)
    return DraftsEffect(open=number, left_behind=dict(left.most_common()), asked_anew=dict(asked.most_common()))
