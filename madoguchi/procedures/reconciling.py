"""What the resident register says at review, told to those who are known to be the person: a kind hint, nothing more."""

import json
from datetime import datetime

from madoguchi.cases.authorship import author_at
from madoguchi.definitions.check import Finding, failures
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.journey import Journey
from madoguchi.kernel import ids
from madoguchi.kernel.actors import Actor
from madoguchi.procedures.models import Draft
from madoguchi.registers import commands as registers
from madoguchi.registers.claims import claim_of
from madoguchi.registers.findings import findings_of

CARD, LETTER = "eid", "letter"


def differing(draft: Draft, compiled: Compiled, journey: Journey, *, by: Actor, at: datetime) -> list[Finding]:
    """What does not agree with the register. Empty as well where nobody is identified, and where none is loaded."""
    asker = identified_as(draft, compiled)
    claim = claim_of(compiled.procedure, journey) if asker else None
    if claim is None:
        return []
    answer = registers.compare(claim=claim, subject=draft.subject, asker=asker, identified=True, by=by, at=at)
    return failures(findings_of(compiled, journey, answer))


def identified_as(draft: Draft, compiled: Compiled) -> str:
    """Who is known to sit there, under which tries are counted; empty for anybody else.

    By card: name and birth date stand as the card gave them. By letter: the name stands as the sheet gave it, which
    needed its number and the birth date. Typing over either ends it, so that nobody compares another person; what the
    resident can type (a number, another birth date) is no part of who they are, so it brings no new tries.
    """
    who = compiled.procedure.applicant
    name, birthdate = (_how(draft, id_) for id_ in (who.name, who.birthdate))
    if name == CARD and birthdate == CARD:
        return f"card/{_digest(draft, who.name, who.birthdate)}"
    return f"letter/{_digest(draft, who.name)}" if name == LETTER else ""


def _digest(draft: Draft, *paths: str) -> str:
    return ids.digest(json.dumps([draft.answers.get(path) for path in paths], ensure_ascii=False))


def _how(draft: Draft, path: str) -> str:
    author = author_at(draft.authors, path) if path else None
    return author.how if author is not None else ""
