"""Who may do what with a case, one function per act: None, or why not, in words the button shows.

Reviewers and deciders of the section that has the case work on it. Approving and rejecting needs a decider, who may
also have reviewed it: a second pair of eyes is asked for by the section's own rule (専決規程), not by this table.
Reception sees what it received and may record that a resident withdraws. Auditors see every section's cases and
change nothing. Editors and administrators see no case at all.
"""

from madoguchi.accounts.states import Role
from madoguchi.cases.models import Case
from madoguchi.cases.states import FINAL, LABEL, State, refusal_to_move
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal

MAY_SEE = frozenset({Role.RECEPTION, Role.REVIEWER, Role.DECIDER})
MAY_REVIEW = frozenset({Role.REVIEWER, Role.DECIDER})
MAY_RECORD = frozenset({Role.RECEPTION, Role.REVIEWER, Role.DECIDER})


def refusal_to_see_queue(by: Actor, section: str) -> Refusal | None:
    """Looking at the list of a section's cases."""
    if not by.is_officer:
        return Refusal("この画面は職員だけが見られます。", status=403, code="officers-only")
    if by.has_role(Role.AUDITOR):
        return None
    if not by.belongs_to(section):
        return Refusal("ほかの課の申請の一覧は見られません。", status=403, code="other-section")
    return _refusal_without(MAY_SEE, by, "申請を見る権限がありません。")


def refusal_to_view(by: Actor, case: Case) -> Refusal | None:
    """Looking at a case, in any state."""
    if _is_applicant(by, case):
        return None
    if not by.is_officer:
        return Refusal("この申請を見ることはできません。", status=403, code="not-yours")
    return refusal_to_see_queue(by, case.section)


def refusal_to_open_document(by: Actor, case: Case) -> Refusal | None:
    """Opening a document that belongs to the case: whoever may see the case."""
    return refusal_to_view(by, case)


def refusal_to_take(by: Actor, case: Case) -> Refusal | None:
    """Becoming the one who works on it."""
    return _refusal_to_work(by, case) or _refusal_when_final(case)


def refusal_to_assign(by: Actor, case: Case) -> Refusal | None:
    """Naming another officer of the section as the one who works on it, or nobody."""
    return refusal_to_take(by, case)


def refusal_to_reassign_section(by: Actor, case: Case) -> Refusal | None:
    """Handing the case to the section it belongs to: for those who decide."""
    return _refusal_to_decide(by, case) or _refusal_when_final(case)


def refusal_to_begin_review(by: Actor, case: Case) -> Refusal | None:
    """Beginning to review what was received."""
    if case.stands is State.RETURNED:
        return _refusal_to_work(by, case) or Refusal(
            "補正待ちの申請です。補正が届くと審査に戻ります。", code="wrong-state"
        )
    return _refusal_to_work(by, case) or refusal_to_move(case.stands, State.UNDER_REVIEW)


def refusal_to_return(by: Actor, case: Case) -> Refusal | None:
    """Asking the resident for a correction."""
    return _refusal_to_work(by, case) or refusal_to_move(case.stands, State.RETURNED)


def refusal_to_approve(by: Actor, case: Case) -> Refusal | None:
    """Deciding for the applicant."""
    return _refusal_to_decide(by, case) or refusal_to_move(case.stands, State.APPROVED)


def refusal_to_reject(by: Actor, case: Case) -> Refusal | None:
    """Deciding against the applicant."""
    return _refusal_to_decide(by, case) or refusal_to_move(case.stands, State.REJECTED)


def refusal_to_withdraw(by: Actor, case: Case) -> Refusal | None:
    """Withdrawing: the applicant, or an officer who records that the applicant asked for it."""
    if not _is_applicant(by, case):
        if refusal := _refusal_of_section(by, case):
            return refusal
        if refusal := _refusal_without(MAY_RECORD, by, "取下げを記録できるのは、担当課の職員です。"):
            return refusal
    return refusal_to_move(case.stands, State.WITHDRAWN)


def refusal_to_correct(by: Actor, case: Case) -> Refusal | None:
    """Sending corrected answers: the applicant alone, and only when asked."""
    if not _is_applicant(by, case):
        return Refusal("補正を送れるのは、申請した方だけです。", status=403, code="not-yours")
    if case.stands is not State.RETURNED:
        return Refusal(
            f"この申請は「{LABEL[case.stands]}」のため、いまは直せません。",
            way_on="直したいところがあるときは、担当課へお電話ください。",
            code="wrong-state",
        )
    return None


def _is_applicant(by: Actor, case: Case) -> bool:
    return by.is_resident and by.id == case.applicant.id


def _refusal_to_work(by: Actor, case: Case) -> Refusal | None:
    return _refusal_of_section(by, case) or _refusal_without(MAY_REVIEW, by, "審査できるのは、審査担当の職員です。")


def _refusal_to_decide(by: Actor, case: Case) -> Refusal | None:
    only_deciders = Refusal("決定できるのは、決裁権限のある職員です。", status=403, code="role")
    return _refusal_of_section(by, case) or (None if by.has_role(Role.DECIDER) else only_deciders)


def _refusal_of_section(by: Actor, case: Case) -> Refusal | None:
    if by.is_officer and by.belongs_to(case.section):
        return None
    return Refusal("この申請を扱えるのは、担当課の職員です。", status=403, code="other-section")


def _refusal_without(roles: frozenset[Role], by: Actor, message: str) -> Refusal | None:
    return None if by.roles & roles else Refusal(message, status=403, code="role")


def _refusal_when_final(case: Case) -> Refusal | None:
    if case.stands in FINAL:
        return Refusal(f"この申請は「{LABEL[case.stands]}」で終わっています。", code="finished")
    return None
