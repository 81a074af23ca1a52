"""Into the folder, again into the folder, and into the hands of an officer: always the very same bytes."""

from datetime import datetime

from django.db import transaction

from madoguchi.handover import folders, permissions
from madoguchi.handover.models import DailyFile
from madoguchi.journal import commands as journal
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import refuse_if


def put_out(file: DailyFile, *, at: datetime) -> None:
    """Lay the kept bytes into the folder. Killed before the mark, it is done once more with the same result."""
    folders.put_out(file.system, file.name, folders.contents.read_checked(file.sha256))
    DailyFile.objects.filter(pk=file.pk).update(written_at=at)
    file.written_at = at


def resend(*, file: DailyFile, by: Actor, at: datetime) -> None:
    """The byte-identical file again; the receiver knows it by sequence and hash and takes nothing twice."""
    refuse_if(permissions.refusal_to_resend(by, file.section))
    put_out(file, at=at)
    _write_down(file, "handover_resent", by=by, at=at)


def download(*, file: DailyFile, by: Actor, at: datetime) -> bytes:
    """The bytes for an officer; who took them is in the journal before they leave."""
    refuse_if(permissions.refusal_to_download(by, file.section))
    content = folders.contents.read_checked(file.sha256)
    _write_down(file, "handover_downloaded", by=by, at=at)
    return content


@transaction.atomic
def _write_down(file: DailyFile, what: str, *, by: Actor, at: datetime) -> None:
    journal.write(subject=file.subject, what=what, by=by, at=at, detail={"sha256": file.sha256})
