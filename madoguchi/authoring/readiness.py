"""What a proposal still lacks before anybody may put it in force, whoever asks."""

from madoguchi.authoring import queries
from madoguchi.authoring.models import Proposal
from madoguchi.kernel.refusals import Refusal
from madoguchi.publications import queries as publications


def refusal_as_it_is(proposal: Proposal, *, demo: bool) -> Refusal | None:
    """What is still missing, whoever asks; the same for the author and for the one who approves."""
    if refusal := refusal_of_anothers(proposal.procedure, proposal.section):
        return refusal
    if not queries.follows_what_is_in_force(proposal):
        return Refusal(
            "この変更案を作ったあとに、別の版が公開されました。",
            way_on="「いまの版にそろえる」を押して、違いを確かめ直してください。",
            code="not-the-latest",
        )
    if queries.changes_nothing(proposal):
        return Refusal("公開中の版と同じです。", way_on="変えるところを編集してください。", code="no-change")
    if found := queries.obstacles_of(proposal, demo=demo):
        return Refusal("公開できません：" + " ／ ".join(found), code="not_publishable")
    if queries.needs_a_dry_run(proposal):
        return Refusal(
            "過去の申請への影響を、まだ確かめていません。",
            way_on="「影響を確かめる」で、1年以上さかのぼって確かめてください。",
            code="not-tried",
        )
    return None


def refusal_of_anothers(procedure: str, section: str) -> Refusal | None:
    """A procedure in force belongs to the section that answers for it: no other puts a version in its place."""
    version = publications.version_in_force(procedure)
    owner = publications.version(version).procedure.section if version else section
    if owner == section:
        return None
    name = publications.section(owner).name
    return Refusal(
        f"この手続きは、{name}が公開しています。",
        way_on="変更は、その課の手続き編集の担当者に依頼してください。",
        status=403,
        code="other-section",
    )
