"""Takes a scanner's files in: first the bytes, then the row, read back and compared, and only then the file is let go."""

from datetime import date, datetime
from pathlib import Path
from typing import IO

from django.db import IntegrityError, transaction

from madoguchi.gateways import outbox
from madoguchi.journal import commands as journal
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.procedures import permissions
from madoguchi.procedures.models import Scan
from madoguchi.procedures.paper import files

READ = "paper.read"
TAKEN, REFUSED = "取込済み", "取り込めなかったもの"
SUFFIXES = frozenset({".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff"})


def take(*, content: IO[bytes], name: str, received_on: date, by: Actor, at: datetime) -> tuple[Scan, bool]:
    """Keep one file; the same bytes again give the scan that stands (and False). An UploadProblem says why not.

    The bytes are on disk before the row is written, and what stands on disk is compared once the row is committed.
    """
    if not by.is_system:
        refuse_if(permissions.refusal_to_stand_at_counter(by))
    if received_on > at.date():
        raise Refusal("紙が届いた日に、先の日付は入力できません。", status=422, code="future")
    judged = files.judged(content, name)
    content.seek(0)
    stored = files.scans.put(content)
    if stored.sha256 != judged.sha256:
        raise RuntimeError("the content changed between judging and keeping")
    scan, is_new = _row(judged, received_on, by, at)
    files.scans.read_checked(scan.sha256)
    return scan, is_new


def _row(judged: files.Judged, received_on: date, by: Actor, at: datetime) -> tuple[Scan, bool]:
    scan = Scan(sha256=judged.sha256, name=judged.name, kind=judged.kind, size=judged.size, taken_at=at)
    scan.received_on, scan.by_id, scan.by_name, scan.section = received_on, by.id, by.name, by.section
    try:
        with transaction.atomic():
            scan.save(force_insert=True)
            outbox.put(kind=READ, key=str(scan.pk), payload={"scan": str(scan.pk)})
            detail = {"sha256": scan.sha256, "size": scan.size, "kind": scan.kind}
            journal.write(subject=scan.subject, what="scan_taken", by=by, at=at, detail=detail)
    except IntegrityError:
        return Scan.objects.get(sha256=judged.sha256), False
    return scan, True


def waiting_in(folder: Path) -> list[Path]:
    """The scanner's files that are whole; what begins with a dot is still being written."""
    found = (path for path in folder.iterdir() if path.is_file() and not path.is_symlink())
    return sorted(path for path in found if path.suffix.lower() in SUFFIXES and not path.name.startswith("."))


def put_aside(path: Path, into: str) -> Path:
    """Move the source away: it is never deleted, and never over another of the same name."""
    folder = path.parent / into
    folder.mkdir(exist_ok=True)
    to, n = folder / path.name, 1
    while to.exists():
        to, n = folder / f"{path.stem}-{n}{path.suffix}", n + 1
    return path.rename(to)
