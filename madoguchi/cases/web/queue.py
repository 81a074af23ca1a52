"""The queue: which cases of the section wait, the most pressing first. Every choice stands in the address."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from madoguchi.accounts import queries as accounts
from madoguchi.cases import permissions, queries, staff
from madoguchi.cases.deadlines import remaining
from madoguchi.cases.models import Case
from madoguchi.cases.queries import Counts, Wanted
from madoguchi.cases.states import CLOCK_RUNS, FINAL, LABEL, OPEN, State
from madoguchi.cases.web.door import desk_page
from madoguchi.cases.web.pages import QueuePage, QueueRow
from madoguchi.cases.web.words import moment, state_tag
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import refuse_if
from madoguchi.publications import queries as publications
from madoguchi.ui.components.shapes import Option, Tab

ALL, MINE, LATE, ENDED = "open", "mine", "late", "ended"
NOBODY = "nobody"
NO_OFFICER = 0
TABS = {ALL: OPEN, MINE: OPEN, LATE: OPEN, ENDED: FINAL} | {state.value: frozenset({state}) for state in State}
FILTERS = ("section", "procedure", "assigned", "q")


@require_safe
@desk_page
def queue(request: HttpRequest) -> HttpResponse:
    """The list of a section's cases."""
    by, typed = accounts.actor_of(request), request.GET
    section = typed.get("section") or by.section
    refuse_if(permissions.refusal_to_see_queue(by, section))
    return render(request, "cases/queue.html", {"page": _page(by, section, typed)})


def _page(by: Actor, section: str, typed: QueryDict) -> QueuePage:
    today = clock.today()
    colleagues = staff.reviewers_of(section)
    officer = next((one.pk for one in colleagues if str(one.account_id) == by.id), NO_OFFICER)
    tab = _tab(typed.get("tab", ""))
    assigned = _assigned(typed.get("assigned", ""), {str(one.pk) for one in colleagues})
    wanted = Wanted(
        section=section,
        states=TABS[tab],
        procedure=typed.get("procedure", ""),
        assigned=officer if tab == MINE else int(assigned) if assigned.isdigit() else None,
        unassigned=assigned == NOBODY,
        overdue=tab == LATE,
        search=typed.get("q", "").strip(),
        after=queries.place_in(typed.get("after", "")),
    )
    found = queries.queue(wanted, today=today)
    counts = queries.counts(section, officer=officer, today=today)
    return QueuePage(
        section=publications.section(section).name,
        sections=_sections(by),
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
    )


def _tab(typed: str) -> str:
    return typed if typed in TABS else ALL


def _tabs(counts: Counts, typed: QueryDict) -> list[Tab]:
    labels = [
        (ALL, "すべて", counts.open),
        *((state.value, LABEL[state], counts.by_state[state]) for state in State if state in OPEN),
        (LATE, "期限超過", counts.overdue),
        (MINE, "自分の担当", counts.mine),
    ]
    tabs = [Tab(label, _address(typed, tab=value), count) for value, label, count in labels]
    return [*tabs, Tab("終わったもの", _address(typed, tab=ENDED))]


def _address(typed: QueryDict, **more: str) -> str:
    """The address of the same list, with something else chosen; it always begins at the first page."""
    kept = {name: typed[name] for name in FILTERS if typed.get(name)}
    return f"?{urlencode({**kept, **more})}"


def _assigned(typed: str, colleagues: set[str]) -> str:
    return typed if typed in colleagues | {NOBODY} else ""


def _sections(by: Actor) -> list[Option]:
    """Where the officer may look; one section is no choice."""
    ids = sorted({by.section, *by.sections} - {""})
    return [Option(id_, publications.section(id_).name) for id_ in ids] if len(ids) > 1 else []


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
        state=state_tag(case.stands),
        due=remaining(case.due_on, today) if case.stands in CLOCK_RUNS else None,
        due_on=f"{case.due_on:%m/%d}",
        stands_still=case.stands is State.RETURNED,
        to_look_at=case.to_look_at,
        assigned_to=case.assigned_to.name if case.assigned_to else "",
        received=moment(case.received_at),
        channel=case.get_channel_display(),
    )
