"""Life events: the list, what to ask first, and the plan with its deadlines. Nothing is kept before one begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from madoguchi.definitions import questions as q
from madoguchi.definitions.life_event import LifeEvent
from madoguchi.definitions.planning import EVENT_DATE, CompiledEvent, Planned, plan
from madoguchi.definitions.problems import Problem
from madoguchi.definitions.reading import read
from madoguchi.definitions.sharing import Common, common
from madoguchi.definitions.situation import Situation
from madoguchi.definitions.validate import missing
from madoguchi.kernel import clock
from madoguchi.kernel.text import Text
from madoguchi.procedures import bundles, calendar_file, filling
from madoguchi.procedures.web import building
from madoguchi.procedures.web.bundle_entry import remember
from madoguchi.procedures.web.entry import resident_of
from madoguchi.procedures.web.event_pages import EventPage, EventsPage, PlanLine, PlanPage
from madoguchi.procedures.web.pages import Card, Crumbs, Told
from madoguchi.publications import queries as publications
from madoguchi.ui.components.dates import day_and_era
from madoguchi.ui.fields import Boxes, Field, Shown, field_of


@dataclass(frozen=True)
class Said:
    """What was said of an event: its day, the deciding answers, and what is wrong with them."""

    day: date | None
    decided: Mapping[str, object]
    boxes: Mapping[str, Boxes]
    problems: Sequence[Problem]


def _found(event_id: str) -> CompiledEvent:
    found = publications.catalog().events.get(event_id)
    if found is None:
        raise Http404
    return found


def _asked(event: LifeEvent) -> dict[str, q.Leaf]:
    """The day first, then what decides."""
    day = q.DateQuestion(label=event.date_label, help=event.date_help)
    return {EVENT_DATE: day, **event.questions}


def _crumbs(*rest: tuple[str, str]) -> Crumbs:
    return ((_("トップ"), reverse("procedures:home")), (_("くらしのできごと"), reverse("procedures:events")), *rest)


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """Everything that happens in a life and that the ward has written down."""
    lang = building.language(request)
    found = [one.event for one in publications.catalog().events.values()]
    page = EventsPage(
        crumbs=((_("トップ"), reverse("procedures:home")), (_("くらしのできごと"), "")),
        events=tuple(
            Card(event.title.in_(lang), reverse("procedures:event", args=[event.id]), _counts(event)) for event in found
        ),
    )
    return render(request, "procedures/events/list.html", {"page": page})


def _counts(event: LifeEvent) -> str:
    here = sum(bool(item.procedure) for item in event.items)
    return _("手続き%(all)s件（この画面でできるもの%(here)s件）") % {"all": len(event.items), "here": here}


@require_safe
def event(request: HttpRequest, event_id: str) -> HttpResponse:
    """When it happened, and the few questions that decide what is needed."""
    return _event_page(request, _found(event_id).event, Said(None, {}, {}, ()))


def _event_page(request: HttpRequest, event: LifeEvent, said: Said) -> HttpResponse:
    lang = building.language(request)
    wrong = {problem.path: problem for problem in said.problems}
    page = EventPage(
        crumbs=_crumbs((event.title.in_(lang), "")),
        title=event.title.in_(lang),
        greeting=event.greeting.in_(lang),
        fields=tuple(
            _field(question, id_, said.boxes.get(id_, {}), wrong.get(id_), lang)
            for id_, question in _asked(event).items()
        ),
        problems=tuple(Told(problem.message.in_(lang), problem.anchor) for problem in said.problems),
        action=reverse("procedures:event_plan", args=[event.id]),
    )
    status = 422 if page.problems else 200
    return render(request, "procedures/events/event.html", {"page": page}, status=status)


def _field(question: q.Leaf, id_: str, boxes: Boxes, problem: Problem | None, lang: str) -> Field:
    error = problem.message if problem else None
    return field_of(question, Shown(path=id_, boxes=boxes, language=lang, required=True, error=error))


def _said(request: HttpRequest, event: LifeEvent) -> Said:
    """Read as any other answers are; the day must also be within what the event is about."""
    boxes = filling.boxes({name: [str(v) for v in values] for name, values in request.POST.lists()})
    at = Situation(today=clock.today())
    decided: dict[str, object] = {}
    problems = []
    for id_, question in _asked(event).items():
        reading = read(question, boxes.get(id_, {}), id_, at)
        if reading.problem is not None:
            problems.append(reading.problem)
        elif reading.answer is None:
            problems.append(missing(question, id_))
        else:
            decided[id_] = reading.answer
    day = date.fromisoformat(str(decided.pop(EVENT_DATE))) if EVENT_DATE in decided else None
    if day and (wrong := bundles.refusal_of_day(event, day, at.today)):
        problems.insert(0, Problem(EVENT_DATE, "out_of_range", Text(ja=wrong), "year"))
    return Said(day, decided, boxes, problems)


def _planned(found: CompiledEvent, day: date, decided: Mapping[str, object]) -> tuple[Planned, ...]:
    return plan(found, day, decided, today=clock.today())


def plan_again(request: HttpRequest, event_id: str) -> HttpResponse:
    """The plan of what was said; opened without having said anything, the questions."""
    found = _found(event_id)
    if request.method != "POST":
        return redirect("procedures:event", event_id=event_id)
    said = _said(request, found.event)
    if said.problems or said.day is None:
        return _event_page(request, found.event, said)
    page = _plan_page(request, found, said, said.day)
    return render(request, "procedures/events/plan.html", {"page": page})


def _plan_page(request: HttpRequest, found: CompiledEvent, said: Said, day: date) -> PlanPage:
    lang, event = building.language(request), found.event
    planned = _planned(found, day, said.decided)
    here = [one for one in planned if one.item.procedure and publications.in_force(one.item.procedure)]
    shared = _common(found, here)
    hidden = tuple(
        (f"{id_}.{part}" if part else id_, value)
        for id_, boxes in said.boxes.items()
        if id_ in _asked(event)
        for part, values in boxes.items()
        for value in values
    )
    return PlanPage(
        crumbs=_crumbs(
            (event.title.in_(lang), reverse("procedures:event", args=[event.id])), (_("あなたの予定表"), "")
        ),
        title=event.title.in_(lang),
        greeting=event.greeting.in_(lang),
        day=day,
        lines=tuple(_line(one, lang) for one in planned),
        hidden=hidden,
        begin_url=reverse("procedures:event_begin", args=[event.id]),
        calendar_url=reverse("procedures:event_calendar", args=[event.id]),
        event_url=reverse("procedures:event", args=[event.id]),
        procedures=len(here),
        asked=shared.asked if shared else 0,
        apart=shared.apart if shared else 0,
    )


def _common(found: CompiledEvent, here: Sequence[Planned]) -> Common | None:
    procedures = [compiled for one in here if (compiled := publications.in_force(one.item.procedure))]
    known = {one.item.procedure: one.known for one in here}
    return common(procedures, known, labels=found.event.labels, today=clock.today()) if procedures else None


def _line(one: Planned, lang: str) -> PlanLine:
    item = one.item
    compiled = publications.in_force(item.procedure) if item.procedure else None
    title = compiled.procedure.title if compiled else item.title
    deadline, today = item.deadline, clock.today()
    return PlanLine(
        id=item.id,
        title=title.in_(lang) if title else item.procedure,
        why=item.why.in_(lang),
        where=item.where.in_(lang) if item.where else "",
        how=item.how.in_(lang) if item.how else "",
        due=one.due,
        is_late=one.due is not None and one.due < today,
        is_soon=one.due is not None and today <= one.due <= today + timedelta(days=3),
        at_stake=deadline.at_stake.in_(lang) if deadline else "",
        law=deadline.law if deadline else "",
        procedure=item.procedure if compiled else "",
        url=reverse("procedures:page", args=[item.procedure]) if compiled else "",
        verified=item.mark.verified,
    )


@require_POST
def calendar(request: HttpRequest, event_id: str) -> HttpResponse:
    """The deadlines as a file for one's own calendar."""
    found = _found(event_id)
    said = _said(request, found.event)
    if said.problems or said.day is None:
        return _event_page(request, found.event, said)
    lang = building.language(request)
    lines = (_line(one, lang) for one in _planned(found, said.day, said.decided))
    entries = [
        calendar_file.Entry(f"{event_id}-{line.id}-{line.due:%Y%m%d}", line.due, _remembered(line), _told(line))
        for line in lines
        if line.due
    ]
    content = calendar_file.written(found.event.title.in_(lang), entries, at=clock.now())
    response = HttpResponse(content, content_type=calendar_file.CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{event_id}.ics"'
    return response


def _remembered(line: PlanLine) -> str:
    return _("%sの期限") % line.title


def _told(line: PlanLine) -> str:
    due = _("%sまで") % day_and_era(line.due) if line.due else ""
    return "\n".join(part for part in (due, line.where, line.at_stake) if part)


@require_POST
def begin(request: HttpRequest, event_id: str) -> HttpResponse:
    """Begin what was chosen on the plan, filled in once."""
    found = _found(event_id)
    said = _said(request, found.event)
    if said.problems or said.day is None:
        return _event_page(request, found.event, said)
    chosen = set(request.POST.getlist("take"))
    planned = [one for one in _planned(found, said.day, said.decided) if one.item.procedure in chosen]
    begun = bundles.begin(
        event=found,
        day=said.day,
        planned=planned,
        language=building.language(request),
        by=resident_of(request),
        at=clock.now(),
    )
    response = redirect("procedures:bundle_go_on", bundle_id=begun.bundle.pk)
    remember(response, begun.bundle, begun.secret)
    return response
