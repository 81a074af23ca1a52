"""Asking for what an officer counted, from the case page."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from madoguchi.cases import commands
from madoguchi.cases.web.door import desk_page
from madoguchi.cases.web.finding import back_to, case_and_officer
from madoguchi.kernel import clock
from madoguchi.kernel.normalise import digits


@require_POST
@desk_page
def ask_counted(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A number for each line of the charge."""
    found, by = case_and_officer(request, case_id)
    counted = [_number(typed) for typed in request.POST.getlist("count")]
    commands.ask_counted(case=found, counted=counted, by=by, at=clock.now())
    return back_to(found, "ask_counted")


def _number(typed: str) -> int:
    """What was typed as a whole number; anything else is none, which the command refuses."""
    plain = digits(typed)
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 8 else -1
