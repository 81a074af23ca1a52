"""When two questions count as one and the same: so that nothing is measured on what was learned by heart."""

from collections.abc import Sequence

from madoguchi.assistant.ranking.words import plain

NEAR = 0.7


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring letters of a question, without spaces and signs."""
    letters = "".join(character for character in plain(text) if character.isalnum())
    return frozenset(letters[place : place + 2] for place in range(len(letters) - 1)) or frozenset({letters})


def are_near(one: frozenset[str], other: frozenset[str]) -> bool:
    """Twice the pairs in common over the pairs of both (Dice) is at least 0.7."""
    return 2 * len(one & other) >= NEAR * (len(one) + len(other))


def near_duplicates(texts: Sequence[str]) -> list[list[int]]:
    """For each text, the places of those that are nearly the same; each is nearly itself."""
    every = [pairs(text) for text in texts]
    return [[place for place, other in enumerate(every) if are_near(one, other)] for one in every]
