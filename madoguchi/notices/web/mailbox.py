"""The mailbox of an installation that has no mail server, so that a demonstration shows every mail it would send."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from madoguchi.accounts import queries as accounts
from madoguchi.gateways import queries as gateways
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.notices.web.pages import MailboxPage

LONGEST_ADDRESS = 320


@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """Open to everybody in a demonstration, whose people are invented; else only to administrators.

    With a mail server there is no mailbox. Mails hold log-in codes: a mailbox of real people open to all would be a
    way into every account.
    """
    if settings.MAIL_SERVER:
        raise Http404
    if not settings.DEMO:
        refuse_if(_refusal_outside_demo(request))
    to = request.GET.get("to", "")[:LONGEST_ADDRESS]
    page = MailboxPage(mails=gateways.mailbox(to=to), to=to)
    return render(request, "notices/mailbox.html", {"page": page})


def _refusal_outside_demo(request: HttpRequest) -> Refusal | None:
    by = accounts.actor_of(request)
    if by.is_officer and by.has_role("administrator"):
        return None
    return Refusal("このページは、システムの管理者だけが見られます。", status=403, code="administrators-only")
