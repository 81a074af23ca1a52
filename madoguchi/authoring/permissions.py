"""Who may do what with a proposal. One function an act; what the page explains is what the command raises.

Editors of the owning section change definitions; administrators look after those of every section. Approving is for a
decider of the section, and never for anybody who had a hand in the change.
"""

from madoguchi.accounts.states import Role
from madoguchi.authoring.models import Proposal
from madoguchi.authoring.states import FINAL, LABEL, State, refusal_to_move
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal

MAY_LOOK = frozenset({Role.EDITOR, Role.DECIDER, Role.ADMINISTRATOR, Role.AUDITOR})
WARD_WIDE = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})


def refusal_to_list(by: Actor) -> Refusal | None:
    """Looking at the list of procedures that may be changed."""
    if not by.is_officer:
        return Refusal("この画面は職員だけが見られます。", status=403, code="officers-only")
    if not by.roles & MAY_LOOK:
        return Refusal("手続きの編集画面を見られるのは、手続き編集・決裁・監査の担当者です。", status=403, code="role")
    return None


def refusal_to_look(by: Actor, section: str) -> Refusal | None:
    """Looking at a section's procedures and proposals."""
    if refusal := refusal_to_list(by):
        return refusal
    if by.roles & WARD_WIDE or by.belongs_to(section):
        return None
    return Refusal("ほかの課の手続きの変更案は見られません。", status=403, code="other-section")


def refusal_to_propose(by: Actor, section: str) -> Refusal | None:
    """Beginning a change of a procedure."""
    if by.is_officer and (by.has_role(Role.ADMINISTRATOR) or (by.has_role(Role.EDITOR) and by.belongs_to(section))):
        return None
    return Refusal("手続きを変更できるのは、担当課の手続き編集の担当者です。", status=403, code="role")


def refusal_to_edit(by: Actor, proposal: Proposal) -> Refusal | None:
    """Changing the definition, its name or its reason."""
    if refusal := refusal_to_propose(by, proposal.section):
        return refusal
    if proposal.is_editable:
        return None
    if proposal.stands in FINAL:
        return Refusal(f"この変更案は「{LABEL[proposal.stands]}」で終わっています。", code="finished")
    return Refusal(
        "承認を待っている変更案は直せません。",
        way_on="直すときは、承認する方に差し戻してもらってください。",
        code="wrong-state",
    )


def refusal_to_try(by: Actor, proposal: Proposal) -> Refusal | None:
    """Replaying past cases: whoever may edit, and whoever may decide about it."""
    if proposal.stands in FINAL:
        return refusal_to_edit(by, proposal)
    if by.is_officer and by.has_role(Role.DECIDER) and by.belongs_to(proposal.section):
        return None
    return refusal_to_propose(by, proposal.section)


def refusal_to_check(by: Actor, proposal: Proposal) -> Refusal | None:
    """Declaring it ready."""
    return refusal_to_edit(by, proposal) or refusal_to_move(proposal.stands, State.CHECKED)


def refusal_to_send(by: Actor, proposal: Proposal) -> Refusal | None:
    """Asking for approval."""
    return refusal_to_propose(by, proposal.section) or refusal_to_move(proposal.stands, State.WAITING_APPROVAL)


def refusal_to_withdraw(by: Actor, proposal: Proposal) -> Refusal | None:
    """Giving it up."""
    return refusal_to_propose(by, proposal.section) or refusal_to_move(proposal.stands, State.WITHDRAWN)


def refusal_to_return(by: Actor, proposal: Proposal) -> Refusal | None:
    """Giving it back to its author."""
    return _refusal_to_decide(by, proposal) or refusal_to_move(proposal.stands, State.RETURNED)


def refusal_to_approve(by: Actor, proposal: Proposal) -> Refusal | None:
    """Putting it in force: a decider of the section who had no hand in it."""
    if refusal := _refusal_to_decide(by, proposal):
        return refusal
    if by.id == proposal.author or proposal.edits.filter(by=by.id).exists():
        return Refusal(
            "自分が作成または編集した変更案は承認できません。",
            way_on="同じ課の、ほかの決裁権限のある方に承認を依頼してください。",
            status=403,
            code="own-proposal",
        )
    return refusal_to_move(proposal.stands, State.PUBLISHED)


def _refusal_to_decide(by: Actor, proposal: Proposal) -> Refusal | None:
    if by.is_officer and by.has_role(Role.DECIDER) and by.belongs_to(proposal.section):
        return None
    return Refusal("承認できるのは、担当課の決裁権限のある職員です。", status=403, code="role")
