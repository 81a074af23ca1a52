"""Proposals in any state, always reached through the commands people use."""

from datetime import timedelta
from typing import Any

import msgspec

from madoguchi.accounts.models import Officer
from madoguchi.accounts.states import Role
from madoguchi.authoring import commands
from madoguchi.authoring.documents import built, tree_of
from madoguchi.authoring.models import Proposal
from madoguchi.authoring.states import State
from madoguchi.definitions.compiled import Compiled, compile_procedure
from madoguchi.definitions.procedure import FACTS, Procedure
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.text import LANGUAGES
from tests.cases.definition import DEFINITION, SECTION
from tests.cases.factories import MONDAY, acting, an_officer, published

LATER = MONDAY + timedelta(hours=1)


def in_every_language(node: Any) -> Any:
    """The definition with every text translated, so that it may be published."""
    match node:
        case {"ja": str(words), **rest} if len(rest) < len(LANGUAGES):
            return {**dict.fromkeys(LANGUAGES, words), **rest}
        case dict():
            return {key: in_every_language(value) for key, value in node.items()}
        case list():
            return [in_every_language(value) for value in node]
        case _:
            return node


def definition(limit: int = 3) -> Compiled:
    """見守り用品の申請 as it could be in force: up to so many pieces without a question."""
    tree: dict[str, Any] = in_every_language(DEFINITION)
    tree["marks"] = {fact: {"verified": True} for fact in FACTS}
    tree["checks"][0]["fails_if"] = f"pieces > {limit}"
    return compile_procedure(msgspec.convert(tree, Procedure))


def a_new_procedure() -> Compiled:
    """The same under a name that nothing is published by."""
    return built({**tree_of(definition().document), "id": "safety-kit-new"})


def an_editor(section: str = SECTION) -> Officer:
    return an_officer(Role.EDITOR, section=section, name="編集 三郎")


def a_head(section: str = SECTION) -> Officer:
    """A section head: decides, and may also edit."""
    return an_officer(Role.DECIDER, Role.EDITOR, section=section, name="課長 花子")


def a_decider(section: str = SECTION) -> Officer:
    return an_officer(Role.DECIDER, section=section, name="部長 太郎")


def proposed(by: Actor | None = None, compiled: Compiled | None = None) -> Proposal:
    """Begun from the version in force."""
    published(definition())
    return commands.propose(
        compiled=compiled or definition(), title="個数の見直し", why="", by=by or acting(an_editor()), at=MONDAY
    )


def with_limit(proposal: Proposal, limit: int, *, by: Actor) -> Proposal:
    """Its limit changed."""
    tree = tree_of(proposal.document)
    tree["checks"][0]["fails_if"] = f"pieces > {limit}"
    return commands.change(
        proposal=proposal, compiled=built(tree), what="個数", seen=proposal.changes, by=by, at=MONDAY
    )


def a_proposal(*, at: State = State.DRAFT, by: Actor | None = None, limit: int = 2) -> Proposal:
    """A lower limit, in this state."""
    editor, decider = by or acting(an_editor()), acting(a_decider())
    proposal = with_limit(proposed(editor), limit, by=editor)
    if at is State.DRAFT:
        return proposal
    if at is State.WITHDRAWN:
        return commands.withdraw(proposal=proposal, seen=proposal.changes, by=editor, at=LATER)
    commands.try_out(proposal=proposal, by=editor, at=LATER)
    proposal = commands.check(proposal=proposal, seen=proposal.changes, by=editor, at=LATER, demo=False)
    if at is State.CHECKED:
        return proposal
    proposal = commands.send(proposal=proposal, seen=proposal.changes, by=editor, at=LATER)
    if at is State.RETURNED:
        return commands.give_back(
            proposal=proposal, because="理由を書いてください。", seen=proposal.changes, by=decider, at=LATER
        )
    if at is State.PUBLISHED:
        return commands.approve(proposal=proposal, seen=proposal.changes, by=decider, at=LATER, demo=False)
    return proposal
