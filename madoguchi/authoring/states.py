"""The life of a proposal as one table: where it stands, where it may go, and who must act next."""

from enum import StrEnum

from madoguchi.kernel.lives import Life


class State(StrEnum):
    """Where a proposal stands. The values are kept in the database and never change."""

    DRAFT = "draft"
    CHECKED = "checked"
    WAITING_APPROVAL = "waiting_approval"
    PUBLISHED = "published"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class Owner(StrEnum):
    """Who must act for the proposal to move on."""

    EDITOR = "editor"
    DECIDER = "decider"
    NOBODY = "nobody"


# What was checked is what is sent, and what is approved: any change of the document goes back to the draft.
NEXT: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.CHECKED, State.WITHDRAWN}),
    State.CHECKED: frozenset({State.DRAFT, State.WAITING_APPROVAL, State.WITHDRAWN}),
    State.WAITING_APPROVAL: frozenset({State.PUBLISHED, State.RETURNED, State.WITHDRAWN}),
    State.RETURNED: frozenset({State.DRAFT, State.CHECKED, State.WITHDRAWN}),
    State.PUBLISHED: frozenset(),
    State.WITHDRAWN: frozenset(),
}

OWNER: dict[State, Owner] = {
    State.DRAFT: Owner.EDITOR,
    State.CHECKED: Owner.EDITOR,
    State.WAITING_APPROVAL: Owner.DECIDER,
    State.RETURNED: Owner.EDITOR,
    State.PUBLISHED: Owner.NOBODY,
    State.WITHDRAWN: Owner.NOBODY,
}

FINAL = frozenset(state for state, ways in NEXT.items() if not ways)
OPEN = frozenset(State) - FINAL
EDITABLE = frozenset({State.DRAFT, State.CHECKED, State.RETURNED})

LABEL: dict[State, str] = {
    State.DRAFT: "作成中",
    State.CHECKED: "確認済み",
    State.WAITING_APPROVAL: "承認待ち",
    State.PUBLISHED: "公開済み",
    State.RETURNED: "差戻し",
    State.WITHDRAWN: "取りやめ",
}


LIFE = Life("変更案", NEXT, LABEL)
refusal_to_move = LIFE.refusal_to_move
after = LIFE.after


def diagram() -> str:
    """The table drawn as a Mermaid state diagram."""
    return LIFE.diagram(State.DRAFT)
