"""Facilities and consultations: lists to narrow, and a page for each."""

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from madoguchi.definitions.places import Consultation, Facility
from madoguchi.kernel.text import Text
from madoguchi.publications import queries
from madoguchi.publications.place_words import WORDS, Words
from madoguchi.publications.web.pages import Choice, Crumbs, Narrowing, PlaceCard, PlacePage, PlacesPage, Row, Tag
from madoguchi.ui.context import address

Value = tuple[str, Text]
SHOWN = 20  # places on one page: as many as a thumb goes through


def words_of(request: HttpRequest) -> Words:
    """The words in the reader's language."""
    return Words(str(getattr(request, "language", "ja")))


def crumbs_to(words: Words, *way: tuple[str, str]) -> Crumbs:
    """From the top to here."""
    return ((words["top"], address("procedures:home") or "/"), *way)


@require_safe
def facilities(request: HttpRequest) -> HttpResponse:
    """Every facility, by kind and region."""
    words, every = words_of(request), list(queries.catalog().facilities.values())
    asked = {"kind": request.GET.get("kind", "")[:80], "region": request.GET.get("region", "")[:80]}
    found = [place for place in every if asked["kind"] in {"", place.kind.ja} and asked["region"] in {"", place.region}]
    kinds = [(place.kind.ja, place.kind) for place in every]
    numbers = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    regions = [(place.region, Text(place.region)) for place in every if place.region]
    page = PlacesPage(
        words=words,
        crumbs=crumbs_to(words, (words["facilities"], "")),
        heading=words["facilities"],
        lead=words["facilities_lead"],
        narrowings=(_narrowing("kind", kinds, asked, words), _narrowing("region", regions, asked, words)),
        cards=tuple(_facility_card(place, words) for place in numbers.object_list),
        count=words["count"].format(len(found)),
        numbers=numbers,
    )
    return render(request, "publications/places.html", {"page": page})


@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """Every consultation, by subject."""
    words, every = words_of(request), list(queries.catalog().consultations.values())
    asked = {"topic": request.GET.get("topic", "")[:80]}
    found = [place for place in every if asked["topic"] in {"", *place.topics}]
    numbers = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    used = {topic for place in every for topic in place.topics}
    topics = [(topic.id, topic.title) for topic in queries.ward().categories if topic.id in used]
    page = PlacesPage(
        words=words,
        crumbs=crumbs_to(words, (words["consultations"], "")),
        heading=words["consultations"],
        lead=words["consultations_lead"],
        narrowings=(_narrowing("topic", topics, asked, words),),
        cards=tuple(_consultation_card(place, words) for place in numbers.object_list),
        count=words["count"].format(len(found)),
        numbers=numbers,
    )
    return render(request, "publications/places.html", {"page": page})


@require_safe
def facility(request: HttpRequest, facility_id: str) -> HttpResponse:
    """One facility."""
    words, place = words_of(request), queries.catalog().facilities.get(facility_id)
    if place is None:
        raise Http404
    rows = (("hours", place.hours), ("closed", place.closed), ("note", place.note))
    way = (words["facilities"], reverse("publications:facilities"))
    return _page(request, words, place, (_plain("address", place.address, words), *_rows(rows, words)), way)


@require_safe
def consultation(request: HttpRequest, consultation_id: str) -> HttpResponse:
    """One consultation."""
    words, place = words_of(request), queries.catalog().consultations.get(consultation_id)
    if place is None:
        raise Http404
    rows: list[tuple[str, Text | None]] = [("about", place.about), ("who_answers", place.who_answers)]
    rows += [("where", place.where), ("days", place.days), ("hours", place.hours), ("booking", place.booking)]
    rows += [("who", place.who), ("online", place.online), ("cost", place.cost)]
    way = (words["consultations"], reverse("publications:consultations"))
    return _page(request, words, place, tuple(_rows(rows, words)), way)


def _page(
    request: HttpRequest, words: Words, place: Facility | Consultation, rows: Sequence[Row], way: tuple[str, str]
) -> HttpResponse:
    section, language = queries.section(place.owner), words.language
    ward = queries.ward()
    whose = "" if place.phone else ward.phone_centre
    phone = Row(words["phone"], place.phone or ward.phone, phone=True, note=whose)
    page = PlacePage(
        words=words,
        crumbs=crumbs_to(words, way, (place.name.in_(language), "")),
        heading=place.name.in_(language),
        heading_language=_foreign(place.name, language),
        kind=place.kind.in_(language) if isinstance(place, Facility) else words["consultations"],
        rows=(*rows, phone),
        owner=f"{section.department} {section.name}".strip(),
        reviewed=place.reviewed,
        unverified=place.demo,
    )
    return render(request, "publications/place.html", {"page": page})


def _rows(rows: Iterable[tuple[str, Text | None]], words: Words) -> Iterator[Row]:
    for name, value in rows:
        if value is not None:
            yield Row(words[name], value.in_(words.language), _foreign(value, words.language))


def _plain(name: str, value: str, words: Words) -> Row:
    return Row(words[name], value, "" if words.language in {"ja", "easy"} else "ja")


def _foreign(text: Text, language: str) -> str:
    """What a screen reader has to be told: a text that stands in Japanese on a page in another language."""
    return "" if language in {"ja", "easy"} or text.has(language) else "ja"


def _facility_card(place: Facility, words: Words) -> PlaceCard:
    language = words.language
    hours = place.hours.in_(language) if place.hours else ""
    url = reverse("publications:facility", args=[place.id])
    meta = "・".join(part for part in (place.kind.in_(language), hours) if part)
    return PlaceCard(place.name.in_(language), url, place.address, meta, _tags(place.demo, words))


def _consultation_card(place: Consultation, words: Words) -> PlaceCard:
    language = words.language
    url = reverse("publications:consultation", args=[place.id])
    return PlaceCard(
        place.name.in_(language), url, place.about.in_(language), place.booking.in_(language), _tags(place.demo, words)
    )


def _tags(unverified: bool, words: Words) -> Sequence[Tag]:
    return (Tag(words["unverified"]),) if unverified else ()


def _narrowing(name: str, values: Iterable[Value], asked: dict[str, str], words: Words) -> Narrowing:
    def choice(value: str, label: str) -> Choice:
        kept = {key: given for key, given in {**asked, name: value}.items() if given}
        return Choice(label, f"?{urlencode(kept)}", asked[name] == value)

    each = dict(values)
    chosen = [choice(value, label.in_(words.language)) for value, label in each.items()]
    return Narrowing(WORDS[name].in_(words.language), (choice("", words["all"]), *chosen))
