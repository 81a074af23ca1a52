"""Small wordings the desk's pages share."""

from datetime import datetime

from madoguchi.cases.models import Case
from madoguchi.cases.queries import MOST_COUNTED
from madoguchi.cases.states import LABEL, State
from madoguchi.kernel.clock import JST
from madoguchi.ui.components.shapes import Tag

STATE_KIND: dict[State, str] = {
    State.RECEIVED: "info",
    State.UNDER_REVIEW: "key",
    State.RETURNED: "warning",
    State.APPROVED: "success",
    State.REJECTED: "error",
    State.WITHDRAWN: "neutral",
}
MEGABYTE = 1_000_000


def state_tag(state: State) -> Tag:
    """The state with its colour."""
    return Tag(LABEL[state], STATE_KIND[state])


def tag_of(case: Case) -> Tag:
    """The state of a case in a list; a correction that has arrived says so."""
    if case.corrected_at is not None and case.stands is State.UNDER_REVIEW:
        return Tag("補正到着", "key")
    return state_tag(case.stands)


def moment(at: datetime) -> str:
    """'2026/11/24 15:28', in Japan."""
    return f"{at.astimezone(JST):%Y/%m/%d %H:%M}"


def up_to(count: int) -> str:
    """A number that was counted up to MOST_COUNTED: '12' or '1,000以上'."""
    return f"{count:,}以上" if count >= MOST_COUNTED else str(count)


def size(octets: int) -> str:
    """'1.2MB' or '340KB'."""
    return f"{octets / MEGABYTE:.1f}MB" if octets >= MEGABYTE else f"{max(1, octets // 1000)}KB"
