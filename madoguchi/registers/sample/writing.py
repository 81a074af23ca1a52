"""A made-up register written as the CSV that `import_register` reads, person by person."""

import csv
import random
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain, count
from typing import TextIO

from madoguchi.kernel.bank_accounts import BankAccount, holder_for_bank
from madoguchi.registers.comparing import account_digest
from madoguchi.registers.layout import END, FIELDS, HEAD, TITLES, VERSION
from madoguchi.registers.sample.people import ACCOUNT, LEFT, Home, Invented, Inventor
from madoguchi.registers.sample.population import Figures


def write_sample(
    into: TextIO, *, people: int, seed: int, sequence: int, as_of: date, first: Sequence[list[str]] = ()
) -> None:
    """Head, column titles, so many people, and the line that says it is whole. Same seed, same bytes.

    `first` are rows that stand before the invented ones and count among the people.
    """
    rows = csv.writer(into, lineterminator="\r\n")
    rows.writerow([HEAD, VERSION, sequence, as_of.isoformat()])
    rows.writerow(TITLES)
    for number, row in zip(range(people), chain(first, sample_rows(seed=seed, as_of=as_of)), strict=False):
        rows.writerow([f"{number + 1:010}", *row])
    rows.writerow([END, people])


def sample_rows(*, seed: int, as_of: date) -> Iterator[list[str]]:
    """Every column but the first, without end."""
    inventor = Inventor(Figures(as_of), seed)
    for number in count(1):
        home, people = inventor.household()
        household = f"{number + 4_000_000_000}"
        for place, person in enumerate(people):
            yield _row(household, home, person, is_head=place == 0, by=inventor.by, as_of=as_of)


def _row(household: str, home: Home, person: Invented, *, is_head: bool, by: random.Random, as_of: date) -> list[str]:
    is_adult = as_of.year - person.birthdate.year >= 18
    account = _account(person, by) if is_adult and by.random() < ACCOUNT else ("", "")
    said = {
        "household": household,
        "name": person.name,
        "kana": person.kana,
        "former_family": person.former,
        "alias": person.alias,
        "alias_kana": person.alias_kana,
        "birthdate": person.birthdate.isoformat(),
        "sex": "2" if person.sex == "female" else "1",
        "postcode": home.place.postcode,
        "town": home.place.town,
        "block": home.block,
        "building": home.building,
        "relation": person.relation,
        "is_head": "1" if is_head else "0",
        "since": max(home.since, person.birthdate).isoformat(),
        "until": as_of.isoformat() if not is_head and by.random() < LEFT else "",
        "account_holder": account[0],
        "account_digest": account[1],
    }
    return [said[field] for field in FIELDS[1:]]


def _account(person: Invented, by: random.Random) -> tuple[str, str]:
    account = BankAccount(bank_code="0001", branch_code=f"{by.randint(1, 999):03}", number=f"{by.randrange(10**7):07}")
    return holder_for_bank((person.alias_kana or person.kana).replace("\u3000", " ")), account_digest(account)
