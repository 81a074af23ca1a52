"""The people in the definitions' examples as residents, so that what a demo plays finds itself in the register."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from madoguchi.definitions import examples
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.journey import walk
from madoguchi.definitions.questions import GroupQuestion
from madoguchi.kernel.addresses import Address
from madoguchi.kernel.bank_accounts import holder_for_bank
from madoguchi.publications import queries as publications
from madoguchi.registers.claims import Member, address_of, day_of, member_of, name_of
from madoguchi.registers.comparing import name_key
from madoguchi.registers.layout import FIELDS

FIRST_HOUSEHOLD = 9_000_000_000
Key = tuple[str, date | None]


@dataclass
class ExampleHome:
    """One applicant of an example with everybody named in any of theirs."""

    head: Member
    address: Address
    members: dict[Key, Member] = field(default_factory=dict)


def example_rows() -> Iterator[list[str]]:
    """Every column but the first, household by household, each person once."""
    for number, home in enumerate(_homes().values()):
        household = f"{FIRST_HOUSEHOLD + number}"
        yield _row(household, home, home.head, is_head=True)
        for member in home.members.values():
            yield _row(household, home, member, is_head=False)


def _key(person: Member) -> Key:
    """濵田 and 濱田 of one birth date are one person."""
    return name_key(person.name.family + person.name.given), person.birthdate


def _homes() -> dict[Key, ExampleHome]:
    homes: dict[Key, ExampleHome] = {}
    for compiled in publications.all_in_force():
        for example in compiled.procedure.examples:
            answers, _ = examples.answers_of(compiled, example, publications.situation())
            shown = walk(compiled, answers, today=example.on).answers
            if (found := _home(compiled, shown)) is not None:
                kept = homes.setdefault(_key(found.head), found)
                kept.members |= found.members
    return homes


def _home(compiled: Compiled, answers: Mapping[str, object]) -> ExampleHome | None:
    who = compiled.procedure.applicant
    head = Member(name_of(answers.get(who.name)), name_of(answers.get(who.kana)), day_of(answers.get(who.birthdate)))
    address = address_of(answers.get(who.address))
    if not head.name.family or head.birthdate is None or address is None or address.city != publications.ward().city:
        return None
    return ExampleHome(head, address, {key: one for key, one in _named(compiled, answers) if key != _key(head)})


def _named(compiled: Compiled, answers: Mapping[str, object]) -> Iterator[tuple[Key, Member]]:
    """Whoever stands in a row of a group that the register is asked about."""
    for part in compiled.procedure.reconcile:
        for id_ in part.fields:
            group, rows = compiled.procedure.data[id_], answers.get(id_)
            if isinstance(group, GroupQuestion) and isinstance(rows, list):
                for member in (member_of(group, row) for row in rows):
                    if member.name.family and member.birthdate:
                        yield _key(member), member


def _row(household: str, home: ExampleHome, person: Member, *, is_head: bool) -> list[str]:
    kana = person.kana.full
    said = {
        "household": household,
        "name": "\u3000".join(part for part in (person.name.family, person.name.given) if part),
        "kana": kana,
        "birthdate": person.birthdate.isoformat() if person.birthdate else "",
        "postcode": home.address.postcode.replace("-", ""),
        "town": home.address.town,
        "block": home.address.block,
        "building": home.address.building,
        "relation": "世帯主" if is_head else "子",
        "is_head": "1" if is_head else "0",
        "account_holder": holder_for_bank(kana.replace("\u3000", " ")) if is_head else "",
    }
    return [said.get(column, "") for column in FIELDS[1:]]
