"""The queue: which cases of the section wait, the most pressing first.

Every choice stands in the address, but for the words looked for: those are often a name, and the session keeps them.
"""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from madoguchi.accounts import queries as accounts
from madoguchi.cases import permissions, queries, staff, together
from madoguchi.cases.deadlines import remaining
from madoguchi.cases.models import Case
from madoguchi.cases.queries import Counts, Wanted
from madoguchi.cases.states import CLOCK_RUNS, FINAL, LABEL, OPEN, State
from madoguchi.cases.web.door import desk_page
from madoguchi.cases.web.pages import QueuePage, QueueRow
from madoguchi.cases.web.sections import sections_of
from madoguchi.cases.web.ticked import token
from madoguchi.cases.web.words import moment, tag_of, up_to
from madoguchi.kernel import clock, ids
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import refuse_if
from madoguchi.publications import queries as publications
from madoguchi.ui import sought
from madoguchi.ui.components.shapes import Option, Tab

EXCEPTIONS, ALL, MINE, LATE, ENDED = "exceptions", "open", "mine", "late", "ended"
NOBODY = "nobody"
NO_OFFICER = 0
TABS = {EXCEPTIONS: OPEN, ALL: OPEN, MINE: OPEN, LATE: OPEN, ENDED: FINAL} | {
    state.value: frozenset({state}) for state in State
}
FILTERS = ("section", "procedure", "assigned", "sought")


@require_safe
@desk_page
def queue(request: HttpRequest) -> HttpResponse:
    """The list of a section's cases."""
    by, typed = accounts.actor_of(request), request.GET
    section = typed.get("section") or by.section
    refuse_if(permissions.refusal_to_see_queue(by, section))
    search = sought.words_of(request, typed.get("sought", ""))
    return render(request, "cases/queue.html", {"page": _page(by, section, typed, search)})


@require_POST
@desk_page
def search(request: HttpRequest) -> HttpResponse:
    """Keep the words looked for in the session, and go to the list they narrow."""
    typed = request.POST.copy()
    typed["sought"] = sought.keep(request, typed.get("q", ""))
    tab = typed.get("tab", "")
    return redirect(reverse("cases:queue") + _address(typed, **({"tab": tab} if tab in TABS else {})))


def _page(by: Actor, section: str, typed: QueryDict, search: str) -> QueuePage:
    today = clock.today()
    colleagues = staff.reviewers_of(section)
    officer = next((one.pk for one in colleagues if str(one.account_id) == by.id), NO_OFFICER)
    tab = _tab(typed)
    assigned = _assigned(typed.get("assigned", ""), {str(one.pk) for one in colleagues})
    wanted = Wanted(
        section=section,
        states=TABS[tab],
        procedure=typed.get("procedure", ""),
        assigned=officer if tab == MINE else int(assigned) if assigned.isdigit() else None,
        unassigned=assigned == NOBODY,
        overdue=tab == LATE,
        exceptions=tab == EXCEPTIONS,
        search=search,
        after=queries.place_in(typed.get("after", "")),
    )
    found = queries.queue(wanted, today=today)
    counts = queries.counts(section, officer=officer, today=today)
    clean = together.how_many_wait(section)
    act_refusal = permissions.refusal_to_act_together(by, section)
    return QueuePage(
        section=publications.section(section).name,
        sections=sections_of(by),
        chosen_section=section,
        tabs=_tabs(counts, typed),
        tab_url=_address(typed, tab=tab),
        tab=tab,
        rows=[_row(case) for case in found.cases],
        procedures=[Option(id_, _title(id_)) for id_ in queries.procedures_in(section)],
        procedure=wanted.procedure,
        assignees=[Option(NOBODY, "担当者なし"), *(Option(str(one.pk), one.name) for one in colleagues)],
        assigned=assigned,
        search=wanted.search,
        is_narrowed=bool(wanted.search or wanted.procedure or assigned),
        clear_url=f"?{urlencode({'section': section, 'tab': tab})}",
        next_url=_address(typed, tab=tab, after=str(found.after)) if found.after else "",
        first_url=_address(typed, tab=tab) if wanted.after else "",
        clean=f"{up_to(clean)}件" if clean else "",
        clean_url=f"{reverse('cases:clean')}?section={section}",
        may_act=act_refusal is None and tab != ENDED,
        colleagues=[Option(str(one.pk), one.name) for one in colleagues],
        press=ids.secret(),
    )


def _tab(typed: QueryDict) -> str:
    """The exceptions, unless something else is asked for; who searches looks among all."""
    tab = typed.get("tab", "")
    return tab if tab in TABS else ALL if typed.get("sought") else EXCEPTIONS


def _tabs(counts: Counts, typed: QueryDict) -> list[Tab]:
    labels = [
        (EXCEPTIONS, "要確認", counts.exceptions),
        (ALL, "すべて", counts.open),
        *((state.value, LABEL[state], counts.by_state[state]) for state in State if state in OPEN),
        (LATE, "期限超過", counts.overdue),
        (MINE, "自分の担当", counts.mine),
    ]
    tabs = [Tab(label, _address(typed, tab=value), up_to(count)) for value, label, count in labels]
    return [*tabs, Tab("終わったもの", _address(typed, tab=ENDED))]


def _address(typed: QueryDict, **more: str) -> str:
    """The address of the same list, with something else chosen; it always begins at the first page."""
    kept = {name: typed[name] for name in FILTERS if typed.get(name)}
    return f"?{urlencode({**kept, **more})}"


def _assigned(typed: str, colleagues: set[str]) -> str:
    return typed if typed in colleagues | {NOBODY} else ""


def _title(procedure: str) -> str:
    in_force = publications.in_force(procedure)
    return in_force.procedure.title.ja if in_force else procedure


def _row(case: Case) -> QueueRow:
    today = clock.today()
    return QueueRow(
        url=reverse("cases:case", args=[case.pk]),
        number=case.number,
        applicant=case.applicant_name,
        kana=case.applicant_kana,
        title=case.title,
        state=tag_of(case),
        due=remaining(case.due_on, today) if case.stands in CLOCK_RUNS else None,
        due_on=f"{case.due_on:%m/%d}",
        stands_still=case.stands is State.RETURNED,
        to_look_at=case.to_look_at,
        assigned_to=case.assigned_to.name if case.assigned_to else "",
        received=moment(case.received_at),
        channel=case.get_channel_display(),
        token=token(case),
        review=case.get_full_review_display() if case.full_review else "",
        is_clean=case.clean_since is not None,
    )
