"""Several procedures filled in once: begin, answer what they share, hand it out to a draft each, send them all."""

import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from madoguchi.cases.authorship import author_of
from madoguchi.cases.commands import AlreadyApplied
from madoguchi.cases.deadlines import day_of
from madoguchi.cases.models import Case, Channel
from madoguchi.definitions.life_event import LifeEvent
from madoguchi.definitions.planning import CompiledEvent, Planned
from madoguchi.definitions.sharing import Common, common
from madoguchi.definitions.situation import Situation
from madoguchi.kernel import ids
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.procedures import commands, drafting, measuring, permissions, pouring
from madoguchi.procedures.bundle_models import Bundle, BundleDraft
from madoguchi.procedures.carrying import carried
from madoguchi.procedures.models import Draft
from madoguchi.procedures.ownership import owner_of
from madoguchi.publications import queries as publications

EARLIER = "earlier"
MOST_PROCEDURES = 12


@dataclass(frozen=True)
class BegunBundle:
    """A new bundle, the secret its device keeps, and the code by which another device goes on."""

    bundle: Bundle
    secret: str
    resume_code: str


@dataclass(frozen=True)
class Member:
    """One procedure of a bundle: its draft, and its application once it was sent."""

    procedure: str
    draft: Draft
    case: Case | None


@dataclass(frozen=True)
class Sent:
    """What came of sending one procedure: its application, the one that stood already, or why not."""

    procedure: str
    case: Case | None = None
    already: bool = False
    refused: str = ""


def secret_of(bundle_id: UUID) -> str:
    """What every device of a bundle keeps."""
    return drafting.secret_of(bundle_id)


def resume_code_of(bundle_id: UUID) -> str:
    """The code for another device, of the same kind as a draft's and typed in the same place."""
    return drafting.resume_code_of(bundle_id)


def refusal_to_open(by: Actor, bundle: Bundle, *, secret: str) -> Refusal | None:
    """The device that began or resumed it holds its secret; a signed-in resident may open their own."""
    if secret and hmac.compare_digest(ids.digest(secret), bundle.secret_digest):
        return None
    if by.is_resident and by.id and by.id == bundle.account_id:
        return None
    return Refusal(
        _("この端末からは、この申請の続きを開けません。"),
        way_on=_("「続きから始める」のページで、途中保存の番号を入力すると開けます。"),
        status=403,
        code="not_your_bundle",
    )


def refusal_of_day(event: LifeEvent, day: date, today: date) -> str:
    """What is wrong with the day of an event, or nothing."""
    if day > today + timedelta(days=event.ahead_days):
        return _("まだ先の日付です。日付を確かめてください。")
    if day < today - timedelta(days=event.past_days):
        return _("ずっと前の日付です。日付を確かめてください。古いできごとの手続きは、窓口でご案内します。")
    return ""


@transaction.atomic
def begin(
    *, event: CompiledEvent, day: date, planned: Sequence[Planned], language: str, by: Actor, at: datetime
) -> BegunBundle:
    """Begin what can be applied for here. Nothing was kept until now."""
    in_force = {one.item.procedure: publications.in_force(one.item.procedure) for one in planned if one.item.procedure}
    versions = {id_: compiled.version for id_, compiled in in_force.items() if compiled is not None}
    if not versions or len(versions) > MOST_PROCEDURES:
        raise Refusal(_("まとめて申請できる手続きを、1つ以上選んでください。"), code="nothing_chosen", status=422)
    for compiled in in_force.values():
        if compiled is not None:
            refuse_if(permissions.refusal_to_take(compiled.procedure, at.date()))
    id_ = ids.uuid7()
    bundle = Bundle.objects.create(
        id=id_,
        event=event.event.id,
        event_date=day,
        language=language,
        procedures=list(versions),
        versions=versions,
        known={one.item.procedure: dict(one.known) for one in planned if one.item.procedure in versions},
        secret_digest=ids.digest(secret_of(id_)),
        resume_digest=ids.digest(resume_code_of(id_)),
        account_id=owner_of(by),
        begun_at=at,
        saved_at=at,
    )
    return BegunBundle(bundle, secret_of(id_), resume_code_of(id_))


def common_of(bundle: Bundle) -> Common:
    """What the bundle's procedures ask alike: drawn up under the versions it began with."""
    versions = tuple(bundle.versions[id_] for id_ in bundle.procedures)
    known = json.dumps(bundle.known, sort_keys=True)
    return _common(bundle.event, versions, known, day_of(bundle.begun_at))


@lru_cache(maxsize=256)
def _common(event: str, versions: tuple[str, ...], known: str, day: date) -> Common:
    found = publications.catalog().events.get(event)
    labels = found.event.labels if found else {}
    procedures = [publications.version(version) for version in versions]
    return common(procedures, json.loads(known), labels=labels, today=day)


@transaction.atomic
def keep_typed(*, bundle: Bundle, page: str, typed: Mapping[str, list[str]], told: bool, at: datetime) -> None:
    """Keep a page as it was typed, right or not."""
    _hold(bundle)
    kept = {"typed": dict(typed), "told": told, "once": {}, "new": []}
    bundle.unfinished = {**bundle.unfinished, page: kept}
    _save(bundle, at, "unfinished")


@transaction.atomic
def keep_answers(
    *, bundle: Bundle, page: str, answers: Mapping[str, object], gone: Sequence[str], at: datetime
) -> None:
    """Keep a page that is right."""
    _hold(bundle)
    kept = {id_: answer for id_, answer in bundle.answers.items() if id_ not in gone}
    bundle.answers = {**kept, **answers}
    bundle.unfinished = {id_: typed for id_, typed in bundle.unfinished.items() if id_ != page}
    _save(bundle, at, "answers", "unfinished")


@transaction.atomic
def hand_out(*, bundle: Bundle, situation: Situation, by: Actor, at: datetime) -> None:
    """Put the shared answers into a draft for each procedure; once more after a change, it changes what came from here.

    Each draft is of the version in force now. What the resident has typed over in one of them stays.
    """
    _hold(bundle)
    members = {one.procedure: one.draft for one in bundle.members.select_related("draft")}
    for id_ in bundle.procedures:
        if id_ not in members:
            members[id_] = _opened(bundle, id_, bundle.versions[id_], situation, by=by, at=at)
        if members[id_].sent_as is None:
            _pour(bundle, members[id_], situation, by=by, at=at)


def _opened(bundle: Bundle, id_: str, version: str, situation: Situation, *, by: Actor, at: datetime) -> Draft:
    old = publications.version(version)
    compiled = publications.in_force(id_) or old
    known = carried(old, compiled, bundle.known.get(id_, {}), today=situation.today).answers
    begun = drafting.opened(compiled, bundle.language, {}, by=by, at=at)
    measuring.note_start(begun.draft, compiled, at)
    commands.put_answers(begun.draft, known, author_of(by, Channel.WEB.value, at))
    begun.draft.account_id = bundle.account_id or begun.draft.account_id
    begun.draft.sources = dict.fromkeys(known, EARLIER)
    drafting.save(begun.draft, at, "answers", "authors", "sources", "account_id")
    BundleDraft.objects.create(bundle=bundle, procedure=id_, draft=begun.draft)
    return begun.draft


def _pour(bundle: Bundle, draft: Draft, situation: Situation, *, by: Actor, at: datetime) -> None:
    drafting.hold_row(draft)
    compiled, shared = publications.version(draft.version), common_of(bundle)
    given = pouring.poured(shared, compiled, bundle.answers, draft.answers, situation)
    asked = pouring.questions_of(shared, draft.procedure) & set(compiled.procedure.data)
    own = {id_ for id_ in draft.answers if draft.sources.get(id_) != EARLIER and id_ in asked}
    emptied = asked - set(given) - own
    kept = {id_: answer for id_, answer in draft.answers.items() if id_ not in emptied}
    fresh = {id_: answer for id_, answer in given.items() if id_ not in own}
    commands.put_answers(draft, {**kept, **fresh}, author_of(by, Channel.WEB.value, at))
    draft.sources = {**draft.sources, **dict.fromkeys(asked - own, EARLIER)}
    drafting.save(draft, at, "answers", "authors", "sources")


def members_of(bundle: Bundle) -> tuple[Member, ...]:
    """Each procedure's draft and application, in the order of the plan."""
    drafts = {one.procedure: one.draft for one in bundle.members.select_related("draft")}
    cases = Case.objects.in_bulk([draft.sent_as for draft in drafts.values() if draft.sent_as])
    return tuple(
        Member(id_, drafts[id_], cases.get(drafts[id_].sent_as) if drafts[id_].sent_as else None)
        for id_ in bundle.procedures
        if id_ in drafts
    )


def send_all(
    *, bundle: Bundle, only: frozenset[str], situation: Situation, by: Actor, at: datetime
) -> tuple[Sent, ...]:
    """Send each by itself: what is refused for one stops no other, and sending again sends nothing twice."""
    return tuple(_sent(member, situation, by=by, at=at) for member in members_of(bundle) if member.procedure in only)


def _sent(member: Member, situation: Situation, *, by: Actor, at: datetime) -> Sent:
    compiled = publications.version(member.draft.version)
    try:
        case = commands.send(draft=member.draft, compiled=compiled, situation=situation, by=by, at=at)
    except AlreadyApplied as found:
        return Sent(member.procedure, already=found.case is not None)
    except Refusal as refusal:
        return Sent(member.procedure, refused=refusal.message)
    return Sent(member.procedure, case)


def by_id(bundle_id: UUID) -> Bundle | None:
    """A bundle by its id; who may open it decides `refusal_to_open`."""
    return Bundle.objects.filter(pk=bundle_id).first()


def by_code(typed: str) -> Bundle | None:
    """The bundle of a resume code, however it was typed."""
    return Bundle.objects.filter(resume_digest=ids.digest(ids.ungrouped(typed))).first()


def of_draft(draft: Draft) -> UUID | None:
    """The bundle a draft came from. Only a draft that holds answers from earlier can have one."""
    if EARLIER not in draft.sources.values():
        return None
    return BundleDraft.objects.filter(draft=draft).values_list("bundle_id", flat=True).first()


def forget_old(*, before: datetime) -> int:
    """Delete bundles nobody has touched since `before`; what was sent from them stays (個人情報保護法61条)."""
    count, _by_model = Bundle.objects.filter(saved_at__lt=before).delete()
    return count


def _hold(bundle: Bundle) -> None:
    bundle.refresh_from_db(from_queryset=Bundle.objects.select_for_update())


def _save(bundle: Bundle, at: datetime, *fields: str) -> None:
    bundle.saved_at = at
    bundle.save(update_fields=["saved_at", *fields])
