"""The life of a notice as one table."""

from enum import StrEnum

from madoguchi.kernel.refusals import Refusal, refuse_if


class State(StrEnum):
    """Where a notice stands. The values are kept in the database and never change."""

    PREPARING = "preparing"
    ISSUED = "issued"
    HELD = "held"


# What was issued is in people's hands: it is never changed or taken back, only followed by another notice.
NEXT: dict[State, frozenset[State]] = {
    State.PREPARING: frozenset({State.ISSUED, State.HELD}),
    State.HELD: frozenset({State.PREPARING}),
    State.ISSUED: frozenset(),
}

LABEL: dict[State, str] = {
    State.PREPARING: "作成中",
    State.ISSUED: "発行済み",
    State.HELD: "保留（要確認）",
}


def refusal_to_move(state: State, to: State) -> Refusal | None:
    """Why a notice cannot go from `state` to `to`; None when the table allows it."""
    if to in NEXT[state]:
        return None
    return Refusal(f"「{LABEL[state]}」の通知書を「{LABEL[to]}」にすることはできません。", code="wrong-state")


def after(state: State, to: State) -> State:
    """The state after the move; Refusal where the table does not allow it."""
    refuse_if(refusal_to_move(state, to))
    return to
