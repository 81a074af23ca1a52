"""The acts on the case page: each as a button, or with the reason why not. The reason is the command's own refusal."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from madoguchi.cases import permissions
from madoguchi.cases.models import Case
from madoguchi.cases.states import State
from madoguchi.cases.web.pages import ActButton
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal


@dataclass(frozen=True)
class Act:
    """One act: its address name, its words, and whether it acts at once (`posts`) or asks on a page of its own.

    `leads_to` is an address without a name of ours: a place on the page, or a page of a capability above.
    """

    name: str
    label: str
    kind: str
    posts: bool
    refusal: Callable[[Actor, Case], Refusal | None]
    leads_to: Callable[[Case], str] | None = None


ACTS = (
    Act("begin_review", "審査を始める", "primary", True, permissions.refusal_to_begin_review),
    Act("approve", "承認する", "primary", False, permissions.refusal_to_approve),
    Act(
        "ask_by_field",
        "項目を選んで補正を求める",
        "secondary",
        False,
        permissions.refusal_to_return,
        lambda _: "#answers",
    ),
    Act("ask_for_correction", "申請全体の補正を求める", "tertiary", False, permissions.refusal_to_return),
    Act(
        "take_back_correction",
        "補正の依頼を取り消す",
        "secondary",
        True,
        permissions.refusal_to_take_back_correction,
    ),
    Act("reject", "却下する", "secondary", False, permissions.refusal_to_reject),
    Act("take", "自分の担当にする", "secondary", True, permissions.refusal_to_take),
    Act("withdraw", "取下げを記録する", "tertiary", False, permissions.refusal_to_withdraw),
)

# Acts of capabilities above, whose pages are theirs: config/wiring.py adds them.
_offered: list[Act] = []


def offer(act: Act) -> None:
    """Show an act of a capability above on the case page; offering it twice is offering it once."""
    if act.name not in {known.name for known in _offered}:
        _offered.append(act)


DONE = {
    "begin_review": "審査を始めました。",
    "compare_again": "いまの住民記録と照合しました。",
    "approve": "承認しました。通知書を作成しています。",
    "ask_for_correction": "補正を求めました。補正が届くまで、期限は進みません。申請者が開くまでは取り消せます。",
    "correct_for": "申請した方に代わって、補正を入力しました。申請者にもお知らせします。",
    "take_back_correction": "補正の依頼を取り消しました。申請者にもお知らせします。",
    "reject": "却下しました。通知書を作成しています。",
    "sample": "抽出確認の結果を記録しました。",
    "take": "あなたの担当にしました。",
    "assign": "担当者を変えました。",
    "withdraw": "取下げを記録しました。",
    "ask_counted": "数えた額の納付を求めました。",
}


def of_case(by: Actor, case: Case) -> list[ActButton]:
    """Every act on this case for this officer."""
    return [
        _button(act, by, case) for act in (*ACTS, *_offered) if not (act.name == "take" and _needs_no_taking(by, case))
    ]


def _needs_no_taking(by: Actor, case: Case) -> bool:
    """Who works on it already, and who would begin the review and work on it by that."""
    is_mine = case.assigned_to is not None and str(case.assigned_to.account_id) == by.id
    return is_mine or case.stands is State.RECEIVED


def _button(act: Act, by: Actor, case: Case) -> ActButton:
    refusal = act.refusal(by, case)
    url = act.leads_to(case) if act.leads_to else reverse(f"cases:{act.name}", args=[case.pk])
    return ActButton(act.label, url, act.kind, act.posts, refusal.message if refusal else "")
