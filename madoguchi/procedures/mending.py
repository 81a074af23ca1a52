"""The one page of a correction: reading what was typed at what is asked, and judging it within the whole application."""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from madoguchi.cases.mending import Mended, answer_at, covers, mended, touches
from madoguchi.definitions import check as checks
from madoguchi.definitions.check import Finding
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.journey import Journey, walk
from madoguchi.definitions.problems import Problem
from madoguchi.definitions.questions import FileQuestion, GroupQuestion
from madoguchi.definitions.situation import Situation
from madoguchi.definitions.validate import validate
from madoguchi.procedures import filling
from madoguchi.procedures.filling import Typed
from madoguchi.ui.fields import Boxes, row_ids

# No page of a definition can be called so: its ids are words.
PAGE = "_mend"
Answers = Mapping[str, object]


@dataclass(frozen=True)
class Judged:
    """`answers` are those of the case, mended; `unchanged` is what was asked for and is as it was."""

    mended: Mended
    journey: Journey
    problems: tuple[Problem, ...]
    warnings: tuple[Finding, ...]
    unchanged: tuple[str, ...]

    @property
    def answers(self) -> dict[str, object]:
        return self.mended.answers

    def not_seen(self, seen: Set[str]) -> list[str]:
        """What an answer has just brought onto the page: nobody has failed to answer it yet."""
        return [path for path in sorted(self.mended.brought) if path not in seen]


def judged(
    compiled: Compiled, before: Answers, kept: Answers, asked: Set[str], at: Situation, unread: tuple[Problem, ...] = ()
) -> Judged:
    """What is wrong where something may be mended. What is locked is nothing the resident could put right."""
    found = mended(compiled, before, kept, asked, today=at.today)
    journey = walk(compiled, found.answers, today=at.today)
    validity = validate(compiled, found.answers, at)
    problems = filling.merged(filling.only_shown(list(unread), compiled, journey, at), validity)
    failed = [
        one
        for one in checks.failures(checks.findings(compiled, journey, today=at.today, when=("filling", "submit")))
        if any(touches(found.open, anchor) for anchor in one.anchors)
    ]
    blocks = [
        Problem(anchor_in(found, one), "check", one.check.message) for one in failed if one.check.level == "block"
    ]
    return Judged(
        mended=found,
        journey=journey,
        problems=tuple(one for one in [*problems, *blocks] if touches(found.open, one.path)),
        warnings=tuple(one for one in failed if one.check.level == "warn"),
        unchanged=tuple(path for path in sorted(asked) if answer_at(before, path) == answer_at(journey.answers, path)),
    )


def anchor_in(found: Mended, finding: Finding) -> str:
    """Where on the page a finding points: a check may also name what is locked."""
    return next((anchor for anchor in finding.anchors if touches(found.open, anchor)), finding.anchors[0])


def read(compiled: Compiled, before: Answers, kept: Answers, asked: Set[str], typed: Typed, at: Situation) -> Judged:
    """Read what may be mended out of a form; whatever else it holds is never looked at.

    An answer may open another question, so it is read again until nothing more opens.
    """
    by_question = filling.boxes(typed)
    heads: set[str] = set()
    opened = frozenset(asked)
    new, unread = dict(kept), dict[str, list[Problem]]()
    while more := {path.partition(".")[0] for path in opened} - heads:
        heads |= more
        for id_ in more:
            unread[id_] = []
            _read(compiled, id_, by_question.get(id_, {}), new, unread[id_], whole=id_ in opened, at=at)
        opened = mended(compiled, before, new, asked, today=at.today).open
    problems = [one for id_ in compiled.order for one in unread.get(id_, ()) if covers(opened, one.path)]
    return judged(compiled, before, new, asked, at, tuple(problems))


def _read(
    compiled: Compiled,
    id_: str,
    given: Boxes,
    new: dict[str, object],
    unread: list[Problem],
    *,
    whole: bool,
    at: Situation,
) -> None:
    question = compiled.procedure.data[id_]
    if isinstance(question, FileQuestion):
        return
    answer: object
    if isinstance(question, GroupQuestion):
        rows = filling.read_rows(id_, question, given, new.get(id_), at, unread)
        found = {str(row["row"]): row for row in rows}
        # In a row that stays, an emptied answer is an answer: it must not be taken for a row that was left out.
        answer = rows if whole else [found.get(row_id, {"row": row_id}) for row_id in row_ids(given)]
    else:
        answer = filling.read_leaf(question, given, id_, at, unread)
    if answer is None:
        new.pop(id_, None)
    else:
        new[id_] = answer
