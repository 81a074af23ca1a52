"""The one line of a card's address in the parts of a form."""

import re

from madoguchi.kernel.addresses import Address, TownIndex, TownType

_PREFECTURE = re.compile(r"東京都|北海道|(?:京都|大阪)府|[^\s都道府県]{2,3}県")
_CITY = re.compile(r"[^\s市区町村]+?郡[^\s]+?[町村]|[^\s市]+市[^\s市区町村]+区|四日市市|廿日市市|[^\s]+?[市区町村]")
_CHOME = re.compile(r"[^\s0-9０-９]+?(?:[0-9０-９]+|[一二三四五六七八九十]+)丁目")
_BEFORE_A_NUMBER = re.compile(r"[^\s0-9０-９]+")


def address_of(line: str, towns: TownIndex[TownType]) -> Address:
    """As far as it can be told apart; what cannot stands where the person will see it and put it right."""
    place, _, building = re.sub(r"[\s\u3000]+", " ", line.strip()).partition(" ")
    prefecture, rest = _taken(_PREFECTURE, place)
    city, rest = _taken(_CITY, rest)
    town, block = _town(rest, towns)
    return Address(prefecture=prefecture, city=city, town=town, block=block, building=building)


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    found = pattern.match(text)
    return (found[0], text[found.end() :]) if found else ("", text)


def _town(rest: str, towns: TownIndex[TownType]) -> tuple[str, str]:
    """A town of the ward in the ward's own spelling; elsewhere everything up to the first number."""
    for pattern in (_CHOME, _BEFORE_A_NUMBER):
        town, block = _taken(pattern, rest)
        if town and (known := towns.find(town)):
            return known.name, block
    town, block = _taken(_CHOME, rest)
    return (town, block) if town else _taken(_BEFORE_A_NUMBER, rest)
