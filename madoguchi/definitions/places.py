"""Where residents can go: the ward's facilities, and the consultations it holds."""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.definitions.listed import read_lists
from madoguchi.definitions.procedure import Part
from madoguchi.definitions.ward import Section
from madoguchi.kernel.text import Text


class Facility(Part, frozen=True):
    """A building of the ward open to everybody. `demo`: something of it is from memory, shown as 要確認（デモ）."""

    id: str
    kind: Text
    name: Text
    owner: str
    address: str
    source: str
    reviewed: date
    region: str = ""
    phone: str = ""
    hours: Text | None = None
    closed: Text | None = None
    note: Text | None = None
    demo: bool = False


class Consultation(Part, frozen=True):
    """A consultation: who answers about what, where and when, and whether one has to book."""

    id: str
    name: Text
    owner: str
    about: Text
    who_answers: Text
    where: Text
    days: Text
    hours: Text
    booking: Text
    source: str
    reviewed: date
    who: Text | None = None
    phone: str = ""
    online: Text | None = None
    cost: Text | None = None
    region: str = ""
    topics: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    demo: bool = False


Place = TypeVar("Place", Facility, Consultation)


def load_facilities(folder: Path, sections: Collection[Section]) -> tuple[dict[str, Facility], list[BrokenDefinition]]:
    """Every facility that is right, and what is wrong with the others."""
    return _load(folder, Facility, lambda place: _problems(place, sections))


def load_consultations(
    folder: Path, sections: Collection[Section], topics: Collection[str]
) -> tuple[dict[str, Consultation], list[BrokenDefinition]]:
    """Every consultation that is right, and what is wrong with the others."""
    return _load(folder, Consultation, lambda place: (*_problems(place, sections), *_topics(place, topics)))


def _load(
    folder: Path, type_: type[Place], problems: Callable[[Place], Collection[BrokenDefinition]]
) -> tuple[dict[str, Place], list[BrokenDefinition]]:
    read, wrong = read_lists(folder, type_)
    found: dict[str, Place] = {}
    for listed in read:
        amiss = list(problems(listed.entry))
        if listed.entry.id in found:
            amiss.append(BrokenDefinition(f"id「{listed.entry.id}」が2つあります。", path="id"))
        wrong += [listed.broken(problem) for problem in amiss]
        if not amiss:
            found[listed.entry.id] = listed.entry
    return found, wrong


def _problems(place: Facility | Consultation, sections: Collection[Section]) -> list[BrokenDefinition]:
    if place.owner in {section.id for section in sections}:
        return []
    mend = "sections.yaml の id を書いてください。"
    return [BrokenDefinition(f"「{place.owner}」という課はありません。", path="owner", mend=mend)]


def _topics(place: Consultation, topics: Collection[str]) -> Iterator[BrokenDefinition]:
    for n, topic in enumerate(place.topics):
        if topic not in topics:
            mend = f"ward.yaml にあるもの：{'、'.join(sorted(topics))}"
            yield BrokenDefinition(f"「{topic}」という分類はありません。", path=f"topics[{n}]", mend=mend)
