"""A life as one table: where something stands, where it may go from there, and the refusal where it may not."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from madoguchi.kernel.refusals import Refusal, refuse_if

State = TypeVar("State", bound=StrEnum)


@dataclass(frozen=True)
class Life(Generic[State]):
    """`what` is the thing in words (申請); `ways` says where each state may lead, `labels` what people read."""

    what: str
    ways: Mapping[State, frozenset[State]]
    labels: Mapping[State, str]

    @property
    def ended(self) -> frozenset[State]:
        """The states no way leads out of."""
        return frozenset(state for state, ways in self.ways.items() if not ways)

    def refusal_to_move(self, state: State, to: State) -> Refusal | None:
        """Why it cannot go from `state` to `to`; None when the table allows it."""
        if to in self.ways[state]:
            return None
        if not self.ways[state]:
            return Refusal(f"この{self.what}は「{self.labels[state]}」で終わっています。", code="finished")
        return Refusal(
            f"「{self.labels[state]}」の{self.what}を「{self.labels[to]}」にすることはできません。",
            way_on="画面を開き直して、いまの状態を確かめてください。",
            code="wrong-state",
        )

    def after(self, state: State, to: State) -> State:
        """The state after the move; Refusal where the table does not allow it."""
        refuse_if(self.refusal_to_move(state, to))
        return to

    def diagram(self, first: State) -> str:
        """The table drawn as a Mermaid state diagram."""
        states = list(type(first))
        lines = ["stateDiagram-v2", f"    [*] --> {first}"]
        lines += [f"    {state}: {self.labels[state]}" for state in states]
        lines += [f"    {state} --> {to}" for state in states for to in states if to in self.ways[state]]
        lines += [f"    {state} --> [*]" for state in states if not self.ways[state]]
        return "\n".join(lines)
