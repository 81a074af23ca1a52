"""Halfway through, a definition changes: proposed, tried on the past, approved by another, in force from then on."""

from madoguchi.authoring import commands as authoring
from madoguchi.authoring.documents import Tree, built, tree_of
from madoguchi.authoring.models import Proposal
from madoguchi.authoring.trials import promised_anew
from madoguchi.config.demo_life import worker
from madoguchi.config.demo_life.desks import Desks
from madoguchi.definitions.compiled import Compiled
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.publications import queries as publications

PROCEDURE = "school-aid"
LIMIT = "income_limit"
BEFORE, AFTER = "1000000", "950000"
TITLE = "所得の目安の見直し"
WHY = "基準の改定に合わせて、世帯の所得の目安を5万円下げます（デモ）。"


def lowers_the_limit(desks: Desks) -> bool:
    """Lower the income limit of 就学援助; nothing to do where the definition is another one by now."""
    compiled = publications.in_force(PROCEDURE)
    changed = _changed(compiled) if compiled else None
    if compiled is None or changed is None or not desks.has(compiled.procedure.section):
        return False
    by = desks.administrator()
    proposal = authoring.propose(compiled=compiled, title=TITLE, why=WHY, by=by, at=clock.now())
    clock.passes(minutes=12)
    proposal = authoring.change(
        proposal=proposal, compiled=changed, what="所得の目安", seen=proposal.changes, by=by, at=clock.now()
    )
    clock.passes(minutes=5)
    _tried(proposal, by)
    _approved(proposal, by, desks.decider(compiled.procedure.section))
    return True


def _changed(compiled: Compiled) -> Compiled | None:
    """With the new limit, and with what the examples come to under it."""
    tree = tree_of(compiled.document)
    before = compiled.procedure.derived[LIMIT].value if LIMIT in compiled.procedure.derived else ""
    if BEFORE not in before:
        return None
    derived: Tree = tree["derived"][LIMIT]
    derived["value"] = before.replace(BEFORE, AFTER)
    examples = set(range(len(compiled.procedure.examples)))
    return built(promised_anew(tree, built(tree), examples, publications.situation()))


def _tried(proposal: Proposal, by: Actor) -> None:
    authoring.try_out(proposal=proposal, by=by, at=clock.now())
    worker.works()  # many cases are replayed by the worker


def _approved(proposal: Proposal, by: Actor, decider: Actor) -> None:
    proposal.refresh_from_db()
    authoring.check(proposal=proposal, seen=proposal.changes, by=by, at=clock.now(), demo=True)
    proposal.refresh_from_db()
    authoring.send(proposal=proposal, seen=proposal.changes, by=by, at=clock.now())
    proposal.refresh_from_db()
    clock.passes(minutes=30)
    authoring.approve(proposal=proposal, seen=proposal.changes, by=decider, at=clock.now(), demo=True)
    publications.forget()
