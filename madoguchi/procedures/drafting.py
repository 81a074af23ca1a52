"""One draft: opened, held while somebody types, saved, and its documents handed on when it is sent."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from madoguchi.cabinet import commands as cabinet
from madoguchi.cabinet import queries as documents_kept
from madoguchi.cases.authorship import Author, signed
from madoguchi.cases.models import Case, Channel
from madoguchi.definitions.compiled import Compiled
from madoguchi.kernel import ids
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import refuse_if
from madoguchi.procedures import measuring, permissions
from madoguchi.procedures.models import Draft
from madoguchi.procedures.ownership import owner_of

RESUME_CODE_LENGTH = 10
SECRET_LENGTH = 40


@dataclass(frozen=True)
class Begun:
    """A new draft, the secret its device keeps, and the code by which another device goes on."""

    draft: Draft
    secret: str
    resume_code: str


def resume_code_of(draft_id: UUID) -> str:
    """The code for another device: derived, never kept, so that a stolen database opens no draft."""
    return ids.short_code(_key("the code of a draft"), str(draft_id), length=RESUME_CODE_LENGTH)


def secret_of(draft_id: UUID) -> str:
    """What every device of a draft keeps: derived like the code, so that one more device does not shut out the first."""
    return ids.short_code(_key("the secret of a draft"), str(draft_id), length=SECRET_LENGTH)


def _key(use: str) -> bytes:
    return hashlib.sha256(f"{use}:{settings.SECRET_KEY}".encode()).digest()


def opened(
    compiled: Compiled,
    language: str,
    answers: dict[str, object],
    *,
    by: Actor,
    at: datetime,
    corrects: UUID | None = None,
    channel: str = Channel.WEB.value,
) -> Begun:
    id_ = ids.uuid7()
    secret, code = secret_of(id_), resume_code_of(id_)
    draft = Draft.objects.create(
        id=id_,
        procedure=compiled.id,
        version=compiled.version,
        language=language,
        channel=channel,
        answers=answers,
        secret_digest=ids.digest(secret),
        resume_digest=ids.digest(code),
        account_id="" if corrects else owner_of(by),
        begun_at=at,
        saved_at=at,
        corrects=corrects,
        trail={} if corrects else measuring.trail_at_start(compiled),
    )
    return Begun(draft, secret, code)


def kept_secret(draft: Draft, at: datetime) -> str:
    """The secret of the draft; after a change of the installation's key a new one stands in its row."""
    secret = secret_of(draft.pk)
    if draft.secret_digest != ids.digest(secret):
        draft.secret_digest = ids.digest(secret)
        save(draft, at, "secret_digest")
    return secret


def put_answers(draft: Draft, answers: dict[str, object], author: Author) -> None:
    """Put these answers in the place of those before; `author` has entered whatever is new."""
    draft.authors = signed(draft.authors, draft.answers, answers, author)
    draft.answers = answers


def hold(draft: Draft, by: Actor) -> None:
    """Take hold of the row for somebody who types: whoever has the draft now."""
    hold_row(draft)
    refuse_if(permissions.refusal_to_type(by, draft))


def hold_row(draft: Draft) -> None:
    """Take hold of the row and bring `draft` up to date, so that two pages sent at once do not undo each other."""
    draft.refresh_from_db(from_queryset=Draft.objects.select_for_update())
    refuse_if(permissions.refusal_to_change_draft(draft))


def save(draft: Draft, at: datetime, *fields: str) -> None:
    """Keep these columns; the time since the last saving was work, unless it was a pause."""
    draft.active_seconds, draft.saved_at = measuring.active_until(draft, at), at
    draft.save(update_fields=["saved_at", "active_seconds", *fields])


def hand_over_documents(draft: Draft, case: Case, *, by: Actor, at: datetime) -> None:
    """What is attached goes with the case; what hangs on a question that is hidden now does not (hidden means absent)."""
    listed = json.dumps(case.answers)
    for document in documents_kept.of_subject(draft.subject):
        if str(document.pk) not in listed:
            cabinet.drop(document=document, by=by, at=at)
    cabinet.hand_over(subject_from=draft.subject, subject_to=f"case/{case.pk}")
