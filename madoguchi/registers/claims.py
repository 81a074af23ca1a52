"""What somebody says of themselves, and the yes or no that comes of it: an answer carries nothing of the register."""

import hashlib
import hmac
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import msgspec

from madoguchi.definitions.journey import Journey
from madoguchi.definitions.procedure import Procedure, Reconcile
from madoguchi.definitions.questions import DateQuestion, GroupQuestion, KanaQuestion, NameQuestion
from madoguchi.kernel.addresses import Address
from madoguchi.kernel.bank_accounts import BankAccount
from madoguchi.kernel.names import PersonName

NOBODY = PersonName()


class Aspect(StrEnum):
    """What can be compared; the same words as in a definition's `reconcile`."""

    NAME = "name"
    KANA = "kana"
    BIRTHDATE = "birthdate"
    ADDRESS = "address"
    HOUSEHOLD = "household"
    HOUSEHOLDER = "householder"
    ACCOUNT_HOLDER = "account_holder"
    ACCOUNT = "account"


class Verdict(StrEnum):
    """Yes, no, or nobody can tell."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Answer:
    """A verdict for each aspect asked, and the day the register was taken; `as_of` is None where none is loaded."""

    verdicts: Mapping[Aspect, Verdict]
    as_of: date | None


@dataclass(frozen=True)
class Member:
    """Somebody said to live in the same household."""

    name: PersonName = NOBODY
    kana: PersonName = NOBODY
    birthdate: date | None = None


@dataclass(frozen=True)
class Claim:
    """What is said. Name, reading and birth date find the person; `asked` are the aspects to answer."""

    asked: frozenset[Aspect]
    name: PersonName = NOBODY
    kana: PersonName = NOBODY
    birthdate: date | None = None
    address: Address | None = None
    members: tuple[Member, ...] = field(default=())
    account: BankAccount | None = None

    def digest(self, key: str) -> str:
        """The same for the same claim; without the key nobody can try claims against it."""
        plain = msgspec.json.encode({**_plain(self), "asked": sorted(self.asked)}, order="deterministic")
        return hmac.new(key.encode(), plain, hashlib.sha256).hexdigest()


def _plain(claim: Claim) -> dict[str, object]:
    return {
        "name": claim.name,
        "kana": claim.kana,
        "birthdate": claim.birthdate,
        "address": claim.address,
        "members": [(member.name, member.kana, member.birthdate) for member in claim.members],
        "account": claim.account,
    }


def claim_of(procedure: Procedure, journey: Journey) -> Claim | None:
    """What the answers claim, for those parts of `reconcile` that were asked and answered; None where there is nothing."""
    who, answers = procedure.applicant, journey.answers
    parts = [part for part in procedure.reconcile if all(answers.get(id_) for id_ in part.fields)]
    if not parts:
        return None
    return Claim(
        asked=frozenset(Aspect(part.aspect) for part in parts),
        name=name_of(answers.get(who.name)),
        kana=name_of(answers.get(who.kana)),
        birthdate=day_of(answers.get(who.birthdate)),
        address=address_of(next(_asked(parts, (Aspect.ADDRESS,), answers), None)),
        members=tuple(_members(procedure, parts, answers)),
        account=account_of(next(_asked(parts, (Aspect.ACCOUNT_HOLDER, Aspect.ACCOUNT), answers), None)),
    )


def _asked(parts: list[Reconcile], aspects: Sequence[Aspect], answers: Mapping[str, object]) -> Iterator[object]:
    return (answers[id_] for part in parts if part.aspect in aspects for id_ in part.fields)


def _members(procedure: Procedure, parts: list[Reconcile], answers: Mapping[str, object]) -> Iterator[Member]:
    for part in parts:
        if Aspect(part.aspect) is Aspect.HOUSEHOLD:
            for id_ in part.fields:
                group, rows = procedure.data[id_], answers[id_]
                if isinstance(group, GroupQuestion) and isinstance(rows, list):
                    yield from (member_of(group, row) for row in rows)


def member_of(group: GroupQuestion, row: Mapping[str, object]) -> Member:
    """The first name, reading and birth date of a row are the person's."""
    first: dict[type, object] = {}
    for leaf, question in group.fields.items():
        if leaf in row:
            first.setdefault(type(question), row[leaf])
    return Member(name_of(first.get(NameQuestion)), name_of(first.get(KanaQuestion)), day_of(first.get(DateQuestion)))


def name_of(answer: object) -> PersonName:
    if not isinstance(answer, Mapping):
        return PersonName()
    return PersonName(str(answer.get("family", "")), str(answer.get("given", "")))


def day_of(answer: object) -> date | None:
    try:
        return date.fromisoformat(str(answer)) if answer else None
    except ValueError:
        return None


def address_of(answer: object) -> Address | None:
    if not isinstance(answer, Mapping):
        return None
    parts = ("postcode", "prefecture", "city", "town", "block", "building")
    return Address(*(str(answer.get(part, "")) for part in parts))


def account_of(answer: object) -> BankAccount | None:
    """The kind of the account is no part of what is compared."""
    if not isinstance(answer, Mapping):
        return None
    bank, branch, number, holder = (str(answer.get(part, "")) for part in ("bank", "branch", "number", "holder"))
    return BankAccount(bank_code=bank, branch_code=branch, number=number, holder=holder)
