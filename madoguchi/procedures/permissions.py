"""Who may open a draft, and until when a procedure is taken."""

import hmac
from datetime import date

from django.utils.translation import gettext as _

from madoguchi.accounts.states import Role
from madoguchi.definitions.procedure import Procedure
from madoguchi.kernel import ids
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal
from madoguchi.procedures.models import Draft
from madoguchi.publications import queries as publications
from madoguchi.ui.components.dates import day_and_era


def refusal_to_open_draft(by: Actor, draft: Draft, *, secret: str) -> Refusal | None:
    """The device that began or resumed it holds its secret; a signed-in resident may open their own."""
    if secret and hmac.compare_digest(ids.digest(secret), draft.secret_digest):
        return None
    if by.is_resident and by.id and by.id == draft.account_id:
        return None
    return Refusal(
        _("この端末からは、この申請の続きを開けません。"),
        way_on=_("「続きから始める」のページで、途中保存の番号を入力すると開けます。"),
        status=403,
        code="not_your_draft",
    )


AT_THE_COUNTER = frozenset({Role.RECEPTION, Role.REVIEWER, Role.DECIDER})


def refusal_to_stand_at_counter(by: Actor) -> Refusal | None:
    """Helping residents at the counter or on the telephone: those who receive, review or decide."""
    if by.is_officer and by.roles & AT_THE_COUNTER:
        return None
    return Refusal("窓口で受け付けられるのは、受付・審査・決裁の担当の職員です。", status=403, code="role")


def refusal_to_begin_at_counter(by: Actor, procedure: Procedure) -> Refusal | None:
    """Beginning for a resident: the procedures of one's own section, and at a general counter the reception all of them."""
    if refusal := refusal_to_stand_at_counter(by):
        return refusal
    general = by.has_role(Role.RECEPTION) and publications.section(by.section).general_counter
    if by.belongs_to(procedure.section) or general:
        return None
    section = publications.section(procedure.section).name
    return Refusal(
        f"この手続きを窓口で受け付けるのは、{section}か、総合窓口の受付担当です。",
        way_on=f"区民の方を、{section}の窓口にご案内ください。",
        status=403,
        code="other-section",
    )


def refusal_to_take_over(by: Actor, draft: Draft, procedure: Procedure) -> Refusal | None:
    """Going on at the counter with what a resident has begun, by the six digits they say."""
    return refusal_to_begin_at_counter(by, procedure) or refusal_to_offer(draft)


def refusal_to_offer(draft: Draft) -> Refusal | None:
    """Offering a draft to the counter: a first application that is still the resident's."""
    if refusal := refusal_to_change_draft(draft):
        return refusal
    if draft.corrects is not None:
        return Refusal(
            _("直していただく申請は、この端末で続けてください。"),
            way_on=_("窓口で直すときは、担当課へ受付番号をお伝えください。"),
            code="correction",
        )
    return at_counter(draft) if draft.is_at_counter else None


def refusal_to_work_at_counter(by: Actor, draft: Draft) -> Refusal | None:
    """Seeing and filling in a draft at the counter: the section that has it now, and nobody once it was given back."""
    if refusal := refusal_to_stand_at_counter(by):
        return refusal
    if draft.counter_id and by.belongs_to(draft.counter_section):
        return None
    if draft.counter_id:
        return Refusal("この申請は、ほかの課の窓口が入力しています。", status=403, code="other-section")
    return Refusal(
        "この申請は、いま窓口にありません。",
        way_on="ご本人の端末に戻っています。続けるときは、ご本人の画面に出る6けたの番号を入力してください。",
        status=403,
        code="not-at-the-counter",
    )


def refusal_to_type(by: Actor, draft: Draft) -> Refusal | None:
    """Entering answers: whoever has the draft now, so that two people never type over each other."""
    if refusal := refusal_to_change_draft(draft):
        return refusal
    if by.is_officer:
        # Who mends for a resident is asked by the case itself (cases.permissions.refusal_to_correct).
        return None if draft.corrects else refusal_to_work_at_counter(by, draft)
    return at_counter(draft) if draft.is_at_counter else None


def at_counter(draft: Draft) -> Refusal:
    """What a resident's device is told while an officer has the draft."""
    return Refusal(
        _("この申請は、いま窓口の職員が入力しています。"),
        way_on=_("この端末で続けるときは、申請の続きを開いて「この端末に戻す」を押してください。"),
        code="at-the-counter",
    )


def refusal_to_change_draft(draft: Draft) -> Refusal | None:
    """What has been sent is no longer a draft."""
    if draft.sent_as is None:
        return None
    return Refusal(
        _("この申請は、すでに送信されています。"),
        way_on=_("受付番号で、申請の状況をご覧になれます。"),
        code="already_sent",
    )


def refusal_to_print(draft: Draft) -> Refusal | None:
    """A draft goes by paper while it is the resident's own first application."""
    if draft.corrects is not None:
        return Refusal(_("直していただく申請は、この端末で続けてください。"), code="correction")
    return refusal_to_change_draft(draft)


def refusal_to_take(procedure: Procedure, today: date) -> Refusal | None:
    """A procedure with opening dates is taken only between them."""
    if procedure.opens and today < procedure.opens:
        when = day_and_era(procedure.opens)
        return Refusal(_("この手続きの受付は%sからです。") % when, code="not_open_yet")
    if procedure.closes and today > procedure.closes:
        when = day_and_era(procedure.closes)
        return Refusal(
            _("この手続きの受付は%sで終わりました。") % when, way_on=_("担当課へご相談ください。"), code="closed"
        )
    return None
