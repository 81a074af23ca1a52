"""Clean cases wait together, and one decider decides them in one act: each once, each told once, whatever happens."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from madoguchi.accounts.states import Role
from madoguchi.cases import commands as cases
from madoguchi.cases import letters, sampling, together
from madoguchi.cases.commands import batches
from madoguchi.cases.models import Batch, BatchItem, BatchKind, Case, FullReview, ItemState
from madoguchi.cases.states import State
from madoguchi.gateways.models import OutboxEntry
from madoguchi.journal import queries as journal
from madoguchi.kernel import clock
from madoguchi.kernel.refusals import Refusal
from madoguchi.notices import queries as notices
from madoguchi.notices.models import Notice
from tests.cases.clean_cases import a_clean_case, as_seen, decided_together, the_worker_works
from tests.cases.definition import DEFINITION, OTHER_SECTION, SECTION, compiled_definition
from tests.cases.factories import MONDAY, acting, an_actor, an_officer, received

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_monday():
    with clock.moved_to(MONDAY):
        yield


def outcomes(batch: Batch) -> list[str]:
    return [item.state for item in together.progress(batch).items]


def what_happened(case: Case) -> list[str]:
    return [entry.what for entry in journal.timeline(case.subject)]


def test_what_passes_every_check_waits_together_and_what_does_not_waits_for_a_person():
    clean, doubtful = a_clean_case(), received()
    assert clean.clean_since == clean.received_at
    assert doubtful.clean_since is None
    (waiting,) = together.waiting(SECTION)
    assert (waiting.procedure, waiting.count, waiting.oldest) == ("safety-kit", 1, MONDAY)
    assert together.waiting(OTHER_SECTION) == []


def test_a_procedure_may_say_that_each_is_decided_alone():
    handling = DEFINITION["handling"]
    assert isinstance(handling, dict)
    alone = a_clean_case(compiled=compiled_definition(handling={**handling, "together": False}))
    assert (alone.to_look_at, alone.clean_since, alone.full_review) == (0, None, "")


def test_forty_are_decided_in_one_act_each_reviewed_decided_and_told_once():
    by = an_actor()
    made = [a_clean_case() for _ in range(40)]
    batch = decided_together(*made, by=by)
    the_worker_works()

    assert outcomes(batch) == [ItemState.DONE] * 40
    for case in made:
        case.refresh_from_db()
        assert case.stands is State.APPROVED
        assert what_happened(case)[:4] == ["received", "review_started", "approved", "notice_prepared"]
        assert what_happened(case).count("approved") == 1
    assert Notice.objects.count() == 40
    assert together.waiting(SECTION) == []
    approved = next(entry for entry in journal.timeline(made[0].subject) if entry.what == "approved")
    assert approved.detail["batch"] == str(batch.pk)
    assert [entry.what for entry in journal.timeline(batch.subject)] == ["batch_begun"]
    assert journal.verify() is None


def test_what_changed_between_look_and_act_is_named_and_the_rest_goes_through():
    by, made = an_actor(), [a_clean_case() for _ in range(4)]
    batch = decided_together(*made, by=by)
    cases.take(case=made[0], by=an_actor(), at=MONDAY)
    cases.pull_out(case=made[1], words="電話がありました。", by=an_actor(), at=MONDAY)
    cases.withdraw(case=made[2], by=made[2].applicant, at=MONDAY)
    the_worker_works()

    items = together.progress(batch).items
    assert [item.state for item in items] == [ItemState.REFUSED] * 3 + [ItemState.DONE]
    assert all("更新されました" in item.reason for item in items[:3])
    assert [Case.objects.get(pk=case.pk).stands for case in made] == [
        State.RECEIVED,
        State.RECEIVED,
        State.WITHDRAWN,
        State.APPROVED,
    ]
    assert Notice.objects.count() == 1


def test_a_case_with_something_to_look_at_cannot_be_smuggled_into_the_act():
    doubtful, clean = received(), a_clean_case()
    batch = decided_together(doubtful, clean, by=an_actor())
    the_worker_works()
    assert outcomes(batch) == [ItemState.REFUSED, ItemState.DONE]
    assert Case.objects.get(pk=doubtful.pk).stands is State.RECEIVED


def test_killed_half_way_and_begun_again_each_is_decided_once_and_told_once(monkeypatch):
    """The third letter takes the worker down in the middle of its transaction; the next worker finds the rest."""
    made = [a_clean_case() for _ in range(5)]
    batch = decided_together(*made, by=an_actor())
    really_send, sent = letters.send, []

    def dies_at_the_third(*args, **how):
        sent.append(1)
        if len(sent) == 3:
            raise SystemExit("killed")
        return really_send(*args, **how)

    monkeypatch.setattr(letters, "send", dies_at_the_third)
    with pytest.raises(SystemExit):
        the_worker_works()
    assert outcomes(batch) == ["done", "done", "waiting", "waiting", "waiting"]
    assert Notice.objects.count() == 2

    clock.passes(minutes=10)
    the_worker_works()
    assert outcomes(batch) == [ItemState.DONE] * 5
    assert Notice.objects.count() == 5
    for case in made:
        assert what_happened(case).count("approved") == 1
        assert len(notices.for_subject(case.subject)) == 1


def test_one_that_fails_does_not_keep_the_others_waiting(monkeypatch):
    made = [a_clean_case() for _ in range(3)]
    batch = decided_together(*made, by=an_actor())
    really_send = letters.send

    def fails_for_the_first(letter, **how):
        if how["case"].pk == made[0].pk:
            raise RuntimeError("a bug in one letter")
        return really_send(letter, **how)

    monkeypatch.setattr(letters, "send", fails_for_the_first)
    the_worker_works()
    assert outcomes(batch) == [ItemState.WAITING, ItemState.DONE, ItemState.DONE]
    assert Case.objects.get(pk=made[0].pk).stands is State.RECEIVED
    monkeypatch.setattr(letters, "send", really_send)
    clock.passes(minutes=1)
    the_worker_works()
    assert outcomes(batch) == [ItemState.DONE] * 3


def test_an_item_delivered_twice_is_done_once():
    case = a_clean_case()
    batch = decided_together(case, by=an_actor())
    (item,) = together.progress(batch).items
    for _ in range(3):
        batches.work_due({"item": item.pk})
    the_worker_works()
    assert what_happened(case).count("approved") == 1


def test_the_same_press_twice_is_one_batch():
    by, case = an_actor(), a_clean_case()
    first = decided_together(case, by=by, press="abc")
    assert decided_together(case, by=by, press="abc") == first
    assert BatchItem.objects.count() == 1
    assert OutboxEntry.objects.filter(kind=batches.WORK).count() == 1


def test_two_deciders_at_once_decide_each_case_once():
    case = a_clean_case()
    first, second = decided_together(case, by=an_actor()), decided_together(case, by=an_actor())
    the_worker_works()
    assert sorted(outcomes(first) + outcomes(second)) == ["done", "refused"]
    assert Notice.objects.count() == 1


def test_who_is_no_officer_any_more_decides_nothing():
    officer, case = an_officer(), a_clean_case()
    batch = decided_together(case, by=acting(officer))
    officer.is_active = False
    officer.save()
    the_worker_works()
    (item,) = together.progress(batch).items
    assert (item.state, item.reason) == (ItemState.REFUSED, "処理を始めた職員は、いまはこの処理ができません。")


def test_who_has_lost_the_right_to_decide_decides_nothing():
    officer, case = an_officer(), a_clean_case()
    batch = decided_together(case, by=acting(officer))
    officer.roles = [Role.REVIEWER.value]
    officer.save()
    the_worker_works()
    (item,) = together.progress(batch).items
    assert "決裁権限" in item.reason
    assert Case.objects.get(pk=case.pk).stands is State.RECEIVED


@pytest.mark.parametrize(
    ("roles", "section"),
    [((Role.REVIEWER,), SECTION), ((Role.DECIDER,), OTHER_SECTION), ((Role.AUDITOR,), SECTION)],
)
def test_only_a_decider_of_the_section_decides_together(roles, section):
    case = a_clean_case()
    with pytest.raises(Refusal):
        decided_together(case, by=an_actor(*roles, section=section))
    assert not Batch.objects.exists()


def test_an_empty_batch_is_refused():
    by = an_actor()
    nobody = cases.Seen(uuid4(), 0)
    for seen in ([], [nobody]):
        with pytest.raises(Refusal, match="選ばれていません"):
            cases.begin_batch(kind=BatchKind.DECIDE, section=SECTION, seen=seen, press="x", by=by, at=MONDAY)


def test_more_than_a_person_can_answer_for_is_refused():
    many = [cases.Seen(uuid4(), 0) for _ in range(batches.MOST + 1)]
    with pytest.raises(Refusal, match="500件まで"):
        cases.begin_batch(kind=BatchKind.BEGIN_REVIEW, section=SECTION, seen=many, press="x", by=an_actor(), at=MONDAY)


def test_a_case_that_another_section_took_over_is_named_and_not_decided():
    """Before the press or after it: either way it stands among the results."""
    mine, before, after = a_clean_case(), a_clean_case(), a_clean_case()
    cases.reassign_section(case=before, section=OTHER_SECTION, by=an_actor(), at=MONDAY)
    batch = decided_together(before, mine, after, by=an_actor())
    cases.reassign_section(case=after, section=OTHER_SECTION, by=an_actor(), at=MONDAY)
    the_worker_works()
    items = {item.case_id: item for item in together.progress(batch).items}
    assert items[mine.pk].state == ItemState.DONE
    for moved in (before, after):
        assert (items[moved.pk].state, items[moved.pk].reason) == (ItemState.REFUSED, "他の課へ移りました。")
        assert Case.objects.get(pk=moved.pk).stands is State.RECEIVED


def test_nothing_is_begun_where_another_section_has_them_all():
    other = a_clean_case()
    cases.reassign_section(case=other, section=OTHER_SECTION, by=an_actor(), at=MONDAY)
    with pytest.raises(Refusal, match="選んだ申請は、他の課へ移りました"):
        decided_together(other, by=an_actor())
    assert not Batch.objects.exists()


def test_the_review_of_many_is_begun_and_many_are_given_to_a_colleague():
    by, colleague, made = an_actor(Role.REVIEWER), an_officer(), [received() for _ in range(3)]
    begun = cases.begin_batch(
        kind=BatchKind.BEGIN_REVIEW, section=SECTION, seen=as_seen(*made), press="1", by=by, at=MONDAY
    )
    the_worker_works()
    assert outcomes(begun) == [ItemState.DONE] * 3
    for case in made:
        case.refresh_from_db()
        assert case.stands is State.UNDER_REVIEW
    given = cases.begin_batch(
        kind=BatchKind.ASSIGN,
        section=SECTION,
        seen=as_seen(*made),
        press="2",
        by=by,
        at=MONDAY,
        assign_to=colleague,
    )
    the_worker_works()
    assert outcomes(given) == [ItemState.DONE] * 3
    assert {Case.objects.get(pk=case.pk).assigned_to for case in made} == {colleague}


def test_whatever_a_person_begins_to_look_at_waits_together_no_longer():
    reviewed, pulled = a_clean_case(), a_clean_case()
    cases.begin_review(case=reviewed, by=an_actor(), at=MONDAY)
    cases.pull_out(case=pulled, words="関係する申請とあわせて見ます。", by=an_actor(), at=MONDAY)
    assert (reviewed.clean_since, pulled.clean_since) == (None, None)
    assert (pulled.full_review, pulled.full_review_words) == (FullReview.PULLED, "関係する申請とあわせて見ます。")
    assert what_happened(pulled) == ["received", "pulled_out"]
    with pytest.raises(Refusal, match="まとめて承認を待つ申請ではなくなっています"):
        cases.pull_out(case=pulled, words="もう一度", by=an_actor(), at=MONDAY)


def test_the_database_refuses_a_clean_case_that_somebody_must_look_at():
    case = a_clean_case()
    for wrong in ({"to_look_at": 1}, {"full_review": FullReview.DRAWN}, {"state": State.UNDER_REVIEW.value}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(**wrong)


def test_a_drawn_case_does_not_wait_with_the_clean_ones(monkeypatch):
    monkeypatch.setattr(sampling, "is_drawn", lambda case, percent: True)
    case = a_clean_case()
    assert (case.full_review, case.clean_since) == (FullReview.DRAWN, None)
    assert what_happened(case) == ["received", "sampled"]
