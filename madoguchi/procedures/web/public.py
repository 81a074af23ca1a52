"""The ward's home, the list and search of procedures, a procedure's page, and what comes before its first question."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from madoguchi.accounts.queries import actor_of
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.procedure import Channels, Procedure
from madoguchi.definitions.ward import Topic as WardTopic
from madoguchi.kernel import clock
from madoguchi.kernel.refusals import refuse_if
from madoguchi.procedures import commands, permissions, queries
from madoguchi.procedures.queries import Filters
from madoguchi.procedures.web import building, card, prechecks
from madoguchi.procedures.web.entry import listed_drafts, remember
from madoguchi.procedures.web.pages import (
    BeginPage,
    Card,
    Fact,
    HomePage,
    ListPage,
    Mark,
    News,
    PaperLine,
    ProcedurePage,
    StepLine,
    Topic,
)
from madoguchi.publications import queries as publications
from madoguchi.ui.drawing import drawn


def card_of(compiled: Compiled, lang: str) -> Card:
    """A procedure in a list."""
    p = compiled.procedure
    marks = (Mark(_("要確認（デモ）"), "warning"),) if is_unverified(p) else ()
    return Card(
        title=p.title.in_(lang),
        url=reverse("procedures:page", args=[p.id]),
        text=p.summary.in_(lang),
        tags=marks,
        meta=_("約%s分") % p.minutes,
    )


def is_unverified(p: Procedure) -> bool:
    """Whether anything a resident relies on lacks a source: who, deadline, fee, papers."""
    return any(not p.marks[fact].verified for fact in ("who", "deadline", "fee", "papers"))


def going_on(request: HttpRequest, lang: str, procedure: str = "") -> tuple[Card, ...]:
    """Drafts begun on this device. Looked up only where the device says that it has some."""
    listed = listed_drafts(request)
    by = actor_of(request)
    if not listed and not by.id:
        return ()
    found = queries.drafts_of(listed, by.id if by.is_resident else "")
    return tuple(
        Card(
            title=publications.version(draft.version).procedure.title.in_(lang),
            url=reverse("procedures:draft", args=[draft.pk]),
            meta=_("%s に保存") % draft.saved_at.astimezone(clock.JST).strftime("%-m/%-d %H:%M"),
        )
        for draft in found
        if procedure in {"", draft.procedure}
    )


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The ward's home: what people came for, within one press."""
    lang = building.language(request)
    ward = publications.ward()
    in_force = {compiled.id: compiled for compiled in publications.all_in_force()}
    used = {p.procedure.category for p in in_force.values()}
    events = {event for p in in_force.values() for event in p.procedure.life_events}
    page = HomePage(
        ward=ward.name.in_(lang),
        most_used=tuple(card_of(in_force[id_], lang) for id_ in ward.most_used if id_ in in_force),
        life_events=(
            *_event_cards(lang),
            *_topic_cards(_not_written_down(ward.life_events), events, "life_event", lang),
        ),
        categories=_topic_cards(ward.categories, used, "category", lang),
        news=tuple(News(a.day, a.title.in_(lang), a.link) for a in ward.announcements),
        going_on=going_on(request, lang),
    )
    return drawn(request, "procedures/home.html", page)


def _event_cards(lang: str) -> tuple[Card, ...]:
    """The life events that are written down lead to their own plan."""
    found = (one.event for one in publications.catalog().events.values())
    return tuple(
        Card(event.title.in_(lang), reverse("procedures:event", args=[event.id]), _("必要な手続きと期限が分かります"))
        for event in found
    )


def _not_written_down(topics: Sequence[WardTopic]) -> tuple[WardTopic, ...]:
    """The other topics, by which procedures are only listed."""
    written = {one.event.topic for one in publications.catalog().events.values()}
    return tuple(topic for topic in topics if topic.id not in written)


def _topic_cards(topics: Sequence[WardTopic], used: set[str], name: str, lang: str) -> tuple[Card, ...]:
    """Only topics behind which there is something."""
    return tuple(
        Card(
            title=topic.title.in_(lang),
            url=f"{reverse('procedures:list')}?{urlencode({name: topic.id})}",
            text=topic.text.in_(lang) if topic.text else "",
        )
        for topic in topics
        if topic.id in used
    )


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Procedures by category and life event; by words one searches the whole site."""
    lang = building.language(request)
    ward = publications.ward()
    filters = Filters(
        category=request.GET.get("category", "")[:80],
        life_event=request.GET.get("life_event", "")[:80],
    )
    found = queries.found(filters)
    in_force = publications.all_in_force()
    page = ListPage(
        crumbs=((_("トップ"), reverse("procedures:home")), (_("手続き"), "")),
        categories=_filter(ward.categories, {p.procedure.category for p in in_force}, "category", filters, lang),
        life_events=_filter(
            ward.life_events, {e for p in in_force for e in p.procedure.life_events}, "life_event", filters, lang
        ),
        found=tuple(card_of(compiled, lang) for compiled in found),
        heading=_("オンラインでできる手続き"),
    )
    return render(request, "procedures/list.html", {"page": page})


def _filter(topics: Sequence[WardTopic], used: set[str], name: str, filters: Filters, lang: str) -> tuple[Topic, ...]:
    now = {"category": filters.category, "life_event": filters.life_event}
    everything = {key: value for key, value in {**now, name: ""}.items() if value}
    lines = [Topic(_("すべて"), f"?{urlencode(everything)}", not now[name])]
    lines += [
        Topic(topic.title.in_(lang), f"?{urlencode({**everything, name: topic.id})}", now[name] == topic.id)
        for topic in topics
        if topic.id in used
    ]
    return tuple(lines)


def in_force_or_404(procedure_id: str) -> Compiled:
    compiled = publications.in_force(procedure_id)
    if compiled is None:
        raise Http404
    return compiled


@require_safe
def procedure(request: HttpRequest, procedure_id: str) -> HttpResponse:
    """Everything to know before applying, with the day each fact was last checked."""
    compiled, lang = in_force_or_404(procedure_id), building.language(request)
    p = compiled.procedure
    section = publications.section(p.section)
    refused = permissions.refusal_to_take(p, clock.today())
    checked = [mark.checked for mark in p.marks.values() if mark.checked]
    page = ProcedurePage(
        crumbs=(
            (_("トップ"), reverse("procedures:home")),
            (_("手続き"), reverse("procedures:list")),
            (p.title.in_(lang), ""),
        ),
        title=p.title.in_(lang),
        summary=p.summary.in_(lang),
        begin_url=reverse("procedures:begin", args=[p.id]),
        minutes=p.minutes,
        facts=tuple(_facts(p, lang)),
        papers=tuple(PaperLine(x.label.in_(lang), x.note.in_(lang) if x.note else "") for x in p.papers),
        papers_verified=p.marks["papers"].verified,
        steps=tuple(StepLine(x.title.in_(lang), x.text.in_(lang) if x.text else "") for x in p.steps),
        laws=tuple(f"{law.name} {law.article}".strip() for law in p.law),
        channels=tuple(_channels(p.channels)),
        section=f"{section.department} {section.name}".strip(),
        contact=p.contact.name,
        phone=p.contact.phone or section.phone,
        hours=p.contact.hours,
        last_checked=min(checked) if checked else None,
        unverified=is_unverified(p),
        version=compiled.version,
        number=publications.number_of(compiled.version),
        refused=refused.message if refused else "",
        going_on=going_on(request, lang, p.id),
        form_url=reverse("procedures:form", args=[p.id]) if _takes_paper(p) and not refused else "",
    )
    return drawn(request, "procedures/procedure.html", page)


def _facts(p: Procedure, lang: str) -> Iterator[Fact]:
    texts = [
        ("who", _("対象の方"), p.who),
        ("deadline", _("いつまでに"), p.deadline_text),
        ("fee", _("手数料"), p.fee_text),
    ]
    texts += [("time", _("かかる日数"), p.time), ("result", _("受け取るもの"), p.result)]
    if p.windows:
        texts.append(("windows", _("窓口"), p.windows))
    for fact, label, text in texts:
        yield Fact(label, text.in_(lang), p.marks[fact].verified, p.marks[fact].checked)


def _takes_paper(p: Procedure) -> bool:
    """Paper comes by post or over the counter."""
    return p.channels.post or p.channels.counter


def _channels(channels: Channels) -> Iterator[str]:
    names = {
        "online": _("オンライン"),
        "counter": _("窓口"),
        "post": _("郵送"),
        "phone": _("電話"),
        "convenience_store": _("コンビニ"),
    }
    for name, label in names.items():
        if getattr(channels, name):
            yield label


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, procedure_id: str) -> HttpResponse:
    """Is this the right procedure for me? Then the first question. Nothing answered here is kept."""
    compiled, lang = in_force_or_404(procedure_id), building.language(request)
    p = compiled.procedure
    refuse_if(permissions.refusal_to_take(p, clock.today()))
    given = request.POST if request.method == "POST" else request.GET
    asked = request.method == "POST"
    lines = prechecks.lines(p, given, lang, asked=asked)
    problems = tuple(line for line in lines if line.error)
    stopped = any(line.stops for line in lines)
    if asked and not problems and not stopped and (given.get("_go") or not any(line.advice for line in lines)):
        return _begun(request, compiled, lang)
    page = BeginPage(
        crumbs=(
            (_("トップ"), reverse("procedures:home")),
            (p.title.in_(lang), reverse("procedures:page", args=[p.id])),
            (_("はじめる前に"), ""),
        ),
        title=p.title.in_(lang),
        minutes=p.minutes,
        prechecks=lines,
        problems=problems,
        stopped=stopped,
        passed=asked and not problems and not stopped,
        action=reverse("procedures:begin", args=[p.id]),
        procedure_url=reverse("procedures:page", args=[p.id]),
        mailed=p.mailed is not None,
        card=card.offer(request, compiled),
    )
    return drawn(request, "procedures/begin.html", page, status=422 if problems else 200)


def _begun(request: HttpRequest, compiled: Compiled, lang: str) -> HttpResponse:
    begun = commands.begin(compiled=compiled, language=lang, by=actor_of(request), at=clock.now())
    card.fill(request, begun.draft, compiled)
    response = redirect("procedures:question", draft_id=begun.draft.pk, page_id=compiled.procedure.pages[0].id)
    remember(request, response, begun.draft, begun.secret)
    return response
