"""What an application says once its answers have been walked, checked and named: the same on receipt and correction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from madoguchi.cases import checklist
from madoguchi.cases.deadlines import day_of
from madoguchi.cases.models import Case
from madoguchi.cases.reconciling import Compared, compared
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.display import person
from madoguchi.definitions.journey import walk
from madoguchi.kernel.names import PersonName

LONGEST_KANA = 200


@dataclass(frozen=True)
class Application:
    """`answers` are without what is hidden; `findings` as the checks came out on that day."""

    answers: dict[str, object]
    findings: list[checklist.Kept]
    applicant_name: str
    applicant_kana: str
    unique_key: str
    at: datetime
    compared: Compared | None = None

    def note_comparison(self, case: Case) -> None:
        """Write down what the register was asked, once the case stands: who was compared is in the journal."""
        if self.compared is not None:
            self.compared.note(case.subject, self.at)

    def put_into(self, case: Case) -> None:
        """Write it into the case's columns."""
        case.answers, case.answered_at = self.answers, self.at
        case.findings = [dict(found) for found in self.findings]
        case.to_look_at = checklist.count_to_look_at(self.findings)
        case.found_wrong = case.settled = 0  # what was said of other answers
        case.applicant_name, case.applicant_kana = self.applicant_name, self.applicant_kana
        case.unique_key = self.unique_key


def application_of(compiled: Compiled, answers: Mapping[str, object], *, at: datetime) -> Application:
    """Walk, check and name the answers."""
    today = day_of(at)
    journey = walk(compiled, answers, today=today)
    who = compiled.procedure.applicant
    register = compared(compiled, journey)
    return Application(
        answers=journey.answers,
        findings=checklist.findings_to_keep(
            compiled, journey, today=today, register=register.findings if register else ()
        ),
        applicant_name=person(journey.answers.get(who.name)).full,
        applicant_kana=_for_searching(person(journey.answers.get(who.kana))),
        unique_key=compiled.unique_key(journey.values, today=today) or "",
        at=at,
        compared=register,
    )


def _for_searching(kana: PersonName) -> str:
    """ヤマダハナコ: without a space, so that any beginning finds it."""
    return (kana.family + kana.given).replace(" ", "").replace("\u3000", "")[:LONGEST_KANA]
