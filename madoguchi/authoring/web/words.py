"""Small wordings the editor's pages share."""

from collections.abc import Mapping

from django.urls import reverse

from madoguchi.authoring.models import DryRun, Proposal
from madoguchi.authoring.states import LABEL
from madoguchi.authoring.web.finding import STATE_KIND
from madoguchi.authoring.web.pages import Effect, EffectLine, ProposalRow
from madoguchi.cases.web.words import moment
from madoguchi.kernel.clock import JST
from madoguchi.publications import queries as publications
from madoguchi.ui.components.shapes import Tag

KIND_LABEL = {
    "outcome": "結果が変わる",
    "fee": "手数料が変わる",
    "value": "計算の値が変わる",
    "paper": "必要な書類が変わる",
    "question": "たずねることが変わる",
    "finding": "確認事項に当たるかが変わる",
    "problem": "入力の誤りになるかが変わる",
    "working": "途中の計算の値が変わる",
}
DONE = {
    "saved": "保存しました。",
    "proposed": "変更案を作りました。変えるところを選んでください。",
    "described": "名前と理由を保存しました。",
    "followed": "いまの版にそろえました。違いを確かめてください。",
    "checked": "確認済みにしました。承認を依頼できます。",
    "sent": "承認を依頼しました。",
    "given-back": "差し戻しました。",
    "withdrawn": "取りやめました。",
    "approved": "承認し、公開しました。新しい申請から使われます。",
    "imported": "シートを取り込みました。取り込めなかったものを確かめてください。",
    "removed": "取り除きました。",
}


def said(done: str) -> str:
    """What was done, for the page after it."""
    return DONE.get(done, "")


def proposal_row(proposal: Proposal) -> ProposalRow:
    """A proposal in a list."""
    in_force = publications.in_force(proposal.procedure)
    return ProposalRow(
        title=proposal.title,
        url=reverse("authoring:proposal", args=[proposal.pk]),
        procedure=in_force.procedure.title.ja if in_force else proposal.procedure,
        state=Tag(LABEL[proposal.stands], STATE_KIND[proposal.stands]),
        author=proposal.author_name,
        changed=moment(proposal.changed_at),
    )


def effect_of(run: DryRun | None) -> Effect | None:
    """A dry run in words."""
    if run is None:
        return None
    drafts = run.drafts or {}
    return Effect(
        is_finished=run.is_finished,
        total=run.total,
        done=run.done,
        changed=run.changed,
        slight=run.slight,
        unchanged=run.done - run.changed - run.slight,
        percent=100 if run.is_finished else 100 * run.done // max(run.total, 1),
        since=f"{run.since.astimezone(JST):%Y/%m/%d}",
        until=f"{run.until.astimezone(JST):%Y/%m/%d}",
        asked=f"{run.asked_name}　{moment(run.asked_at)}",
        lines=_lines(run.totals),
        drafts=drafts.get("open", 0),
        left_behind=list(drafts.get("left_behind", {}).items()),
        asked_anew=list(drafts.get("asked_anew", {}).items()),
    )


def _lines(totals: Mapping[str, int]) -> list[EffectLine]:
    """The outcome first, then the rest by how many they touch."""
    order = list(KIND_LABEL)
    parted = [(key.partition("|"), number) for key, number in totals.items()]
    lines = [(order.index(kind), EffectLine(KIND_LABEL[kind], rest, number)) for (kind, _, rest), number in parted]
    return [line for _, line in sorted(lines, key=lambda pair: (pair[0], -pair[1].number))]
