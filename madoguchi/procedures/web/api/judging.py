"""What the rules say of answers, as the API shows it: every problem with the place in the body it is about."""

from collections.abc import Iterable, Mapping

from madoguchi.definitions.as_data import row_ids
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.problems import Problem
from madoguchi.procedures.api_applications import Judged
from madoguchi.procedures.web.api import shapes
from madoguchi.ui.web.problem_json import Fault, pointer_to


def shown(compiled: Compiled, judged: Judged, given: Mapping[str, object], language: str) -> shapes.JudgedShape:
    """The judgement in the language of whoever asks."""
    return shapes.JudgedShape(
        valid=not judged.stopping,
        version=compiled.version,
        problems=[_problem_at(problem, given, language) for problem in judged.problems],
        gaps=[_problem_at(problem, given, language) for problem in judged.gaps],
        findings=[
            shapes.FindingShape(
                check=one.check.id,
                level="block" if one.check.level == "block" else "warn",
                detail=one.check.message.in_(language),
                paths=list(one.anchors),
            )
            for one in judged.findings
        ],
        derived={
            id_: value  # type: ignore[misc]
            for id_, value in judged.journey.derived.items()
            if compiled.procedure.derived[id_].show_to == "everyone"
        },
        pages=[shapes.PageName(id=page.id, title=page.title.in_(language)) for page in judged.journey.pages],
        ignored=list(judged.ignored),
    )


def faults(problems: Iterable[Problem], given: Mapping[str, object], language: str) -> list[Fault]:
    """The same problems for a 422."""
    return [
        Fault(
            pointer=_pointer(problem, given), code=problem.code, detail=problem.message.in_(language), path=problem.path
        )
        for problem in problems
    ]


def _problem_at(problem: Problem, given: Mapping[str, object], language: str) -> shapes.ProblemAt:
    return shapes.ProblemAt(
        pointer=_pointer(problem, given),
        path=problem.path,
        code=problem.code,
        detail=problem.message.in_(language),
    )


def _pointer(problem: Problem, given: Mapping[str, object]) -> str:
    """`children.2.name` + `family` → `#/answers/children/1/name/family`, where row 2 was sent as the second."""
    head, _, rest = problem.path.partition(".")
    if problem.path in given or head not in given:
        parts: list[object] = [problem.path] if problem.path in given else [*problem.path.split(".")]
    else:
        row_id, _, leaf = rest.partition(".")
        rows = row_ids(given[head])
        row: object = rows.index(row_id) if row_id in rows else row_id
        parts = [head, *([row] if rest else []), *([leaf] if leaf else [])]
    return pointer_to("answers", *parts, *([problem.part] if problem.part else []))
