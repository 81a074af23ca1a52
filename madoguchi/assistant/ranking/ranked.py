"""What a search gives back."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Found:
    id: str
    score: float
    probability: float  # that this document answers the question


@dataclass(frozen=True)
class Ranked:
    """`confidence` is the probability that the first document is right, `on_topic` that the question is one a
    municipality is asked at all, `has_page` that any document here answers it."""

    found: tuple[Found, ...]
    confidence: float
    on_topic: float
    has_page: float

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.found)


NOTHING = Ranked(found=(), confidence=0.0, on_topic=0.0, has_page=0.0)
