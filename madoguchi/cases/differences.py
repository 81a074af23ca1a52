"""What a correction changed, answer by answer, in words: all that an officer must look at again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from madoguchi.cases.mending import rows_of
from madoguchi.definitions.compiled import ROW, Compiled
from madoguchi.definitions.display import NOT_ANSWERED, is_personal, words_of
from madoguchi.definitions.journey import walk
from madoguchi.definitions.questions import GroupQuestion, Question

NOTHING = NOT_ANSWERED.ja
DROPPED = "（削除）"


@dataclass(frozen=True)
class Difference:
    """One answer before and after. `heading` names the row of a group it stands in."""

    path: str
    label: str
    before: str
    after: str
    heading: str = ""
    personal: bool = False

    @property
    def name(self) -> str:
        return f"{self.heading}　{self.label}" if self.heading else self.label


def between(
    compiled: Compiled, before: Mapping[str, object], after: Mapping[str, object], *, today: date
) -> list[Difference]:
    """Every answer that is not the same, in the order of the questions."""
    old, new = walk(compiled, before, today=today).answers, walk(compiled, after, today=today).answers
    found: list[Difference] = []
    for id_ in compiled.order:
        question = compiled.procedure.data[id_]
        if isinstance(question, GroupQuestion):
            found.extend(_of_group(id_, question, old, new))
        elif old.get(id_) != new.get(id_):
            found.append(_of_answer(question, id_, old.get(id_), new.get(id_)))
    return found


def _of_answer(
    question: Question, path: str, before: object, after: object, heading: str = "", absent: str = NOTHING
) -> Difference:
    assert not isinstance(question, GroupQuestion)  # noqa: S101 -- groups are taken row by row
    return Difference(
        path=path,
        label=question.label.ja,
        before=NOTHING if before is None else words_of(question, before, "ja"),
        after=absent if after is None else words_of(question, after, "ja"),
        heading=heading,
        personal=is_personal(question),
    )


def _of_group(id_: str, group: GroupQuestion, old: Mapping[str, object], new: Mapping[str, object]) -> list[Difference]:
    was, now = rows_of(old, id_), rows_of(new, id_)
    found = []
    for n, row_id in enumerate(dict.fromkeys([*was, *now]), start=1):
        before, after = was.get(row_id, {}), now.get(row_id, {})
        heading = f"{group.row_title.ja} {n}"
        absent = NOTHING if row_id in now else DROPPED
        found += [
            _of_answer(group.fields[leaf], f"{id_}.{row_id}.{leaf}", before.get(leaf), after.get(leaf), heading, absent)
            for leaf in group.fields
            if leaf != ROW and before.get(leaf) != after.get(leaf)
        ]
    return found
