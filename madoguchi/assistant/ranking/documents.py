"""What is searched: one answerable section, and the questions that people are known to ask it with."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Document:
    id: str
    title: str
    body: str
    questions: tuple[str, ...] = ()
    language: str = "ja"


@dataclass(frozen=True)
class StoredQuestion:
    """A question confirmed to belong to a document: weight 2 is "this answers it", 1 is "related".

    `asker` tells which question of a set it came from, so that a question can be ranked as if it had never been stored.
    """

    document: str
    text: str
    weight: float = 2.0
    asker: str = ""
