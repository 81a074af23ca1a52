"""A life event as the ward describes it: what to do after a birth, a move, a death, and by when."""

from typing import Literal

from madoguchi.definitions.procedure import Mark, Part
from madoguchi.definitions.questions import ChoiceQuestion, YesNoQuestion
from madoguchi.kernel.text import Text


class EventDeadline(Part, frozen=True):
    """So long after the event (before it, where `within` is negative), and what is lost by then.

    `first_day_counts`: the day of the event is the first (戸籍法43条); otherwise it is not counted (民法140条).
    `closed_day`: what happens where the last day is no 開庁日 (地方自治法4条の2第4項).
    """

    within: int
    at_stake: Text
    unit: Literal["days", "months", "open_days"] = "days"
    first_day_counts: bool = False
    closed_day: Literal["next", "before", "stays"] = "next"
    law: str = ""


class EventItem(Part, frozen=True):
    """One thing to do. With `procedure` it can be done here; else `title`, `where` and `how` say where it is done.

    `needed` is a rule over the event's date and deciding questions. `answers` are what the procedure need not ask any
    more: by its question, a rule that gives the answer.
    """

    id: str
    why: Text
    needed: str = ""
    procedure: str = ""
    title: Text | None = None
    where: Text | None = None
    how: Text | None = None
    deadline: EventDeadline | None = None
    answers: dict[str, str] = {}
    mark: Mark = Mark()


class LifeEvent(Part, frozen=True):
    """What happens in a life and brings several procedures with it. `labels` word the shared questions, by concept."""

    id: str
    topic: str
    title: Text
    greeting: Text
    date_label: Text
    questions: dict[str, ChoiceQuestion | YesNoQuestion]
    items: tuple[EventItem, ...]
    date_help: Text | None = None
    past_days: int = 730
    ahead_days: int = 0
    labels: dict[str, Text] = {}
