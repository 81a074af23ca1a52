"""What comes back: taken in once, held against the very file, and listed where somebody must look."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from madoguchi.handover import commands as handover
from madoguchi.handover import folders as shared
from madoguchi.handover import queries
from madoguchi.handover.models import Receipt, RejectedLine
from madoguchi.journal import queries as journal
from madoguchi.kernel.actors import SYSTEM
from madoguchi.kernel.refusals import Refusal
from tests.cases.definition import OTHER_SECTION
from tests.cases.factories import an_actor
from tests.handover.systems import EVENING, a_system, approved, folders, known, lies_in, run

assert folders, known  # fixtures
pytestmark = pytest.mark.django_db
READER = Path(__file__).resolve().parents[2] / "tools" / "read_handover.py"


@pytest.fixture
def sent(folders, known):
    known(a_system())
    case = approved()
    return case, run(a_system())


def said(file, **changes) -> dict[str, object]:
    return {"system": file.system, "sequence": file.sequence, "sha256": file.sha256, "accepted": file.lines, **changes}


def puts_in(folders: Path, content: str | bytes, name: str = "receipt.json") -> Path:
    path = folders / "in" / "kit-stock" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def receives(at=EVENING) -> int:
    return handover.receive_all(by=SYSTEM, at=at)


def test_a_receipt_for_every_line_closes_the_file(folders, sent):
    _, file = sent
    path = puts_in(folders, json.dumps(said(file)))
    assert receives() == 1
    file.refresh_from_db()
    assert file.received_at == EVENING
    assert not path.exists()
    assert (path.parent / "taken" / path.name).exists()
    assert [entry.what for entry in journal.timeline(file.subject)] == ["handover_made", "receipt_taken_in"]


@pytest.mark.parametrize("form", ["json", "csv"])
def test_a_rejected_line_comes_to_the_desk_with_its_case(folders, sent, form):
    case, file = sent
    rows = {
        "json": json.dumps(said(file, accepted=0, rejected=[{"line": 1, "reason": "口座がありません"}])),
        "csv": f"R,kit-stock,1,{file.sha256},0\r\nX,1,口座がありません\r\n",
    }
    puts_in(folders, rows[form], f"receipt.{form}")
    receives()
    [line] = queries.open_rejections([a_system()])
    assert (line.case_id, line.reason) == (case.pk, "口座がありません")


def test_the_same_receipt_again_changes_nothing(folders, sent):
    _, file = sent
    for name in ("one.json", "two.json"):
        puts_in(folders, json.dumps(said(file)), name)
        receives()
    assert Receipt.objects.count() == 1


def test_killed_between_keeping_and_setting_aside_it_is_kept_once(folders, sent, monkeypatch):
    _, file = sent
    puts_in(folders, json.dumps(said(file, accepted=0, rejected=[{"line": 1}])))

    class Killed(BaseException):
        pass

    with monkeypatch.context() as patch:
        patch.setattr(shared, "set_aside", lambda path: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            receives()
    receives()
    assert (Receipt.objects.count(), RejectedLine.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"sha256": "0" * 64}, "SHA-256"),
        ({"sequence": 7}, "送っていません"),
        ({"system": "other"}, "送っていません"),
        ({"accepted": 5}, "行数が合いません"),
        ({"accepted": 0, "rejected": [{"line": 9}]}, "行数が合いません"),
        ({"accepted": -1}, "読めません"),
        ({"accepted": "one"}, "読めません"),
        ({"accepted": 0, "rejected": [{"line": 1}, {"line": 1}]}, "同じ行"),
    ],
)
def test_a_receipt_that_fits_no_file_is_listed_and_closes_nothing(folders, sent, changes, reason):
    _, file = sent
    puts_in(folders, json.dumps(said(file, **changes)))
    receives()
    file.refresh_from_db()
    assert file.received_at is None
    assert reason in Receipt.objects.get().problem


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "a.json"),
        (b"\xff\xfe\x00", "a.json"),
        (b"[" * 100_000, "a.json"),
        (b"null", "a.json"),
        (b"", "a.csv"),
        (b"R,kit-stock,x,y,z\n", "a.csv"),
        (b'R,kit-stock,1,"', "a.csv"),
        (b"R,kit-stock,1,abc,1\nX,1\n", "a.csv"),
        (b"\x00" * 10, "a.csv"),
    ],
)
def test_what_is_no_receipt_stops_nothing(folders, sent, content, name):
    _, file = sent
    puts_in(folders, content, name)
    puts_in(folders, json.dumps(said(file)), "z.json")
    assert receives() == 2
    file.refresh_from_db()
    assert file.received_at is not None


def test_unfinished_files_and_links_are_left_alone(folders, sent):
    puts_in(folders, "half", ".receipt.json")
    puts_in(folders, "half", "receipt.part")
    (folders / "secret").write_text("x")
    (folders / "in" / "kit-stock" / "link.json").symlink_to(folders / "secret")
    assert receives() == 0


def test_no_receipt_in_time_is_a_warning(folders, sent):
    assert queries.standing(EVENING, [a_system()]).is_well
    assert queries.standing(EVENING + timedelta(hours=12, minutes=1), [a_system()]).without_receipt == 1


def test_a_file_that_should_be_there_is_missed_after_its_hour(folders, sent):
    next_evening = EVENING + timedelta(days=1)
    assert not queries.standing(next_evening.replace(hour=19, minute=45), [a_system()]).not_made
    assert queries.standing(next_evening.replace(hour=20, minute=5), [a_system()]).not_made


def test_a_rejected_line_is_settled_once_and_by_its_section(folders, sent):
    _, file = sent
    puts_in(folders, json.dumps(said(file, accepted=0, rejected=[{"line": 1}])))
    receives()
    line = RejectedLine.objects.get()
    with pytest.raises(Refusal):
        handover.settle(line=line, by=an_actor(section=OTHER_SECTION), at=EVENING)
    by = an_actor()
    handover.settle(line=line, by=by, at=EVENING)
    handover.settle(line=line, by=an_actor(), at=EVENING)
    line.refresh_from_db()
    assert line.settled_by == by.name
    assert queries.open_rejections([a_system()]) == []


def the_reader(folders, *more: str) -> subprocess.CompletedProcess[str]:
    places = [str(folders / "out" / "kit-stock"), str(folders / "in" / "kit-stock"), str(folders / "state.json")]
    return subprocess.run(
        [sys.executable, "-I", str(READER), *places, *more], capture_output=True, text=True, check=False
    )


def test_the_example_reader_takes_each_file_once_and_its_receipt_closes_it(folders, sent):
    _, file = sent
    assert the_reader(folders).stdout == "1 new\n"
    receives()
    file.refresh_from_db()
    assert file.received_at is not None
    handover.resend(file=file, by=SYSTEM, at=EVENING)
    assert the_reader(folders).stdout == "0 new\n"


@pytest.mark.parametrize(
    "changes", [{"encoding": "cp932"}, {"format": "json", "encoding": "utf-8"}, {"format": "json", "encoding": "cp932"}]
)
def test_the_example_reader_reads_every_form(folders, known, changes):
    known(a_system(**changes))
    approved()
    file = run(a_system(**changes))
    encoding = str(changes["encoding"])
    done = the_reader(folders, "--encoding", encoding)
    assert (done.stdout, done.stderr) == ("1 new\n", "")
    receives()
    file.refresh_from_db()
    assert file.received_at is not None


def test_the_example_reader_stops_at_a_gap_at_changed_bytes_and_at_another_file_of_the_same_number(folders, sent):
    _, first = sent
    the_reader(folders)
    second, third = run(a_system(), days=1), run(a_system(), days=2)
    place = folders / "out" / "kit-stock"
    (place / second.name).unlink()
    assert "2 is missing" in the_reader(folders).stderr
    handover.resend(file=second, by=SYSTEM, at=EVENING)
    content = lies_in(folders, third)
    (place / third.name).write_bytes(content.replace("受付番号".encode(), "番号受付".encode()))
    assert "changed on the way" in the_reader(folders).stderr
    handover.resend(file=third, by=SYSTEM, at=EVENING)
    assert the_reader(folders).stdout == "2 new\n"
    (place / first.name).write_bytes(lies_in(folders, third).replace(b"H,1,kit-stock,3", b"H,1,kit-stock,1"))
    assert "other bytes" in the_reader(folders).stderr
