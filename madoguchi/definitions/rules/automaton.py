"""Matching a pattern in time linear in the text, whatever the pattern.

Glushkov's construction gives one position per character of the pattern and no empty moves; sets of positions become
states as texts need them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from madoguchi.definitions.rules.patterns import (
    Alternatives,
    Anchored,
    Characters,
    PatternError,
    Repeat,
    Sequence,
    Shape,
    read,
)

MOST_POSITIONS = 200
MOST_MOVES = 5_000
LONGER = 12


@dataclass(frozen=True, slots=True)
class _Piece:
    nullable: bool
    first: frozenset[int]
    last: frozenset[int]


_EMPTY = _Piece(nullable=True, first=frozenset(), last=frozenset())


@dataclass(slots=True)
class _State:
    positions: frozenset[int]
    accepting: bool
    reachable: frozenset[int]
    moves: dict[str, "_State"] = field(default_factory=dict)


class Pattern:
    """A pattern ready to be matched; raises PatternError where it is no pattern of the safe part."""

    def __init__(self, source: str) -> None:
        anchored: Anchored = read(source)
        self._begins, self._ends = anchored.begins, anchored.ends
        self._characters: list[Characters] = []
        self._follow: list[set[int]] = []
        self._whole = _EMPTY if anchored.shape is None else self._piece(anchored.shape)
        self._states: dict[frozenset[int], _State] = {}
        self._moves = 0
        self._start = _State(frozenset(), self._whole.nullable, self._whole.first)

    def found_in(self, text: str) -> bool:
        state, ends = self._start, self._ends
        for character in text:
            if state.accepting and not ends:
                return True
            state = state.moves.get(character) or self._move(state, character)
        return state.accepting

    def examples(self, beginning: str = "", *, longer: int = LONGER) -> Iterator[str]:
        """Texts that match, one of each length from the shortest on: for proofs that a rule can come true."""
        state = self._start
        for character in beginning:
            state = self._move(state, character)
        layer, left = {state.positions: (state, beginning)}, longer
        for _ in range(MOST_POSITIONS + longer):
            accepted = next((text for state, text in layer.values() if state.accepting), None)
            if accepted is not None:
                yield accepted
                left -= 1
            if left == 0 or not layer:
                return
            layer = {
                target.positions: (target, text + character)
                for state, text in layer.values()
                for character in self._samples(state)
                if (target := self._move(state, character)).positions
            }

    def _samples(self, state: _State) -> list[str]:
        samples = (self._characters[one].sample() for one in state.reachable)
        return sorted({one for one in samples if one is not None})

    def _move(self, state: _State, character: str) -> _State:
        targets = frozenset(one for one in state.reachable if self._characters[one].has(character))
        target = self._states.get(targets)
        if target is None:
            target = self._state(targets)
        # Hostile texts may ask for ever new states; beyond the bound they are worked out and forgotten.
        if self._moves < MOST_MOVES:
            self._moves += 1
            self._states[targets] = state.moves[character] = target
        return target

    def _state(self, positions: frozenset[int]) -> _State:
        # Not anchored at its beginning, a pattern may begin anew at every character.
        anew = frozenset() if self._begins else self._whole.first
        accepting = not positions.isdisjoint(self._whole.last) or (self._whole.nullable and not self._begins)
        return _State(positions, accepting, anew.union(*(self._follow[one] for one in positions)))

    def _piece(self, shape: Shape) -> _Piece:
        match shape:
            case Characters():
                return self._position(shape)
            case Sequence(parts=parts):
                whole = _EMPTY
                for part in parts:
                    whole = self._joined(whole, self._piece(part))
                return whole
            case Alternatives(parts=parts):
                pieces = [self._piece(part) for part in parts]
                return _Piece(
                    any(piece.nullable for piece in pieces),
                    frozenset().union(*(piece.first for piece in pieces)),
                    frozenset().union(*(piece.last for piece in pieces)),
                )
            case Repeat():
                return self._repeated(shape)

    def _position(self, characters: Characters) -> _Piece:
        if len(self._characters) == MOST_POSITIONS:
            raise PatternError("パターンの繰り返しが多すぎます。")
        here = frozenset({len(self._characters)})
        self._characters.append(characters)
        self._follow.append(set())
        return _Piece(nullable=False, first=here, last=here)

    def _joined(self, left: _Piece, right: _Piece) -> _Piece:
        for one in left.last:
            self._follow[one] |= right.first
        return _Piece(
            left.nullable and right.nullable,
            left.first | right.first if left.nullable else left.first,
            left.last | right.last if right.nullable else right.last,
        )

    def _repeated(self, repeat: Repeat) -> _Piece:
        whole = _EMPTY
        for _ in range(repeat.least):
            whole = self._joined(whole, self._piece(repeat.part))
        if repeat.most is None:
            return self._joined(whole, self._starred(self._piece(repeat.part)))
        for _ in range(repeat.most - repeat.least):
            piece = self._piece(repeat.part)
            whole = self._joined(whole, _Piece(nullable=True, first=piece.first, last=piece.last))
        return whole

    def _starred(self, piece: _Piece) -> _Piece:
        for one in piece.last:
            self._follow[one] |= piece.first
        return _Piece(nullable=True, first=piece.first, last=piece.last)
