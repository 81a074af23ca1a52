"""The resident's verbs: begin, fill in a page, resume, carry to a new version, send."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from madoguchi.cabinet import commands as cabinet
from madoguchi.cabinet import queries as documents_kept
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
from madoguchi.procedures import carrying, filling, permissions, receipts
from madoguchi.procedures.models import Draft, MailedSheet, Receipt

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


def _secret_of(draft_id: UUID) -> str:
    """What every device of a draft keeps: derived like the code, so that one more device does not shut out the first."""
    return ids.short_code(_key("the secret of a draft"), str(draft_id), length=SECRET_LENGTH)


def _key(use: str) -> bytes:
    return hashlib.sha256(f"{use}:{settings.SECRET_KEY}".encode()).digest()


@transaction.atomic
def begin(*, compiled: Compiled, language: str, by: Actor, at: datetime) -> Begun:
    """Open a draft under the version in force."""
    refuse_if(permissions.refusal_to_take(compiled.procedure, at.date()))
    return _opened(compiled, language, {}, by=by, at=at)


@transaction.atomic
def begin_correction(*, case: Case, compiled: Compiled, language: str, by: Actor, at: datetime) -> Begun:
    """Open a draft that mends a returned application, with everything that was answered, under its own version.

    Whoever began to mend it already goes on with that: what was typed is not lost.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    refuse_if(case_permissions.refusal_to_correct(by, case))
    begun = Draft.objects.filter(corrects=case.pk, sent_as=None, begun_at__gte=case.returned_at).first()
    if begun is not None:
        return Begun(begun, _kept_secret(begun, at), resume_code_of(begun.pk))
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
    id_ = ids.uuid7()
    secret, code = _secret_of(id_), resume_code_of(id_)
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
    new: Sequence[str] = (),
) -> None:
    """Keep a page as it was typed, right or not.

    `told` shows what is wrong with it when the page opens again; `once` are sentences beside fields until it is sent;
    `new` are questions that an answer on the page has just brought: nobody has failed to answer them yet.
    """
    _hold(draft)
    kept = {"typed": dict(typed), "told": told, "once": dict(once or {}), "new": list(new)}
    draft.unfinished = {**draft.unfinished, page: kept}
    _save(draft, at, "unfinished")


@transaction.atomic
def keep_answers(
    *, draft: Draft, page: str, answers: Mapping[str, object], gone: Sequence[str], heeded: Sequence[str], at: datetime
) -> None:
    """Keep a page that is right: its answers, without those that were emptied."""
    _hold(draft)
    kept = {id_: answer for id_, answer in draft.answers.items() if id_ not in gone}
    draft.answers = {**kept, **answers}
    draft.unfinished = {id_: typed for id_, typed in draft.unfinished.items() if id_ != page}
    draft.heeded = sorted({*draft.heeded, *heeded})
    draft.new_questions = [id_ for id_ in draft.new_questions if id_ not in answers]
    _save(draft, at, "answers", "unfinished", "heeded", "new_questions")


@transaction.atomic
def resume(*, draft: Draft, by: Actor, at: datetime) -> str:
    """Let another device in. The one before goes on as well: people begin on a phone, look something up at a desk."""
    _hold(draft)
    if by.is_resident and not draft.account_id:
        draft.account_id = by.id
        _save(draft, at, "account_id")
    return _kept_secret(draft, at)


def _kept_secret(draft: Draft, at: datetime) -> str:
    """The secret of the draft; after a change of the installation's key a new one stands in its row."""
    secret = _secret_of(draft.pk)
    if draft.secret_digest != ids.digest(secret):
        draft.secret_digest = ids.digest(secret)
        _save(draft, at, "secret_digest")
    return secret


@transaction.atomic
def carry(*, draft: Draft, old: Compiled, new: Compiled, at: datetime) -> None:
    """Carry the draft to a newer version, field by field; what no longer fits is kept aside, not lost."""
    _hold(draft)
    if draft.version != old.version:
        return
    carried = carrying.carried(old, new, draft.answers, today=at.date())
    draft.version, draft.answers = new.version, carried.answers
    draft.left_behind = {**draft.left_behind, **carried.left_behind}
    draft.new_questions = list(carried.new_questions)
    pages = {page.id for page in new.procedure.pages}
    draft.unfinished = {page: typed for page, typed in draft.unfinished.items() if page in pages}
    _save(draft, at, "version", "answers", "left_behind", "new_questions", "unfinished")


@transaction.atomic
def fill_from_letter(*, draft: Draft, compiled: Compiled, number: str, at: datetime) -> bool:
    """Put what the mailed sheet is known for into the draft, where the resident has not answered yet.

    The number alone shows nothing: whatever else the sheet knows (a birth date) must have been answered alike, so that
    a guessed number does not show a household.
    """
    mailed = compiled.procedure.mailed
    sheet = MailedSheet.objects.filter(procedure=compiled.id, number_digest=ids.digest(number)).first()
    if mailed is None or sheet is None:
        return False
    proofs = [id_ for id_ in sheet.answers if id_ not in mailed.fills]
    if not proofs or any(draft.answers.get(id_) != sheet.answers[id_] for id_ in proofs):
        return False
    _hold(draft)
    known = {id_: sheet.answers[id_] for id_ in mailed.fills if id_ in sheet.answers}
    draft.answers = {**known, **draft.answers}
    draft.sources = {**draft.sources, **dict.fromkeys(known, "letter")}
    _save(draft, at, "answers", "sources")
    return True


@transaction.atomic
def register_sheet(
    *, compiled: Compiled, number: str, answers: Mapping[str, object], mailed_on: date, by: Actor
) -> None:
    """Register a sheet that goes out by mail; the number is kept as a digest. The same number again replaces it."""
    mailed = compiled.procedure.mailed
    if not by.is_system or mailed is None:
        raise Refusal("この手続きには、照会番号の用紙を登録できません。", status=403)
    known = {id_: answer for id_, answer in answers.items() if id_ in compiled.procedure.data and id_ != mailed.number}
    MailedSheet.objects.update_or_create(
        procedure=compiled.id,
        number_digest=ids.digest(number),
        defaults={"answers": known, "mailed_on": mailed_on},
    )


@transaction.atomic
def send(*, draft: Draft, compiled: Compiled, situation: Situation, by: Actor, at: datetime) -> Case:
    """Send the application: case, journal, receipt, mail to go, in one transaction and without the network.

    Sending the same draft again gives the same case. Refused while an answer is missing or a check blocks.
    """
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.sent_as is not None:
        return Case.objects.get(pk=draft.sent_as)
    if draft.corrects is None:
        # What was sent in time may be mended later (行政手続法7条).
        refuse_if(permissions.refusal_to_take(compiled.procedure, at.date()))
    validity = validate(compiled, draft.answers, situation)
    found = checks.findings(compiled, validity.journey, today=situation.today)
    open_pages = any(filling.pages_not_sent(compiled, draft, validity.journey, situation))
    if validity.problems or open_pages or any(f.check.level == "block" for f in checks.failures(found)):
        raise Refusal("入力が足りないところ、または直していただくところがあります。", code="incomplete", status=422)
    answers = validity.journey.answers
    case = (
        _corrected(draft, draft.corrects, answers, at)
        if draft.corrects
        else _applied(draft, compiled, answers, by=by, at=at)
    )
    _hand_over_documents(draft, case, by=by, at=at)
    draft.sent_as = case.pk
    _save(draft, at, "sent_as")
    return case


def _applied(draft: Draft, compiled: Compiled, answers: dict[str, object], *, by: Actor, at: datetime) -> Case:
    case = cases.receive(
        compiled=compiled,
        answers=answers,
        idempotency_key=str(draft.pk),
        channel="web",
        account_id=draft.account_id or (by.id if by.is_resident else ""),
        language=draft.language,
        draft=str(draft.pk),
        by=by,
        at=at,
    )
    Receipt.objects.create(case=case.pk, number=case.number, document=receipts.write(case, compiled), issued_at=at)
    receipts.mail(case, compiled)
    return case


def _corrected(draft: Draft, case_id: UUID, answers: dict[str, object], at: datetime) -> Case:
    case = Case.objects.select_for_update().get(pk=case_id)
    if case.returned_at is not None and draft.begun_at < case.returned_at:
        # Begun for an earlier request: it would put old answers back over what was mended since.
        raise Refusal(
            "この入力は、前に直していただいたときのものです。",
            way_on="申請の状況のページから、もう一度「内容を直す」を押してください。",
            code="older_correction",
        )
    cases.correct(case=case, answers=answers, by=case.applicant, at=at)
    return case


def _hand_over_documents(draft: Draft, case: Case, *, by: Actor, at: datetime) -> None:
    """What is attached goes with the case; what hangs on a question that is hidden now does not (hidden means absent)."""
    listed = json.dumps(case.answers)
    for document in documents_kept.of_subject(draft.subject):
        if str(document.pk) not in listed:
            cabinet.drop(document=document, by=by, at=at)
    cabinet.hand_over(subject_from=draft.subject, subject_to=f"case/{case.pk}")


def _hold(draft: Draft) -> None:
    """Take hold of the row and bring `draft` up to date, so that two pages sent at once do not undo each other."""
    draft.refresh_from_db(from_queryset=Draft.objects.select_for_update())
    refuse_if(permissions.refusal_to_change_draft(draft))


def _save(draft: Draft, at: datetime, *fields: str) -> None:
    draft.saved_at = at
    draft.save(update_fields=["saved_at", *fields])


@transaction.atomic
def forget_old_drafts(*, before: datetime, by: Actor, at: datetime) -> int:
    """Delete drafts nobody has touched since `before`: personal data is not kept without need (個人情報保護法61条)."""
    old = Draft.objects.filter(saved_at__lt=before, sent_as=None)
    count = old.count()
    for draft in old:
        for document in documents_kept.of_subject(draft.subject):
            cabinet.drop(document=document, by=by, at=at)
    old.delete()
    if count:
        journal.write(subject="draft", what="draft_dropped", by=by, at=at, detail={"count": count})
    return count
