"""The form to fill in by hand, as a file: blank from the procedure's page, or with what a draft holds."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from madoguchi.kernel import clock
from madoguchi.kernel.refusals import refuse_if
from madoguchi.procedures import permissions
from madoguchi.procedures.paper import printing
from madoguchi.procedures.paper.layout import LANGUAGES
from madoguchi.procedures.paper.printing import Printed
from madoguchi.procedures.web import building
from madoguchi.procedures.web.entry import current, draft_of
from madoguchi.procedures.web.public import in_force_or_404


@require_safe
def blank(request: HttpRequest, procedure_id: str) -> HttpResponse:
    """Every printing has a number of its own, so nothing in between keeps it."""
    compiled = in_force_or_404(procedure_id)
    return _file(printing.blank(compiled, _language(request), at=clock.now()), compiled.id)


@require_safe
def of_draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """What was typed so far, to be signed and sent by post."""
    draft = draft_of(request, draft_id)
    refuse_if(permissions.refusal_to_print(draft))
    compiled = current(draft)
    return _file(printing.of_draft(draft, compiled, _language(request), at=clock.now()), compiled.id)


def _language(request: HttpRequest) -> str:
    """What the office reads is Japanese, plain or easy."""
    chosen = building.language(request)
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


def _file(form: Printed, name: str) -> HttpResponse:
    response = HttpResponse(form.pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}-{form.serial}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
