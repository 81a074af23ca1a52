"""What the screens say about what somebody typed: read page by page as the site does, then everything once more.

Whoever answers the mailed number and birth date as they were mailed is known by letter, so that the review also tells
what does not agree with the resident register; nobody else is told that. The desk compares everybody.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bench.careful import Application, Member, Typed
from madoguchi.definitions import check as checks
from madoguchi.definitions.check import Finding, Outcome
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.journey import Journey, walk
from madoguchi.definitions.problems import Problem
from madoguchi.definitions.situation import Situation
from madoguchi.definitions.validate import validate
from madoguchi.kernel.addresses import SETAGAYA
from madoguchi.procedures import filling
from madoguchi.registers import comparing
from madoguchi.registers.claims import Answer, claim_of
from madoguchi.registers.findings import findings_of
from madoguchi.registers.models import Person


@dataclass(frozen=True)
class Seen:
    """The questions each kind of alarm points to; `key` is what may exist once."""

    stopped: frozenset[str] = field(default=frozenset())
    warned: frozenset[str] = field(default=frozenset())
    at_the_desk: frozenset[str] = field(default=frozenset())
    key: str = ""


def seen(compiled: Compiled, made: Application, mailed: Typed, at: Situation) -> Seen:
    """`mailed` is the same person's application as it was before a defect got in: what the sheet and the register know."""
    answers, problems = _typed_in(compiled, made, at)
    validity = validate(compiled, answers, at)
    journey = validity.journey
    problems += validity.problems
    found = checks.findings(compiled, journey, today=at.today)
    compared = _compared(compiled, journey, made)
    told = [one for one in checks.failures(found) if one.check.when != "desk"]
    told += checks.failures(compared) if _is_known_by_letter(compiled, made, mailed) else []
    return Seen(
        stopped=frozenset([*_heads(problems), *_pointed(told, "block")]),
        warned=frozenset([*_heads(validity.gaps), *_pointed(told, "warn")]),
        at_the_desk=frozenset(_anchors([one for one in [*found, *compared] if one.outcome is not Outcome.PASS])),
        key=compiled.unique_key(journey.values, today=at.today) or "",
    )


def _typed_in(compiled: Compiled, made: Application, at: Situation) -> tuple[dict[str, object], list[Problem]]:
    answers: dict[str, object] = {
        id_: [{"document": id_, "name": "photo.jpg", "size": 1}] for id_ in made.files if id_ in compiled.procedure.data
    }
    problems: list[Problem] = []
    for page in compiled.procedure.pages:
        if any(page.id == shown.id for shown in walk(compiled, answers, today=at.today).pages):
            typed = {name: values for name, values in made.typed.items() if name.partition(".")[0] in page.ask}
            filled = filling.read_page(compiled, page, typed, answers, at)
            answers |= filled.answers
            problems += filled.problems
    return answers, problems


def _heads(problems: Sequence[Problem]) -> Iterator[str]:
    return (problem.path.partition(".")[0] for problem in problems)


def _pointed(found: Sequence[Finding], level: str) -> Iterator[str]:
    return _anchors([one for one in found if one.check.level == level])


def _anchors(found: Sequence[Finding]) -> Iterator[str]:
    return (anchor.partition(".")[0] for one in found for anchor in one.anchors)


def _is_known_by_letter(compiled: Compiled, made: Application, mailed: Typed) -> bool:
    sheet = compiled.procedure.mailed
    if sheet is None:
        return False
    proofs = (sheet.number, "applicant_birthdate", compiled.procedure.applicant.name)
    return all(_of(made.typed, id_) == _of(mailed, id_) for id_ in proofs)


def _of(typed: Typed, id_: str) -> Mapping[str, list[str]]:
    return {name: values for name, values in typed.items() if name.partition(".")[0] == id_}


def _compared(compiled: Compiled, journey: Journey, made: Application) -> list[Finding]:
    claim = claim_of(compiled.procedure, journey)
    if claim is None:
        return []
    people = [_registered(member, made) for member in made.household]
    born = [person for person in people if person.birthdate == claim.birthdate]
    verdicts = comparing.verdicts(claim, comparing.located(claim, born), people, SETAGAYA)
    return findings_of(compiled, journey, Answer(verdicts, None))


def _registered(member: Member, made: Application) -> Person:
    return Person(
        household="1",
        name=member.name.written,
        kana=member.name.kana,
        birthdate=member.birthdate,
        town=made.town,
        block=made.block,
        is_head=member.relation == "head",
        account_holder=member.name.kana,
    )
