"""The door of the counter: for officers, in Japanese; and which draft a page is about."""

from uuid import UUID

from django.http import Http404, HttpRequest

from madoguchi.accounts.queries import actor_of
from madoguchi.cases.web.door import desk_page as desk_page
from madoguchi.definitions.compiled import Compiled
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.procedures import counter, queries
from madoguchi.procedures.models import Draft
from madoguchi.procedures.web.entry import current


def draft_in_hand(request: HttpRequest, draft_id: UUID) -> tuple[Draft, Compiled, Actor]:
    """The draft this officer works on. That they see it is in the journal before it is shown."""
    draft = queries.draft(draft_id)
    if draft is None:
        raise Http404
    by = actor_of(request)
    counter.look(draft=draft, by=by, at=clock.now())
    return draft, current(draft), by
