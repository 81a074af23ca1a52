"""A core system of these tests, over the small procedure of the desk's tests."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from madoguchi.cases import commands as cases
from madoguchi.cases import probes
from madoguchi.cases.models import Case
from madoguchi.cases.states import State
from madoguchi.definitions.handover import Column, CoreSystem
from madoguchi.handover import commands as handover
from madoguchi.handover.models import DailyFile
from madoguchi.kernel.actors import SYSTEM
from madoguchi.kernel.clock import JST, moved_to
from madoguchi.publications import queries as publications
from tests.cases.definition import ANSWERS, SECTION, compiled_definition
from tests.cases.factories import MONDAY, a_case, an_actor, published

COLUMNS = (
    Column("氏名", "name.family + '　' + name.given"),
    Column("用品", "kind"),
    Column("個数", "pieces"),
    Column("費用", "cost"),
    Column("決定日", "case.decided_on"),
)
EVENING = datetime.combine(MONDAY.date(), datetime.min.time(), JST).replace(hour=20)


def a_system(**changes: object) -> CoreSystem:
    given: dict[str, object] = {
        "id": "kit-stock",
        "name": "用品在庫システム",
        "section": SECTION,
        "procedures": ("safety-kit",),
        "event": "approved",
        "columns": COLUMNS,
        "since": date(2026, 1, 1),
        "at": "19:30",
        "receipt_within_hours": 12,
    }
    return CoreSystem(**{**given, **changes})  # type: ignore[arg-type]


def approved(on: datetime = MONDAY, **answers: Any) -> Case:
    return a_case(at=State.APPROVED, on=on, **answers)


def run(system: CoreSystem, *, days: int = 0) -> DailyFile:
    at = EVENING + timedelta(days=days)
    return handover.run(system=system, day=at.date(), by=SYSTEM, at=at)


def corrects(case: Case, at: datetime, **answers: object) -> None:
    cases.correct(case=case, answers={**case.answers, **answers}, by=case.applicant, at=at)


def planted() -> None:
    """A case with a known defect among the real ones (見本案件)."""
    typed = {**ANSWERS, "proof": ["免許証.pdf"], "kind": "bell", "pieces": "2"}
    example = {"name": "ふつうの申請", "on": "2026-11-01", "answers": typed, "expect": {}}
    compiled = published(compiled_definition(examples=[example]))
    with moved_to(MONDAY):
        plan = probes.plans(compiled, publications.situation())[0]
        cases.plant_probe(compiled=compiled, plan=plan, by=an_actor(), at=MONDAY)


@pytest.fixture
def folders(settings, tmp_path: Path) -> Path:
    settings.HANDOVER_OUT, settings.HANDOVER_IN = tmp_path / "out", tmp_path / "in"
    settings.DATA = tmp_path
    return tmp_path


def lies_in(folders: Path, file: DailyFile) -> bytes:
    return (folders / "out" / file.system / file.name).read_bytes()


@pytest.fixture
def known(monkeypatch):
    """Make systems known to the installation, as the catalog would."""

    def know(*systems: CoreSystem) -> None:
        monkeypatch.setattr("madoguchi.publications.queries.core_systems", lambda: list(systems))

    return know
