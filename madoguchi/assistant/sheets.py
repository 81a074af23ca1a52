"""Where a talk's answers are kept: whoever keeps drafts receives them. Connected in config/wiring.py; nobody is imported."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from madoguchi.definitions.compiled import Compiled
from madoguchi.kernel.refusals import Refusal


class Sheet(Protocol):
    """One application being filled in, as its keeper shows it: always under the version in force."""

    @property
    def id(self) -> UUID: ...
    @property
    def compiled(self) -> Compiled: ...
    @property
    def answers(self) -> Mapping[str, object]: ...
    @property
    def resume_code(self) -> str: ...
    @property
    def resume_url(self) -> str: ...
    @property
    def review_url(self) -> str: ...
    def page_url(self, page_id: str) -> str:
        """The form's page on which a question stands."""
        ...


@dataclass(frozen=True)
class Receiver:
    """What the keeper of drafts can do for a talk.

    `begin` opens one, `find` the one this device may open, `keep` puts one answer in (question and whole answer) in
    the name of whoever talks, `remember` lets the device find it again. `refusal` says why none can begin today, `about`
    where the procedure is explained.
    """

    begin: Callable[[HttpRequest, Compiled], Sheet]
    find: Callable[[HttpRequest, UUID], Sheet]
    keep: Callable[[HttpRequest, UUID, str, object], Sheet]
    remember: Callable[[HttpRequest, HttpResponse, UUID], None]
    refusal: Callable[[Compiled], Refusal | None]
    about: Callable[[str], str]


_receivers: list[Receiver] = []


def receive_by(receiver: Receiver) -> None:
    """From now on this one keeps what is answered; there is one."""
    _receivers[:] = [receiver]


def receiver() -> Receiver:
    """Who keeps the answers."""
    if not _receivers:
        raise Refusal("いまは、ここから申請を始められません。", way_on="手続きのページから始めてください。", status=404)
    return _receivers[0]


def is_open(compiled: Compiled) -> bool:
    """Whether an application can begin now."""
    return bool(_receivers) and _receivers[0].refusal(compiled) is None
