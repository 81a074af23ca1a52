"""A household of the register as answers by concept: what a mailed sheet can be printed with and fill in."""

from collections.abc import Sequence

from madoguchi.kernel.addresses import Municipality
from madoguchi.registers.comparing import split_name
from madoguchi.registers.layout import has_gaiji
from madoguchi.registers.models import Person

_RELATION = {"夫": "spouse", "妻": "spouse", "子": "child"}
_PARENTS = ("父", "母", "祖父", "祖母")


def answers_by_concept(people: Sequence[Person], ward: Municipality) -> dict[str, object]:
    """Of the head of the household and of everybody in it; what cannot be written here (外字, no date) is left out."""
    head = next((person for person in people if person.is_head), None)
    if head is None:
        return {}
    ordered = [head, *(person for person in people if person is not head)]
    rows = [{"row": str(place), **_member(person)} for place, person in enumerate(ordered, start=1)]
    return {**_person(head), **_sex(head), "address": _address(head, ward), "household.members": rows}


def _person(person: Person) -> dict[str, object]:
    """The 通称 where there is one: it is how the person writes to the ward."""
    name, kana = (person.alias, person.alias_kana) if person.alias else (person.name, person.kana)
    said = {
        "person.name": "" if has_gaiji(name) else name,
        "person.kana": kana,
    }
    parts: dict[str, object] = {concept: _name(written) for concept, written in said.items() if written}
    return parts | ({"person.birthdate": person.birthdate.isoformat()} if person.birthdate else {})


def _name(written: str) -> dict[str, str]:
    name = split_name(written)
    return {"family": name.family, "given": name.given}


def _sex(person: Person) -> dict[str, object]:
    return {"person.sex": person.sex} if person.sex else {}


def _member(person: Person) -> dict[str, object]:
    return {**_person(person), "household.relation": _relation(person)}


def _relation(person: Person) -> str:
    if person.is_head:
        return "head"
    return _RELATION.get(person.relation) or ("parent" if person.relation in _PARENTS else "other")


def _address(person: Person, ward: Municipality) -> dict[str, str]:
    parts = {
        "postcode": person.postcode,
        "prefecture": ward.prefecture,
        "city": ward.city,
        "town": person.town,
        "block": person.block,
        "building": person.building,
    }
    return {part: text for part, text in parts.items() if text}
