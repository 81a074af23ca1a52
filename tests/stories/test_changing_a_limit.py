"""A section head changes an income limit, sees the people it would touch, and another puts it in force."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from madoguchi.accounts import demo
from madoguchi.accounts.commands import appoint
from madoguchi.accounts.states import Role
from madoguchi.authoring.models import Proposal
from madoguchi.cases import commands as cases
from madoguchi.cases.models import Case
from madoguchi.definitions.examples import answers_of
from madoguchi.journal import queries as journal
from madoguchi.kernel import clock as times
from madoguchi.publications import queries as publications
from tests.cases.desk import desk_of, text_of
from tests.cases.factories import somebody

SCHOOL_AID = "school-aid"
SECTION = "school-affairs"
# A household of two that pays 65,000 yen of rent: 1,000,000 + 2 × 600,000 + 12 × 65,000.
LIMIT = 2_980_000
LOWERED_BY = 100_000


class Head:
    """A member of 学務課 at the desk, who has never seen a definition."""

    def __init__(self, name: str, *roles: Role) -> None:
        self.officer = appoint(
            email=f"{name}@officer.example",
            password=demo.PASSWORD,
            section=SECTION,
            name=name,
            post="課長",
            roles=roles,
        )
        self.browser: Client = desk_of(self.officer)

    def sees(self, address: str) -> str:
        answer = self.browser.get(address)
        assert answer.status_code == 200, address
        return text_of(answer)

    def does(self, proposal: Proposal, act: str, **typed: str) -> None:
        proposal.refresh_from_db()
        seen = {"seen": str(proposal.changes)}
        assert self.browser.post(f"{place(proposal)}{act}/", {**seen, **typed}).status_code == 302
        proposal.refresh_from_db()


def place(proposal: Proposal) -> str:
    return f"/desk/procedures/proposals/{proposal.pk}/"


def applies_with_an_income_of(yen: int, number: int) -> Case:
    """A household like the first named applicant of the definition, with another income."""
    compiled = publications.in_force(SCHOOL_AID)
    assert compiled is not None
    answers, _ = answers_of(compiled, compiled.procedure.examples[0], publications.situation())
    members = [dict(row) for row in answers["members"]]  # type: ignore[attr-defined]
    members[0]["income"] = yen
    # What may be applied for once a year, by name and birth date: every household has its own day.
    born = (date(1987, 8, 8) + timedelta(days=number)).isoformat()
    members[0]["birthdate"] = born
    return cases.receive(
        compiled=compiled,
        answers={**answers, "members": members, "applicant_birthdate": born},
        idempotency_key=f"story-{number}",
        channel="web",
        account_id="",
        language="ja",
        draft="",
        by=somebody(),
        at=times.now() - timedelta(days=1 + number // 20),
    )


@pytest.fixture
def households(published) -> set[str]:
    """Sixty applications of last year; twelve lie between the lowered limit and the one in force."""
    between = [applies_with_an_income_of(LIMIT - LOWERED_BY + 1 + 8_000 * n, n) for n in range(12)]
    below = [applies_with_an_income_of(LIMIT - LOWERED_BY - 40_000 * n, 100 + n) for n in range(36)]
    above = [applies_with_an_income_of(LIMIT + 1 + 90_000 * n, 200 + n) for n in range(12)]
    assert len(between + below + above) == 60
    return {case.number for case in between}


def test_a_section_head_lowers_an_income_limit_and_twelve_people_are_named(households, worker):
    head, deputy = Head("桑原 明", Role.DECIDER, Role.EDITOR), Head("岡本 静", Role.DECIDER)

    assert "就学援助" in head.sees("/desk/procedures/")
    head.browser.post(f"/desk/procedures/{SCHOOL_AID}/begin/", {"title": "所得の上限の引下げ", "why": "基準の改定"})
    proposal = Proposal.objects.get()

    numbers = head.sees(f"{place(proposal)}edit/numbers/")
    shown = re.search(r'name="(derived\.income_limit\.value\|0)" value="([0-9,]+)"', numbers)
    assert shown
    assert shown[2] == "1,000,000", "the amount stands in a box within the sentence"
    boxes = re.findall(r'name="([^"|]+\|\d+)" value="([^"]*)"', numbers)
    head.does(proposal, "edit/numbers", **{**dict(boxes), shown[1]: "９００，０００円"})
    assert "900000 + member_count" in proposal.compiled.procedure.derived["income_limit"].value

    head.does(proposal, "effect")
    effect = head.sees(f"{place(proposal)}effect/")
    named = set(re.findall(r'data-label="受付番号"><a href="/desk/cases/[^"]+">([^<]+)</a>', effect))
    assert named == households
    assert "<strong>12</strong>人" in effect
    assert "問題なし → 職員が確認" in effect
    assert "藤原　由紀" in effect

    trials = head.sees(f"{place(proposal)}examples/")
    head.does(proposal, "examples", right=re.findall(r'name="right" value="(\d+)"', trials))  # type: ignore[arg-type]
    head.does(proposal, "effect")
    head.does(proposal, "check")
    head.does(proposal, "send")
    assert "自分が作成または編集した変更案は承認できません" in head.sees(place(proposal))

    confirm = deputy.sees(f"{place(proposal)}approve/")
    assert "<strong>12</strong>人" in confirm
    assert "1,000,000" in confirm
    assert "900,000" in confirm
    deputy.does(proposal, "approve")

    assert publications.version_in_force(SCHOOL_AID) == proposal.version
    publications.forget()
    assert applies_with_an_income_of(LIMIT - 1, 999).to_look_at == 1, "the new limit is at work"
    assert journal.verify() is None
