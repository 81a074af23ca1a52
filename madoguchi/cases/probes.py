"""見本案件: which defects an example of the definition can be given, and what a settled one tells (ADR 0010)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from madoguchi.cases.models import Defect, Probe, ProbeOutcome
from madoguchi.definitions.check import UNWRITTEN, Outcome, findings
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.examples import answers_of
from madoguchi.definitions.journey import walk
from madoguchi.definitions.situation import Situation
from madoguchi.kernel.refusals import Refusal

WHAT_IT_SHOWED = {
    ProbeOutcome.FOUND: "入れてあった誤りに気づいています。",
    ProbeOutcome.STOPPED: "申請は止められましたが、入れてあった誤りとは別の理由でした。",
    ProbeOutcome.MISSED: "入れてあった誤りは見落とされました。",
    ProbeOutcome.CALLED_OFF: "置いた職員が取りやめました。",
}


@dataclass(frozen=True)
class Plan:
    """One way to make a probe: this example, wrong in this answer, in this way."""

    example: int
    field: str
    defect: Defect

    def __str__(self) -> str:
        return f"{self.example}.{self.defect.value}.{self.field}"


def plan_in(typed: str) -> Plan | None:
    """The plan a form names; None where it names none."""
    example, _, rest = typed.partition(".")
    defect, _, field = rest.partition(".")
    if not (example.isascii() and example.isdigit() and len(example) < 4) or defect not in Defect.values:
        return None
    return Plan(int(example), field, Defect(defect))


def plans(compiled: Compiled, at: Situation) -> list[Plan]:
    """Every defect the definition's own examples can be given."""
    kept = [_kept(compiled, number, at) for number in range(len(compiled.procedure.examples))]
    return [plan for number in range(len(kept)) for plan in _of_example(compiled, number, kept, at)]


def answers_for(compiled: Compiled, plan: Plan, at: Situation) -> dict[str, object]:
    """The answers of the planted case."""
    answers = dict(_kept(compiled, plan.example, at))
    if plan.defect is Defect.MISSING:
        answers.pop(plan.field, None)
    elif plan.defect is Defect.EXCHANGED:
        others = (_kept(compiled, n, at).get(plan.field) for n in range(len(compiled.procedure.examples)))
        answers[plan.field] = next(other for other in others if other is not None and other != answers[plan.field])
    return answers


def is_caught(compiled: Compiled, kept: list[Mapping[str, str]], field: str) -> bool:
    """Whether a check that did not pass points at the defect."""
    pointing = {check.id for check, _ in compiled.checks if field in {name.split(".")[0] for name in check.fields}}
    pointing |= {f"{field}{end}" for end in UNWRITTEN}
    return any(one["check"] in pointing and one["outcome"] != Outcome.PASS.value for one in kept)


def refusal_of_settled(case_id: UUID) -> Refusal | None:
    """What whoever comes back to a planted case is told; None where none was planted there."""
    probe = Probe.objects.filter(planted_case=case_id, settled_at__isnull=False).first()
    if probe is None:
        return None
    return Refusal(
        f"受付番号 {probe.case_number} は、審査の確からしさを測るための見本案件でした。"
        f"{WHAT_IT_SHOWED[ProbeOutcome(probe.outcome)]}",
        way_on="実際の申請ではありません。どなたにも通知は届かず、件数にも入りません。一覧に戻って続けてください。",
        status=410,
        code="probe",
    )


def _kept(compiled: Compiled, example: int, at: Situation) -> dict[str, object]:
    answers, _unread = answers_of(compiled, compiled.procedure.examples[example], at)
    return walk(compiled, answers, today=at.today).answers


def _of_example(compiled: Compiled, number: int, kept: list[dict[str, object]], at: Situation) -> Iterator[Plan]:
    """The example's own failing answers, then each answer left out, then each exchanged with another example's."""
    journey = walk(compiled, kept[number], today=at.today)
    failing = [found for found in findings(compiled, journey, today=at.today) if found.outcome is Outcome.FAIL]
    own = dict.fromkeys(name.split(".")[0] for found in failing for name in found.check.fields)
    yield from (Plan(number, field, Defect.OWN) for field in own if field in compiled.procedure.data)
    if failing:
        return
    named = {compiled.procedure.applicant.name, compiled.procedure.applicant.kana}
    for field in [id_ for id_ in compiled.order if id_ in kept[number] and id_ not in named]:
        yield Plan(number, field, Defect.MISSING)
        if any(other.get(field, kept[number][field]) != kept[number][field] for other in kept):
            yield Plan(number, field, Defect.EXCHANGED)
