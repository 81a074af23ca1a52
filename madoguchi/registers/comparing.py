"""Whether a claim fits people of the register: glyphs, scripts and ways of writing an address make no difference.

What was brought to one form for this is thrown away with the answer (see `kernel.readings`).
"""

import hashlib
import hmac
import re
from collections.abc import Sequence

from django.conf import settings

from madoguchi.kernel import normalise, readings
from madoguchi.kernel.addresses import Address, Municipality, in_ward, town_key
from madoguchi.kernel.bank_accounts import BankAccount, holder_fits
from madoguchi.kernel.names import PersonName
from madoguchi.registers.claims import Aspect, Claim, Member, Verdict
from madoguchi.registers.layout import has_gaiji
from madoguchi.registers.models import Person

LONGEST_NAME = 200
_NUMBERS = re.compile(r"\d+(?:-\d+)*", re.ASCII)


def split_name(written: str) -> PersonName:
    """The register writes a name as one; family and given stand before and after the first white space."""
    family, _, given = normalise.one_line(written).partition(" ")
    return PersonName(family, given)


def name_key(written: str) -> str:
    """One form for 髙橋 and 高橋, SMITH and Smith, with and without spaces."""
    return readings.plain_form(written[:LONGEST_NAME]).replace(" ", "").casefold()


def same_name(one: str, other: str) -> bool:
    """Whether both are one name, written with whatever glyphs."""
    return bool(name_key(one)) and name_key(one) == name_key(other)


def same_kana(one: str, other: str) -> bool:
    """Small kana, old kana, width and spaces make no difference; what has no kana is compared as it is."""
    return holder_fits(one, other)


def address_key(town: str, block: str) -> tuple[str, tuple[int, ...]]:
    """赤堤一丁目 2番3号, 赤堤1-2-3 and 赤堤 1丁目2-3 are one place."""
    key = town_key(town)
    found = _NUMBERS.match(normalise.block_number(block))
    numbers = tuple(int(part) for part in found[0].split("-")) if found else ()
    return key.base, ((key.chome, *numbers) if key.chome else numbers)


def located(claim: Claim, people: Sequence[Person]) -> list[Person]:
    """Those of one birth date that fit best; somebody of whom neither name nor reading fits is nobody."""
    scored = [(_score(claim, person), person) for person in people if _is_named(claim, person)]
    best = max((score for score, _ in scored), default=0)
    return [person for score, person in scored if score == best]


def verdicts(
    claim: Claim, found: Sequence[Person], household: Sequence[Person], ward: Municipality
) -> dict[Aspect, Verdict]:
    """One verdict an aspect. Nobody found is answered as a person of whom nothing fits: no, wherever it was asked."""
    return {
        aspect: _agreed([_verdict(aspect, claim, person, household, ward) for person in found])
        for aspect in Aspect
        if aspect in claim.asked
    }


def _agreed(each: list[Verdict]) -> Verdict:
    if not each:
        return Verdict.NO
    return each[0] if len(set(each)) == 1 else Verdict.UNKNOWN


def _verdict(aspect: Aspect, claim: Claim, person: Person, household: Sequence[Person], ward: Municipality) -> Verdict:
    match aspect:
        case Aspect.NAME:
            return _name_verdict(claim, person)
        case Aspect.KANA:
            return _yes(_kana_fits(claim.kana, person)) if person.kana or person.alias_kana else Verdict.UNKNOWN
        case Aspect.BIRTHDATE:
            return _yes(person.birthdate == claim.birthdate)
        case Aspect.ADDRESS:
            return _address_verdict(claim.address, person, ward)
        case Aspect.HOUSEHOLD:
            home = [other for other in household if other.household == person.household]
            return _yes(all(any(_is_member(member, other) for other in home) for member in claim.members))
        case Aspect.HOUSEHOLDER:
            return _yes(person.is_head)
        case Aspect.ACCOUNT_HOLDER:
            return _holder_verdict(claim.account, person)
        case Aspect.ACCOUNT:
            return _account_verdict(claim.account, person)


def _yes(fits: bool) -> Verdict:
    return Verdict.YES if fits else Verdict.NO


def _is_named(claim: Claim, person: Person) -> bool:
    return _name_fits(claim.name, person) or _kana_fits(claim.kana, person)


def _score(claim: Claim, person: Person) -> int:
    return (
        2 * _name_fits(claim.name, person)
        + 2 * _kana_fits(claim.kana, person)
        + (claim.address is not None and _same_place(claim.address, person))
    )


def _name_fits(name: PersonName, person: Person) -> bool:
    given = split_name(person.name).given
    written = (person.name, person.alias, person.former_family + given if person.former_family else "")
    return any(same_name(name.family + name.given, one) for one in written if one)


def _kana_fits(kana: PersonName, person: Person) -> bool:
    return any(same_kana(kana.family + kana.given, one) for one in (person.kana, person.alias_kana) if one)


def _name_verdict(claim: Claim, person: Person) -> Verdict:
    if _name_fits(claim.name, person):
        return Verdict.YES
    return Verdict.UNKNOWN if has_gaiji(person.name + person.alias + person.former_family) else Verdict.NO


def _address_verdict(address: Address | None, person: Person, ward: Municipality) -> Verdict:
    if address is None or has_gaiji(person.town + person.block):
        return Verdict.UNKNOWN
    return _yes(in_ward(address, ward) and _same_place(address, person))


def _same_place(address: Address, person: Person) -> bool:
    return address_key(address.town, address.block) == address_key(person.town, person.block)


def _is_member(member: Member, person: Person) -> bool:
    if member.birthdate != person.birthdate:
        return False
    return _name_fits(member.name, person) or _kana_fits(member.kana, person)


def _holder_verdict(account: BankAccount | None, person: Person) -> Verdict:
    if account is None or not person.account_holder:
        return Verdict.UNKNOWN
    return _yes(holder_fits(account.holder, person.account_holder))


def _account_verdict(account: BankAccount | None, person: Person) -> Verdict:
    """Whether it is the account the ward knows; unknown where no key was agreed with those who extract."""
    if account is None or not person.account_digest or not settings.REGISTER_KEY:
        return Verdict.UNKNOWN
    return _yes(hmac.compare_digest(account_digest(account), person.account_digest))


def account_digest(account: BankAccount) -> str:
    """口座照合値: with a key, for ten million numbers of a branch are tried in a second."""
    said = f"{account.bank_code}-{account.branch_code}-{account.number}"
    return hmac.new(settings.REGISTER_KEY.encode(), said.encode(), hashlib.sha256).hexdigest()
