"""Confirming what an officer has filled in: the applicant on a second screen, or by word of mouth on the telephone."""

import hashlib
import json
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from madoguchi.cases.authorship import Author, author_of
from madoguchi.cases.models import Case
from madoguchi.definitions import check as checks
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.display import person
from madoguchi.definitions.journey import walk
from madoguchi.definitions.situation import Situation
from madoguchi.definitions.validate import validate
from madoguchi.journal import commands as journal
from madoguchi.kernel.actors import Actor, ActorKind
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.procedures import commands, consents, drafting, filling, permissions, six_digits
from madoguchi.procedures.models import Confirmation, Draft

VALID = timedelta(minutes=30)
# The digits are typed in a moment; the fewer of them stand, the less somebody who guesses from outside can hit.
DIGITS_VALID = timedelta(minutes=10)
DRAWS = 8
SCREEN, ORAL = Confirmation.How.SCREEN.value, Confirmation.How.ORAL.value
USE = "confirmation"


def digits_of(confirmation: Confirmation) -> str:
    """The six digits that open the screen once."""
    return six_digits.digits_of(USE, confirmation.pk)


def address_of(confirmation: Confirmation) -> str:
    """The secret in the address of the screen, as the QR code carries it."""
    return six_digits.address_of(USE, confirmation.pk)


def digest_of(answers: Mapping[str, object]) -> str:
    """Which answers were confirmed: one that is changed afterwards is not what the person has seen."""
    return hashlib.sha256(json.dumps(answers, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def standing(draft: Draft) -> Confirmation | None:
    """The confirmation of the draft that was not replaced, asked for or given."""
    return Confirmation.objects.filter(draft=draft, ended_at=None).first()


def digits_open(confirmation: Confirmation, *, at: datetime) -> bool:
    """Whether the six digits still open the screen."""
    return confirmation.opened_at is None and at < confirmation.asked_at + DIGITS_VALID


def is_confirmed(draft: Draft, confirmation: Confirmation | None) -> bool:
    """Whether the applicant has confirmed exactly what stands in the draft now."""
    given = confirmation is not None and confirmation.confirmed_at is not None
    return given and confirmation is not None and confirmation.answers_digest == digest_of(draft.answers)


def what_is_missing(compiled: Compiled, draft: Draft, at: Situation) -> list[str]:
    """Where something is wrong or missing that an officer can still fill in; statements are the applicant's."""
    validity = validate(compiled, draft.answers, at)
    paths = [p.path for p in validity.problems if not consents.is_consent(compiled, p.path)]
    failed = checks.failures(checks.findings(compiled, validity.journey, today=at.today, when=("filling", "submit")))
    blocking = [one.anchors[0] for one in failed if one.check.level == "block"]
    open_pages = filling.pages_not_sent(compiled, draft, validity.journey, at)
    return [*paths, *blocking, *(page.ask[0] for page in open_pages)]


@transaction.atomic
def ask(*, draft: Draft, compiled: Compiled, situation: Situation, by: Actor, at: datetime) -> Confirmation:
    """Show the applicant what was filled in. Whatever was asked before for this draft counts no more."""
    commands.hold(draft, by)
    if what_is_missing(compiled, draft, situation):
        raise filling.incomplete()
    end(draft, at)
    for _ in range(DRAWS):
        one = Confirmation(draft=draft, answers_digest=digest_of(draft.answers), asked_at=at, valid_until=at + VALID)
        one.digits_digest = six_digits.digest_of(USE, digits_of(one))
        one.address_digest = six_digits.digest_of(USE, address_of(one))
        try:
            with transaction.atomic():
                one.save(force_insert=True)
        except IntegrityError:
            continue  # somebody else has the same digits just now
        return one
    raise Refusal("番号を用意できませんでした。", way_on="少し待ってから、もう一度お試しください。", status=503)


def end(draft: Draft, at: datetime) -> None:
    """What was asked for before counts no more."""
    Confirmation.objects.filter(draft=draft, ended_at=None).update(ended_at=at)


@transaction.atomic
def open_by_digits(*, typed: str, at: datetime) -> Confirmation | None:
    """The screen of the six digits; they open it once."""
    digits = six_digits.typed(typed)
    digest = six_digits.digest_of(USE, digits)
    waiting = Confirmation.objects.filter(
        digits_digest=digest, ended_at=None, opened_at=None, asked_at__gt=at - DIGITS_VALID
    )
    found = waiting.first() if digits else None
    if found is None or not waiting.filter(pk=found.pk).update(opened_at=at):
        return None
    return found


def at_address(address: str, *, at: datetime) -> Confirmation:
    """The screen of an address, while it is valid."""
    digest = six_digits.digest_of(USE, address)
    found = Confirmation.objects.select_related("draft").filter(address_digest=digest).first()
    if found is None or found.ended_at is not None or found.valid_until <= at:
        raise Refusal(
            "この確認画面は、もう使えません。",
            way_on="内容が変わったか、時間が過ぎました。窓口の職員に、新しいQRコードを出してもらってください。",
            status=410,
            code="gone",
        )
    return found


@transaction.atomic
def confirm(
    *, confirmation: Confirmation, compiled: Compiled, agreed: Collection[str], situation: Situation, at: datetime
) -> list[str]:
    """The applicant says that it is right, on a screen of their own. Returns the statements still to be agreed to.

    Refused when an officer has changed something meanwhile: it must be shown again.
    """
    draft = Draft.objects.select_for_update().get(pk=confirmation.draft_id)
    refuse_if(permissions.refusal_to_change_draft(draft))
    confirmation.refresh_from_db()
    if confirmation.ended_at is not None or confirmation.answers_digest != digest_of(draft.answers):
        raise Refusal(
            "確認画面を開いたあとに、窓口で内容が変わりました。",
            way_on="窓口の職員に、新しいQRコードを出してもらい、もう一度確かめてください。",
            code="changed-meanwhile",
        )
    by = applicant_of(draft, compiled)
    return _confirmed(confirmation, draft, compiled, agreed, situation, by=by, how=SCREEN, at=at)


@transaction.atomic
def confirm_orally(
    *, draft: Draft, compiled: Compiled, agreed: Collection[str], situation: Situation, by: Actor, at: datetime
) -> list[str]:
    """The officer has read everything out and the applicant has said yes; it is recorded as just that."""
    confirmation = ask(draft=draft, compiled=compiled, situation=situation, by=by, at=at)
    return _confirmed(confirmation, draft, compiled, agreed, situation, by=by, how=ORAL, at=at)


def _confirmed(
    confirmation: Confirmation,
    draft: Draft,
    compiled: Compiled,
    agreed: Collection[str],
    situation: Situation,
    *,
    by: Actor,
    how: str,
    at: datetime,
) -> list[str]:
    asked = list(consents.asked(compiled, walk(compiled, draft.answers, today=situation.today), situation))
    if missing := [one.path for one in asked if one.required and one.path not in agreed]:
        return missing
    agreed_to = [one.path for one in asked if one.path in agreed]
    answers = consents.as_agreed(compiled, draft.answers, agreed_to)
    commands.put_answers(draft, answers, _author(by, how, at))
    draft.unfinished = {}
    drafting.save(draft, at, "answers", "authors", "unfinished")
    confirmation.confirmed_at, confirmation.how = at, how
    confirmation.opened_at = confirmation.opened_at or at
    confirmation.answers_digest = digest_of(answers)
    confirmation.save(update_fields=["confirmed_at", "how", "opened_at", "answers_digest"])
    what = "confirmed" if how == SCREEN else "confirmed_orally"
    journal.write(subject=draft.subject, what=what, by=by, at=at, detail={"statements": len(agreed_to)})
    return []


def _author(by: Actor, how: str, at: datetime) -> Author:
    return author_of(by, "confirmed" if how == SCREEN else "oral", at)


def applicant_of(draft: Draft, compiled: Compiled) -> Actor:
    """The one who sits in front of the second screen, named as the draft names them."""
    name = person(draft.answers.get(compiled.procedure.applicant.name)).full
    return Actor(kind=ActorKind.RESIDENT, id=draft.account_id or draft.subject, name=name)


def tell_case(*, case: Case, draft: Draft, compiled: Compiled, confirmation: Confirmation, by: Actor) -> None:
    """In the case's own journal too: who confirmed, and how."""
    assert confirmation.confirmed_at is not None  # noqa: S101 -- asked before
    orally = confirmation.how == ORAL
    who = by if orally else applicant_of(draft, compiled)
    what = "confirmed_orally" if orally else "confirmed"
    journal.write(subject=case.subject, what=what, by=who, at=confirmation.confirmed_at)


@transaction.atomic
def note_opened(*, confirmation: Confirmation, at: datetime) -> None:
    """The screen was opened by its address: the six digits are spent, too."""
    Confirmation.objects.filter(pk=confirmation.pk, opened_at=None).update(opened_at=at)
