"""The life of a payment, as one table."""

from enum import StrEnum

from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.kernel.text import Text


class State(StrEnum):
    """Where a payment stands. STARTED means that a page of the card company is open for it."""

    DUE = "due"
    STARTED = "started"
    PAID = "paid"
    FAILED = "failed"
    EXPIRED = "expired"
    REFUNDED = "refunded"
    WAIVED = "waived"
    DROPPED = "dropped"


# EXPIRED: the card page was left open too long; it can be opened again, as after FAILED.
NEXT: dict[State, set[State]] = {
    State.DUE: {State.STARTED, State.PAID, State.WAIVED, State.DROPPED},
    State.STARTED: {State.PAID, State.FAILED, State.EXPIRED, State.WAIVED, State.DROPPED},
    State.FAILED: {State.STARTED, State.PAID, State.WAIVED, State.DROPPED},
    State.EXPIRED: {State.STARTED, State.PAID, State.WAIVED, State.DROPPED},
    State.PAID: {State.REFUNDED},
    State.REFUNDED: set(),
    State.WAIVED: set(),
    State.DROPPED: set(),
}

OPEN = frozenset({State.DUE, State.STARTED, State.FAILED, State.EXPIRED})
TOOK_MONEY = frozenset({State.PAID, State.REFUNDED})

LABEL: dict[State, str] = {
    State.DUE: "未納",
    State.STARTED: "カード手続き中",
    State.PAID: "納付済み",
    State.FAILED: "カード不成立",
    State.EXPIRED: "カード手続きの期限切れ",
    State.REFUNDED: "返金済み",
    State.WAIVED: "免除",
    State.DROPPED: "取消し",
}

RESIDENT_LABEL: dict[State, Text] = {
    State.DUE: Text("お支払いが必要です", "お金を払ってください", "To be paid", "需要缴费", "납부가 필요합니다"),
    State.STARTED: Text(
        "カードの手続きの途中です",
        "カードで払っている途中です",
        "Card payment in progress",
        "正在办理刷卡支付",
        "카드 결제 진행 중",
    ),
    State.PAID: Text("お支払いが済みました", "お金を受け取りました", "Paid", "已缴费", "납부 완료"),
    State.FAILED: Text(
        "カードで支払えませんでした",
        "カードで払うことができませんでした",
        "The card payment did not go through",
        "刷卡支付未成功",
        "카드 결제가 되지 않았습니다",
    ),
    State.EXPIRED: Text(
        "カードの手続きの時間が過ぎました",
        "カードで払う時間が終わりました",
        "The card page has expired",
        "刷卡支付页面已过期",
        "카드 결제 시간이 지났습니다",
    ),
    State.REFUNDED: Text("返金しました", "お金を返しました", "Refunded", "已退款", "환불했습니다"),
    State.WAIVED: Text("お支払いは免除されました", "払わなくてよくなりました", "Waived", "已免除", "면제되었습니다"),
    State.DROPPED: Text(
        "お支払いは不要になりました",
        "払わなくてよくなりました",
        "No longer to be paid",
        "无需缴费",
        "납부할 필요가 없어졌습니다",
    ),
}


def refusal_to_move(state: State, to: State) -> Refusal | None:
    """Why a payment cannot go from `state` to `to`; None when the table allows it."""
    if to in NEXT[state]:
        return None
    return Refusal(
        f"「{LABEL[state]}」の支払いを「{LABEL[to]}」にすることはできません。",
        way_on="画面を開き直して、いまの状態を確かめてください。",
        code="wrong-state",
    )


def after(state: State, to: State) -> State:
    """The state after the move; Refusal where the table does not allow it."""
    refuse_if(refusal_to_move(state, to))
    return to
