"""From an idea to a version in force: checked, sent, approved by another, and every step written down."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from madoguchi.accounts.states import Role
from madoguchi.authoring import commands, queries
from madoguchi.authoring.documents import built, tree_of
from madoguchi.authoring.models import Edit, Proposal
from madoguchi.authoring.states import State
from madoguchi.journal.models import Entry
from madoguchi.kernel.refusals import Refusal
from madoguchi.publications import commands as publishing
from madoguchi.publications import queries as publications
from tests.authoring.factories import LATER, a_decider, a_proposal, an_editor, definition, proposed, with_limit
from tests.cases.factories import MONDAY, acting, an_actor, published, received

pytestmark = pytest.mark.django_db


def words_of(proposal: Proposal) -> list[str]:
    return list(Entry.objects.filter(subject=proposal.subject).order_by("seq").values_list("what", flat=True))


def test_a_change_is_proposed_checked_approved_by_another_and_in_force():
    proposal = a_proposal(at=State.PUBLISHED)
    assert publications.version_in_force("safety-kit") == proposal.version
    assert words_of(proposal) == [
        "proposed",
        "proposal_changed",
        "dry_run_started",
        "proposal_checked",
        "proposal_sent",
        "proposal_approved",
    ]
    assert Entry.objects.filter(subject="definition/safety-kit", what="published").count() == 1
    assert proposal.approved_name == "部長 太郎"


def test_what_changes_after_checking_must_be_checked_again():
    editor = acting(an_editor())
    proposal = a_proposal(at=State.CHECKED, by=editor)
    proposal = with_limit(proposal, 1, by=editor)
    assert proposal.stands is State.DRAFT
    assert queries.latest_run(proposal) is None
    with pytest.raises(Refusal, match="影響を、まだ確かめていません"):
        commands.check(proposal=proposal, seen=proposal.changes, by=editor, at=LATER, demo=False)


def test_saving_the_same_again_changes_nothing():
    editor = acting(an_editor())
    proposal = a_proposal(at=State.CHECKED, by=editor)
    again = commands.change(
        proposal=proposal, compiled=proposal.compiled, what="—", seen=proposal.changes, by=editor, at=LATER
    )
    assert (again.stands, again.changes) == (State.CHECKED, proposal.changes)


def test_two_editors_do_not_overwrite_each_other():
    first, second = acting(an_editor()), acting(an_editor())
    proposal = proposed(first)
    with_limit(proposal, 2, by=first)
    with pytest.raises(Refusal) as refused:
        with_limit(proposal, 1, by=second)
    assert refused.value.code == "stale"
    proposal.refresh_from_db()
    assert proposal.compiled.procedure.checks[0].fails_if == "pieces > 2"


def test_an_unchanged_definition_is_nothing_to_approve():
    editor = acting(an_editor())
    proposal = proposed(editor)
    with pytest.raises(Refusal, match="公開中の版と同じ"):
        commands.check(proposal=proposal, seen=proposal.changes, by=editor, at=LATER, demo=False)


def test_what_may_not_be_published_is_not_called_checked():
    editor = acting(an_editor())
    tree = tree_of(proposed(editor).document)
    del tree["title"]["ko"]
    proposal = proposed(editor, built(tree))
    commands.try_out(proposal=proposal, by=editor, at=LATER)
    with pytest.raises(Refusal, match="がありません") as refused:
        commands.check(proposal=proposal, seen=proposal.changes, by=editor, at=LATER, demo=False)
    assert refused.value.code == "not_publishable"


def test_a_version_published_in_between_is_noticed_and_can_be_followed():
    editor, decider = acting(an_editor()), acting(a_decider())
    waiting = a_proposal(at=State.WAITING_APPROVAL, by=editor, limit=2)
    publishing.publish(compiled=definition(5), by=an_actor(Role.ADMINISTRATOR), at=LATER, demo=False)
    with pytest.raises(Refusal) as refused:
        commands.approve(proposal=waiting, seen=waiting.changes, by=decider, at=LATER, demo=False)
    assert refused.value.code == "not-the-latest"
    back = commands.give_back(proposal=waiting, because="版", seen=waiting.changes, by=decider, at=LATER)
    followed = commands.follow(proposal=back, seen=back.changes, by=editor, at=LATER)
    assert followed.stands is State.DRAFT
    assert any("5" in line and "2" in line for line in queries.differences(followed))


def test_an_earlier_version_comes_back_through_the_same_approval():
    editor, decider = acting(an_editor()), acting(a_decider())
    a_proposal(at=State.PUBLISHED, by=editor)
    undo = commands.propose(compiled=definition(), title="第1版に戻す", why="", by=editor, at=LATER)
    commands.try_out(proposal=undo, by=editor, at=LATER + timedelta(minutes=1))
    undo = commands.check(proposal=undo, seen=undo.changes, by=editor, at=LATER, demo=False)
    undo = commands.send(proposal=undo, seen=undo.changes, by=editor, at=LATER)
    commands.approve(proposal=undo, seen=undo.changes, by=decider, at=LATER, demo=False)
    assert publications.version_in_force("safety-kit") == definition().version
    assert publications.number_of(definition().version) == 1


def test_a_proposal_keeps_its_procedure_and_its_section():
    editor = acting(an_editor())
    proposal = proposed(editor)
    tree = tree_of(proposal.document)
    tree["section"] = "residents-registry"
    with pytest.raises(Refusal, match="変更案では変えられません"):
        commands.change(proposal=proposal, compiled=built(tree), what="課", seen=proposal.changes, by=editor, at=LATER)


@pytest.mark.parametrize("title", ["", "   ", "長" * 101, "零\0字"])
def test_a_proposal_has_a_name_people_can_read(title):
    with pytest.raises(Refusal):
        commands.propose(compiled=definition(), title=title, why="", by=acting(an_editor()), at=MONDAY)


@pytest.mark.parametrize("because", ["", " \n", "長" * 2001])
def test_giving_back_needs_a_reason(because):
    waiting = a_proposal(at=State.WAITING_APPROVAL)
    with pytest.raises(Refusal):
        commands.give_back(proposal=waiting, because=because, seen=waiting.changes, by=acting(a_decider()), at=LATER)


def test_the_database_itself_lets_nobody_approve_their_own():
    proposal = a_proposal(at=State.WAITING_APPROVAL)
    own = {"state": "published", "approved_by": proposal.author, "ended_at": LATER}
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(**own)


def test_nothing_of_an_approval_stays_when_publishing_fails(monkeypatch):
    waiting = a_proposal(at=State.WAITING_APPROVAL)
    before = publications.version_in_force("safety-kit")

    def broken(**_: object) -> None:
        raise Refusal("公開できません")

    monkeypatch.setattr(publishing, "publish", broken)
    with pytest.raises(Refusal):
        commands.approve(proposal=waiting, seen=waiting.changes, by=acting(a_decider()), at=LATER, demo=False)
    waiting.refresh_from_db()
    assert waiting.stands is State.WAITING_APPROVAL
    assert publications.version_in_force("safety-kit") == before


def test_a_case_keeps_the_version_it_was_made_under():
    case = received(compiled=definition())
    proposal = a_proposal(at=State.PUBLISHED)
    case.refresh_from_db()
    assert case.version == definition().version != proposal.version


def test_a_procedure_of_another_section_is_not_taken_over_by_a_sheet_of_the_same_id():
    stranger = acting(an_editor(section="public-health"))
    tree = tree_of(definition().document)
    theirs = built({**tree, "section": "public-health"})
    proposal = commands.propose(compiled=theirs, title="取込み", why="", by=stranger, at=MONDAY)
    published(definition())

    for act in (
        lambda: commands.follow(proposal=proposal, seen=proposal.changes, by=stranger, at=LATER),
        lambda: commands.check(proposal=proposal, seen=proposal.changes, by=stranger, at=LATER, demo=False),
        lambda: commands.propose(compiled=theirs, title="もう一度", why="", by=stranger, at=LATER),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "other-section"
    assert publications.version_in_force("safety-kit") == definition().version


def test_who_names_a_proposal_has_had_a_hand_in_it():
    proposal = a_proposal()
    by = acting(an_editor())
    commands.describe(
        proposal=proposal, title="別の名前", why="分かりやすくするため", seen=proposal.changes, by=by, at=LATER
    )
    assert Edit.objects.filter(proposal=proposal, by=by.id, what="名前と理由").exists()
