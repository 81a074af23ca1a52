"""Who may do what with a notice, one function per act: None, or why not."""

from django.utils.translation import gettext as _

from madoguchi.accounts.states import Role
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal
from madoguchi.notices.models import Notice
from madoguchi.notices.states import State, refusal_to_move

MAY_SEE = frozenset({Role.RECEPTION, Role.REVIEWER, Role.DECIDER})
MAY_RELEASE = frozenset({Role.REVIEWER, Role.DECIDER})


def refusal_to_open(by: Actor, notice: Notice, *, bears_code: bool = False) -> Refusal | None:
    """The account it was sent to, whoever bears the code of the case it is about, and officers of its section.

    Nobody outside the office sees a notice before it is issued: until then it is not yet said.
    """
    if by.is_system or _is_of_section(by, notice):
        return None
    if not (bears_code or is_addressee(by, notice)):
        return Refusal(
            _("この通知書を見ることはできません。"),
            way_on=_("お送りしたご本人のアカウントでログインするか、申請の状況のページから開いてください。"),
            status=403,
            code="not-yours",
        )
    if not notice.is_issued:
        return Refusal(_("この通知書は、まだ発行されていません。"), status=404, code="not-issued")
    return None


def refusal_to_release(by: Actor, notice: Notice) -> Refusal | None:
    """Sending a held notice to be made again, once what held it is mended."""
    if not (by.is_system or _is_of_section(by, notice, MAY_RELEASE)):
        return Refusal("保留を解除できるのは、担当課の職員です。", status=403, code="other-section")
    return refusal_to_move(notice.stands, State.PREPARING)


def is_addressee(by: Actor, notice: Notice) -> bool:
    return by.is_resident and bool(notice.account_id) and by.id == notice.account_id


def _is_of_section(by: Actor, notice: Notice, roles: frozenset[Role] = MAY_SEE) -> bool:
    return by.is_officer and by.belongs_to(notice.section) and any(role in by.roles for role in roles)
