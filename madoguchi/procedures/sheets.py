"""Issuing 照会番号 for households of the resident register: what is printed on a sheet is what its number fills in."""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.procedure import Mailed
from madoguchi.definitions.questions import DigitsQuestion, GroupQuestion, Question
from madoguchi.journal import commands as journal
from madoguchi.kernel import ids
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.procedures import commands
from madoguchi.registers import permissions as register_permissions
from madoguchi.registers import queries as registers

PRINTED = ("照会番号", "世帯番号", "氏名", "郵便番号", "住所")


@dataclass(frozen=True)
class Sheet:
    """One sheet for the printer: number, household, and whom it is addressed to."""

    number: str
    household: str
    name: str
    postcode: str
    address: str

    @property
    def cells(self) -> tuple[str, ...]:
        """In the order of PRINTED."""
        return self.number, self.household, self.name, self.postcode, self.address


@transaction.atomic
def issue_sheet(*, compiled: Compiled, household: str, prefix: str, by: Actor, at: datetime) -> Sheet | None:
    """Give a household its number and register what the sheet says; None where it has no head with a birth date.

    The birth date of the head goes with it as what must be known besides the number (see `fill_from_letter`).
    """
    refuse_if(register_permissions.refusal_to_read_household(by))
    mailed = compiled.procedure.mailed
    if mailed is None:
        raise Refusal("この手続きには、照会番号の用紙がありません。", status=404)
    said = registers.household_of(household)
    answers = dict(_answers(compiled, mailed, said))
    if compiled.procedure.applicant.birthdate not in answers:
        return None
    number = _number(compiled, mailed, prefix)
    commands.register_sheet(compiled=compiled, number=number, answers=answers, mailed_on=at.date(), by=by)
    journal.write(subject=f"household/{household}", what="register_read", by=by, at=at, detail={"sheet": compiled.id})
    return _sheet(number, household, said)


def _answers(compiled: Compiled, mailed: Mailed, said: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """What the register knows, put to the questions by their concept."""
    for id_ in (*mailed.fills, compiled.procedure.applicant.birthdate):
        question = compiled.procedure.data.get(id_)
        if question is not None and question.concept in said:
            yield id_, _fitted(question, said[question.concept])


def _fitted(question: Question, answer: object) -> object:
    """The rows of a group by its own names; what it does not ask is not told."""
    if not isinstance(question, GroupQuestion) or not isinstance(answer, list):
        return answer
    leaves = {leaf: asked.concept for leaf, asked in question.fields.items() if asked.concept}
    return [
        {"row": row["row"], **{leaf: row[concept] for leaf, concept in leaves.items() if concept in row}}
        for row in answer
    ]


def _number(compiled: Compiled, mailed: Mailed, prefix: str) -> str:
    """Chosen by chance, with its check digit: who holds one sheet cannot guess the next."""
    question = compiled.procedure.data[mailed.number]
    length = question.length if isinstance(question, DigitsQuestion) else 10
    free = length - 1 - len(prefix)
    if free < 6:
        raise Refusal("番号のはじめの数字が長すぎます。", status=400)
    return ids.with_check_digit(f"{prefix}{secrets.randbelow(10**free):0{free}}")


def _sheet(number: str, household: str, said: Mapping[str, object]) -> Sheet:
    name, address = said.get("person.name"), said.get("address")
    who = name if isinstance(name, Mapping) else {}
    where = address if isinstance(address, Mapping) else {}
    place = "".join(str(where.get(part, "")) for part in ("prefecture", "city", "town", "block"))
    return Sheet(
        number=number,
        household=household,
        name=f"{who.get('family', '')}\u3000{who.get('given', '')}".strip(),
        postcode=str(where.get("postcode", "")),
        address="\u3000".join(part for part in (place, str(where.get("building", ""))) if part),
    )
