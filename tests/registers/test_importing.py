"""Bringing an extract in: whole or not at all, the lines left out named, the one before in force until the switch."""

import csv
import stat
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from madoguchi.journal import queries as journal
from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM, Actor, ActorKind
from madoguchi.kernel.refusals import Refusal
from madoguchi.registers import commands, queries
from madoguchi.registers.commands import loading
from madoguchi.registers.models import BrokenLine, Person, Snapshot
from madoguchi.registers.states import State
from tests.registers.extracts import FAMILY, HANAKO, SHO, extract_text, kept, many

pytestmark = pytest.mark.django_db


def test_a_whole_extract_is_in_force_with_its_day_and_its_sha256(load):
    snapshot = load(sequence=7)
    assert queries.current() == snapshot
    assert (snapshot.people, snapshot.broken, snapshot.lines) == (3, 0, 3)
    assert snapshot.as_of.isoformat() == "2026-11-23"
    assert len(snapshot.sha256) == 64
    assert [entry.what for entry in journal.timeline(snapshot.subject)] == ["register_imported"]


def test_names_are_kept_code_point_by_code_point(load):
    odd = HANAKO | {"氏名": "葛󠄀城　𠮷子"}
    load(extract_text([odd]))
    assert Person.objects.get().name == "葛󠄀城　𠮷子"


@pytest.mark.parametrize("change", [lambda text: b"\xef\xbb\xbf" + text.encode(), lambda text: text.encode("cp932")])
def test_utf8_with_a_mark_and_shift_jis_are_read_alike(load, change):
    assert load(change(extract_text(FAMILY))).people == 3
    assert Person.objects.get(number=HANAKO["宛名番号"]).name == "髙橋　花子"


def test_a_gaiji_of_shift_jis_is_kept_and_the_line_is_loaded(load):
    content = (
        extract_text(FAMILY).replace("髙橋　翔", "〓橋　翔").encode("cp932").replace("〓".encode("cp932"), b"\xf0\x40")
    )
    assert load(content).broken == 0
    assert Person.objects.get(number=SHO["宛名番号"]).name == "\ue000橋　翔"


def test_one_line_in_a_hundred_broken_is_named_and_the_rest_is_loaded(load):
    records = many(200)
    records[9] |= {"生年月日": "1990-02-30"}
    records[19] |= {"宛名番号": "123456789012"}
    snapshot = load(extract_text(records))
    assert (snapshot.people, snapshot.broken) == (198, 2)
    told = list(BrokenLine.objects.order_by("line").values_list("line", "column", "reason"))
    assert told == [
        (12, "生年月日", "暦にない日付です"),
        (22, "宛名番号", "12桁の数字です（マイナンバーを入れてはいけません）"),
    ]


def test_the_report_names_line_column_and_reason_and_nothing_of_the_line(load):
    records = many(40)
    records[0] |= {"氏名": "秘密の\u202e名前"}
    report = loading.report_file(load(extract_text(records)))
    assert list(csv.reader(report.read_text(encoding="utf-8-sig").splitlines())) == [
        ["行", "列", "理由"],
        ["3", "氏名", "使えない文字（制御文字など）があります"],
    ]
    assert stat.S_IMODE(report.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        ("a,b", "", "列の数が19ではありません（2）"),
        ('"never closed', "", "CSVの行として読めません"),
        ("x" * 9_000, "", "行が長すぎます"),
        ("", "", "列の数が19ではありません（0）"),
    ],
)
def test_a_line_that_is_no_record_breaks_only_itself(load, line, column, reason):
    snapshot = load(extract_text([*many(30), line, *many(30, first=31)]))
    assert (snapshot.people, snapshot.broken) == (60, 1)
    broken = BrokenLine.objects.get()
    assert (broken.line, broken.column, broken.reason) == (33, column, reason)


def test_bytes_that_are_no_characters_break_only_their_line(load):
    content = extract_text(many(30)).encode().replace(b"0000000007", b"\xff\xfe")
    assert load(content).broken == 1
    assert BrokenLine.objects.get().reason == "文字コードが読めません"


def test_the_same_number_twice_is_a_broken_line_also_over_chunks(load, monkeypatch):
    monkeypatch.setattr(loading, "CHUNK", 10)
    snapshot = load(extract_text([*many(30), HANAKO]))
    assert (snapshot.people, snapshot.broken) == (30, 1)
    assert BrokenLine.objects.get().reason == loading.TWICE


def test_nobody_is_born_after_the_day_of_the_extract(load):
    snapshot = load(extract_text([*many(30), HANAKO | {"宛名番号": "99", "生年月日": "2026-12-01"}]))
    assert BrokenLine.objects.get(snapshot=snapshot).reason == loading.BEYOND


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (extract_text().replace("氏名カナ", "カナ"), "header"),
        (extract_text().replace("#住民記録抽出", "住民記録"), "header"),
        (extract_text().replace(",1,1,2026-11-23", ",2,1,2026-11-23"), "header"),
        (extract_text().replace("2026-11-23", "きのう"), "header"),
        (extract_text().encode("utf-16"), "header"),
        (b"", "header"),
        (extract_text().rpartition("#")[0], "truncated"),
        (extract_text()[: len(extract_text()) // 2 + 150], "truncated"),
        (extract_text(count=4), "truncated"),
        (extract_text([*many(10), "x"]), "too-many-broken"),
    ],
)
def test_a_file_that_is_not_right_is_refused_whole(load, content, code):
    before = load(sequence=1)
    content = content.replace("出,1,1,", "出,1,2,") if isinstance(content, str) else content
    with pytest.raises(Refusal) as refused:
        load(content)
    assert refused.value.code == code
    assert queries.current() == before
    assert Person.objects.count() == before.people
    kept_refusal = Snapshot.objects.get(state=State.REFUSED.value)
    assert kept_refusal.reason == refused.value.message
    assert [entry.what for entry in journal.timeline(kept_refusal.subject)] == ["register_refused"]


@pytest.mark.parametrize("sequence", [4, 5])
def test_a_repeated_or_older_sequence_is_refused(load, sequence):
    load(sequence=5)
    with pytest.raises(Refusal, match="連番5より新しくありません"):
        load(sequence=sequence)


def test_a_newer_extract_replaces_the_one_before_which_is_kept(load):
    former, newer = load(sequence=1), load(sequence=2)
    former.refresh_from_db()
    assert (State(former.state), queries.current()) == (State.FORMER, newer)
    assert Person.objects.filter(snapshot=former).count() == 3


class Cut(Exception):
    """The machine stops."""


def test_an_import_cut_off_goes_on_where_it_stopped_and_the_old_one_is_asked_meanwhile(load, tmp_path, monkeypatch):
    before = load(sequence=1)
    monkeypatch.setattr(loading, "CHUNK", 10)
    take, taken = loading._take, []

    def cut_at_the_third(snapshot, extract, chunk):
        taken.append(len(chunk))
        if len(taken) == 3:
            raise Cut
        take(snapshot, extract, chunk)

    monkeypatch.setattr(loading, "_take", cut_at_the_third)
    file = kept(tmp_path, extract_text(many(45), sequence=2), "newer.csv")
    with pytest.raises(Cut):
        commands.load(file=file, by=SYSTEM, at=clock.now())
    assert queries.current() == before
    assert Snapshot.objects.get(state=State.LOADING.value).lines_read == 20

    snapshot = commands.load(file=file, by=SYSTEM, at=clock.now())
    assert (snapshot.people, snapshot.lines_read, queries.current()) == (45, 45, snapshot)
    assert sum(taken) == 20 + 10 + 25


def test_another_file_gives_up_the_one_left_half_way(load):
    left = Snapshot.objects.create(
        sequence=2, sha256="0" * 64, file_name="old.csv", lines=9, state=State.LOADING.value, begun_at=clock.now()
    )
    newer = load(sequence=2)
    left.refresh_from_db()
    assert (State(left.state), queries.current()) == (State.REFUSED, newer)


def test_two_imports_of_one_file_at_once_do_not_mix(load, tmp_path, monkeypatch):
    def meanwhile(snapshot, extract, chunk):
        Snapshot.objects.filter(pk=snapshot.pk).update(lines_read=1)
        take(snapshot, extract, chunk)

    take = loading._take
    monkeypatch.setattr(loading, "_take", meanwhile)
    with pytest.raises(Refusal, match="ほかの取込み"):
        load()
    assert Person.objects.count() == 0


def test_there_is_never_more_than_one_in_force(loaded):
    with pytest.raises(IntegrityError), transaction.atomic():
        Snapshot.objects.create(sequence=9, file_name="x", state=State.CURRENT.value, begun_at=clock.now(), lines=0)


def test_queries_grow_with_chunks_and_not_with_people(load, monkeypatch):
    def asked(people: int, sequence: int) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries_made:
            load(extract_text(many(people), sequence=sequence))
        return len(queries_made)

    assert asked(20, 1) + 3 >= asked(200, 2)


def test_nobody_imports_from_a_page(tmp_path):
    officer = Actor(ActorKind.OFFICER, "1", "管理 花子", "system", frozenset({"administrator"}))
    with pytest.raises(Refusal, match="定時の処理"):
        commands.load(file=kept(tmp_path, extract_text()), by=officer, at=clock.now())


def test_the_command_tells_what_was_taken_and_ends_with_an_error_where_not(tmp_path, capsys):
    call_command("import_register", str(kept(tmp_path, extract_text([*many(30), "x"]))))
    told = capsys.readouterr().out
    assert "30人を取り込みました" in told
    assert "読めなかった1行は" in told
    with pytest.raises(CommandError, match="取り込みませんでした"):
        call_command("import_register", str(kept(tmp_path, "x", "other.csv")))
    with pytest.raises(CommandError, match="ファイルがありません"):
        call_command("import_register", str(tmp_path / "nowhere.csv"))


def test_what_was_replaced_is_forgotten_after_some_days_and_its_number_is_not(load):
    former, current = load(sequence=1), load(sequence=2)
    assert (
        commands.forget_old_snapshots(replaced_before=clock.now() - timedelta(days=7), by=SYSTEM, at=clock.now()) == 0
    )
    clock.passes(days=8)
    call_command("forget_registers")
    former.refresh_from_db()
    assert State(former.state) is State.FORGOTTEN
    assert set(Person.objects.values_list("snapshot", flat=True)) == {current.pk}
    with pytest.raises(Refusal, match="連番2より新しくありません"):
        load(sequence=1)
