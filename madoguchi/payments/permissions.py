"""Who may do what with a payment, one function per act: None, or why not, in words the button shows.

Whoever holds the case pays; that is decided by the door in front of the pages. Reception, reviewers and deciders of
the section take money at the counter; only deciders waive and give back. Auditors see everything and change nothing.
"""

from madoguchi.accounts.states import Role
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal
from madoguchi.payments.models import Payment
from madoguchi.payments.states import State, refusal_to_move

MAY_TAKE = frozenset({Role.RECEPTION, Role.REVIEWER, Role.DECIDER})


def refusal_to_see_desk(by: Actor, section: str) -> Refusal | None:
    """Looking at a section's payments."""
    if not by.is_officer:
        return Refusal("この画面は職員だけが見られます。", status=403, code="officers-only")
    if by.has_role(Role.AUDITOR):
        return None
    if not by.belongs_to(section):
        return Refusal("ほかの課の収納の一覧は見られません。", status=403, code="other-section")
    return _refusal_without(MAY_TAKE, by, "収納の一覧を見る権限がありません。")


def refusal_to_pay_by_card(by: Actor, payment: Payment, *, offered: bool) -> Refusal | None:
    """Opening the card company's page: while it is to be paid, and where cards are taken."""
    if not by.is_resident:
        return Refusal("カードの手続きは、納める方がご自分で行います。", status=403, code="residents-only")
    if not offered or "card" not in payment.ways:
        return Refusal("この手数料は、カードでは納められません。", way_on="区の窓口で納めてください。", code="no-cards")
    if payment.stands is State.STARTED:
        return None
    return refusal_to_move(payment.stands, State.STARTED)


def refusal_to_take_at_counter(by: Actor, payment: Payment) -> Refusal | None:
    """Recording money that was put on the counter or into the machine."""
    if refusal := _refusal_outside(by, payment):
        return refusal
    if refusal := _refusal_without(MAY_TAKE, by, "窓口で収納できるのは、担当課の職員です。"):
        return refusal
    if "counter" not in payment.ways:
        return Refusal("この手数料は、窓口では納められません。", code="no-counter")
    return refusal_to_move(payment.stands, State.PAID)


def refusal_to_waive(by: Actor, payment: Payment) -> Refusal | None:
    """Letting somebody off: a decision, with its reason."""
    return _refusal_to_decide(by, payment) or refusal_to_move(payment.stands, State.WAIVED)


def refusal_to_refund(by: Actor, payment: Payment) -> Refusal | None:
    """Giving back: a decision, once, by the way it came."""
    return _refusal_to_decide(by, payment) or refusal_to_move(payment.stands, State.REFUNDED)


def refusal_to_close_day(by: Actor, section: str) -> Refusal | None:
    """Closing the till of a day."""
    if not by.is_officer or not by.belongs_to(section):
        return Refusal("ほかの課の日計は締められません。", status=403, code="other-section")
    return _refusal_without(MAY_TAKE, by, "日計を締める権限がありません。")


def refusal_to_reconcile(by: Actor) -> Refusal | None:
    """Comparing with the card company: the nightly job, or an administrator."""
    if by.is_system or (by.is_officer and by.has_role(Role.ADMINISTRATOR)):
        return None
    return Refusal("決済会社との照合は、定時の処理と管理の担当者が行います。", status=403, code="role")


def refusal_to_see_differences(by: Actor) -> Refusal | None:
    """What the comparison found: for those who decide, administer or audit."""
    if by.is_officer and by.roles & {Role.DECIDER, Role.ADMINISTRATOR, Role.AUDITOR}:
        return None
    return Refusal("照合の差を見られるのは、決裁・管理・監査の担当者です。", status=403, code="role")


def refusal_to_settle_difference(by: Actor) -> Refusal | None:
    """Saying how a difference was put right."""
    if by.is_officer and by.roles & {Role.DECIDER, Role.ADMINISTRATOR}:
        return None
    return Refusal("照合の差を処理できるのは、決裁と管理の担当者です。", status=403, code="role")


def _refusal_outside(by: Actor, payment: Payment) -> Refusal | None:
    if by.is_officer and by.belongs_to(payment.section):
        return None
    return Refusal("この収納を扱えるのは、担当課の職員です。", status=403, code="other-section")


def _refusal_to_decide(by: Actor, payment: Payment) -> Refusal | None:
    if refusal := _refusal_outside(by, payment):
        return refusal
    return _refusal_without(frozenset({Role.DECIDER}), by, "免除と返金ができるのは、決裁権限のある職員です。")


def _refusal_without(roles: frozenset[Role], by: Actor, why: str) -> Refusal | None:
    return None if by.roles & roles else Refusal(why, status=403, code="role")
