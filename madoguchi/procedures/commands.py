"""The resident's verbs: begin, fill in a page, resume, carry to a new version, send."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from madoguchi.accounts.queries import ANONYMOUS
from madoguchi.cabinet import commands as cabinet
from madoguchi.cabinet import queries as documents_kept
from madoguchi.cases import commands as cases
from madoguchi.cases.authorship import author_of
from madoguchi.cases.commands import AlreadyApplied
from madoguchi.cases.models import Case, Channel
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.situation import Situation
from madoguchi.journal import commands as journal
from madoguchi.kernel import ids
from madoguchi.kernel.actors import SYSTEM, Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.procedures import carrying, filling, measuring, permissions, receipts, representing
from madoguchi.procedures.correcting import begin_correction as begin_correction
from madoguchi.procedures.correcting import keep_mended as keep_mended
from madoguchi.procedures.correcting import send_correction as send_correction
from madoguchi.procedures.drafting import Begun as Begun
from madoguchi.procedures.drafting import hand_over_documents, hold_row, kept_secret, opened, save
from madoguchi.procedures.drafting import hold as hold
from madoguchi.procedures.drafting import put_answers as put_answers
from madoguchi.procedures.drafting import resume_code_of as resume_code_of
from madoguchi.procedures.drafting import secret_of as secret_of
from madoguchi.procedures.models import Draft, MailedSheet, Receipt
from madoguchi.procedures.ownership import account_of_case


@transaction.atomic
def begin(*, compiled: Compiled, language: str, by: Actor, at: datetime, channel: str = Channel.WEB.value) -> Begun:
    """Open a draft under the version in force."""
    refuse_if(permissions.refusal_to_take(compiled.procedure, at.date()))
    begun = opened(compiled, language, {}, by=by, at=at, channel=channel)
    measuring.note_start(begun.draft, compiled, at)
    return begun


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
    by: Actor = ANONYMOUS,
    after_round: int | None = None,
    is_sent: bool = False,
) -> None:
    """Keep a page as it was typed, right or not.

    What is saved while somebody types follows a sending of the page (`after_round`): where the page was sent again
    meanwhile, it says nothing new. `told` shows what is wrong with it when the page opens again; `once` are sentences beside fields until it is sent;
    `new` are questions that an answer on the page has just brought: nobody has failed to answer them yet.
    """
    hold(draft, by)
    if after_round is not None and after_round != draft.round_of(page):
        return
    kept = {"typed": dict(typed), "told": told, "once": dict(once or {}), "new": list(new)}
    draft.unfinished = {**draft.unfinished, page: kept}
    if is_sent:
        draft.count_round(page)
        measuring.note_stumble(draft, page, at)
    save(draft, at, "unfinished", "rounds")


@transaction.atomic
def keep_answers(
    *,
    draft: Draft,
    page: str,
    answers: Mapping[str, object],
    gone: Sequence[str],
    heeded: Sequence[str],
    at: datetime,
    by: Actor = ANONYMOUS,
) -> None:
    """Keep a page that is right: its answers, without those that were emptied. Who typed them has signed them."""
    hold(draft, by)
    kept = {id_: answer for id_, answer in draft.answers.items() if id_ not in gone}
    put_answers(draft, {**kept, **answers}, author_of(by, draft.channel, at))
    draft.unfinished = {id_: typed for id_, typed in draft.unfinished.items() if id_ != page}
    draft.heeded = sorted({*draft.heeded, *heeded})
    draft.new_questions = [id_ for id_ in draft.new_questions if id_ not in answers]
    draft.count_round(page)
    measuring.note_left(draft, page, at)
    save(draft, at, "answers", "authors", "unfinished", "heeded", "new_questions", "rounds", "trail")


@transaction.atomic
def resume(*, draft: Draft, by: Actor, at: datetime) -> str:
    """Let another device in. The one before goes on as well: people begin on a phone, look something up at a desk."""
    hold_row(draft)
    if by.is_resident and not draft.account_id:
        draft.account_id = by.id
        save(draft, at, "account_id")
    return kept_secret(draft, at)


@transaction.atomic
def carry(*, draft: Draft, old: Compiled, new: Compiled, at: datetime) -> None:
    """Carry the draft to a newer version, field by field; what no longer fits is kept aside, not lost."""
    hold_row(draft)
    if draft.version != old.version:
        return
    carried = carrying.carried(old, new, draft.answers, today=at.date())
    draft.version, draft.answers = new.version, carried.answers
    draft.left_behind = {**draft.left_behind, **carried.left_behind}
    draft.new_questions = list(carried.new_questions)
    pages = {page.id for page in new.procedure.pages}
    draft.unfinished = {page: typed for page, typed in draft.unfinished.items() if page in pages}
    draft.trail = measuring.trail_carried(draft.trail)
    save(draft, at, "version", "answers", "left_behind", "new_questions", "unfinished", "trail")


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
    hold_row(draft)
    known = {id_: sheet.answers[id_] for id_ in mailed.fills if id_ in sheet.answers}
    put_answers(draft, {**known, **draft.answers}, author_of(SYSTEM, "letter", at))
    draft.sources = {**draft.sources, **dict.fromkeys(known, "letter")}
    save(draft, at, "answers", "authors", "sources")
    return True


@transaction.atomic
def register_sheet(
    *,
    compiled: Compiled,
    number: str,
    answers: Mapping[str, object],
    mailed_on: date,
    by: Actor,
    household_digest: str = "",
) -> None:
    """Register a sheet that goes out by mail; the number is kept as a digest. The same number again replaces it."""
    mailed = compiled.procedure.mailed
    if not by.is_system or mailed is None:
        raise Refusal("この手続きには、照会番号の用紙を登録できません。", status=403)
    known = {id_: answer for id_, answer in answers.items() if id_ in compiled.procedure.data and id_ != mailed.number}
    MailedSheet.objects.update_or_create(
        procedure=compiled.id,
        number_digest=ids.digest(number),
        defaults={"answers": known, "mailed_on": mailed_on}
        | ({"household_digest": household_digest} if household_digest else {}),
    )


def send(
    *,
    draft: Draft,
    compiled: Compiled,
    situation: Situation,
    by: Actor,
    at: datetime,
    arrived: datetime | None = None,
) -> Case:
    """Send the application: case, journal, receipt, mail to go, in one transaction and without the network.

    Sending the same draft again gives the same case. Refused while an answer is missing or a check blocks. A second
    application for what exists once is counted, after all else of it was undone.
    """
    try:
        return _sent(draft=draft, compiled=compiled, situation=situation, by=by, at=at, arrived=arrived)
    except AlreadyApplied:
        measuring.note_duplicate(draft, at)
        raise


@transaction.atomic
def _sent(
    *, draft: Draft, compiled: Compiled, situation: Situation, by: Actor, at: datetime, arrived: datetime | None
) -> Case:
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.sent_as is not None:
        return Case.objects.get(pk=draft.sent_as)
    refuse_if(permissions.refusal_to_type(by, draft))
    by = representing.send_for(draft=draft, by=by, at=at)
    if draft.corrects is not None:
        return send_correction(draft=draft, compiled=compiled, situation=situation, by=by, at=at)
    refuse_if(permissions.refusal_to_take(compiled.procedure, (arrived or at).date()))
    answers = filling.complete(compiled, draft, situation)
    case = _applied(draft, compiled, answers, by=by, at=at, arrived=arrived)
    hand_over_documents(draft, case, by=by, at=at)
    representing.arrived(draft=draft, case=case, by=by, at=at)
    draft.sent_as = case.pk
    measuring.note_sent(draft, at)
    save(draft, at, "sent_as")
    return case


def _applied(
    draft: Draft,
    compiled: Compiled,
    answers: dict[str, object],
    *,
    by: Actor,
    at: datetime,
    arrived: datetime | None,
) -> Case:
    case = cases.receive(
        compiled=compiled,
        answers=answers,
        idempotency_key=str(draft.pk),
        channel=draft.channel,
        account_id=account_of_case(by, draft),
        language=draft.language,
        draft=str(draft.pk),
        by=by,
        at=at,
        authors=draft.authors,
        arrived=arrived,
    )
    Receipt.objects.create(case=case.pk, number=case.number, document=receipts.write(case, compiled), issued_at=at)
    receipts.mail(case, compiled, to=representing.mail_address(by))
    return case


@transaction.atomic
def forget_old_drafts(*, before: datetime, by: Actor, at: datetime) -> int:
    """Delete drafts nobody has touched since `before`: personal data is not kept without need (個人情報保護法61条)."""
    # What has arrived on paper is an application already (行政手続法7条): it waits for an officer, however long.
    old = Draft.objects.filter(saved_at__lt=before, sent_as=None).exclude(channel=Channel.PAPER.value)
    count = old.count()
    for draft in old:
        for document in documents_kept.of_subject(draft.subject):
            cabinet.drop(document=document, by=by, at=at)
    old.delete()
    if count:
        journal.write(subject="draft", what="draft_dropped", by=by, at=at, detail={"count": count})
    return count
