"""One proposal whole: what it changes, what stands in its way, whom it touches, and the acts."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from madoguchi.authoring import permissions, queries
from madoguchi.authoring.models import Proposal
from madoguchi.authoring.readiness import refusal_as_it_is
from madoguchi.authoring.states import State
from madoguchi.authoring.web import words
from madoguchi.authoring.web.finding import head_of, proposal_and_officer
from madoguchi.authoring.web.pages import Act, Link, ProposalPage
from madoguchi.cases.web.door import desk_page
from madoguchi.cases.web.words import moment
from madoguchi.definitions.texts import missing_texts
from madoguchi.journal.models import Entry
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal
from madoguchi.publications import queries as publications
from madoguchi.ui.components.shapes import Event

MOST_LINES = 12


@require_safe
@desk_page
def proposal(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """The page."""
    found, by = proposal_and_officer(request, proposal_id)
    page = _page(found, by, request.GET.get("done", ""))
    return render(request, "authoring/proposal.html", {"page": page})


def _page(proposal: Proposal, by: Actor, done: str) -> ProposalPage:
    open_ = proposal.ended_at is None
    carried = queries.drafts_carried(proposal)
    return ProposalPage(
        head=head_of(proposal),
        why=proposal.why,
        author=proposal.author_name,
        base=_base(proposal),
        returned_because=proposal.returned_because if proposal.stands is State.RETURNED else "",
        subjects=subjects(proposal),
        ways=ways(proposal),
        differences=queries.differences(proposal),
        obstacles=queries.obstacles_of(proposal, demo=settings.DEMO) if open_ else [],
        unverified=queries.unverified_of(proposal) if open_ else [],
        notes=proposal.notes,
        effect=words.effect_of(queries.latest_run(proposal)),
        effect_url=reverse("authoring:effect", args=[proposal.pk]),
        acts=_acts(proposal, by),
        events=[_event(entry) for entry in queries.history(proposal)],
        describe_url=reverse("authoring:describe", args=[proposal.pk]),
        may_edit=permissions.refusal_to_edit(by, proposal) is None,
        carried=f"公開の前に書きはじめていた申請 {carried.open}件のうち、{carried.carried}件が新しい版に移りました。"
        "残りは、申請する方が次に開いたときに、答えを引き継いで移ります。"
        if proposal.stands is State.PUBLISHED
        else "",
        is_decidable=permissions.refusal_to_return(by, proposal) is None,
        give_back_url=reverse("authoring:give_back", args=[proposal.pk]),
        done=words.said(done),
    )


def _event(entry: Entry) -> Event:
    detail = str(entry.detail.get("what") or entry.detail.get("because") or "")
    return Event(moment(entry.at), entry.label, entry.who_name, detail)


def _base(proposal: Proposal) -> str:
    return f"第{publications.number_of(proposal.base)}版" if proposal.base else "新しい手続き"


def subjects(proposal: Proposal) -> list[Link]:
    """Where one edits what."""
    compiled = proposal.compiled
    p, pk = compiled.procedure, proposal.pk
    missing = len(missing_texts(p))
    lists = [
        Link("質問とページ", reverse("authoring:questions", args=[pk]), f"{len(p.data)}の質問"),
        Link("確認事項", reverse("authoring:checks", args=[pk]), f"{len(p.checks)}件"),
        Link("例の人", reverse("authoring:examples", args=[pk]), f"{len(p.examples)}人"),
    ]
    named = [
        ("numbers", "決まりの中の数", "所得の上限、日数、年齢、金額"),
        ("guide", "案内の文章", "5つの言語"),
        ("fees", "手数料", "日付ごとの額"),
        ("contact", "受付と問い合わせ先", "受付の期間、電話番号"),
        ("reasons", "補正と却下の理由", ""),
        ("letters", "通知書の文章", ""),
        *([("prechecks", "始める前の確認", "")] if p.eligibility else []),
        ("missing", "足りない訳", f"{missing}か所" if missing else "ありません"),
        ("facts", "裏付け", "出典と確かめた日"),
        ("rules", "決まりの式", "式を直接書く方へ"),
    ]
    boxes = [Link(title, reverse("authoring:edit", args=[pk, name]), note) for name, title, note in named]
    return [boxes[0], *lists, *boxes[1:]]


def ways(proposal: Proposal) -> list[Link]:
    """Other views of the same proposal."""
    return [
        Link("公開中の版との違い", reverse("authoring:differences", args=[proposal.pk])),
        Link("住民の画面で見る", reverse("authoring:preview", args=[proposal.pk])),
        Link("過去の申請への影響", reverse("authoring:effect", args=[proposal.pk])),
        Link("ファイル（YAML）を取り出す", reverse("authoring:file", args=[proposal.pk])),
    ]


def _acts(proposal: Proposal, by: Actor) -> list[Act]:
    """What may be done next; what may not says why."""
    match proposal.stands:
        case State.DRAFT | State.RETURNED:
            first = permissions.refusal_to_check(by, proposal) or refusal_as_it_is(proposal, demo=settings.DEMO)
            follows = queries.follows_what_is_in_force(proposal)
            follow = [] if follows else [_act("follow", "いまの版にそろえる", "secondary", proposal, None)]
            acts = [_act("check", "確認済みにする", "primary", proposal, first), *follow]
        case State.CHECKED:
            acts = [_act("send", "承認を依頼する", "primary", proposal, permissions.refusal_to_send(by, proposal))]
        case State.WAITING_APPROVAL:
            refusal = permissions.refusal_to_approve(by, proposal)
            acts = [_act("approve", "承認の画面へ進む", "primary", proposal, refusal, asks=True)]
        case State.PUBLISHED | State.WITHDRAWN:
            return []
    return [*acts, _act("withdraw", "取りやめる", "tertiary", proposal, permissions.refusal_to_withdraw(by, proposal))]


def _act(name: str, label_: str, kind: str, proposal: Proposal, refusal: Refusal | None, *, asks: bool = False) -> Act:
    url = reverse(f"authoring:{name}", args=[proposal.pk])
    return Act(label_, url, kind, refusal.message if refusal else "", refusal.way_on if refusal else "", asks)
