"""How the rules of a section's procedures do, and which of them cost more than they save."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from madoguchi.accounts import queries as accounts
from madoguchi.cases import figures, permissions
from madoguchi.cases.figures import Drawn, Interval, Probed, Rule
from madoguchi.cases.web.door import desk_page
from madoguchi.cases.web.rules_page import ProcedureRules, RuleRow, RulesPage
from madoguchi.definitions.compiled import Compiled
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import refuse_if
from madoguchi.publications import queries as publications
from madoguchi.ui.components.shapes import Option

DAYS = 90


@require_safe
@desk_page
def rules(request: HttpRequest) -> HttpResponse:
    """The procedures the section owns, each with its checks by version, over the last ninety days."""
    by = accounts.actor_of(request)
    open_to = _sections(by)
    section = request.GET.get("section") or (by.section if by.section in open_to or not open_to else open_to[0])
    refuse_if(permissions.refusal_to_see_rules(by, section))
    owned = [one for one in publications.all_in_force() if one.procedure.section == section]
    page = RulesPage(
        section=publications.section(section).name,
        sections=[Option(id_, publications.section(id_).name) for id_ in open_to] if len(open_to) > 1 else [],
        chosen_section=section,
        days=DAYS,
        most_read=f"{figures.MOST_READ:,}",
        procedures=[_procedure(one) for one in owned],
        may_plant=permissions.refusal_to_plant_probe(by, section) is None,
    )
    return render(request, "cases/rules.html", {"page": page})


def _sections(by: Actor) -> list[str]:
    """Those that own a procedure and whose rules this officer may see."""
    owners = sorted({one.procedure.section for one in publications.all_in_force()})
    return [id_ for id_ in owners if permissions.refusal_to_see_rules(by, id_) is None]


def _procedure(compiled: Compiled) -> ProcedureRules:
    until = clock.now()
    since = until - timedelta(days=DAYS)
    found = figures.of_procedure(compiled.id, since=since, until=until)
    drawn = figures.samples(compiled.id, since=since, until=until)
    versions = {rule.version for rule in found} | {one.version for one in drawn}
    named = {version: f"第{publications.number_of(version)}版" for version in versions}
    return ProcedureRules(
        title=compiled.procedure.title.ja,
        rows=[_row(rule, named[rule.version]) for rule in found],
        drawn=[_drawn(one, named[one.version]) for one in drawn],
        probed=_probed(figures.probed(compiled.id)),
        proposals=[_proposal(rule, named[rule.version]) for rule in found if rule.costs_more_than_it_saves],
        mistake_minutes=compiled.procedure.handling.mistake_minutes,
    )


def _row(rule: Rule, version: str) -> RuleRow:
    return RuleRow(
        check=rule.says,
        version=version,
        passes=f"{rule.passes:,}",
        fails=f"{rule.fails:,}",
        unknowns=f"{rule.unknowns:,}",
        right=f"{rule.right:,}",
        false_alarms=f"{rule.false_alarms:,}",
        unsettled=f"{rule.unsettled:,}",
        missed=f"{rule.missed}／{rule.sampled}（{_percents(rule.missed_share)}）" if rule.sampled else "―",
        cost=_minutes(rule.cost),
        saved=_minutes(rule.saved),
        weighs_too_much=rule.costs_more_than_it_saves,
    )


def _proposal(rule: Rule, version: str) -> str:
    """Only a text with its figures: whoever is in charge of the procedure decides, in the editor."""
    return (
        f"「{rule.says}」（{version}）は、直近{DAYS}日に{rule.doubts}件を止め、確かに誤りだったのは{rule.right}件でした。"
        f"確かめるのに{_minutes(rule.cost)}かかり、防げた手戻りは{_minutes(rule.saved)}です"
        f"（1件あたり{rule.mistake_minutes}分の見積り）。この確認をやめるか、条件を見直すことを提案します。"
    )


def _drawn(one: Drawn, version: str) -> str:
    return f"{version}：{one.reviewed}件を抽出確認し、見落としは{one.missed}件（{_percents(one.share)}）"


def _probed(one: Probed) -> str:
    if not one.planted:
        return ""
    settled = one.found + one.stopped + one.missed
    people = (
        f"審査を終えた{settled}件のうち、誤りを見つけたのは{one.found}件、別の理由で止めたのは{one.stopped}件、"
        f"見落としたのは{one.missed}件（{_percents(one.missed_share)}）"
        if settled
        else "審査を終えたものは、まだありません"
    )
    return f"見本案件{one.planted}件のうち、規則が気づいたのは{one.caught_by_checks}件。{people}。"


def _percents(interval: Interval) -> str:
    return f"95％信頼区間 {interval.low:.1%}〜{interval.high:.1%}".replace("%", "％")


def _minutes(minutes: float | None) -> str:
    return "―" if minutes is None else f"{minutes:,.0f}分"
