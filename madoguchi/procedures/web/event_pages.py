"""One frozen class for each page of a life event and its bundle."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from madoguchi.procedures.web.pages import Block, Card, Crumbs, ReviewPage, StepMark, Told
from madoguchi.ui.fields import Choice, Field


@dataclass(frozen=True)
class EventsPage:
    """The life events the ward has written down."""

    crumbs: Crumbs
    events: Sequence[Card]


@dataclass(frozen=True)
class EventPage:
    """The day of the event, and what decides."""

    crumbs: Crumbs
    title: str
    greeting: str
    fields: Sequence[Field]
    problems: Sequence[Told]
    action: str


@dataclass(frozen=True)
class PlanLine:
    """One thing to do."""

    id: str
    title: str
    why: str
    where: str
    how: str
    due: date | None
    is_late: bool
    is_soon: bool
    at_stake: str
    law: str
    procedure: str
    url: str
    verified: bool


@dataclass(frozen=True)
class PlanPage:
    """A person's own plan: what, where, until when."""

    crumbs: Crumbs
    title: str
    greeting: str
    day: date
    lines: Sequence[PlanLine]
    hidden: Sequence[tuple[str, str]]
    begin_url: str
    calendar_url: str
    event_url: str
    procedures: int
    asked: int
    apart: int

    @property
    def here(self) -> Sequence[PlanLine]:
        """What can be done on these pages."""
        return tuple(line for line in self.lines if line.procedure)

    @property
    def choices(self) -> Sequence[Choice]:
        """The same to choose from."""
        return tuple(Choice(line.procedure, line.title) for line in self.here)

    @property
    def chosen(self) -> Sequence[str]:
        """All of them, to begin with."""
        return tuple(line.procedure for line in self.here)


@dataclass(frozen=True)
class SharedPage:
    """One page of the questions that several procedures share."""

    title: str
    event: str
    steps: Sequence[StepMark]
    current: int
    blocks: Sequence[Block]
    problems: Sequence[Told]
    procedures: Sequence[str]
    back_url: str
    resume_code: str
    lookup_url: str


@dataclass(frozen=True)
class MemberLine:
    """One procedure of a bundle as it stands."""

    id: str
    title: str
    open_url: str
    left: int
    ready: bool
    number: str = ""
    state: str = ""
    told: str = ""


@dataclass(frozen=True)
class BundlePage:
    """Where each procedure of a bundle stands."""

    event: str
    members: Sequence[MemberLine]
    shared_url: str
    review_url: str
    resume_code: str
    plan_url: str

    @property
    def any_ready(self) -> bool:
        """Whether something can be sent now."""
        return any(member.ready for member in self.members)

    @property
    def all_sent(self) -> bool:
        """Whether nothing is left to do."""
        return all(member.number for member in self.members)


@dataclass(frozen=True)
class BundleReview:
    """One procedure on the page on which all are checked and sent."""

    id: str
    open_url: str
    review: ReviewPage


@dataclass(frozen=True)
class BundleReviewPage:
    """All that can be sent, once more."""

    event: str
    reviews: Sequence[BundleReview]
    waiting: Sequence[MemberLine]
    send_url: str
    back_url: str

    @property
    def choices(self) -> Sequence[Choice]:
        """What can be sent."""
        return tuple(Choice(one.id, one.review.procedure) for one in self.reviews)

    @property
    def chosen(self) -> Sequence[str]:
        """All of it, to begin with."""
        return tuple(one.id for one in self.reviews)
