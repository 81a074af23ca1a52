"""What the page of webhooks shows."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from madoguchi.ui.components.shapes import Option, Problem, Tag


@dataclass(frozen=True)
class EndpointRow:
    """One program's endpoint."""

    name: str
    url: str
    events: str
    key_id: str
    former: str
    is_active: bool
    ping_url: str
    secret_url: str
    stop_url: str


@dataclass(frozen=True)
class DeliveryRow:
    """One message."""

    name: str
    event: str
    number: str
    made: str
    tries: int
    state: Tag
    last: str
    next_try: str
    again_url: str


@dataclass(frozen=True)
class WebhooksPage:
    """The endpoints, the form, the newest messages, and once the secret that was just made."""

    endpoints: Sequence[EndpointRow]
    deliveries: Sequence[DeliveryRow]
    clients: Sequence[Option]
    events: Sequence[Option]
    done: str = ""
    secret: str = ""
    typed: dict[str, object] = field(default_factory=dict)
    problems: Sequence[Problem] = ()
    tab: str = "webhooks"
