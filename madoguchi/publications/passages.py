"""What the ward's files say of sections, opening days, facilities, consultations and waste, as passages."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse

from madoguchi.definitions.loader import Catalog
from madoguchi.definitions.places import Consultation, Facility
from madoguchi.definitions.ward import Section
from madoguchi.definitions.waste import WasteDays
from madoguchi.kernel.passages import Kind, Passage
from madoguchi.kernel.text import LANGUAGES, Text
from madoguchi.publications import place_words as words
from madoguchi.publications import queries
from madoguchi.publications.place_words import WORDS

# The rules of the house were last read then; the days themselves come from the calendar.
OPENING_DAYS_READ = date(2026, 11, 24)


def passages() -> Sequence[Passage]:
    """Every section, opening day, facility, consultation and area of collection."""
    return _of(queries.catalog())


@lru_cache(maxsize=2)
def _of(catalog: Catalog) -> Sequence[Passage]:
    found = [_section(section) for section in catalog.sections]
    found.append(_opening_days())
    found += [_facility(place) for place in catalog.facilities.values()]
    found += [_consultation(place) for place in catalog.consultations.values()]
    found += [_waste(area) for area in catalog.waste_days]
    return found


def _section(section: Section) -> Passage:
    ward = queries.ward()
    filled = {"department": section.department, "name": section.name, "phone": section.phone or ward.phone}
    return Passage(
        id=f"section/{section.id}",
        kind=Kind.SECTION,
        title=_filled(words.SECTION_TITLE, section.name),
        body=_filled(words.SECTION_BODY, hours=section.hours, **filled),
        link=f"{reverse('publications:sections')}#{section.id}",
        owner=section.id,
        demo=not section.verified,
    )


def _opening_days() -> Passage:
    return Passage(
        id="opening-days",
        kind=Kind.SECTION,
        title=words.CLOSED_DAYS_TITLE,
        body=words.CLOSED_DAYS,
        link=reverse("publications:sections"),
        owner=queries.general_counter().id,
        reviewed=OPENING_DAYS_READ,
        questions=words.CLOSED_DAYS_ASKED,
        demo=True,
    )


def _facility(place: Facility) -> Passage:
    address, phone = Text(place.address, *[place.address] * 4), _everywhere(place.phone)
    rows = (("address", address), ("phone", phone), ("hours", place.hours), ("closed", place.closed))
    return Passage(
        id=f"facility/{place.id}",
        kind=Kind.FACILITY,
        title=_named(place.name, place.kind),
        body=_rows((*rows, ("note", place.note))),
        link=reverse("publications:facility", args=[place.id]),
        owner=place.owner,
        reviewed=place.reviewed,
        demo=place.demo,
    )


def _consultation(place: Consultation) -> Passage:
    when = _everywhere(f"{place.days.ja} {place.hours.ja}")
    rows: list[tuple[str, Text | None]] = [("about", place.about), ("who_answers", place.who_answers)]
    rows += [("where", place.where), ("hours", when), ("booking", place.booking), ("who", place.who)]
    rows += [("phone", _everywhere(place.phone)), ("online", place.online), ("cost", place.cost)]
    return Passage(
        id=f"consultation/{place.id}",
        kind=Kind.CONSULTATION,
        title=place.name,
        body=_rows(rows),
        link=reverse("publications:consultation", args=[place.id]),
        owner=place.owner,
        reviewed=place.reviewed,
        questions=place.questions,
        topics=place.topics,
        demo=place.demo,
    )


def _waste(area: WasteDays) -> Passage:
    days = {name: getattr(area, name) for name in ("burnable", "resources", "nonburnable", "pet", "office")}
    return Passage(
        id=f"waste/{area.area}",
        kind=Kind.FACILITY,
        title=_filled(words.WASTE_TITLE, area.area),
        body=_filled(words.WASTE_BODY, **days),
        link=f"{reverse('publications:waste')}?{urlencode({'q': area.area})}",
        owner=queries.general_counter().id,
        demo=not area.verified,
    )


def _rows(rows: Iterable[tuple[str, Text | None]]) -> Text:
    """「時間：…」 a line each; a value without a translation stands in Japanese, as names and addresses do."""
    given = [(WORDS[name], value) for name, value in rows if value is not None]
    return _text(
        "\n".join(f"{label.in_(lang)}{_colon(lang)}{value.in_(lang)}" for label, value in given) for lang in LANGUAGES
    )


def _named(name: Text, kind: Text) -> Text:
    """A name that says by itself what it is stands alone in Japanese."""
    said = [
        f"{name.in_(lang)}（{kind.in_(lang)}）" if lang not in {"ja", "easy"} else name.in_(lang) for lang in LANGUAGES
    ]
    return _text(iter(said))


def _colon(language: str) -> str:
    return ": " if language in {"en", "ko"} else "："


def _everywhere(said: str) -> Text | None:
    return Text(said, said, said, said, said) if said else None


def _filled(template: Text, *given: str, **named: str) -> Text:
    return _text(template.in_(language).format(*given, **named) for language in LANGUAGES)


def _text(said: Iterator[str]) -> Text:
    ja, easy, en, zh_hans, ko = said
    return Text(ja=ja, easy=easy, en=en, zh_hans=zh_hans, ko=ko)
