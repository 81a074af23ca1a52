"""The resident's verbs: begin, fill in a page, resume, carry to a new version, send."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from madoguchi.cabinet import commands as cabinet
from madoguchi.cases import commands as cases
from madoguchi.cases import permissions as case_permissions
from madoguchi.cases.models import Case
from madoguchi.definitions import check as checks
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.situation import Situation
from madoguchi.definitions.validate import validate
from madoguchi.journal import commands as journal
from madoguchi.kernel import ids
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.procedures import carrying, permissions, receipts
from madoguchi.procedures.models import Draft, MailedSheet, Receipt

RESUME_CODE_LENGTH = 10


@dataclass(frozen=True)
class Begun:
    """A new draft, the secret its device keeps, and the code by which another device goes on."""

    draft: Draft
    secret: str
    resume_code: str


def resume_code_of(draft_id: UUID) -> str:
    """The code for another device: derived, never kept, so that a stolen database opens no draft."""
    key = hashlib.sha256(b"the code of a draft:" + settings.SECRET_KEY.encode()).digest()
    return ids.short_code(key, str(draft_id), length=RESUME_CODE_LENGTH)


@transaction.atomic
def begin(*, compiled: Compiled, language: str, by: Actor, at: datetime) -> Begun:
    """Open a draft under the version in force."""
    refuse_if(permissions.refusal_to_take(compiled.procedure, at.date()))
    return _opened(compiled, language, {}, by=by, at=at)


@transaction.atomic
def begin_correction(*, case: Case, compiled: Compiled, language: str, by: Actor, at: datetime) -> Begun:
    """Open a draft that mends a returned application, with everything that was answered, under its own version."""
    refuse_if(case_permissions.refusal_to_correct(by, case))
    return _opened(compiled, language, case.answers, by=by, at=at, corrects=case.pk)


def _opened(
    compiled: Compiled,
    language: str,
    answers: dict[str, object],
    *,
    by: Actor,
    at: datetime,
    corrects: UUID | None = None,
) -> Begun:
    secret, id_ = ids.secret(), ids.uuid7()
    code = resume_code_of(id_)
    draft = Draft.objects.create(
        id=id_,
        procedure=compiled.id,
        version=compiled.version,
        language=language,
        answers=answers,
        secret_digest=ids.digest(secret),
        resume_digest=ids.digest(code),
        account_id=by.id if by.is_resident and not corrects else "",
        begun_at=at,
        saved_at=at,
        corrects=corrects,
    )
    return Begun(draft, secret, code)


@transaction.atomic
def keep_typed(
    *,
    draft: Draft,
    page: str,
    typed: Mapping[str, list[str]],
    told: bool,
    at: datetime,
    once: Mapping[str, str] | None = None,
) -> None:
    """Keep a page as it was typed, right or not.

    `told` shows what is wrong with it when the page opens again; `once` are sentences beside fields until it is sent.
    """
    refuse_if(permissions.refusal_to_change_draft(draft))
    kept = {"typed": dict(typed), "told": told, **({"once": dict(once)} if once else {})}
    draft.unfinished = {**draft.unfinished, page: kept}
    _save(draft, at, "unfinished")


@transaction.atomic
def keep_answers(
    *, draft: Draft, page: str, answers: Mapping[str, object], gone: Sequence[str], heeded: Sequence[str], at: datetime
) -> None:
    """Keep a page that is right: its answers, without those that were emptied."""
    refuse_if(permissions.refusal_to_change_draft(draft))
    kept = {id_: answer for id_, answer in draft.answers.items() if id_ not in gone}
    draft.answers = {**kept, **answers}
    draft.unfinished = {id_: typed for id_, typed in draft.unfinished.items() if id_ != page}
    draft.heeded = sorted({*draft.heeded, *heeded})
    draft.new_questions = [id_ for id_ in draft.new_questions if id_ not in answers]
    _save(draft, at, "answers", "unfinished", "heeded", "new_questions")


@transaction.atomic
def resume(*, draft: Draft, by: Actor, at: datetime) -> str:
    """Hand the draft to another device: a new secret, so that the code is the only key the two share."""
    refuse_if(permissions.refusal_to_change_draft(draft))
    secret = ids.secret()
    draft.secret_digest = ids.digest(secret)
    draft.account_id = draft.account_id or by.id
    _save(draft, at, "secret_digest", "account_id")
    return secret


@transaction.atomic
def carry(*, draft: Draft, old: Compiled, new: Compiled, at: datetime) -> None:
    """Carry the draft to a newer version, field by field; what no longer fits is kept aside, not lost."""
    refuse_if(permissions.refusal_to_change_draft(draft))
    carried = carrying.carried(old, new, draft.answers, today=at.date())
    draft.version, draft.answers = new.version, carried.answers
    draft.left_behind = {**draft.left_behind, **carried.left_behind}
    draft.new_questions = list(carried.new_questions)
    pages = {page.id for page in new.procedure.pages}
    draft.unfinished = {page: typed for page, typed in draft.unfinished.items() if page in pages}
    _save(draft, at, "version", "answers", "left_behind", "new_questions", "unfinished")


@transaction.atomic
def fill_from_letter(*, draft: Draft, compiled: Compiled, number: str, at: datetime) -> bool:
    """Put what the mailed sheet is known for into the draft, where the resident has not answered yet."""
    mailed = compiled.procedure.mailed
    sheet = MailedSheet.objects.filter(procedure=compiled.id, number_digest=ids.digest(number)).first()
    if mailed is None or sheet is None:
        return False
    known = {id_: sheet.answers[id_] for id_ in mailed.fills if id_ in sheet.answers}
    draft.answers = {**known, **draft.answers}
    draft.sources = {**draft.sources, **dict.fromkeys(known, "letter")}
    _save(draft, at, "answers", "sources")
    return True


@transaction.atomic
def send(*, draft: Draft, compiled: Compiled, situation: Situation, by: Actor, at: datetime) -> Case:
    """Send the application: case, journal, receipt, mail to go, in one transaction and without the network.

    Sending the same draft again gives the same case. Refused while an answer is missing or a check blocks.
    """
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.sent_as is not None:
        return Case.objects.get(pk=draft.sent_as)
    refuse_if(permissions.refusal_to_take(compiled.procedure, at.date()))
    validity = validate(compiled, draft.answers, situation)
    found = checks.findings(compiled, validity.journey, today=situation.today)
    if validity.problems or any(f.check.level == "block" for f in checks.failures(found)):
        raise Refusal("入力が足りないところ、または直していただくところがあります。", code="incomplete", status=422)
    answers = validity.journey.answers
    case = _corrected(draft, answers, at) if draft.corrects else _applied(draft, compiled, answers, by=by, at=at)
    _hand_over_documents(draft, case)
    draft.sent_as = case.pk
    _save(draft, at, "sent_as")
    return case


def _applied(draft: Draft, compiled: Compiled, answers: dict[str, object], *, by: Actor, at: datetime) -> Case:
    case = cases.receive(
        compiled=compiled,
        answers=answers,
        idempotency_key=str(draft.pk),
        channel="web",
        account_id=draft.account_id or by.id,
        language=draft.language,
        draft=str(draft.pk),
        by=by,
        at=at,
    )
    Receipt.objects.create(case=case.pk, number=case.number, document=receipts.write(case, compiled), issued_at=at)
    receipts.mail(case, compiled)
    return case


def _corrected(draft: Draft, answers: dict[str, object], at: datetime) -> Case:
    case = Case.objects.get(pk=draft.corrects)
    cases.correct(case=case, answers=answers, by=case.applicant, at=at)
    return case


def _hand_over_documents(draft: Draft, case: Case) -> None:
    cabinet.hand_over(subject_from=draft.subject, subject_to=f"case/{case.pk}")


def _save(draft: Draft, at: datetime, *fields: str) -> None:
    draft.saved_at = at
    draft.save(update_fields=["saved_at", *fields])


@transaction.atomic
def forget_old_drafts(*, before: datetime, by: Actor, at: datetime) -> int:
    """Delete drafts nobody has touched since `before`: personal data is not kept without need (個人情報保護法61条)."""
    old = Draft.objects.filter(saved_at__lt=before, sent_as=None)
    count = old.count()
    old.delete()
    if count:
        journal.write(subject="draft", what="draft_dropped", by=by, at=at, detail={"count": count})
    return count
