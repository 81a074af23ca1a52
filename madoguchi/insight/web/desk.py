"""The section's own figures: to last night, as they are, with handling minutes by step and where people stumble."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import pairwise

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from madoguchi.cases.figures import Tally, together
from madoguchi.definitions.compiled import Compiled
from madoguchi.insight import permissions
from madoguchi.insight.comparing import compared
from madoguchi.insight.protecting import count
from madoguchi.insight.remembering import first_month, this_month
from madoguchi.insight.shown import NOTHING, all_numbers, in_words, number
from madoguchi.insight.web.asked import month_choices, month_in, version_name
from madoguchi.insight.web.pages import DeskListPage, DeskProcedurePage, DeskVersion
from madoguchi.insight.words import Words
from madoguchi.journal import words as journal_words
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import refuse_if
from madoguchi.procedures import figures
from madoguchi.procedures.figures import REVIEW, Month
from madoguchi.publications import queries as publications
from madoguchi.publications.queries import Edition
from madoguchi.ui.components.shapes import Cell, Column, Option, Table

WORDS = Words("ja")
LISTED = ("received", "correct", "sent", "fill", "corrections", "days", "together", "handling")
VERSION_COLUMNS = ("measure", "before", "after", "difference", "says")


@require_safe
def section_figures(request: HttpRequest, by: Actor) -> HttpResponse:
    """The procedures of a section, over the months that are shown to the public and this one."""
    open_to = _sections(by)
    section = request.GET.get("section") or (by.section if by.section in open_to or not open_to else open_to[0])
    refuse_if(permissions.refusal_to_see_section(by, section))
    months = _months()
    owned = [one for one in publications.all_in_force() if one.procedure.section == section]
    rows = [_row(one, together(m.tally for m in months if m.procedure == one.id)) for one in owned]
    page = DeskListPage(
        section=publications.section(section).name,
        sections=[Option(id_, publications.section(id_).name) for id_ in open_to] if len(open_to) > 1 else [],
        chosen_section=section,
        counted_until=_counted_until(),
        table=Table(["手続き", *(Column(WORDS[name], number=True) for name in LISTED)], rows),
        is_empty=not rows,
    )
    return render(request, "insight/desk_list.html", {"page": page})


def _sections(by: Actor) -> list[str]:
    owners = sorted({one.procedure.section for one in publications.all_in_force()})
    return [id_ for id_ in owners if permissions.refusal_to_see_section(by, id_) is None]


def _months(procedure: str = "") -> list[Month]:
    return figures.months(since=first_month(), until=clock.today() + timedelta(days=1), procedure=procedure)


def _counted_until() -> str:
    last = figures.counted_until()
    return f"{last:%Y年%-m月%-d日}まで" if last else "まだ数えていません"


def _row(compiled: Compiled, tally: Tally) -> list[str | Cell]:
    name = Cell(compiled.procedure.title.ja, reverse("insight:desk_procedure", args=[compiled.id]))
    return [name, *(number(measure, tally, compiled.procedure, WORDS).text for measure in LISTED)]


@require_safe
def procedure_figures(request: HttpRequest, by: Actor, procedure: str) -> HttpResponse:
    """One procedure by version, the latest first."""
    compiled = publications.in_force(procedure)
    if compiled is None:
        raise Http404
    refuse_if(permissions.refusal_to_see_section(by, compiled.procedure.section))
    month = month_in(request, until=(this_month() + timedelta(days=32)).replace(day=1))
    found = _months(procedure)
    choices = sorted({one.month for one in found}, reverse=True)
    page = DeskProcedurePage(
        title=compiled.procedure.title.ja,
        trail=(("手続きの数字", reverse("insight:desk")), (compiled.procedure.title.ja, "")),
        counted_until=_counted_until(),
        months=month_choices(choices, month, WORDS),
        versions=_versions([one for one in found if month in {None, one.month}], publications.editions(procedure)),
        version_columns=[WORDS[name] for name in VERSION_COLUMNS],
        history_url=reverse("authoring:procedure", args=[procedure]),
        public_url=reverse("insight:procedure", args=[procedure]),
    )
    return render(request, "insight/desk_procedure.html", {"page": page})


def _versions(months: Sequence[Month], editions: Sequence[Edition]) -> list[DeskVersion]:
    tallies = {one.version: _whole(m for m in months if m.version == one.version) for one in editions}
    shown = [one for one in editions if tallies[one.version]]
    before = {after.version: tallies[one.version] for one, after in pairwise(shown)}
    return [_version(one, tallies[one.version], before.get(one.version)) for one in reversed(shown)]


def _whole(months: Iterable[Month]) -> Tally:
    """All months and channels, with how many came by which."""
    known = list(months)
    by_channel: list[Tally] = [{"received_by": {m.channel: n}} for m in known if (n := count(m.tally, "received"))]
    return together([*(m.tally for m in known), *by_channel])


def _version(edition: Edition, tally: Tally, before: Tally | None) -> DeskVersion:
    procedure = publications.version(edition.version).procedure
    numbers = [
        (WORDS[one.measure], f"{one.text}　{one.note}".strip("　")) for one in all_numbers(tally, procedure, WORDS)
    ]
    pages = [(page.title.ja, page.id) for page in procedure.pages] + [(WORDS["review"], REVIEW)]
    return DeskVersion(
        title=version_name(edition, WORDS),
        rows=[in_words(one, WORDS) for one in compared(before, tally)] if before else (),
        numbers=Table(["数字", "値"], numbers),
        pages=Table(
            ["ページ", *(Column(head, number=True) for head in ("到達", "完了", "離脱", "直しの表示", "平均の時間"))],
            [_page(title, page, tally) for title, page in pages],
        ),
        steps=Table(
            ["処理", *(Column(head, number=True) for head in ("回数", "1回あたり"))],
            [_step(what, tally) for what in sorted(tally.get("step_acts", {}))],
        ),
    )


def _page(title: str, page: str, tally: Tally) -> list[str]:
    entered, left, stumbled, spent = (
        tally.get(measure, {}).get(page, 0) for measure in ("entered", "left", "stumbled", "page_seconds")
    )
    each = f"{spent / left:.0f}秒" if left else NOTHING
    return [title, f"{entered:,}", f"{left:,}", f"{max(0, entered - left):,}", f"{stumbled:,}", each]


def _step(what: str, tally: Tally) -> list[str]:
    """The time that led to an act; an act after a long pause counts without time."""
    acts = tally["step_acts"][what]
    minutes = tally.get("step_seconds", {}).get(what, 0) / acts / 60
    return [journal_words.label(what), f"{acts:,}", f"{minutes:.1f}分"]
