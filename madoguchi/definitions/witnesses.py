"""What a definition's own examples already show: a named applicant who comes to a question proves that it is reached."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from madoguchi.definitions import check as checks
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.examples import answers_of
from madoguchi.definitions.journey import Journey, is_shown_in_row, walk
from madoguchi.definitions.questions import GroupQuestion
from madoguchi.definitions.situation import Situation


@dataclass(frozen=True)
class Witnessed:
    """Questions that some example shows (`field`, `group.field`), those it makes required, checks that fail in it, reductions."""

    shown: frozenset[str]
    required: frozenset[str]
    failed: frozenset[str]
    reduced: frozenset[str]


def witnessed(compiled: Compiled, at: Situation) -> Witnessed:
    """What the examples show, all together."""
    shown: set[str] = set()
    required: set[str] = set()
    failed: set[str] = set()
    reduced: set[str] = set()
    for example in compiled.procedure.examples:
        answers, _ = answers_of(compiled, example, at)
        journey = walk(compiled, answers, today=example.on)
        seen = {*journey.visible, *_seen_in_rows(compiled, journey, example.on)}
        shown |= seen
        required |= {
            path
            for path, rule in compiled.required.items()
            if path in seen and rule.evaluate(journey.values, today=example.on)
        }
        failed |= {
            finding.check.id for finding in checks.failures(checks.findings(compiled, journey, today=example.on))
        }
        reduced |= {
            one.id
            for one, when, _ in (compiled.charge.reductions if compiled.charge else ())
            if when.evaluate(journey.values, today=example.on)
        }
    return Witnessed(frozenset(shown), frozenset(required), frozenset(failed), frozenset(reduced))


def _seen_in_rows(compiled: Compiled, journey: Journey, today: date) -> Iterator[str]:
    for id_, group in compiled.procedure.data.items():
        rows = journey.answers.get(id_)
        if isinstance(group, GroupQuestion) and isinstance(rows, list):
            for leaf in group.fields:
                path = f"{id_}.{leaf}"
                if any(is_shown_in_row(compiled, path, journey.values, group, row, today) for row in rows):
                    yield path
