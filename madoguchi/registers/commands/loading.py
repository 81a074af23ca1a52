"""Bringing an extract in: chunk by chunk, going on where it stopped, and in force in one step when it is whole."""

import csv
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from madoguchi.journal import commands as journal
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.registers import permissions
from madoguchi.registers.commands.forgetting import delete_people
from madoguchi.registers.extract import Extract, Line, examine, records
from madoguchi.registers.layout import FIELDS
from madoguchi.registers.models import BrokenLine, Person, Snapshot
from madoguchi.registers.states import State

CHUNK = 5_000
MOST_BROKEN = 0.05
TWICE = "同じ宛名番号が前の行にあります"
BEYOND = "基準日より後の生年月日です"
_NUMBER, _BIRTHDATE = FIELDS.index("number"), FIELDS.index("birthdate")


def load(*, file: Path, by: Actor, at: datetime) -> Snapshot:
    """Bring a file in. The same file again after a crash goes on where it stopped; a whole one replaces the one in force.

    Refused whole: a wrong header, a missing end, a sequence that is not newer, more than one line in twenty broken.
    """
    refuse_if(permissions.refusal_to_import(by))
    try:
        extract = examine(file)
        _refuse_older(extract.sequence)
        snapshot = _begun(extract, at)
    except Refusal as refusal:
        _note_refusal(Snapshot(file_name=file.name[:200], begun_at=at), refusal, by=by, at=at)
        raise
    for chunk in _chunks(records(extract, after=snapshot.lines_read)):
        _take(snapshot, extract, chunk)
        if snapshot.broken > MOST_BROKEN * extract.lines:
            _give_up(snapshot, extract, by=by, at=at)
    write_report(snapshot)
    _put_in_force(snapshot, by=by, at=at)
    return snapshot


def report_file(snapshot: Snapshot) -> Path:
    """Where the lines left out are written, for whoever mends the extract."""
    return Path(settings.DATA) / "registers" / f"import-{snapshot.pk}.csv"


def write_report(snapshot: Snapshot) -> None:
    """Line, column, reason. Readable for its owner only, though nobody's data stands in it."""
    target = report_file(snapshot)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.touch(mode=0o600)
    with target.open("w", encoding="utf-8-sig", newline="") as stream:
        report = csv.writer(stream)
        report.writerow(["行", "列", "理由"])
        lines = BrokenLine.objects.filter(snapshot=snapshot).order_by("line")
        report.writerows(lines.values_list("line", "column", "reason").iterator())


def _refuse_older(sequence: int) -> None:
    newest = (
        Snapshot.objects.exclude(state__in=[State.LOADING.value, State.REFUSED.value]).order_by("-sequence").first()
    )
    if newest is not None and newest.sequence is not None and sequence <= newest.sequence:
        raise Refusal(
            f"連番{sequence}は、取込み済みの連番{newest.sequence}より新しくありません。",
            way_on="新しい連番のファイルを取り込んでください。",
            code="sequence",
            status=422,
        )


def _begun(extract: Extract, at: datetime) -> Snapshot:
    """The import to go on with; one of another file that was left half-way is given up for this one."""
    left = Snapshot.objects.filter(state=State.LOADING.value).first()
    if left is not None and (left.sequence, left.sha256) == (extract.sequence, extract.sha256):
        return left
    if left is not None:
        delete_people(left)
        left.state, left.reason, left.ended_at = State.REFUSED.value, "途中で終わり、別のファイルを取り込みました。", at
        left.save()
    try:
        with transaction.atomic():
            return Snapshot.objects.create(
                sequence=extract.sequence,
                as_of=extract.as_of,
                sha256=extract.sha256,
                file_name=extract.file.name[:200],
                lines=extract.lines,
                state=State.LOADING.value,
                begun_at=at,
            )
    except IntegrityError as problem:
        raise _another_runs() from problem


def _another_runs() -> Refusal:
    return Refusal("ほかの取込みが動いています。", way_on="終わってから、もう一度実行してください。", code="running")


def _chunks(lines: Iterator[Line]) -> Iterator[list[Line]]:
    while chunk := list(islice(lines, CHUNK)):
        yield chunk


@transaction.atomic
def _take(snapshot: Snapshot, extract: Extract, chunk: list[Line]) -> None:
    """The people of a chunk, its broken lines, and how far we are: all or nothing."""
    known = _known(snapshot, chunk)
    people: list[tuple[int | str | None, ...]] = []
    broken: list[BrokenLine] = []
    for line in chunk:
        reason = _reason(line, known, extract.as_of.isoformat())
        if reason is None and line.values is not None:
            known.add(str(line.values[_NUMBER]))
            people.append((snapshot.pk, *line.values))
        elif reason is not None:
            broken.append(BrokenLine(snapshot=snapshot, line=line.number, column=reason[0], reason=reason[1][:120]))
    _insert(people)
    BrokenLine.objects.bulk_create(broken, batch_size=200)
    before, snapshot.lines_read = snapshot.lines_read, snapshot.lines_read + len(chunk)
    snapshot.people, snapshot.broken = snapshot.people + len(people), snapshot.broken + len(broken)
    counted = Snapshot.objects.filter(pk=snapshot.pk, state=State.LOADING.value, lines_read=before)
    if not counted.update(lines_read=snapshot.lines_read, people=snapshot.people, broken=snapshot.broken):
        raise _another_runs()


def _known(snapshot: Snapshot, chunk: list[Line]) -> set[str]:
    """Which of the chunk's numbers stand in the snapshot already."""
    numbers = [str(line.values[_NUMBER]) for line in chunk if line.values is not None]
    found: set[str] = set()
    for begin in range(0, len(numbers), 900):
        same = Person.objects.filter(snapshot=snapshot, number__in=numbers[begin : begin + 900])
        found.update(same.values_list("number", flat=True))
    return found


def _reason(line: Line, known: set[str], as_of: str) -> tuple[str, str] | None:
    if line.broken is not None:
        return line.broken.column, line.broken.reason
    if line.values is None:
        return None
    if line.values[_NUMBER] in known:
        return "宛名番号", TWICE
    born = line.values[_BIRTHDATE]
    return ("生年月日", BEYOND) if born is not None and str(born) > as_of else None


def _insert(people: list[tuple[int | str | None, ...]]) -> None:
    """In SQL: a million rows through the ORM take several times as long."""
    columns = ", ".join(f'"{name}"' for name in ("snapshot_id", *FIELDS))
    places = ", ".join(["%s"] * (len(FIELDS) + 1))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO registers_person ({columns}) VALUES ({places})", people)  # noqa: S608 — our own names


def _give_up(snapshot: Snapshot, extract: Extract, *, by: Actor, at: datetime) -> None:
    write_report(snapshot)
    delete_people(snapshot)
    refusal = Refusal(
        f"読めない行が多すぎます（{snapshot.lines_read}行のうち{snapshot.broken}行。全体の5%まで）。",
        way_on=f"行と理由は {report_file(snapshot).name} にあります。抽出を直してください。",
        code="too-many-broken",
        status=422,
    )
    _note_refusal(snapshot, refusal, by=by, at=at)
    raise refusal


@transaction.atomic
def _note_refusal(snapshot: Snapshot, refusal: Refusal, *, by: Actor, at: datetime) -> None:
    snapshot.state, snapshot.reason, snapshot.ended_at = State.REFUSED.value, refusal.message[:300], at
    snapshot.people = 0
    snapshot.save()
    journal.write(subject=snapshot.subject, what="register_refused", by=by, at=at, detail={"code": refusal.code})


@transaction.atomic
def _put_in_force(snapshot: Snapshot, *, by: Actor, at: datetime) -> None:
    """One step: whoever asks meets the old one or the new one, never both and never none."""
    former = Snapshot.objects.select_for_update().filter(state=State.CURRENT.value).first()
    if former is not None:
        former.state, former.replaced_at = State.FORMER.value, at
        former.save()
    snapshot.state, snapshot.ended_at = State.CURRENT.value, at
    snapshot.save()
    detail = {"sequence": snapshot.sequence, "people": snapshot.people, "broken": snapshot.broken}
    journal.write(subject=snapshot.subject, what="register_imported", by=by, at=at, detail=detail)
