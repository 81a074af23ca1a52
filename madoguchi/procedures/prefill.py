"""What the card said, put into a draft where the applicant is asked for it; every answer can be seen and changed."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db import transaction

from madoguchi.cases.authorship import author_at, author_of
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.procedure import Page
from madoguchi.definitions.questions import GroupQuestion, Leaf
from madoguchi.definitions.reading import read
from madoguchi.definitions.situation import Situation
from madoguchi.definitions.typed import Boxes, boxes_of
from madoguchi.gateways.eid.card_address import address_of
from madoguchi.gateways.eid.reading import CardReading
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.names import PersonName
from madoguchi.procedures import commands
from madoguchi.procedures.models import Draft

SOURCE = "eid"
CONCEPTS = {
    "name": "person.name",
    "kana": "person.kana",
    "birthdate": "person.birthdate",
    "sex": "person.sex",
    "address": "address",
}


@transaction.atomic
def fill_from_card(
    *, draft: Draft, compiled: Compiled, reading: CardReading, situation: Situation, by: Actor, at: datetime
) -> None:
    """Fill in what the resident has not answered yet.

    What can be read like a typed answer is one. A name that is in one piece, or an address that cannot be told apart,
    stands in the boxes as it was on the card, for the person to complete.
    """
    given = {id_: boxes for id_, boxes in _boxes(compiled, reading, situation).items() if id_ not in draft.answers}
    answers: dict[str, object] = {}
    for page in compiled.procedure.pages:
        read_here = {id_: _answer(compiled, id_, given[id_], situation) for id_ in page.ask if id_ in given}
        if any(answer is None for answer in read_here.values()):
            _keep_as_typed(draft, page, {id_: given[id_] for id_ in read_here}, by=by, at=at)
        answers |= {id_: answer for id_, answer in read_here.items() if answer is not None}
    commands.hold(draft, by)
    commands.put_answers(draft, {**answers, **draft.answers}, author_of(by, SOURCE, at))
    draft.sources = {**draft.sources, **dict.fromkeys(answers, SOURCE)}
    draft.save(update_fields=["answers", "authors", "sources"])


def from_card(draft: Draft, path: str) -> bool:
    """Whether the answer stands as the card gave it: one that was typed over is the resident's own."""
    author = author_at(draft.authors, path)
    return author is not None and author.how == SOURCE


def _boxes(compiled: Compiled, reading: CardReading, at: Situation) -> dict[str, Boxes]:
    """The questions about the applicant that the card answers, with what would be typed into them."""
    asked = dict(_asked(compiled))
    said: dict[str, object] = {
        "name": _parts(reading.person),
        "kana": _parts(reading.reading),
        "birthdate": reading.birthdate,
        "sex": reading.sex or None,
        "address": _address(reading, at),
    }
    return {
        id_: boxes
        for item, (id_, question) in asked.items()
        if (boxes := boxes_of(question, said[item]))
    }  # fmt: skip


def _asked(compiled: Compiled) -> Iterator[tuple[str, tuple[str, Leaf]]]:
    """By item the question of the applicant: the one the definition names, else the one of its concept beside the name."""
    procedure = compiled.procedure
    who = procedure.applicant
    named = {"name": who.name, "kana": who.kana, "birthdate": who.birthdate, "address": who.address}
    stem = who.name.removesuffix("name")
    for item, concept in CONCEPTS.items():
        beside = (
            id_ for id_, q in procedure.data.items() if stem and q.concept == concept and id_.startswith(stem)
        )  # fmt: skip
        id_ = named.get(item) or next(beside, "")
        question = procedure.data.get(id_)
        if question is not None and not isinstance(question, GroupQuestion):
            yield item, (id_, question)


def _parts(name: PersonName) -> Mapping[str, str] | None:
    return {"family": name.family, "given": name.given} if name.family else None


def _address(reading: CardReading, at: Situation) -> Mapping[str, str] | None:
    if not reading.address or at.towns is None:
        return None
    found = address_of(reading.address, at.towns)
    names = ("prefecture", "city", "town", "block", "building")
    return {name: text for name in names if (text := getattr(found, name))}


def _answer(compiled: Compiled, id_: str, boxes: Boxes, at: Situation) -> object:
    question = compiled.procedure.data[id_]
    return None if isinstance(question, GroupQuestion) else read(question, boxes, id_, at).answer


def _keep_as_typed(draft: Draft, page: Page, given: Mapping[str, Boxes], *, by: Actor, at: datetime) -> None:
    typed = {
        f"{id_}.{part}" if part else id_: list(values) for id_, boxes in given.items() for part, values in boxes.items()
    }
    commands.keep_typed(draft=draft, page=page.id, typed=typed, told=False, at=at, by=by)
