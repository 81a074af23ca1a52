"""One answerable section of what the ward offers, as a capability gives it to the readers above it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from madoguchi.kernel.text import Text


class Kind(StrEnum):
    """What a passage is a section of; the label is shown beside a found passage."""

    PROCEDURE = "procedure"
    ANSWER = "answer"
    EVENT = "event"
    CONSULTATION = "consultation"
    FACILITY = "facility"
    SECTION = "section"


@dataclass(frozen=True)
class Passage:
    """A section short enough to be read out as one answer (at most some 600 characters of `body`).

    `id` is stable over versions ("procedure/child_allowance/fees"); `link` is a path of this site; `owner` is the id
    of a section in sections.yaml. `reviewed` is the day somebody of the owner last said that it is right. Outside
    `valid_from`..`valid_to` (both days included) it is silent. `demo` marks what is modelled or from memory.
    """

    id: str
    kind: Kind
    title: Text
    body: Text
    link: str
    owner: str
    reviewed: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    procedure: str = ""  # the id of the procedure one can apply for from here
    questions: tuple[str, ...] = ()  # other ways to ask for it, as residents say it
    topics: tuple[str, ...] = ()  # category ids of ward.yaml
    demo: bool = False

    def speaks_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)
