"""A signed-in resident's own page: drafts, applications with their expected dates, letters."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from madoguchi.accounts.queries import actor_of
from madoguchi.cases import states
from madoguchi.kernel import clock
from madoguchi.notices import queries as notices
from madoguchi.procedures import queries
from madoguchi.procedures.web import building
from madoguchi.procedures.web.pages import Card, Mark, MyPage
from madoguchi.procedures.web.status import KINDS, notice_lines
from madoguchi.publications import queries as publications
from madoguchi.ui.components.dates import day_and_era


@require_safe
def my_page(request: HttpRequest) -> HttpResponse:
    """Everything of mine; nobody else's. Who has not logged in is led there."""
    by = actor_of(request)
    if not by.id:
        return redirect(f"{reverse('account_login')}?next={reverse('procedures:my_page')}")
    if by.is_officer:
        return redirect("cases:queue")
    lang = building.language(request)
    page = MyPage(
        name=by.name,
        drafts=tuple(
            Card(
                title=publications.version(draft.version).procedure.title.in_(lang),
                url=reverse("procedures:draft", args=[draft.pk]),
                meta=_("%s に保存") % draft.saved_at.astimezone(clock.JST).strftime("%-m/%-d %H:%M"),
            )
            for draft in queries.drafts_of((), by.id)
        ),
        applications=tuple(
            Card(
                title=publications.version(case.version).procedure.title.in_(lang),
                url=reverse("procedures:case", args=[case.pk]),
                text=case.number,
                tags=(Mark(states.resident_label(case.stands, lang), KINDS[case.stands]),),
                meta="" if case.is_final else _("%s ごろまでにお知らせします") % day_and_era(case.due_on),
            )
            for case in queries.cases_of(by.id)
        ),
        notices=tuple(notice_lines(notices.for_account(by.id), None)),
    )
    return render(request, "procedures/my_page.html", {"page": page})
