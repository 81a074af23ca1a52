"""The component gallery: every part of the pages in every state, with what a ward really says."""

from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from madoguchi.ui.web import samples


@dataclass(frozen=True)
class GalleryPage:
    """What the gallery shows; each attribute is one component's sample."""

    crumbs: tuple[tuple[str, str], ...] = samples.CRUMBS
    steps: tuple[object, ...] = samples.STEPS
    problems: tuple[object, ...] = samples.PROBLEMS
    household: tuple[object, ...] = samples.HOUSEHOLD
    papers: tuple[object, ...] = samples.PAPERS
    sections: tuple[object, ...] = samples.SECTIONS
    birthday: dict[str, str] = field(default_factory=lambda: samples.BIRTHDAY)
    impossible_day: dict[str, str] = field(default_factory=lambda: samples.IMPOSSIBLE_DAY)
    person: dict[str, str] = field(default_factory=lambda: samples.PERSON)
    reading: dict[str, str] = field(default_factory=lambda: samples.READING)
    home: dict[str, str] = field(default_factory=lambda: samples.HOME)
    account: dict[str, str] = field(default_factory=lambda: samples.ACCOUNT)
    towns: tuple[str, ...] = samples.TOWNS
    files: tuple[object, ...] = samples.FILES
    answers: tuple[object, ...] = samples.ANSWERS
    read_back: tuple[object, ...] = samples.READ_BACK
    columns: tuple[object, ...] = samples.COLUMNS
    applications: tuple[object, ...] = samples.APPLICATIONS
    facts: tuple[tuple[str, str], ...] = samples.FACTS
    events: tuple[object, ...] = samples.EVENTS
    how_to: tuple[object, ...] = samples.HOW_TO
    tabs: tuple[object, ...] = samples.TABS
    queue_tabs: tuple[object, ...] = samples.QUEUE_TABS
    counts: object = samples.COUNTS
    languages: tuple[object, ...] = samples.LANGUAGES
    tags: tuple[object, ...] = samples.TAGS
    numbers: Page[int] = field(default_factory=lambda: Paginator(range(1, 3001), 20).page(7))


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component, on the resident's page."""
    return render(request, "ui/gallery.html", {"page": GalleryPage()})


def office_gallery(request: HttpRequest) -> HttpResponse:
    """The same parts as dense as officers work with them."""
    return render(request, "ui/gallery_office.html", {"page": GalleryPage()})


def form_sample(request: HttpRequest) -> HttpResponse:
    """One page of an application, as a resident meets it."""
    return render(request, "ui/gallery_form.html", {"page": GalleryPage()})


def home_sample(request: HttpRequest) -> HttpResponse:
    """Search box, life events and cards, as a home page puts them together."""
    return render(request, "ui/gallery_home.html", {"page": GalleryPage()})


def receipt_sample(request: HttpRequest) -> HttpResponse:
    """What one keeps after sending, on the screen and on paper."""
    return render(request, "ui/gallery_receipt.html", {"page": GalleryPage()})


def address_sample(request: HttpRequest) -> HttpResponse:
    """Answers the gallery's own address boxes; one postcode with a town, one with several."""
    return JsonResponse(samples.POSTCODES.get(request.GET.get("postcode", ""), []), safe=False)


def accessibility(request: HttpRequest) -> HttpResponse:
    """How far the pages can be used by everyone, and whom to tell where they cannot."""
    return render(request, "ui/accessibility.html")
