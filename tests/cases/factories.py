"""Cases in any state, always reached through the commands people use."""

from datetime import datetime
from itertools import count
from typing import Any

from madoguchi.accounts.commands import appoint
from madoguchi.accounts.models import Officer
from madoguchi.accounts.states import Role
from madoguchi.cases import commands as cases
from madoguchi.cases.models import Case
from madoguchi.cases.states import State
from madoguchi.definitions.compiled import Compiled
from madoguchi.kernel.actors import Actor, ActorKind
from madoguchi.kernel.clock import JST
from madoguchi.publications.models import Publication
from tests.cases.definition import ANSWERS, COMPILED, SECTION

MONDAY = datetime(2026, 11, 16, 9, 30, tzinfo=JST)
PASSWORD = "a long pass phrase of the desk"
numbers = count(1)


def published(compiled: Compiled = COMPILED) -> Compiled:
    """In force, as `publish` would leave it; the catalog's own conditions are tested with the catalog."""
    if not Publication.objects.filter(version=compiled.version).exists():
        Publication.objects.create(
            version=compiled.version,
            procedure=compiled.id,
            number=Publication.objects.filter(procedure=compiled.id).count() + 1,
            document=compiled.document.decode(),
            published_at=MONDAY,
            published_by="編集 太郎",
            demo=True,
        )
    return compiled


def an_officer(*roles: Role, section: str = SECTION, name: str = "審査 次郎") -> Officer:
    return appoint(
        email=f"officer{next(numbers)}@city.example",
        password=PASSWORD,
        section=section,
        name=name,
        post="主任",
        roles=roles or (Role.REVIEWER, Role.DECIDER),
    )


def acting(officer: Officer) -> Actor:
    """The officer as who acts, the way the log-in gives it."""
    return Actor(
        kind=ActorKind.OFFICER,
        id=str(officer.account_id),
        name=officer.name,
        section=officer.section,
        roles=frozenset(officer.held_roles),
        sections=frozenset({officer.section}),
    )


def an_actor(*roles: Role, section: str = SECTION) -> Actor:
    return acting(an_officer(*roles, section=section))


def somebody() -> Actor:
    return Actor(kind=ActorKind.RESIDENT, id="", name="髙橋　花子")


def received(
    at: datetime = MONDAY, *, compiled: Compiled = COMPILED, key: str = "", by: Actor | None = None, **answers: Any
) -> Case:
    """A case as it came in; every one for another house, unless its block is given."""
    number = next(numbers)
    address = {**ANSWERS["address"], "block": f"{number}-1"}  # type: ignore[dict-item]
    return cases.receive(
        compiled=published(compiled),
        answers={**ANSWERS, "address": address, **answers},
        idempotency_key=key or f"key-{number}",
        channel="web",
        account_id="",
        language="ja",
        draft="",
        by=by or somebody(),
        at=at,
    )


def settled(case: Case, by: Actor, on: datetime = MONDAY) -> Case:
    """Every finding looked at and found harmless, as it must be before somebody approves."""
    for found in [one for one in case.findings if one["outcome"] != "pass"]:
        cases.settle_finding(
            case=case, check=found["check"], row=found["row"], verdict="false_alarm", by=by, at=on, seen=case.changes
        )
    return case


def approves(*, case: Case, by: Actor, at: datetime) -> None:
    """What an officer does with a case that has findings: say of each that it is harmless, and approve."""
    cases.approve(case=settled(case, by, at), by=by, at=at)


def a_case(*, at: State = State.RECEIVED, officer: Actor | None = None, on: datetime = MONDAY, **answers: Any) -> Case:
    """A case in this state."""
    case = received(on, **answers)
    by = officer or an_actor()
    if at is State.WITHDRAWN:
        cases.withdraw(case=case, by=case.applicant, at=on)
    elif at is not State.RECEIVED:
        cases.begin_review(case=case, by=by, at=on)
    match at:
        case State.RETURNED:
            cases.ask_for_correction(case=case, reasons=["address"], words="番地を書いてください。", by=by, at=on)
        case State.APPROVED:
            approves(case=case, by=by, at=on)
        case State.REJECTED:
            cases.reject(case=case, reasons=["outside"], facts="転出が確認されました。", by=by, at=on)
        case _:
            pass
    return case
