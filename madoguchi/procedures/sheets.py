"""Issuing 照会番号 for households of the resident register: what is printed on a sheet is what its number fills in."""

import hmac
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.procedure import Mailed
from madoguchi.definitions.questions import DigitsQuestion, GroupQuestion, Question
from madoguchi.journal import commands as journal
from madoguchi.kernel import ids
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.procedures import commands
from madoguchi.procedures.models import MailedSheet
from madoguchi.registers import permissions as register_permissions
from madoguchi.registers import queries as registers

TRIES = 50
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

    A household that has its number already is given the same one: a run may be repeated, and is when it broke off.
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
    number = _number(compiled, mailed, prefix, household)
    commands.register_sheet(
        compiled=compiled,
        number=number,
        answers=answers,
        mailed_on=at.date(),
        by=by,
        household_digest=_digest(compiled, household),
    )
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


def _number(compiled: Compiled, mailed: Mailed, prefix: str, household: str) -> str:
    """The household's own, or the first that is free: who holds one sheet cannot guess the next without our key."""
    digest = _digest(compiled, household)
    sheets = MailedSheet.objects.filter(procedure=compiled.id)
    has_one = sheets.filter(household_digest=digest).exists()
    for number in _candidates(compiled, mailed, prefix, household):
        held = sheets.filter(number_digest=ids.digest(number)).values_list("household_digest", flat=True).first()
        if held == digest or (held is None and not has_one):
            return number
    if has_one:
        raise Refusal("この世帯には、別のはじめの数字で番号を付けています。", code="numbered-otherwise")
    raise Refusal("空いている番号がありません。", way_on="番号のはじめの数字を変えてください。", code="no-number")


def _candidates(compiled: Compiled, mailed: Mailed, prefix: str, household: str) -> Iterator[str]:
    """Numbers with their check digit, as if by chance, and the same each time."""
    question = compiled.procedure.data[mailed.number]
    length = question.length if isinstance(question, DigitsQuestion) else 10
    free = length - 1 - len(prefix)
    if free < 6:
        raise Refusal("番号のはじめの数字が長すぎます。", status=400)
    for attempt in range(TRIES):
        drawn = int(_keyed(f"{compiled.id}/{household}/{prefix}/{attempt}"), 16) % 10**free
        yield ids.with_check_digit(f"{prefix}{drawn:0{free}}")


def _digest(compiled: Compiled, household: str) -> str:
    return _keyed(f"{compiled.id}/{household}")


def _keyed(text: str) -> str:
    return hmac.new(f"mailed sheets:{settings.SECRET_KEY}".encode(), text.encode(), "sha256").hexdigest()


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
