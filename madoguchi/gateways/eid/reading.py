"""What a card gave out, read with care: nothing is guessed, and what cannot be read is left to the person."""

import re
from collections.abc import Mapping
from datetime import date

import msgspec

from madoguchi.kernel.names import PersonName

LONGEST = 300
SEXES = {"1": "male", "2": "female", "male": "male", "female": "female"}
_ALIAS = re.compile(r"(?P<name>[^（(]+)[（(](?P<alias>[^）)]+)[）)]\s*")
_YEARS_WITHOUT_SIGNATURE = 15


class CardReading(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The four items as the card has them, code point by code point; `alias` is the 通称 of a foreign resident.

    `sex` is empty where the card says neither: it is then asked as if there were no card.
    """

    name: str = ""
    alias: str = ""
    kana: str = ""
    address: str = ""
    birthdate: date | None = None
    sex: str = ""

    @property
    def person(self) -> PersonName:
        return split_name(self.name)

    @property
    def reading(self) -> PersonName:
        return split_name(self.kana)

    def is_under_15(self, today: date) -> bool:
        """Who is under 15 has no certificate for signing (公的個人認証法3条) and applies through a parent."""
        if self.birthdate is None:
            return False
        had_birthday = (today.month, today.day) >= (self.birthdate.month, self.birthdate.day)
        return today.year - self.birthdate.year - (not had_birthday) < _YEARS_WITHOUT_SIGNATURE


def reading_of(claims: Mapping[str, object]) -> CardReading:
    """The reading in a userinfo answer. A claim that is missing or of another shape is as if it were not there."""
    name, alias = _name_and_alias(_text(claims.get("name")))
    return CardReading(
        name=name,
        alias=alias,
        kana=_text(claims.get("name#ja-Kana-JP")),
        address=_address(claims.get("address")),
        birthdate=_day(_text(claims.get("birthdate"))),
        sex=SEXES.get(_text(claims.get("gender")), ""),
    )


def split_name(name: str) -> PersonName:
    """At the first space, as cards write it; without one everything is the family name, and the person completes it."""
    family, _, given = " ".join(name.split()).partition(" ")
    return PersonName(family, given)


def _text(value: object) -> str:
    return value.strip()[:LONGEST].replace("\0", "") if isinstance(value, str) else ""


def _name_and_alias(written: str) -> tuple[str, str]:
    found = _ALIAS.fullmatch(written)
    return (found["name"].strip(), found["alias"].strip()) if found else (written, "")


def _address(value: object) -> str:
    """As OpenID Connect has it (Core 5.1.1), or as a plain text."""
    return _text(value.get("formatted")) if isinstance(value, Mapping) else _text(value)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
