"""Taking receipts in: kept in one transaction, then set aside; what was taken once is not taken again."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction

from madoguchi.definitions.handover import CoreSystem
from madoguchi.handover import folders, permissions
from madoguchi.handover.models import DailyFile, Receipt, Record, RejectedLine
from madoguchi.handover.receipts import LONGEST_REASON, SaidReceipt, UnreadableReceipt, read_receipt
from madoguchi.journal import commands as journal
from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM, Actor
from madoguchi.kernel.refusals import refuse_if
from madoguchi.publications import queries as publications

RECEIVE = "handover.receive"
LONGEST_NAME = 200


def receive_due(payload: Mapping[str, object]) -> None:
    """What the outbox delivers every hour."""
    receive_all(by=SYSTEM, at=clock.now())


def receive_all(*, by: Actor, at: datetime) -> int:
    """Take in every receipt that waits; how many there were. One that cannot be read stops no other."""
    taken = 0
    for system in publications.core_systems():
        for path in list(folders.waiting_receipts(system.id)):
            _take(system, path, by=by, at=at)
            folders.set_aside(path)
            taken += 1
    return taken


@transaction.atomic
def settle(*, line: RejectedLine, by: Actor, at: datetime) -> None:
    """Say that a rejected line was dealt with."""
    refuse_if(permissions.refusal_to_settle(by, line.receipt.section))
    if not RejectedLine.objects.filter(pk=line.pk, settled_at__isnull=True).update(settled_at=at, settled_by=by.name):
        return
    subject = line.case.subject if line.case else f"receipt/{line.receipt_id}"
    detail = {"receipt": str(line.receipt_id), "line": line.line}
    journal.write(subject=subject, what="rejected_line_settled", by=by, at=at, detail=detail)


def _take(system: CoreSystem, path: Path, *, by: Actor, at: datetime) -> None:
    if path.stat().st_size > folders.LARGEST_RECEIPT:
        digest = hashlib.sha256(f"{path.name}:{path.stat().st_size}".encode()).hexdigest()
        _keep(system, path.name, digest, None, None, "受領ファイルが大きすぎます。", by=by, at=at)
        return
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    try:
        said = read_receipt(content, path.suffix)
        file = _file_of(system, said)
    except UnreadableReceipt as problem:
        _keep(system, path.name, digest, None, None, str(problem), by=by, at=at)
    else:
        _keep(system, path.name, digest, file, said, "", by=by, at=at)


def _file_of(system: CoreSystem, said: SaidReceipt) -> DailyFile:
    """The file the receipt is about; UnreadableReceipt where it speaks of another file than we sent."""
    file = DailyFile.objects.filter(system=system.id, sequence=said.sequence).first()
    if said.system != system.id or file is None:
        raise UnreadableReceipt(f"このシステムに通番 {said.sequence} のファイルは送っていません。")
    if said.sha256 != file.sha256:
        raise UnreadableReceipt(f"通番 {said.sequence} のSHA-256が、送ったファイルとちがいます。途中で変わっています。")
    if said.accepted + len(said.rejected) != file.lines or any(one.line > file.lines for one in said.rejected):
        raise UnreadableReceipt(f"行数が合いません（送った行は{file.lines}行）。")
    return file


@transaction.atomic
def _keep(
    system: CoreSystem,
    name: str,
    digest: str,
    file: DailyFile | None,
    said: SaidReceipt | None,
    problem: str,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Keep the receipt once, whatever it says: a killed run leaves the file in the folder and finds it kept."""
    if Receipt.objects.filter(system=system.id, sha256=digest).exists():
        return
    receipt = Receipt.objects.create(
        system=system.id,
        section=system.section,
        file=file,
        name=name[:LONGEST_NAME],
        sha256=digest,
        accepted=said.accepted if said else 0,
        problem=problem,
        taken_at=at,
    )
    if file is None or said is None:
        journal.write(
            subject=f"receipt/{receipt.pk}", what="receipt_refused", by=by, at=at, detail={"system": system.id}
        )
        return
    RejectedLine.objects.bulk_create(_rejected(receipt, file, said))
    DailyFile.objects.filter(pk=file.pk, received_at__isnull=True).update(received_at=at)
    detail = {"accepted": said.accepted, "rejected": len(said.rejected)}
    journal.write(subject=file.subject, what="receipt_taken_in", by=by, at=at, detail=detail)


def _rejected(receipt: Receipt, file: DailyFile, said: SaidReceipt) -> list[RejectedLine]:
    """Each rejected line with the case that stood in it."""
    cases: dict[int, UUID] = {}
    if said.rejected:
        for record in Record.objects.filter(file=file):
            cases |= dict.fromkeys(range(record.first_line, record.first_line + record.lines), record.case_id)
    return [
        RejectedLine(receipt=receipt, case_id=cases.get(one.line), line=one.line, reason=one.reason[:LONGEST_REASON])
        for one in said.rejected
    ]
