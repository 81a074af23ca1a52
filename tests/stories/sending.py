"""Many applications at once, as they come in overnight: like the named applicants of the definition, each from another house."""

from madoguchi.cases import commands as cases
from madoguchi.cases.models import Case
from madoguchi.definitions import examples
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor, ActorKind
from madoguchi.publications import queries as publications


def arrive(procedure: str, number: int, *, first: int = 1) -> list[Case]:
    """So many of the procedure's first example, which has nothing to look at."""
    compiled = publications.in_force(procedure)
    assert compiled is not None
    answers, _unread = examples.answers_of(compiled, compiled.procedure.examples[0], publications.situation())
    who = compiled.procedure.applicant
    address, name = answers[who.address], answers[who.name]
    assert isinstance(address, dict)
    assert isinstance(name, dict)
    return [
        cases.receive(
            compiled=compiled,
            answers={**answers, who.address: {**address, "block": f"{house}-1"}, **_born(compiled, answers, house)},
            idempotency_key=f"{procedure}-{house}",
            channel="web",
            account_id="",
            language="ja",
            draft="",
            by=Actor(ActorKind.RESIDENT, "", f"{name['family']}　{name['given']}"),
            at=clock.now(),
        )
        for house in range(first, first + number)
    ]


def _born(compiled, answers, house: int) -> dict[str, object]:
    """Everybody has a birthday of their own: what may exist once is told apart by it."""
    field = compiled.procedure.applicant.birthdate
    return {field: f"19{70 + house // 12 % 20}-{house % 12 + 1:02}-15"} if field in answers else {}
