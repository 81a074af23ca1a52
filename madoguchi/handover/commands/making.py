"""Making the day's file: which cases, in one transaction with the file they stand in; then into the folder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from madoguchi.cases.models import Case
from madoguchi.definitions.handover import CoreSystem
from madoguchi.handover import folders
from madoguchi.handover.characters import Letters
from madoguchi.handover.commands.sending import put_out
from madoguchi.handover.content import Entry, content_of
from madoguchi.handover.due import Due, due_until
from madoguchi.handover.lines import Held, Line, lines_of
from madoguchi.handover.models import DailyFile, HeldRecord, Record
from madoguchi.journal import commands as journal
from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM, Actor
from madoguchi.kernel.clock import JST
from madoguchi.kernel.refusals import Refusal
from madoguchi.publications import queries as publications

RUN = "handover.run"


@dataclass(frozen=True)
class _Fit:
    """A record that goes out, with its lines."""

    due: Due
    lines: Sequence[Line]


@dataclass(frozen=True)
class _Kept:
    """A record that is kept back, and why."""

    due: Due
    reason: str


def run_due(payload: Mapping[str, object]) -> None:
    """What the outbox delivers: the file of one system for one day. A day that was missed is part of the next file."""
    system, day = system_of(str(payload["system"])), date.fromisoformat(str(payload["day"]))
    if not DailyFile.objects.filter(system=system.id, day__gt=day).exists():
        run(system=system, day=day, by=SYSTEM, at=clock.now())


def system_of(id_: str) -> CoreSystem:
    """A core system by its id."""
    for system in publications.core_systems():
        if system.id == id_:
            return system
    raise Refusal(f"「{id_}」という基幹システムはありません。", status=404, code="no-such-system")


def run(*, system: CoreSystem, day: date, by: Actor, at: datetime) -> DailyFile:
    """Make the file of a day, or find it made, and see that it lies in the folder. Repeating it changes nothing."""
    if at < _until(system, day):
        raise Refusal("この日のファイルを作る時刻になっていません。", code="too-early")
    for unwritten in DailyFile.objects.filter(system=system.id, written_at__isnull=True).order_by("sequence"):
        put_out(unwritten, at=at)
    file = _made(system, day, by, at)
    if file.written_at is None:
        put_out(file, at=at)
    return file


def _until(system: CoreSystem, day: date) -> datetime:
    return datetime.combine(day, system.time, JST)


def _made(system: CoreSystem, day: date, by: Actor, at: datetime) -> DailyFile:
    """The file of the day. What stands in it is worked out before the transaction, for nothing of it changes any more:
    ended cases and kept revisions before the day's moment. Two runs at once meet at the sequence, and one fails whole.
    """
    made = DailyFile.objects.filter(system=system.id)
    if file := made.filter(day=day).first():
        return file
    last = made.order_by("-sequence").first()
    if last is not None and last.day > day:
        raise Refusal(f"{last.day:%Y-%m-%d}のファイルがすでにあります。", way_on="その日以降の日で実行してください。")
    letters = Letters(system.encoding, system.lacking, system.instead)
    fits, held = _sorted_out(system, letters, until=_until(system, day))
    sequence = last.sequence + 1 if last else 1
    entries = [Entry(one.due.kind, one.due.case.number, one.lines) for one in fits]
    content = content_of(system, letters, sequence=sequence, day=day, entries=entries)
    file = DailyFile(
        id=f"{system.id}/{sequence}",
        system=system.id,
        section=system.section,
        sequence=sequence,
        previous=last,
        day=day,
        name=system.file_name_of(sequence, day),
        sha256=folders.contents.put_bytes(content),
        size=len(content),
        cases=len(fits),
        lines=sum(len(one.lines) for one in fits),
        made_at=at,
        receipt_due_at=_receipt_due(system, at),
    )
    _keep(system, file, fits, held, by=by, at=at)
    return file


def _receipt_due(system: CoreSystem, at: datetime) -> datetime | None:
    return at + timedelta(hours=system.receipt_within_hours) if system.receipt_within_hours else None


def _sorted_out(system: CoreSystem, letters: Letters, *, until: datetime) -> tuple[list[_Fit], list[_Kept]]:
    """Those that can be written, and those that are kept back with the reason, to be tried again the next day."""
    fits: list[_Fit] = []
    held: list[_Kept] = []
    for due in due_until(system, until):
        try:
            fits.append(_Fit(due, lines_of(system, due, letters)))
        except Held as problem:
            held.append(_Kept(due, str(problem)))
    return fits, held


@transaction.atomic
def _keep(
    system: CoreSystem, file: DailyFile, fits: Sequence[_Fit], held: Sequence[_Kept], *, by: Actor, at: datetime
) -> None:
    """The file with its records and its journal: all or nothing."""
    file.save(force_insert=True)
    Record.objects.bulk_create(_records(system, file, fits), batch_size=500)
    before = {
        (one.case_id, one.kind): one
        for one in HeldRecord.objects.filter(system=system.id, event=system.event, released_in__isnull=True)
    }
    gone = [before[key].pk for one in fits if (key := (one.due.case.pk, one.due.kind)) in before]
    HeldRecord.objects.filter(pk__in=gone).update(released_in=file)
    for kept in held:
        HeldRecord.objects.update_or_create(
            system=system.id,
            event=system.event,
            case=kept.due.case,
            kind=kept.due.kind,
            defaults={"section": system.section, "reason": kept.reason, "released_in": None},
            create_defaults={"section": system.section, "reason": kept.reason, "held_at": at},
        )
    _write_down(file, [one.due.case for one in fits], by, at)


def _records(system: CoreSystem, file: DailyFile, fits: Sequence[_Fit]) -> list[Record]:
    line, found = 1, []
    for one in fits:
        found.append(
            Record(
                file=file,
                case=one.due.case,
                system=system.id,
                event=system.event,
                kind=one.due.kind,
                revision=one.due.revision,
                first_line=line,
                lines=len(one.lines),
            )
        )
        line += len(one.lines)
    return found


def _write_down(file: DailyFile, cases: Sequence[Case], by: Actor, at: datetime) -> None:
    detail: dict[str, object] = {"way": "handover", "system": file.system, "sequence": file.sequence}
    events = [journal.Event(case.subject, "exported", by, at, detail) for case in cases]
    whole = {**detail, "cases": file.cases, "lines": file.lines, "sha256": file.sha256}
    journal.write_many([*events, journal.Event(file.subject, "handover_made", by, at, whole)])
