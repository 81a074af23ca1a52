"""What is done with notices: prepare, issue or hold, release, read."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction

from madoguchi.gateways import mail, outbox
from madoguchi.gateways.mail import Mail, MailProblem
from madoguchi.journal import commands as journal
from madoguchi.journal.words import Word
from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM, Actor
from madoguchi.kernel.announcing import announce
from madoguchi.kernel.refusals import refuse_if
from madoguchi.notices import codes, issuing, letters, permissions, sheets
from madoguchi.notices.announcements import NoticeHeld, NoticeIssued
from madoguchi.notices.issuing import Held
from madoguchi.notices.letters import Letter
from madoguchi.notices.models import Notice
from madoguchi.notices.states import State, after

ISSUE = "notice.issue"


@transaction.atomic
def prepare(
    *,
    letter: Letter,
    kind: str,
    subject: str,
    account_id: str,
    email: str,
    page_url: str,
    by: Actor,
    at: datetime,
    section: str = "",
) -> Notice:
    """Have a letter set, checked and delivered, if the caller's transaction commits. Nothing slow happens here."""
    notice = Notice.objects.create(
        number=letter.number,
        kind=kind,
        subject=subject,
        section=section or by.section,
        account_id=account_id,
        email=email,
        page_url=page_url,
        title=letter.title,
        letter=letters.as_json(letter),
        prepared_at=at,
    )
    _send_to_be_issued(notice)
    _write(notice, Word.NOTICE_PREPARED, by=by, at=at)
    return notice


def issue_due(payload: Mapping[str, object]) -> None:
    """The act behind outbox entries of kind "notice.issue"."""
    issue(notice_id=UUID(str(payload["notice"])), at=clock.now())


def issue(*, notice_id: UUID, at: datetime) -> None:
    """Make the sheet, and issue or hold it. The work is done outside of any transaction; twice is once."""
    notice = Notice.objects.get(pk=notice_id)
    if notice.stands is not State.PREPARING:
        return
    made = issuing.sheet(notice.content, seal=codes.seal_of(notice.pk), at=at)
    if isinstance(made, Held):
        _hold(notice, made.because, at=at)
    else:
        _issue(notice, sheets.put_bytes(made), at=at)


@transaction.atomic
def release_held(*, notice: Notice, by: Actor, at: datetime, letter: Letter | None = None) -> None:
    """Have a held notice made again: what held it is mended, by a font now installed or in a corrected `letter`."""
    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    refuse_if(permissions.refusal_to_release(by, notice))
    notice.state = after(notice.stands, State.PREPARING)
    notice.held_because = ""
    notice.attempt += 1
    if letter is not None:
        notice.number, notice.title, notice.letter = letter.number, letter.title, letters.as_json(letter)
    notice.save()
    _send_to_be_issued(notice)
    _write(notice, Word.NOTICE_RELEASED, by=by, at=at, corrected=letter is not None)


@transaction.atomic
def mark_read(*, notice: Notice, by: Actor, at: datetime, bears_code: bool = False) -> None:
    """Record who opened it. Only the first reading by the person it was sent to sets `read_at`."""
    refuse_if(permissions.refusal_to_open(by, notice, bears_code=bears_code))
    if not (bears_code or permissions.is_addressee(by, notice)):
        _write(notice, Word.VIEWED, by=by, at=at)
    elif Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=at):
        notice.read_at = at
        _write(notice, Word.NOTICE_READ, by=by, at=at)


@transaction.atomic
def _issue(notice: Notice, pdf_sha256: str, *, at: datetime) -> None:
    if not _is_still_wanted(notice):
        return
    notice.state = after(notice.stands, State.ISSUED)
    notice.pdf_sha256, notice.issued_at = pdf_sha256, at
    notice.code_digest = codes.digest_of(codes.code_of(notice.pk))
    notice.save()
    mailed = _tell_by_mail(notice)
    _write(notice, Word.NOTICE_ISSUED, by=SYSTEM, at=at, sha256=pdf_sha256, mailed=mailed)
    transaction.on_commit(partial(announce, NoticeIssued(notice=notice.pk, subject=notice.subject, at=at)))


@transaction.atomic
def _hold(notice: Notice, because: str, *, at: datetime) -> None:
    if not _is_still_wanted(notice):
        return
    notice.state = after(notice.stands, State.HELD)
    notice.held_because = because
    notice.save()
    _write(notice, Word.NOTICE_HELD, by=SYSTEM, at=at)
    event = NoticeHeld(notice=notice.pk, subject=notice.subject, section=notice.section, because=because, at=at)
    transaction.on_commit(partial(announce, event))


def _is_still_wanted(notice: Notice) -> bool:
    """Whether nobody issued, held or released it while the sheet was made; from here on it is ours."""
    waiting = Notice.objects.select_for_update().filter(pk=notice.pk, state=State.PREPARING, attempt=notice.attempt)
    return waiting.exists()


def _send_to_be_issued(notice: Notice) -> None:
    outbox.put(kind=ISSUE, key=f"{notice.pk}/{notice.attempt}", payload={"notice": str(notice.pk)})


def _write(notice: Notice, what: Word, *, by: Actor, at: datetime, **detail: object) -> None:
    """Into the timeline of what the notice is about, where an officer looks for it."""
    journal.write(subject=notice.subject, what=what, by=by, at=at, detail={"notice": str(notice.pk), **detail})


def _tell_by_mail(notice: Notice) -> bool:
    """An address that cannot be written to does not keep a notice from being issued; the timeline shows it."""
    if not notice.email:
        return False
    try:
        mail.post(mail=_mail(notice), key=f"notice/{notice.pk}")
    except MailProblem:
        return False
    return True


def _mail(notice: Notice) -> Mail:
    """Without the title: a mail is read by others over one's shoulder, and the notice says what was decided."""
    ward, letter = settings.WARD_NAME, notice.content
    body = f"""{letter.addressee} 様

{ward}から、通知書（{notice.number}）をお送りします。
次のページで内容を確認し、PDFを保存できます。

{notice.page_url}

通知書が本物かどうかは、通知書にある確認番号を使って、どなたでも次のページで確かめられます。

{settings.PUBLIC_ADDRESS}{codes.VERIFY_PAGE}

このメールは送信専用です。お問合せは、通知書にある担当課へお願いします。
{letter.from_section}
"""
    return Mail(to=notice.email, subject=f"【{ward}】通知書をお送りします（{notice.number}）", body=body)
