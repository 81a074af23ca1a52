"""An address said on one line, laid into the six boxes of the form. What cannot be told apart is left for the form to ask."""

import re

from madoguchi.definitions.situation import Situation
from madoguchi.definitions.typed import Boxes
from madoguchi.kernel.addresses import SETAGAYA, PostalTown, by_postcode

_WIDE = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)} | {0x3000: 0x20}
_POSTCODE = re.compile(r"〒?\s*([0-9]{3})\s*[-－ー−‐]?\s*([0-9]{4})(?![0-9])[\s、,]*")
_PREFECTURE = re.compile(r"東京都|北海道|(?:大阪|京都)府|.{2,3}?県")
_CITY = re.compile(
    r"(?:四日市|廿日市|野々市|八日市場|市川|市原|市来)市|[^0-9\s]{1,6}?郡[^0-9\s]{1,6}?[町村]"
    r"|[^0-9\s市区町村]{1,6}?市(?:[^0-9\s丁目]{1,4}?区)?|[^0-9\s]{1,6}?[区市町村]"
)
_CHOME = re.compile(r"(?P<town>\D*?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})丁目)\s*(?P<rest>.*)", re.DOTALL)
_DASHED = re.compile(r"(?P<town>\D+?)\s*(?P<chome>[0-9]{1,2})[-－ー−‐](?P<rest>[0-9].*)", re.DOTALL)
_TOWN = re.compile(r"(?P<town>[^0-9]+?)\s*(?P<rest>[0-9].*)", re.DOTALL)
_BLOCK = re.compile(
    r"(?P<block>[0-9]+(?:\s*(?:番地?の?|号|の|[-－ー−‐])\s*[0-9]*)*)[\s、,]*(?P<building>.*)", re.DOTALL
)


def address_in(said: str, at: Situation) -> Boxes:
    """By the postcode where one was said: it names prefecture and city, so that neither is guessed."""
    rest = said.translate(_WIDE).strip()
    boxes: dict[str, str] = {}
    known: list[PostalTown] = []
    if found := _POSTCODE.match(rest):
        boxes["postcode"], rest = found[1] + found[2], rest[found.end() :]
        known = by_postcode(boxes["postcode"])
    rest = _place(rest, known, boxes, at)
    _street(rest, boxes, at)
    return {part: [text.strip()] for part, text in boxes.items() if text.strip()}


def _place(rest: str, known: list[PostalTown], boxes: dict[str, str], at: Situation) -> str:
    """Prefecture and city: those of the postcode, those that were said, or the ward's where its town was said."""
    found = _PREFECTURE.match(rest)
    said_prefecture = found[0] if found else ""
    rest = rest.removeprefix(said_prefecture).lstrip()
    cities = sorted({town.city for town in known} | {SETAGAYA.city}, key=len, reverse=True)
    said_city = next((city for city in cities if rest.startswith(city)), "")
    if not said_city and not _is_ward_town(rest, at) and (city := _CITY.match(rest)):
        said_city = city[0]
    if not said_city and known and not said_prefecture:
        said_city, rest = known[0].city, f"{known[0].city}{rest}"
    elif not said_city and _is_ward_town(rest, at):
        said_city, rest = SETAGAYA.city, f"{SETAGAYA.city}{rest}"
    by_code = next((town.prefecture for town in known if town.city == said_city), "")
    own = SETAGAYA.prefecture if said_city == SETAGAYA.city else ""
    boxes["prefecture"], boxes["city"] = said_prefecture or by_code or own, said_city
    return rest.removeprefix(said_city).lstrip(" 、,")


def _is_ward_town(rest: str, at: Situation) -> bool:
    return at.towns is not None and bool(rest) and at.towns.find(rest.split(" ")[0]) is not None


def _street(rest: str, boxes: dict[str, str], at: Situation) -> None:
    if found := _CHOME.match(rest):
        boxes["town"], rest = found["town"], found["rest"]
    elif (found := _DASHED.match(rest)) and at.towns is not None and at.towns.find(found["town"] + found["chome"]):
        boxes["town"], rest = f"{found['town']}{found['chome']}丁目", found["rest"]
    elif found := _TOWN.match(rest):
        boxes["town"], rest = found["town"], found["rest"]
    else:
        boxes["town"], rest = rest, ""
    if found := _BLOCK.match(rest.lstrip(" -、,")):
        boxes["block"], boxes["building"] = found["block"], found["building"]
    else:
        boxes["block"] = rest
