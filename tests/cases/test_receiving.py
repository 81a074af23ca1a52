"""Receiving an application."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from madoguchi.cases import commands as cases
from madoguchi.cases.announcements import CaseReceived
from madoguchi.cases.models import Case, NumberSequence, Revision
from madoguchi.cases.states import State
from madoguchi.journal import queries as journal
from madoguchi.kernel.announcing import heard
from madoguchi.kernel.clock import JST
from tests.cases.definition import ANSWERS, SECTION, compiled_definition, text
from tests.cases.factories import MONDAY, a_case, an_actor, received

pytestmark = pytest.mark.django_db


def test_an_application_gets_a_number_a_deadline_and_an_entry_in_the_journal():
    case = received(MONDAY)

    assert case.number == "世子家-2026-000001"
    assert case.stands is State.RECEIVED
    # Ten 開庁日 after Monday 16 November 2026: the 23rd is a holiday (勤労感謝の日).
    assert case.due_on == date(2026, 12, 1)
    assert (case.applicant_name, case.applicant_kana) == ("髙橋　花子", "タカハシハナコ")
    assert [entry.what for entry in journal.timeline(case.subject)] == ["received"]


def test_numbers_run_without_a_gap_and_begin_anew_with_the_fiscal_year():
    march, april = datetime(2027, 3, 31, 23, 59, tzinfo=JST), datetime(2027, 4, 1, 0, 0, tzinfo=JST)
    numbers = [received(at).number for at in (MONDAY, march, april)]
    assert numbers == ["世子家-2026-000001", "世子家-2026-000002", "世子家-2027-000001"]


def test_what_is_hidden_is_not_kept():
    case = received(kind="bell", reason="消し忘れた理由")
    assert "reason" not in case.answers
    assert "reason" in received(kind="tag", reason="徘徊があるため").answers


def test_the_checks_are_kept_as_they_came_out():
    case = received(pieces=5, visits=[{"row": "r1", "who": {"family": "髙橋", "given": "一"}, "age": 16}])
    outcomes = {(found["check"], found["row"]): found["outcome"] for found in case.findings}
    assert outcomes[("many", "")] == "fail"
    assert outcomes[("minor", "r1")] == "fail"
    assert outcomes[("proof-missing", "")] == "fail"
    assert case.to_look_at == sum(outcome != "pass" for outcome in outcomes.values())


def test_a_name_is_kept_code_point_by_code_point():
    case = received(name={"family": "𠮷󠄁", "given": "﨑"})
    again = Case.objects.get(pk=case.pk)
    assert again.applicant_name == "𠮷󠄁\u3000﨑"
    assert again.answers["name"] == {"family": "𠮷󠄁", "given": "﨑"}


def test_the_answers_as_sent_are_revision_one():
    case = received()
    revision = Revision.objects.get(case=case)
    assert (revision.number, revision.answers, revision.by_kind) == (1, case.answers, "resident")


def test_it_is_announced_once_it_is_kept(django_capture_on_commit_callbacks):
    with heard(CaseReceived) as announced, django_capture_on_commit_callbacks(execute=True):
        case = received()
    assert announced == [CaseReceived(case=case.pk, draft="", at=MONDAY)]


def test_the_same_key_again_gives_the_same_case():
    first = received(key="pressed-twice")
    again = received(key="pressed-twice")
    assert again == first
    assert Case.objects.count() == 1
    assert NumberSequence.objects.get(section=SECTION).last == 1


def test_a_second_application_for_the_same_thing_opens_the_first():
    first = received(address=ANSWERS["address"])
    with pytest.raises(cases.AlreadyApplied) as refused:
        received(address=ANSWERS["address"])
    assert refused.value.case == first
    assert Case.objects.count() == 1
    assert received().number == "世子家-2026-000002", "the number of the refused one is given to the next"


def test_the_definition_words_the_refusal_of_a_second_application():
    worded = compiled_definition(unique_message=text("1世帯に1回です。"))
    received(address=ANSWERS["address"], compiled=worded)
    with pytest.raises(cases.AlreadyApplied, match="1世帯に1回です。"):
        received(address=ANSWERS["address"], compiled=worded)


@pytest.mark.parametrize("ended", [State.REJECTED, State.WITHDRAWN])
def test_after_a_rejection_or_withdrawal_one_may_apply_again(ended):
    a_case(at=ended, address=ANSWERS["address"])
    assert received(address=ANSWERS["address"]).stands is State.RECEIVED


def test_after_an_approval_one_may_not_apply_again():
    approved = a_case(at=State.APPROVED, address=ANSWERS["address"])
    with pytest.raises(cases.AlreadyApplied) as refused:
        received(address=ANSWERS["address"])
    assert refused.value.case == approved


def test_a_procedure_without_unique_by_takes_any_number():
    many = compiled_definition(unique_by=())
    received(address=ANSWERS["address"], compiled=many)
    received(address=ANSWERS["address"], compiled=many)
    assert Case.objects.count() == 2


def test_a_failing_journal_leaves_nothing_behind(monkeypatch):
    def broken(_events: object) -> None:
        raise IntegrityError("the journal is out of order")

    monkeypatch.setattr("madoguchi.cases.commands.receiving.journal.write_many", broken)
    with pytest.raises(IntegrityError, match="out of order"):
        received()
    assert not Case.objects.exists()
    assert not NumberSequence.objects.exists()


def test_receiving_takes_few_queries(django_assert_num_queries):
    """Savepoint and release, the number, the case, its revision, its doubts, the chain's end and the entry, on PostgreSQL its turn."""
    received()
    looking_up_the_version = 1
    with django_assert_num_queries(8 + looking_up_the_version + (connection.vendor == "postgresql")):
        received()


def test_inside_a_larger_transaction_a_refused_second_one_leaves_the_rest_alone():
    received(address=ANSWERS["address"])
    with transaction.atomic():
        kept = received()
        with pytest.raises(cases.AlreadyApplied):
            received(address=ANSWERS["address"])
    assert Case.objects.filter(pk=kept.pk).exists()


def test_the_counter_may_receive_for_a_resident():
    by = an_actor()
    case = received(by=by)
    assert journal.timeline(case.subject)[0].who_name == by.name
