"""The life of a snapshot of the register, as one table."""

from enum import StrEnum


class State(StrEnum):
    """Where a snapshot stands. CURRENT is the one that is asked; there is never more than one."""

    LOADING = "loading"
    CURRENT = "current"
    FORMER = "former"
    REFUSED = "refused"
    FORGOTTEN = "forgotten"


LABEL = {
    State.LOADING: "取込み中",
    State.CURRENT: "使用中",
    State.FORMER: "以前のもの",
    State.REFUSED: "受け取らなかった",
    State.FORGOTTEN: "削除済み",
}

NEXT: dict[State, set[State]] = {
    State.LOADING: {State.CURRENT, State.REFUSED},
    State.CURRENT: {State.FORMER},
    State.FORMER: {State.FORGOTTEN},
    State.REFUSED: set(),
    State.FORGOTTEN: set(),
}
