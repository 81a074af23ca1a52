"""Handing a draft over: to the counter by six digits the resident says, back to the resident's own device by a QR code."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F

from madoguchi.cases.models import Channel
from madoguchi.definitions.compiled import Compiled
from madoguchi.journal import commands as journal
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.procedures import commands, confirming, permissions, six_digits
from madoguchi.procedures.models import Draft, HandOver
from madoguchi.publications import queries as publications
from madoguchi.ui.limits import Limit

VALID = timedelta(minutes=15)
REMEMBERED = timedelta(days=1)
# A million codes: ten guesses an officer and fifty a section while a code lives leave a section a chance of 1 in
# 20,000 for each code that stands. Whose guesses are spent waits; nobody's wrong tries end another person's code.
OFFICERS_GUESSES = Limit("hand-over", tries=10, seconds=900)
SECTIONS_GUESSES = Limit("hand-over-section", tries=50, seconds=900)
# A code that officers keep typing who may not take it over is known to somebody it was not said to.
REFUSALS_SURVIVED = 5
DRAWS = 8
COUNTER, DEVICE = HandOver.To.COUNTER.value, HandOver.To.DEVICE.value
TOLD = {
    HandOver.End.USED.value: "この番号は、すでに使われています。",
    HandOver.End.REPLACED.value: "この番号のあとに、新しい番号が発行されています。",
    HandOver.End.WITHDRAWN.value: "この番号は、ご本人が取り消しました。",
    HandOver.End.BLOCKED.value: "番号の入力誤りが続いたため、この番号は使えなくなりました。",
    HandOver.End.EXPIRED.value: "この番号は、15分の期限が切れています。",
}


def digits_of(offer: HandOver) -> str:
    """The six digits of an offer to the counter."""
    return six_digits.digits_of(COUNTER, offer.pk)


def address_of(offer: HandOver) -> str:
    """The secret in the address by which the resident's own device goes on."""
    return six_digits.address_of(DEVICE, offer.pk)


@transaction.atomic
def offer_to_counter(*, draft: Draft, at: datetime) -> HandOver:
    """Six digits for fifteen minutes, to be said at the counter. A new code replaces the old one."""
    draft.refresh_from_db(from_queryset=Draft.objects.select_for_update())
    refuse_if(permissions.refusal_to_offer(draft))
    return _offered(draft, COUNTER, at)


@transaction.atomic
def offer_to_device(*, draft: Draft, by: Actor, at: datetime) -> HandOver:
    """An address for the resident's own device, shown as a QR code. The counter goes on until the device has opened it."""
    commands.hold(draft, by)
    return _offered(draft, DEVICE, at)


def _offered(draft: Draft, to: str, at: datetime) -> HandOver:
    _end(draft, to, HandOver.End.REPLACED, at)
    HandOver.objects.filter(ended_at=None, valid_until__lte=at).update(ended_at=at, end=HandOver.End.EXPIRED.value)
    for _ in range(DRAWS):
        offer = HandOver(draft=draft, to=to, offered_at=at, valid_until=at + VALID)
        found_by = digits_of(offer) if to == COUNTER else address_of(offer)
        offer.digest = six_digits.digest_of(to, found_by)
        try:
            with transaction.atomic():
                offer.save(force_insert=True)
        except IntegrityError:
            continue  # somebody else has the same digits just now
        return offer
    raise Refusal("番号を用意できませんでした。", way_on="少し待ってから、もう一度お試しください。", status=503)


def _end(draft: Draft, to: str, end: HandOver.End, at: datetime) -> None:
    HandOver.objects.filter(draft=draft, to=to, ended_at=None).update(ended_at=at, end=end.value)


@transaction.atomic
def withdraw_offer(*, draft: Draft, at: datetime) -> None:
    """The resident has thought better of it: the digits open nothing any more."""
    _end(draft, COUNTER, HandOver.End.WITHDRAWN, at)


def standing_offer(draft: Draft, to: str, *, at: datetime) -> HandOver | None:
    """The code that opens the draft now."""
    return HandOver.objects.filter(draft=draft, to=to, ended_at=None, valid_until__gt=at).first()


def take_over(*, typed: str, by: Actor, at: datetime) -> Draft:
    """Go on at the counter with the draft of the six digits; nothing that was typed is lost.

    A wrong code is counted against the officer and the section; a right one in the wrong hands against the code.
    """
    refuse_if(permissions.refusal_to_stand_at_counter(by))
    digits = six_digits.typed(typed)
    if not digits:
        raise Refusal(
            "6けたの数字を入力してください。",
            way_on="番号は、区民の方の画面に出ています。",
            status=422,
            code="no-digits",
        )
    OFFICERS_GUESSES.count_or_refuse(by.id)
    SECTIONS_GUESSES.count_or_refuse(by.section)
    offer = _found(digits, COUNTER, at)
    if offer is None:
        raise _unknown(digits, by, at)
    draft = _taken_unless_refused(offer, by, at)
    OFFICERS_GUESSES.take_back(by.id)
    SECTIONS_GUESSES.take_back(by.section)
    return draft


def _taken_unless_refused(offer: HandOver, by: Actor, at: datetime) -> Draft:
    try:
        return _taken(offer, by, at)
    except Refusal:
        _count_refused(offer, by, at)
        raise


@transaction.atomic
def _count_refused(offer: HandOver, by: Actor, at: datetime) -> None:
    """The code was right and the officer may not have it: that counts against this code alone."""
    this = HandOver.objects.filter(pk=offer.pk, ended_at=None)
    this.update(wrong_tries=F("wrong_tries") + 1)
    this.filter(wrong_tries__gte=REFUSALS_SURVIVED).update(ended_at=at, end=HandOver.End.BLOCKED.value)
    journal.write(subject=offer.draft.subject, what="code_refused", by=by, at=at)


def _found(found_by: str, to: str, at: datetime) -> HandOver | None:
    digest = six_digits.digest_of(to, found_by)
    return HandOver.objects.filter(digest=digest, to=to, ended_at=None, valid_until__gt=at).first()


@transaction.atomic
def _unknown(digits: str, by: Actor, at: datetime) -> Refusal:
    """Write the wrong code down, and say what is wrong with it if it ever was one."""
    journal.write(subject="draft", what="code_refused", by=by, at=at)
    return Refusal(
        _why(digits, at),
        way_on="区民の方の画面で「新しい番号を出す」を押し、出た6けたの番号を入力してください。",
        status=422,
        code="wrong-digits",
    )


def _why(digits: str, at: datetime) -> str:
    digest = six_digits.digest_of(COUNTER, digits)
    known = (
        HandOver.objects.filter(digest=digest, to=COUNTER, offered_at__gt=at - REMEMBERED)
        .order_by("-offered_at")
        .first()
    )
    if known is None:
        return "この番号の申請が見つかりません。"
    return TOLD[known.end or HandOver.End.EXPIRED.value]


@transaction.atomic
def _taken(offer: HandOver, by: Actor, at: datetime) -> Draft:
    draft = Draft.objects.select_for_update().get(pk=offer.draft_id)
    refuse_if(permissions.refusal_to_take_over(by, draft, _definition(draft).procedure))
    if not HandOver.objects.filter(pk=offer.pk, ended_at=None).update(ended_at=at, end=HandOver.End.USED.value):
        raise Refusal(TOLD[HandOver.End.USED.value], status=422, code="wrong-digits")
    draft.counter_id, draft.counter_name, draft.counter_section = by.id, by.name, by.section
    draft.counter_since, draft.channel = at, Channel.COUNTER.value
    _save(draft)
    journal.write(subject=draft.subject, what="handed_to_counter", by=by, at=at)
    return draft


def _definition(draft: Draft) -> Compiled:
    return publications.version(draft.version)


@transaction.atomic
def take_back(*, draft: Draft, by: Actor, at: datetime) -> None:
    """Go on alone, on the resident's own device: the officer sees and changes nothing from here on."""
    draft.refresh_from_db(from_queryset=Draft.objects.select_for_update())
    refuse_if(permissions.refusal_to_change_draft(draft))
    if not draft.counter_id:
        return
    _give_to_resident(draft, by, at)


@transaction.atomic
def open_on_device(*, address: str, by: Actor, at: datetime) -> Draft:
    """The QR code at the counter was read: the draft is the resident's again, on this device."""
    offer = _found(address, DEVICE, at)
    if offer is None:
        raise gone()
    draft = Draft.objects.select_for_update().get(pk=offer.draft_id)
    refuse_if(permissions.refusal_to_change_draft(draft))
    if not HandOver.objects.filter(pk=offer.pk, ended_at=None).update(ended_at=at, end=HandOver.End.USED.value):
        raise gone()
    _give_to_resident(draft, by, at)
    return draft


def offer_at(address: str, *, at: datetime) -> HandOver | None:
    """The offer of an address, while it stands."""
    return _found(address, DEVICE, at)


def gone() -> Refusal:
    """An address that was used, replaced, or is too old."""
    return Refusal(
        "このQRコードは、すでに使われたか、15分の期限が切れています。",
        way_on="窓口の職員に、新しいQRコードを出してもらってください。",
        status=410,
        code="gone",
    )


def _give_to_resident(draft: Draft, by: Actor, at: datetime) -> None:
    confirming.end(draft, at)
    _end(draft, DEVICE, HandOver.End.REPLACED, at)
    draft.counter_id = draft.counter_name = draft.counter_section = ""
    draft.counter_since, draft.channel = None, Channel.WEB.value
    _save(draft)
    journal.write(subject=draft.subject, what="handed_to_resident", by=by, at=at)


def _save(draft: Draft) -> None:
    draft.save(update_fields=["counter_id", "counter_name", "counter_section", "counter_since", "channel"])
