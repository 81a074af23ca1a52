import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from madoguchi.journal import append_only, chain, queries
from madoguchi.journal import commands as journal
from madoguchi.journal.models import Entry
from madoguchi.kernel.actors import SYSTEM
from tests.flushing import journal_may_be_emptied

pytestmark = pytest.mark.django_db


@pytest.fixture
def ten_entries(morning):
    journal.write_many([journal.Event(f"case/{n}", "viewed", SYSTEM, morning, {"n": n}) for n in range(1, 11)])


def tamper(sql: str, *values: str) -> None:
    """As somebody with the database's own password and its triggers taken off."""
    with journal_may_be_emptied(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal_entry SET who_name = 'X' WHERE seq = 4",
        "UPDATE journal_entry SET seq = 99 WHERE seq = 4",
        "DELETE FROM journal_entry WHERE seq = 10",
        "DELETE FROM journal_entry",
    ],
)
def test_the_database_refuses_to_change_or_delete_an_entry(ten_entries, sql):
    with pytest.raises(DatabaseError, match="append-only"):
        run(sql)
    assert queries.verify() is None
    assert queries.head().seq == 10


def test_the_database_refuses_to_put_another_entry_in_the_place_of_one(ten_entries):
    statement = {
        "sqlite": "INSERT OR REPLACE INTO journal_entry SELECT * FROM journal_entry WHERE seq = 4",
        "postgresql": "TRUNCATE journal_entry",
    }[connection.vendor]
    with pytest.raises(DatabaseError, match="append-only"):
        run(statement)


def test_the_orm_is_refused_as_well(ten_entries):
    entry = Entry.objects.get(seq=4)
    with pytest.raises(DatabaseError), transaction.atomic():
        entry.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        entry.delete()


def test_two_entries_never_follow_the_same_one(ten_entries):
    fork = Entry.objects.get(seq=10)
    fork.seq, fork.hash = 11, "f" * 64
    with pytest.raises(IntegrityError), transaction.atomic():
        fork.save(force_insert=True)


def test_an_untouched_journal_verifies_whatever_the_size_of_the_pieces(ten_entries, monkeypatch):
    for size in (1, 3, 10, 100):
        monkeypatch.setattr(queries, "CHUNK", size)
        assert queries.verify() is None


def test_an_empty_journal_verifies():
    assert queries.verify() is None


@pytest.mark.parametrize(
    ("sql", "seq", "difference"),
    [
        ("UPDATE journal_entry SET who_name = '別人' WHERE seq = 4", 4, chain.Difference.CONTENT),
        ("UPDATE journal_entry SET detail = '{\"n\": 5}' WHERE seq = 4", 4, chain.Difference.CONTENT),
        ("UPDATE journal_entry SET detail = '{\"n\": 1.5}' WHERE seq = 4", 4, chain.Difference.CONTENT),
        ("UPDATE journal_entry SET what = 'approved' WHERE seq = 1", 1, chain.Difference.CONTENT),
        ("UPDATE journal_entry SET hash = '0' WHERE seq = 10", 10, chain.Difference.CONTENT),
        ("UPDATE journal_entry SET previous = '1' WHERE seq = 6", 6, chain.Difference.PREVIOUS),
        ("UPDATE journal_entry SET previous = '1' WHERE seq = 1", 1, chain.Difference.PREVIOUS),
        ("DELETE FROM journal_entry WHERE seq = 7", 7, chain.Difference.MISSING),
        ("DELETE FROM journal_entry WHERE seq IN (1, 2)", 1, chain.Difference.MISSING),
        ("UPDATE journal_entry SET seq = 0 WHERE seq = 1", 1, chain.Difference.MISSING),
    ],
)
def test_the_first_broken_link_is_named(ten_entries, monkeypatch, sql, seq, difference):
    monkeypatch.setattr(queries, "CHUNK", 3)
    tamper(sql)

    broken = queries.verify()

    assert broken is not None
    assert (broken.seq, broken.difference) == (seq, difference)
    assert broken.sentence.startswith(f"{seq}番の記録")


def test_rewriting_an_entry_with_its_hash_breaks_the_next_one(ten_entries):
    forged = Entry.objects.get(seq=4)
    forged.who_name = "別人"
    tamper("UPDATE journal_entry SET who_name = %s, hash = %s WHERE seq = 4", forged.who_name, chain.hash_of(forged))

    broken = queries.verify()

    assert broken is not None
    assert (broken.seq, broken.difference) == (5, chain.Difference.PREVIOUS)


def test_a_cut_off_end_is_seen_with_a_head_noted_elsewhere(ten_entries):
    noted = queries.head()
    tamper("DELETE FROM journal_entry WHERE seq > 8")

    assert queries.verify() is None
    broken = queries.verify(expected=noted)
    assert broken is not None
    assert (broken.seq, broken.difference) == (10, chain.Difference.CUT_OFF)


def test_a_chain_written_anew_is_seen_with_a_head_noted_elsewhere(ten_entries, morning):
    noted = queries.head()
    tamper("DELETE FROM journal_entry")
    journal.write_many([journal.Event(f"case/{n}", "viewed", SYSTEM, morning) for n in range(12)])

    assert queries.verify() is None
    broken = queries.verify(expected=noted)
    assert broken is not None
    assert (broken.seq, broken.difference) == (10, chain.Difference.OTHER_HEAD)


def test_the_command_says_that_the_chain_holds(ten_entries, capsys):
    call_command("journal", "head")
    noted = capsys.readouterr().out.strip()
    call_command("journal", "verify", "--head", noted)

    assert capsys.readouterr().out.strip() == "記録の連なりは正しく、切れている箇所はありません。記録の数: 10"


def test_the_command_names_the_broken_link_and_ends_with_exit_code_1(ten_entries):
    tamper("DELETE FROM journal_entry WHERE seq = 7")
    with pytest.raises(CommandError, match="記録の連なりが切れています。7番の記録がありません。") as refused:
        call_command("journal", "verify")
    assert refused.value.returncode == 1


def test_the_command_refuses_a_head_it_cannot_read():
    with pytest.raises(CommandError, match="番号:値"):
        call_command("journal", "verify", "--head", "10")


def test_the_command_notices_that_the_triggers_are_gone(ten_entries):
    assert append_only.missing_triggers() == []
    with journal_may_be_emptied():
        missing = append_only.missing_triggers()
        with pytest.raises(CommandError, match="書き換えを防ぐ仕組み"):
            call_command("journal", "verify")
    assert missing == sorted(append_only.TRIGGERS[connection.vendor])


def test_the_journal_points_at_no_other_table():
    assert [field.name for field in Entry._meta.get_fields() if field.is_relation] == []
