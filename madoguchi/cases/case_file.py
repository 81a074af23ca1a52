"""One case whole: what was answered and found, its documents, letters and everything that happened to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from madoguchi.cabinet import queries as cabinet
from madoguchi.cabinet.models import Document
from madoguchi.cases import checklist
from madoguchi.cases.checklist import Item
from madoguchi.cases.deadlines import day_of
from madoguchi.cases.models import Case
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.journey import Journey, walk
from madoguchi.journal import queries as journal
from madoguchi.journal.models import Entry
from madoguchi.notices import queries as notices
from madoguchi.notices.models import Notice
from madoguchi.publications import queries as publications
from madoguchi.registers import queries as registers
from madoguchi.registers.models import Comparison


@dataclass(frozen=True)
class CaseFile:
    """`journey` is the walk on the day the answers arrived, so that it shows what the resident saw."""

    case: Case
    compiled: Compiled
    journey: Journey
    items: Sequence[Item]
    documents: Sequence[Document]
    notices: Sequence[Notice]
    entries: Sequence[Entry]
    comparison: Comparison | None = None


def case_file(case: Case) -> CaseFile:
    """The file of a case. Whether somebody may see it is asked before."""
    compiled, day = publications.version(case.version), day_of(case.answered_at)
    journey = walk(compiled, case.answers, today=day)
    return CaseFile(
        case=case,
        compiled=compiled,
        journey=journey,
        items=checklist.items(compiled, journey, case.findings, today=day),
        documents=cabinet.of_subject(case.subject),
        notices=notices.for_subject(case.subject),
        entries=journal.timeline(case.subject),
        comparison=registers.comparison_of(case.subject) if compiled.procedure.reconcile else None,
    )
