"""Who may open a draft, and until when a procedure is taken."""

import hmac
from datetime import date

from django.utils.translation import gettext as _

from madoguchi.definitions.procedure import Procedure
from madoguchi.kernel import ids
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal
from madoguchi.procedures.models import Draft
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


def refusal_to_change_draft(draft: Draft) -> Refusal | None:
    """What has been sent is no longer a draft."""
    if draft.sent_as is None:
        return None
    return Refusal(
        _("この申請は、すでに送信されています。"),
        way_on=_("受付番号で、申請の状況をご覧になれます。"),
        code="already_sent",
    )


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
