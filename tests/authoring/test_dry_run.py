"""Past cases through a proposal: exactly those touched, in portions, by the worker where they are many."""

from datetime import timedelta
from uuid import uuid4

import pytest

from madoguchi.accounts.states import Role
from madoguchi.authoring import commands, queries
from madoguchi.authoring.commands import replaying
from madoguchi.authoring.documents import built, tree_of
from madoguchi.authoring.models import DryRun, Touched
from madoguchi.cases.models import Case
from madoguchi.gateways import outbox
from madoguchi.gateways.models import OutboxEntry
from madoguchi.journal.models import Entry
from madoguchi.kernel.clock import moved_to
from madoguchi.kernel.refusals import Refusal
from madoguchi.procedures.models import Draft
from tests.authoring.factories import (
    LATER,
    a_head,
    a_new_procedure,
    a_proposal,
    an_editor,
    definition,
    proposed,
    with_limit,
)
from tests.cases.definition import ANSWERS
from tests.cases.factories import MONDAY, acting, an_actor, published, received

pytestmark = pytest.mark.django_db


def people(pieces: list[int]) -> list[str]:
    return [received(MONDAY, compiled=definition(), pieces=number).number for number in pieces]


def touched(run: DryRun) -> set[str]:
    return set(run.touched.values_list("case__number", flat=True))


def tried(limit: int = 2, **how: object) -> DryRun:
    proposal = a_proposal(limit=limit)
    return commands.try_out(proposal=proposal, by=an_actor(Role.EDITOR), at=LATER, **how)  # type: ignore[arg-type]


def test_a_lower_limit_names_exactly_the_twelve_it_touches():
    twelve = people([3] * 12)
    people([1, 2, 2, 0, 4, 5, 7] * 4)
    run = tried(2)
    assert run.is_finished
    assert (run.total, run.done, run.changed) == (40, 40, 12)
    assert touched(run) == set(twelve)
    assert run.totals == {"finding|4個以上です。必要な事情を確かめてください。：当たらない → 当たる": 12}


def test_only_the_cases_of_the_span_are_replayed():
    received(MONDAY - timedelta(days=400), compiled=definition(), pieces=3)
    recent = people([3])
    assert touched(tried()) == set(recent)
    assert tried(since=MONDAY - timedelta(days=500)).changed == 2


def test_without_past_cases_a_run_is_finished_at_once():
    run = tried()
    assert (run.total, run.is_finished, run.changed) == (0, True, 0)


def test_many_cases_are_the_workers_in_portions_with_progress(monkeypatch):
    monkeypatch.setattr(replaying, "AT_ONCE", 5)
    monkeypatch.setattr(replaying, "PORTION", 4)
    monkeypatch.setattr(replaying, "SECONDS_AT_A_TIME", -1.0)
    twelve = people([3] * 12)
    run = tried()
    assert (run.done, run.is_finished) == (0, False)
    seen = []
    outbox.connect(replaying.CONTINUE, replaying.go_on_due, in_transaction=False)
    while OutboxEntry.objects.filter(kind=replaying.CONTINUE, state="waiting").exists():
        outbox.deliver_due(at=LATER + timedelta(days=9999), limit=1)
        run.refresh_from_db()
        seen.append(run.done)
    assert seen == [4, 8, 12, 12]
    assert run.is_finished
    assert touched(run) == set(twelve)


def test_a_run_that_died_goes_on_where_it_was_and_counts_nobody_twice(monkeypatch):
    monkeypatch.setattr(replaying, "AT_ONCE", 0)
    monkeypatch.setattr(replaying, "PORTION", 5)
    people([3] * 12)
    run = tried()
    replaying.go_on(run, seconds=-1)
    assert run.done == 5
    behind = DryRun.objects.get(pk=run.pk)
    replaying.go_on(run, seconds=60)
    behind.reached, behind.done, behind.changed, behind.slight, behind.totals = None, 0, 0, 0, {}
    replaying.go_on(behind, seconds=60)
    run.refresh_from_db()
    assert (run.done, run.changed, Touched.objects.count()) == (12, 12, 12)


def test_a_new_run_takes_the_place_of_one_that_is_still_going(monkeypatch):
    monkeypatch.setattr(replaying, "AT_ONCE", 0)
    people([3])
    proposal, by = a_proposal(), an_actor(Role.EDITOR)
    first = commands.try_out(proposal=proposal, by=by, at=LATER)
    second = commands.try_out(proposal=proposal, by=by, at=LATER)
    assert not DryRun.objects.filter(pk=first.pk).exists()
    replaying.go_on_due({"run": str(first.pk)})
    assert queries.latest_run(proposal) == second


def test_a_run_of_an_earlier_wording_says_nothing_of_the_new_one():
    by = acting(an_editor())
    proposal = a_proposal(by=by)
    commands.try_out(proposal=proposal, by=by, at=LATER)
    assert queries.latest_run(proposal) is not None
    assert queries.latest_run(with_limit(proposal, 1, by=by)) is None


def test_open_drafts_are_carried_on_trial_and_counted():
    published(definition())
    for number, answers in enumerate([ANSWERS, {**ANSWERS, "pieces": 4}, {}]):
        Draft.objects.create(
            procedure="safety-kit",
            version=definition().version,
            answers=answers,
            secret_digest=str(number),
            resume_digest=uuid4().hex,
            begun_at=MONDAY,
            saved_at=MONDAY,
        )
    from_lower_maximum = definition()
    proposal = proposed(acting(an_editor()))
    tree = tree_of(from_lower_maximum.document)
    tree["data"]["pieces"]["max"] = 3
    tree["data"]["phone"] = {"kind": "phone", "label": {"ja": "電話番号"}}
    tree["pages"][0]["ask"].append("phone")
    proposal = commands.change(
        proposal=proposal, compiled=built(tree), what="—", seen=0, by=acting(an_editor()), at=LATER
    )
    run = commands.try_out(proposal=proposal, by=an_actor(Role.EDITOR), at=LATER)
    assert run.drafts == {"open": 3, "left_behind": {"個数": 1}, "asked_anew": {"電話番号": 3, "個数": 1}}
    assert Draft.objects.filter(version=definition().version).count() == 3


def test_names_shown_are_written_down_and_numbers_alone_are_not():
    people([3, 3])
    run = tried()
    with moved_to(LATER):
        commands.look_at_touched(run=run, after=None, by=acting(an_editor()), at=LATER)
        assert not Entry.objects.filter(what="listed").exists()
        commands.look_at_touched(run=run, after=None, by=acting(a_head()), at=LATER)
    (entry,) = Entry.objects.filter(what="listed", subject=run.proposal.subject)
    assert len(entry.detail["cases"]) == 2
    looked_at = Entry.objects.filter(what="listed", subject__startswith="case/")
    assert sorted(looked_at.values_list("subject", flat=True)) == sorted(
        Case.objects.get(number=number).subject for number in entry.detail["cases"]
    )


def test_a_page_of_people_goes_on_where_it_stopped(monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    people([3] * 3)
    run = tried()
    first = queries.touched(run)
    second = queries.touched(run, after=first.after)
    assert [len(first.rows), len(second.rows), second.after] == [2, 1, None]


def test_a_procedure_that_is_not_in_force_has_no_past():
    proposal = commands.propose(compiled=a_new_procedure(), title="新", why="", by=an_actor(Role.EDITOR), at=MONDAY)
    with pytest.raises(Refusal) as refused:
        commands.try_out(proposal=proposal, by=an_actor(Role.EDITOR), at=LATER)
    assert refused.value.code == "nothing-before"
    assert not queries.needs_a_dry_run(proposal)


def test_a_span_that_lies_ahead_is_refused():
    with pytest.raises(Refusal):
        tried(since=LATER + timedelta(days=1))


def test_a_run_does_not_go_on_with_a_wording_it_was_not_begun_with(monkeypatch):
    monkeypatch.setattr(replaying, "AT_ONCE", 0)
    people([3] * 3)
    by = acting(an_editor())
    proposal = a_proposal(by=by)
    run = commands.try_out(proposal=proposal, by=by, at=LATER)
    with_limit(proposal, 1, by=by)

    replaying.go_on_due({"run": str(run.pk)})

    run.refresh_from_db()
    assert (run.done, run.is_finished) == (0, False)


def test_a_run_over_less_than_a_year_does_not_count_as_tried():
    by = acting(an_editor())
    proposal = a_proposal(by=by)
    commands.try_out(proposal=proposal, by=by, at=LATER, since=LATER - timedelta(days=1))
    assert queries.needs_a_dry_run(proposal)
    commands.try_out(proposal=proposal, by=by, at=LATER)
    assert not queries.needs_a_dry_run(proposal)
