"""The file of a day: every case once, no sequence missing, and the same bytes however often it is made or sent."""

import hashlib
import json
import os
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from madoguchi.cases import commands as cases
from madoguchi.cases.models import Case
from madoguchi.cases.states import State
from madoguchi.definitions.handover import Column
from madoguchi.handover import commands as handover
from madoguchi.handover import folders as shared
from madoguchi.handover.commands import making
from madoguchi.handover.models import DailyFile, HeldRecord, Record, RecordKind
from madoguchi.journal import queries as journal
from madoguchi.kernel.actors import SYSTEM
from madoguchi.kernel.refusals import Refusal
from tests.cases.factories import MONDAY, a_case, an_actor, received
from tests.handover.systems import EVENING, a_system, approved, corrects, folders, known, lies_in, planted, run

assert folders, known  # fixtures
pytestmark = pytest.mark.django_db


def text_of(folders_, file) -> str:
    return lies_in(folders_, file).decode("utf-8-sig")


def test_a_file_says_first_how_much_is_in_it_and_what_it_must_hash_to(folders):
    case = approved()
    file = run(a_system())
    first, _, body = lies_in(folders, file).removeprefix(b"\xef\xbb\xbf").partition(b"\n")
    digest = hashlib.sha256(body).hexdigest()
    assert first.decode() == f"H,1,kit-stock,1,2026-11-16,1,1,{digest}\r"
    assert body.decode().splitlines() == [
        "行,区分,受付番号,氏名,用品,個数,費用,決定日",
        f"1,1,{case.number},髙橋　花子,bell,2,2400,2026-11-16",
    ]
    assert file.name == "kit-stock-000001-20261116.csv"


def test_a_json_file_is_json_with_its_numbers_as_numbers(folders):
    approved()
    file = run(a_system(format="json", encoding="utf-8"))
    tree = json.loads(lies_in(folders, file))
    assert (tree["header"]["sequence"], tree["header"]["lines"]) == (1, 1)
    assert tree["records"][0]["個数"] == 2


def test_the_next_file_has_the_next_number_and_only_what_is_new(folders):
    approved()
    run(a_system())
    later = approved(on=MONDAY + timedelta(days=1))
    second = run(a_system(), days=1)
    assert (second.sequence, second.previous_id, second.cases) == (2, "kit-stock/1", 1)
    assert Record.objects.get(file=second).case_id == later.pk


def test_a_day_without_cases_has_a_file_too_so_that_silence_is_never_mistaken_for_nothing(folders):
    file = run(a_system())
    assert (file.cases, file.lines) == (0, 0)
    assert text_of(folders, file).splitlines()[0].startswith("H,1,kit-stock,1,")


def test_only_what_was_decided_before_the_hour_of_the_day_is_in_the_file(folders):
    approved(on=EVENING.replace(hour=19, minute=29))
    late = approved(on=EVENING.replace(hour=19, minute=30))
    assert run(a_system()).cases == 1
    assert Record.objects.get(file=run(a_system(), days=1)).case_id == late.pk


def test_before_its_hour_no_file_is_made(folders):
    with pytest.raises(Refusal) as told:
        handover.run(system=a_system(), day=EVENING.date(), by=SYSTEM, at=EVENING.replace(hour=19, minute=0))
    assert told.value.code == "too-early"


def test_rejected_cases_go_only_where_every_decision_is_wanted(folders):
    a_case(at=State.REJECTED)
    assert run(a_system()).cases == 0
    system = a_system(id="every-decision", event="decided", columns=(Column("承認", "case.approved"),))
    file = run(system)
    assert text_of(folders, file).splitlines()[-1].endswith(",0")


def test_a_system_that_wants_rows_gets_a_line_for_each(folders):
    rows = [
        {"row": "a", "who": {"family": "一", "given": "郎"}, "age": 30},
        {"row": "b", "who": {"family": "二", "given": "郎"}},
    ]
    approved(visits=rows)
    system = a_system(each="visits", columns=(Column("氏名", "row.who.family"), Column("年齢", "row.age")))
    file = run(system)
    assert (file.cases, file.lines) == (1, 2)
    lines = text_of(folders, file).splitlines()[2:]
    assert [line.split(",")[3:] for line in lines] == [["一", "30"], ["二", ""]]


def test_a_case_without_a_row_is_held_and_said(folders):
    approved()
    file = run(a_system(each="visits", columns=(Column("氏名", "row.who.family"),)))
    assert file.cases == 0
    assert "1つもありません" in HeldRecord.objects.get().reason


def test_a_letter_the_receiver_lacks_holds_the_case_and_never_becomes_a_question_mark(folders):
    approved(name={"family": "𠮷田", "given": "花子"})
    fits = approved(name={"family": "髙﨑", "given": "花子"})
    file = run(a_system(encoding="cp932"))
    assert Record.objects.get(file=file).case_id == fits.pk
    content = lies_in(folders, file)
    assert b"?" not in content
    assert "髙﨑" in content.decode("cp932")
    assert "「𠮷」（U+20BB7）" in HeldRecord.objects.get().reason


def test_a_held_case_goes_out_once_the_ward_has_agreed_on_a_letter(folders):
    approved(name={"family": "𠮷田", "given": "花子"})
    run(a_system(encoding="cp932"))
    second = run(a_system(encoding="cp932", instead={"𠮷": "吉"}), days=1)
    assert second.cases == 1
    assert HeldRecord.objects.get().released_in_id == second.pk


@pytest.mark.parametrize(("lacking", "cases_"), [("hold", 0), ("jis-twins", 1)])
def test_the_two_code_points_of_one_jis_character_are_one_only_where_the_rule_says_so(folders, lacking, cases_):
    approved(name={"family": "〜子", "given": "花子"})
    assert run(a_system(encoding="cp932", lacking=lacking)).cases == cases_


def test_a_received_case_is_followed_by_its_corrections_and_its_withdrawal(folders):
    system = a_system(event="received", columns=(Column("個数", "pieces"),))
    officer = an_actor()
    case = received()
    assert run(system).cases == 1
    day = MONDAY + timedelta(days=1)
    cases.begin_review(case=case, by=officer, at=day)
    cases.ask_for_correction(case=case, reasons=["address"], words="番地を書いてください。", by=officer, at=day)
    corrects(case, day, pieces=3)
    run(system, days=1)
    cases.withdraw(case=case, by=case.applicant, at=MONDAY + timedelta(days=2))
    run(system, days=2)
    assert run(system, days=3).cases == 0
    told = [(one.kind, one.revision) for one in Record.objects.order_by("pk")]
    assert told == [(RecordKind.NEW, 1), (RecordKind.CORRECTED, 2), (RecordKind.WITHDRAWN, 2)]


def test_what_was_withdrawn_before_its_first_file_is_never_told(folders):
    a_case(at=State.WITHDRAWN)
    assert run(a_system(event="received", columns=(Column("個数", "pieces"),))).cases == 0


def test_a_probe_never_leaves_the_house(folders):
    planted()
    assert Case.with_probes.count() == 1
    assert run(a_system(event="received", columns=(Column("個数", "pieces"),))).cases == 0


def test_every_case_that_leaves_is_in_its_own_journal(folders):
    case = approved()
    run(a_system())
    entry = next(entry for entry in journal.timeline(case.subject) if entry.what == "exported")
    assert entry.detail == {"way": "handover", "system": "kit-stock", "sequence": 1}


def test_running_again_changes_nothing(folders):
    approved()
    first = run(a_system())
    content = lies_in(folders, first)
    assert run(a_system()).pk == first.pk
    assert lies_in(folders, first) == content
    assert DailyFile.objects.count() == 1


class Killed(BaseException):
    """The process is gone at this very place."""


STAGES = [
    (making, "content_of"),
    (Record.objects, "bulk_create"),
    (making, "_write_down"),
    (making, "put_out"),
    (shared, "put_out"),
    (os, "fsync"),
    (shared, "_sync"),
    (DailyFile.objects, "filter"),
]


@pytest.mark.parametrize("stage", range(len(STAGES)))
@pytest.mark.parametrize("before", [True, False])
def test_killed_anywhere_the_next_run_makes_the_same_file_and_no_case_is_lost_or_doubled(
    folders, monkeypatch, stage, before
):
    approved()
    approved()
    undisturbed = a_system(id="twin-system")
    owner, name = STAGES[stage]
    real = getattr(owner, name)

    def dies(*given, **named):
        if not before:
            real(*given, **named)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, dies)
        with pytest.raises(Killed), transaction.atomic():
            run(a_system())
    file = run(a_system())
    content = lies_in(folders, file)
    assert (file.sequence, file.cases, DailyFile.objects.filter(system="kit-stock").count()) == (1, 2, 1)
    assert hashlib.sha256(content).hexdigest() == file.sha256
    twin = lies_in(folders, run(undisturbed))
    assert content.split(b"\n")[1:] == twin.split(b"\n")[1:]


def test_killed_after_the_file_was_kept_but_before_it_was_written_the_folder_gets_it_next_time(folders, monkeypatch):
    approved()
    with monkeypatch.context() as patch:
        patch.setattr(making, "put_out", lambda *given, **named: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            run(a_system())
    kept = DailyFile.objects.get()
    assert kept.written_at is None
    run(a_system(), days=1)
    assert hashlib.sha256(lies_in(folders, kept)).hexdigest() == kept.sha256
    assert DailyFile.objects.count() == 2


def test_sending_again_lays_the_same_bytes_even_where_the_case_has_changed_since(folders):
    case = approved()
    file = run(a_system())
    content = lies_in(folders, file)
    (folders / "out" / file.system / file.name).write_bytes(b"damaged")
    Case.objects.filter(pk=case.pk).update(answers={})
    handover.resend(file=file, by=SYSTEM, at=EVENING)
    assert lies_in(folders, file) == content
    assert [entry.what for entry in journal.timeline(file.subject)] == ["handover_made", "handover_resent"]


def test_the_database_refuses_a_gap(folders):
    approved()
    first = run(a_system())
    fields = {
        "system": "kit-stock",
        "section": first.section,
        "day": first.day + timedelta(days=9),
        "name": "x",
        "sha256": "0" * 64,
        "size": 0,
        "cases": 0,
        "lines": 0,
        "made_at": EVENING,
    }
    for id_, sequence, previous in [
        ("kit-stock/3", 3, first),
        ("kit-stock/3", 3, None),
        ("kit-stock/2", 2, None),
        ("kit-stock/9", 2, first),
    ]:
        with pytest.raises(IntegrityError), transaction.atomic():
            DailyFile.objects.create(id=id_, sequence=sequence, previous=previous, **fields)


def test_the_database_refuses_the_same_case_twice(folders):
    approved()
    file = run(a_system())
    record = Record.objects.get()
    record.pk, record.file = None, file
    with pytest.raises(IntegrityError), transaction.atomic():
        record.save()


def test_handing_over_many_cases_asks_the_database_no_more_often(folders, django_assert_max_num_queries):
    for _ in range(12):
        approved()
    with django_assert_max_num_queries(30):
        assert run(a_system()).cases == 12
