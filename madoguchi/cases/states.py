"""The life of a case as one table: where it stands, where it may go, and who must act next."""

from enum import StrEnum

from madoguchi.kernel.lives import Life
from madoguchi.kernel.text import Text


class State(StrEnum):
    """Where a case stands. The values are kept in the database and never change."""

    RECEIVED = "received"
    UNDER_REVIEW = "under_review"
    RETURNED = "returned"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Owner(StrEnum):
    """Who must act for the case to move on."""

    OFFICE = "office"
    RESIDENT = "resident"
    NOBODY = "nobody"


# Where a case may go from each state. An application that stays incomplete may be refused without another review:
# the office either asks for correction or refuses (行政手続法7条). It may be withdrawn until it is decided.
NEXT: dict[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.UNDER_REVIEW, State.WITHDRAWN}),
    State.UNDER_REVIEW: frozenset({State.RETURNED, State.APPROVED, State.REJECTED, State.WITHDRAWN}),
    State.RETURNED: frozenset({State.UNDER_REVIEW, State.REJECTED, State.WITHDRAWN}),
    State.APPROVED: frozenset(),
    State.REJECTED: frozenset(),
    State.WITHDRAWN: frozenset(),
}

OWNER: dict[State, Owner] = {
    State.RECEIVED: Owner.OFFICE,
    State.UNDER_REVIEW: Owner.OFFICE,
    State.RETURNED: Owner.RESIDENT,
    State.APPROVED: Owner.NOBODY,
    State.REJECTED: Owner.NOBODY,
    State.WITHDRAWN: Owner.NOBODY,
}

FINAL = frozenset(state for state, ways in NEXT.items() if not ways)
OPEN = frozenset(State) - FINAL
DECIDED = frozenset({State.APPROVED, State.REJECTED})
# A rejected or withdrawn application does not stand in the way of a new one.
FREES_THE_KEY = frozenset({State.REJECTED, State.WITHDRAWN})
# The standard period runs while the office has the case, not while the resident mends it.
CLOCK_RUNS = frozenset(state for state, owner in OWNER.items() if owner is Owner.OFFICE)

LABEL: dict[State, str] = {
    State.RECEIVED: "受付",
    State.UNDER_REVIEW: "審査中",
    State.RETURNED: "補正待ち",
    State.APPROVED: "承認",
    State.REJECTED: "却下",
    State.WITHDRAWN: "取下げ",
}

RESIDENT_LABEL: dict[State, Text] = {
    State.RECEIVED: Text(
        ja="受け付けました",
        easy="申し込みを受け取りました",
        en="Received",
        zh_hans="已受理",
        ko="접수되었습니다",
    ),
    State.UNDER_REVIEW: Text(
        ja="内容を確認しています",
        easy="書いてあることを調べています",
        en="Being reviewed",
        zh_hans="正在审查",
        ko="내용을 확인하고 있습니다",
    ),
    State.RETURNED: Text(
        ja="直していただきたいところがあります",
        easy="なおしてほしいところがあります",
        en="Needs your correction",
        zh_hans="有需要您修改的地方",
        ko="수정이 필요합니다",
    ),
    State.APPROVED: Text(
        ja="申請が認められました",
        easy="申し込みがみとめられました",
        en="Approved",
        zh_hans="申请已获批准",
        ko="승인되었습니다",
    ),
    State.REJECTED: Text(
        ja="申請は認められませんでした",
        easy="申し込みはみとめられませんでした",
        en="Not approved",
        zh_hans="申请未获批准",
        ko="승인되지 않았습니다",
    ),
    State.WITHDRAWN: Text(
        ja="取り下げました",
        easy="申し込みをやめました",
        en="Withdrawn",
        zh_hans="已撤回",
        ko="취하되었습니다",
    ),
}


def resident_label(state: State, language: str = "ja") -> str:
    """The state in words for the one who applied."""
    return RESIDENT_LABEL[state].in_(language)


LIFE = Life("申請", NEXT, LABEL)
refusal_to_move = LIFE.refusal_to_move
after = LIFE.after


def diagram() -> str:
    """The table drawn as a Mermaid state diagram."""
    return LIFE.diagram(State.RECEIVED)
