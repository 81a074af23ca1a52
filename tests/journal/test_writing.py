import uuid
from datetime import date

import pytest
from django.db import transaction

from madoguchi.journal import chain, queries
from madoguchi.journal import commands as journal
from madoguchi.journal.models import Entry
from madoguchi.journal.words import LABELS, Word, label
from madoguchi.kernel.actors import SYSTEM

pytestmark = pytest.mark.django_db


def test_the_timeline_tells_what_happened_to_a_case_and_to_no_other(officer, morning):
    journal.write(subject="case/1", what="received", by=SYSTEM, at=morning, detail={"number": "世子家-2026-000012"})
    journal.write(subject="case/2", what="received", by=SYSTEM, at=morning)
    journal.write(subject="case/1", what="viewed", by=officer, at=morning)

    entries = queries.timeline("case/1")

    assert [(entry.what, entry.label, entry.who_name) for entry in entries] == [
        ("received", "申請を受付", "システム"),
        ("viewed", "内容を閲覧", "髙田 花子"),
    ]
    assert (entries[1].who_kind, entries[1].who_section, entries[1].at) == ("officer", "child-support", morning)
    assert entries[0].detail == {"number": "世子家-2026-000012"}


def test_each_entry_follows_the_one_before(officer, morning):
    for _ in range(3):
        journal.write(subject="case/1", what="viewed", by=officer, at=morning)

    first, second, third = Entry.objects.order_by("seq")
    assert [first.seq, second.seq, third.seq] == [1, 2, 3]
    assert first.previous == chain.BEFORE_THE_FIRST
    assert (second.previous, third.previous) == (first.hash, second.hash)
    assert queries.head() == chain.Head(3, third.hash)


def test_the_hash_is_over_every_field(officer, morning):
    journal.write(subject="case/1", what="viewed", by=officer, at=morning, detail={"page": 1})
    entry = Entry.objects.get()
    others = {
        "seq": 2, "at": morning.replace(microsecond=1), "subject": "case/2", "what": "approved", "who_kind": "resident",
        "who_id": "18", "who_name": "高田 花子", "who_section": "tax", "detail": {"page": 2}, "previous": "1" * 64,
    }  # fmt: skip
    fields = {field.name for field in Entry._meta.get_fields()} - {"hash"}
    assert set(others) == fields

    for name, value in others.items():
        changed = Entry.objects.get()
        setattr(changed, name, value)
        assert chain.hash_of(changed) != entry.hash, name


def test_several_entries_are_written_in_their_order(officer, morning):
    journal.write_many([journal.Event(f"case/{n}", "viewed", officer, morning) for n in range(5)])

    assert list(Entry.objects.order_by("seq").values_list("subject", flat=True)) == [f"case/{n}" for n in range(5)]
    assert queries.verify() is None


def test_nothing_to_write_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        journal.write_many([])


def test_a_command_that_fails_leaves_no_entry(officer, morning):
    with transaction.atomic():
        journal.write(subject="case/1", what="approved", by=officer, at=morning)
        transaction.set_rollback(True)

    assert queries.timeline("case/1") == []
    assert queries.head() == chain.EMPTY


def test_a_word_outside_the_table_is_refused(officer, morning):
    with pytest.raises(ValueError, match="looked_at"):
        journal.write(subject="case/1", what="looked_at", by=officer, at=morning)


def test_every_word_has_a_label_of_its_own():
    assert set(LABELS) == set(Word)
    assert len(set(LABELS.values())) == len(LABELS)
    assert label("approved") == "承認"


def test_detail_takes_ids_and_dates_and_gives_them_back_as_text(officer, morning):
    case = uuid.uuid4()
    detail = {"case": case, "from": date(2026, 4, 1), "at": morning, "fields": ("address", "kana"), "many": {"b", "a"}}
    journal.write(subject="case/1", what="viewed", by=officer, at=morning, detail=detail)

    assert Entry.objects.get().detail == {
        "case": str(case),
        "from": "2026-04-01",
        "at": "2026-11-24T09:00:00.123456+09:00",
        "fields": ["address", "kana"],
        "many": ["a", "b"],
    }
    assert queries.verify() is None


def test_detail_never_keeps_what_a_resident_answered(officer, morning):
    detail = {
        "previous_address": "世田谷区赤堤1-2-3",
        "child": {"kana": "タカダ ハナコ", "row": 1},
        "why": "hanako@example.jp に連絡。マイナンバー 1234 5678 9012",
        "fields": ["previous_address"],
    }
    journal.write(subject="case/1", what="correction_asked", by=officer, at=morning, detail=detail)

    assert Entry.objects.get().detail == {
        "previous_address": "（伏字）",
        "child": {"kana": "（伏字）", "row": 1},
        "why": "（メール） に連絡。マイナンバー （番号）",
        "fields": ["previous_address"],
    }


@pytest.mark.parametrize("value", [1.5, b"bytes", object()])
def test_what_json_cannot_say_exactly_is_refused(officer, morning, value):
    with pytest.raises(TypeError):
        journal.write(subject="case/1", what="viewed", by=officer, at=morning, detail={"value": value})


def test_hostile_characters_in_a_name_or_detail_do_not_stop_the_journal(morning):
    from_outside = SYSTEM.__class__(kind=SYSTEM.kind, id="x", name="a\0b\ud800" + "長" * 500)
    journal.write(subject="case/1", what="viewed", by=from_outside, at=morning, detail={"typed": "\0\ud800"})

    entry = Entry.objects.get()
    assert entry.who_name.startswith("a\ufffdb?長")
    assert len(entry.who_name) == 200
    assert queries.verify() is None
