"""A definition's named applicants under a proposal: what was promised, what comes out, and the promise made anew."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass

from madoguchi.authoring.documents import Tree
from madoguchi.definitions import check as checks
from madoguchi.definitions import examples
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.procedure import Example
from madoguchi.definitions.replay import VERDICT_LABEL, Verdict
from madoguchi.definitions.situation import Situation
from madoguchi.definitions.validate import validate

OUTCOME_LABEL = {
    "clean": VERDICT_LABEL[Verdict.CLEAN],
    "look": VERDICT_LABEL[Verdict.LOOK],
    "stopped": VERDICT_LABEL[Verdict.BLOCKED],
}


@dataclass(frozen=True)
class Trial:
    """One named applicant: `differs` are the sentences of what does not come out as promised."""

    place: int
    name: str
    on: str
    outcome: str
    differs: tuple[str, ...]


def trials(compiled: Compiled, at: Situation) -> list[Trial]:
    """Every example, tried."""
    failed = examples.failures(compiled, at)
    return [
        Trial(
            place,
            example.name,
            example.on.isoformat(),
            OUTCOME_LABEL[example.expect.outcome],
            tuple(one.removeprefix(_heading(example)) for one in failed if one.startswith(_heading(example))),
        )
        for place, example in enumerate(compiled.procedure.examples)
    ]


def promised_anew(tree: Tree, compiled: Compiled, places: set[int], at: Situation) -> Tree:
    """What comes out now becomes what is promised, for the examples somebody has read and found right."""
    tree = copy.deepcopy(tree)
    for place in sorted(places):
        if place < len(compiled.procedure.examples):
            example = compiled.procedure.examples[place]
            tree["examples"][place]["expect"] = _comes_out(compiled, example, at)
    return tree


def _comes_out(compiled: Compiled, example: Example, at: Situation) -> Tree:
    on = Situation(today=example.on, towns=at.towns)
    answers, unread = examples.answers_of(compiled, example, at)
    validity = validate(compiled, answers, on)
    journey, expect = validity.journey, example.expect
    failed = checks.failures(checks.findings(compiled, journey, today=example.on))
    problems = {problem.path: problem.code for problem in validity.problems} | unread
    told = {*expect.shown, *expect.hidden}
    return {
        "shown": [id_ for id_ in told if id_ in journey.visible],
        "hidden": [id_ for id_ in told if id_ not in journey.visible and id_ in compiled.procedure.data],
        "problems": problems,
        "findings": sorted({finding.check.id for finding in failed}),
        "derived": {id_: journey.derived[id_] for id_ in expect.derived if id_ in journey.derived},
        "outcome": _outcome(problems, {finding.check.level for finding in failed}),
    }


def _outcome(problems: Mapping[str, str], levels: set[str]) -> str:
    if problems or "block" in levels:
        return "stopped"
    return "look" if levels else "clean"


def _heading(example: Example) -> str:
    return f"例「{example.name}」："
