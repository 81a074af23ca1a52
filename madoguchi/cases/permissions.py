"""Who may do what with a case, one function per act: None, or why not, in words the button shows.

Reviewers and deciders of the section that has the case work on it. Approving and rejecting needs a decider, who may
also have reviewed it: a second pair of eyes is asked for by the section's own rule (専決規程), not by this table.
Reception sees what it received and may record that a resident withdraws. Auditors see every section's cases and
change nothing. Editors and administrators see no case at all.
"""

from madoguchi.accounts.states import Act, Role
from madoguchi.cases.models import Case, FullReview, Probe
from madoguchi.cases.states import CLOCK_RUNS, FINAL, LABEL, State, refusal_to_move
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal
from madoguchi.payments import queries as payments

MAY_SEE = frozenset({Role.RECEPTION, Role.REVIEWER, Role.DECIDER})
MAY_REVIEW = frozenset({Role.REVIEWER, Role.DECIDER})
MAY_SEE_RULES = frozenset({Role.AUDITOR, Role.EDITOR, Role.ADMINISTRATOR})
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
    if _is_applicant(by, case, Act.STATUS):
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
    """Deciding for the applicant: not while the drawn review has no result, nor past a doubt that stands or is open."""
    if refusal := _refusal_to_decide(by, case) or refusal_to_move(case.stands, State.APPROVED):
        return refusal
    if case.full_review == FullReview.DRAWN:
        return Refusal("抽出確認の結果を記録すると、承認できます。", code="sample-open")
    if case.unpaid and payments.holds_up(case.subject):
        return Refusal(
            "手数料がまだ納められていません。納付を確かめるか、決裁権限のある職員が免除すると、承認できます。",
            code="unpaid",
        )
    if case.found_wrong:
        return Refusal(
            f"「確かに誤り」とした確認事項が{case.found_wrong}件あります。補正を求めるか、判断を直してください。",
            code="found-wrong",
        )
    if case.unsettled:
        return Refusal(
            f"判断を付けていない確認事項が{case.unsettled}件あります。"
            "一つずつ「確かに誤り」か「問題なし」を付けると、承認できます。",
            code="unsettled",
        )
    return None


def refusal_to_ask_counted(by: Actor, case: Case) -> Refusal | None:
    """Asking for what an officer has counted, such as copies: once it is decided for the applicant."""
    if refusal := _refusal_to_work(by, case):
        return refusal
    if case.stands is not State.APPROVED:
        return Refusal("数えた額を求められるのは、決定したあとです。", code="wrong-state")
    return None


def refusal_to_settle_finding(by: Actor, case: Case) -> Refusal | None:
    """Saying whether a check was right about the case: while the office has it."""
    if refusal := _refusal_to_work(by, case):
        return refusal
    if case.stands not in CLOCK_RUNS:
        return Refusal(f"「{LABEL[case.stands]}」の申請の確認事項は、判断を変えられません。", code="wrong-state")
    return None


def refusal_to_compare_again(by: Actor, case: Case) -> Refusal | None:
    """Asking the resident register anew: while the office has the case."""
    if refusal := _refusal_to_work(by, case):
        return refusal
    if case.stands not in CLOCK_RUNS:
        return Refusal(f"「{LABEL[case.stands]}」の申請は、照合し直せません。", code="wrong-state")
    return None


def refusal_to_record_sample(by: Actor, case: Case) -> Refusal | None:
    """Recording what the full review of a drawn case found: once, while it is under review."""
    if refusal := _refusal_to_work(by, case):
        return refusal
    if case.full_review != FullReview.DRAWN:
        return Refusal("抽出確認の結果を待っている申請ではありません。", code="not-drawn")
    if case.stands is not State.UNDER_REVIEW:
        return Refusal("抽出確認の結果は、審査を始めてから記録してください。", code="wrong-state")
    return None


def refusal_to_pull_out(by: Actor, case: Case) -> Refusal | None:
    """Taking a case out of those that wait to be decided together."""
    if refusal := _refusal_to_work(by, case):
        return refusal
    if case.clean_since is None:
        return Refusal("この申請は、まとめて承認を待つ申請ではなくなっています。", code="not-clean")
    return None


def refusal_to_decide_together(by: Actor, section: str) -> Refusal | None:
    """Deciding a section's clean cases in one act."""
    only_deciders = Refusal("まとめて承認できるのは、決裁権限のある職員です。", status=403, code="role")
    return _refusal_outside(by, section) or (None if by.has_role(Role.DECIDER) else only_deciders)


def refusal_to_act_together(by: Actor, section: str) -> Refusal | None:
    """Beginning to review, or assigning, many of a section's cases in one act."""
    return _refusal_outside(by, section) or _refusal_without(MAY_REVIEW, by, "審査できるのは、審査担当の職員です。")


def refusal_to_see_rules(by: Actor, section: str) -> Refusal | None:
    """Seeing how the rules of a section's procedures do: figures without people."""
    if by.is_officer and by.roles & MAY_SEE_RULES:
        return None
    return _refusal_outside(by, section) or _refusal_without(MAY_REVIEW, by, "規則の成績を見る権限がありません。")


def refusal_to_plant_probe(by: Actor, section: str) -> Refusal | None:
    """Planting a case with a known defect, and seeing what became of one's own: deciders, and administrators anywhere."""
    if by.is_officer and by.has_role(Role.ADMINISTRATOR):
        return None
    no_right = Refusal("見本案件を置けるのは、決裁権限のある職員と管理者です。", status=403, code="role")
    return _refusal_outside(by, section) or (None if by.has_role(Role.DECIDER) else no_right)


def refusal_to_call_off_probe(by: Actor, probe: Probe) -> Refusal | None:
    """Taking a planted case away again: who planted it, while it stands."""
    if not by.is_officer or by.id != probe.planted_by_id:
        return Refusal("取りやめられるのは、見本案件を置いた職員だけです。", status=403, code="not-yours")
    if probe.is_settled:
        return Refusal("この見本案件は、すでに終わっています。", code="finished")
    return None


def refusal_to_reject(by: Actor, case: Case) -> Refusal | None:
    """Deciding against the applicant."""
    return _refusal_to_decide(by, case) or refusal_to_move(case.stands, State.REJECTED)


def refusal_to_withdraw(by: Actor, case: Case) -> Refusal | None:
    """Withdrawing: the applicant, or an officer who records that the applicant asked for it."""
    if not _is_applicant(by, case, Act.WITHDRAW):
        if refusal := _refusal_of_section(by, case):
            return refusal
        if refusal := _refusal_without(MAY_RECORD, by, "取下げを記録できるのは、担当課の職員です。"):
            return refusal
    return refusal_to_move(case.stands, State.WITHDRAWN)


def refusal_to_take_back_correction(by: Actor, case: Case) -> Refusal | None:
    """Taking a request for correction back: while the applicant has not opened it."""
    if refusal := _refusal_to_work(by, case):
        return refusal
    if case.stands is not State.RETURNED:
        return Refusal("取り消せるのは、補正を求めている申請だけです。", code="wrong-state")
    if case.correction_opened_at is not None:
        return Refusal(
            "申請した方が、すでに補正の依頼を開いています。",
            way_on="電話などで連絡し、補正を待つか、職員が代わりに入力してください。",
            code="already-opened",
        )
    return None


def refusal_to_open_correction(by: Actor, case: Case) -> Refusal | None:
    """Opening what is asked: the applicant, while it is asked."""
    if not _is_applicant(by, case, Act.SEND):
        return Refusal("この申請を直せるのは、申請した方だけです。", status=403, code="not-yours")
    return _refusal_unless_returned(case)


def refusal_to_correct(by: Actor, case: Case) -> Refusal | None:
    """Sending corrected answers, only when asked: the applicant, or an officer told by telephone or at the counter."""
    if not _is_applicant(by, case, Act.SEND):
        if not by.is_officer:
            return Refusal("補正を送れるのは、申請した方だけです。", status=403, code="not-yours")
        if refusal := _refusal_of_section(by, case):
            return refusal
        if refusal := _refusal_without(MAY_RECORD, by, "申請した方に代わって入力できるのは、担当課の職員です。"):
            return refusal
    return _refusal_unless_returned(case)


def _refusal_unless_returned(case: Case) -> Refusal | None:
    if case.stands is not State.RETURNED:
        return Refusal(
            f"この申請は「{LABEL[case.stands]}」のため、いまは直せません。",
            way_on="直したいところがあるときは、担当課へお電話ください。",
            code="wrong-state",
        )
    return None


def _is_applicant(by: Actor, case: Case, act: Act) -> bool:
    """The applicant, or a proxy (代理) whose mandate was found to allow the act in this very case."""
    if by.on_behalf_of is not None:
        return by.on_behalf_of.subject == case.subject and act in by.on_behalf_of.acts
    return by.is_resident and by.id == case.applicant.id


def _refusal_to_work(by: Actor, case: Case) -> Refusal | None:
    return (
        _refusal_of_section(by, case)
        or _refusal_without(MAY_REVIEW, by, "審査できるのは、審査担当の職員です。")
        or _refusal_of_planter(by, case)
    )


def _refusal_to_decide(by: Actor, case: Case) -> Refusal | None:
    only_deciders = Refusal("決定できるのは、決裁権限のある職員です。", status=403, code="role")
    refusal = _refusal_of_section(by, case) or (None if by.has_role(Role.DECIDER) else only_deciders)
    return refusal or _refusal_of_planter(by, case)


def _refusal_of_planter(by: Actor, case: Case) -> Refusal | None:
    """Who planted a probe knows its defect; it would measure nothing (ADR 0010)."""
    if case.probe is not None and case.probe.planted_by_id == by.id:
        return Refusal("あなたが置いた見本案件です。ほかの職員が審査します。", code="own-probe")
    return None


def _refusal_outside(by: Actor, section: str) -> Refusal | None:
    if by.is_officer and by.belongs_to(section):
        return None
    return Refusal("この課の申請を扱えるのは、その課の職員です。", status=403, code="other-section")


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
