"""A section's cases for another system: by page, with no more of the answers than the key may see, and written down."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from django.db import transaction

from madoguchi.accounts.api_models import ApiClient
from madoguchi.accounts.api_scopes import Scope
from madoguchi.cases.models import Case
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.questions import GroupQuestion, Sensitivity
from madoguchi.journal import commands as journal
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.publications import queries as publications

MOST = 200
Wish = Literal["none", "plain", "personal", "special"]
SEEN: Mapping[Wish, frozenset[Sensitivity]] = {
    "none": frozenset(),
    "plain": frozenset({"plain"}),
    "personal": frozenset({"plain", "personal"}),
    "special": frozenset({"plain", "personal", "special"}),
}
# Full width as well: a Japanese spreadsheet takes ＝ for =.
FORMULA_BEGINS = frozenset("=+-@\t\r\n＝＋－＠")


@dataclass(frozen=True)
class Wanted:
    """Which cases of a section: those after one (`after`), oldest first, and how much of their answers."""

    section: str
    answers: Wish = "none"
    procedure: str = ""
    state: str = ""
    received_since: date | None = None
    after: UUID | None = None
    limit: int = MOST


@dataclass(frozen=True)
class Page:
    """The cases with the answers that may be seen; `after` begins the next page, where there is one."""

    cases: Sequence[tuple[Case, Mapping[str, object]]]
    after: UUID | None


def refusal_to_export(client: ApiClient, wanted: Wanted) -> Refusal | None:
    """A key reads the cases of its own section; what the law calls special needs a right of its own."""
    if Scope.READ_CASES not in client.held_scopes:
        return Refusal("このキーには、申請の出力の許可がありません。", status=403, code="scope")
    if client.section != wanted.section:
        return Refusal("ほかの課の申請は出力できません。", status=403, code="other-section")
    if wanted.answers == "special" and Scope.READ_SPECIAL not in client.held_scopes:
        return Refusal(
            "要配慮の項目を出力するには、専用の許可（cases:read-special）が必要です。", status=403, code="scope"
        )
    return None


@transaction.atomic
def export(*, client: ApiClient, wanted: Wanted, at: datetime) -> Page:
    """A page of the section's cases. The journal says of every case that it left the house, and how much of it."""
    refuse_if(refusal_to_export(client, wanted))
    found = _found(wanted)
    shown = [(case, _seen(case, SEEN[wanted.answers])) for case in found[: wanted.limit]]
    after = found[wanted.limit - 1].pk if len(found) > wanted.limit else None
    _write_down(client, wanted, [case for case, _ in shown], at)
    return Page(shown, after)


def _found(wanted: Wanted) -> list[Case]:
    """One more than the page holds, so that nobody is led to an empty one. Ids grow with time."""
    cases = Case.objects.filter(section=wanted.section)
    if wanted.procedure:
        cases = cases.filter(procedure=wanted.procedure)
    if wanted.state:
        cases = cases.filter(state=wanted.state)
    if wanted.received_since is not None:
        cases = cases.filter(received_at__date__gte=wanted.received_since)
    if wanted.after is not None:
        cases = cases.filter(pk__gt=wanted.after)
    return list(cases.defer("findings", "correction", "decision").order_by("pk")[: wanted.limit + 1])


def _write_down(client: ApiClient, wanted: Wanted, cases: Sequence[Case], at: datetime) -> None:
    detail: dict[str, object] = {"extent": wanted.answers, "way": "api"}
    events = [journal.Event(case.subject, "exported", client.actor, at, detail) for case in cases]
    whole = {**detail, "cases": len(cases), "procedure": wanted.procedure, "state": wanted.state}
    journal.write_many([*events, journal.Event(f"section/{wanted.section}", "exported", client.actor, at, whole)])


def _seen(case: Case, sensitivities: frozenset[Sensitivity]) -> dict[str, object]:
    """The answers whose questions are no more sensitive than asked for, group by group."""
    if not sensitivities:
        return {}
    compiled = publications.version(case.version)
    return {
        id_: seen
        for id_, answer in case.answers.items()
        if (seen := _one(compiled, id_, answer, sensitivities)) is not None
    }


def _one(compiled: Compiled, id_: str, answer: object, sensitivities: frozenset[Sensitivity]) -> object:
    question = compiled.procedure.data.get(id_)
    if question is None or question.sensitivity not in sensitivities:
        return None
    if not isinstance(question, GroupQuestion) or not isinstance(answer, list):
        return answer
    may_see = {"row", *(leaf for leaf, inner in question.fields.items() if inner.sensitivity in sensitivities)}
    return [{leaf: value for leaf, value in row.items() if leaf in may_see} for row in answer]


def columns_of(procedure: str, wish: Wish) -> list[str]:
    """The questions that stand as columns of a table: those of the version in force."""
    compiled = publications.in_force(procedure)
    if compiled is None:
        return []
    data = compiled.procedure.data
    return [id_ for id_ in compiled.order if data[id_].sensitivity in SEEN[wish]]


def in_a_cell(value: object) -> str:
    """A value as one cell. What a spreadsheet would take for a formula is marked as text (CWE-1236)."""
    if value is None:
        return ""
    text = (
        value
        if isinstance(value, str)
        else json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    )
    return f"'{text}" if text[:1] in FORMULA_BEGINS else text
