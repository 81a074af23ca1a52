"""Finding the way: where one is, what comes next, other views of the same thing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.core.paginator import Page
from django.http import HttpRequest
from django.template import Context, Library
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from madoguchi.ui.components.shapes import StepText, Tab, Tag

register = Library()


class Titled(Protocol):
    """What a step must at least have."""

    @property
    def title(self) -> str: ...


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(items: Sequence[tuple[str, str]]) -> dict[str, object]:
    """The way here as (label, address) pairs; the last is this page."""
    return {"items": items}


@dataclass(frozen=True)
class Place:
    """A step as it is shown: its number, and whether it is done, now or still to come."""

    number: str
    title: str
    url: str
    state: str


def place(number: int, item: str | Titled, current: int) -> Place:
    """The step in its place; a plain title counts as done when it lies behind."""
    is_now = number == current
    is_done = number < current if isinstance(item, str) else bool(getattr(item, "done", False))
    title = item if isinstance(item, str) else item.title
    url = "" if is_now else getattr(item, "url", "")
    return Place(str(number), title, url, "now" if is_now else "done" if is_done else "coming")


@register.inclusion_tag("components/steps.html")
def steps(items: Sequence[str | Titled], current: int = 1) -> dict[str, object]:
    """Where one is on a longer way; `current` counts from 1."""
    places = [place(number, item, current) for number, item in enumerate(items, 1)]
    now = places[current - 1].title if 0 < current <= len(places) else ""
    return {"places": places, "current": str(current), "count": str(len(places)), "now": now}


@register.inclusion_tag("components/tabs.html")
def tabs(
    items: Iterable[tuple[str, str] | tuple[str, str, int] | Tab], current: str = "", *, label: str = ""
) -> dict[str, object]:
    """Links to views; `current` is the address of this one. Addresses that begin with # switch panels in the page."""
    shown = [item if isinstance(item, Tab) else Tab(*item) for item in items]
    within = bool(shown) and all(tab.url.startswith("#") for tab in shown)
    return {"items": shown, "current": current, "label": label, "within": within}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page, *, parameter: str = "page") -> dict[str, object]:  # type: ignore[type-arg]
    """Pages of a long list; the rest of the query stays."""
    request = context.get("request")
    query = request.GET.copy() if isinstance(request, HttpRequest) else None
    if query is not None:
        query.pop(parameter, None)
    kept = query.urlencode() if query else ""
    return {
        "page": page,
        "numbers": list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)),
        "base": f"?{kept}&{parameter}=" if kept else f"?{parameter}=",
        "ellipsis": page.paginator.ELLIPSIS,
    }


@register.inclusion_tag("components/card.html")
def card(
    title: str,
    url: str = "",
    text: str = "",
    tags: Iterable[str | Tag] = (),
    *,
    meta: str = "",
    icon: str = "",
    level: int = 3,
) -> dict[str, object]:
    """One thing to open, in a list or on the home page; the whole card is the target."""
    shown = [Tag(item) if isinstance(item, str) else item for item in tags or ()]
    return {"title": title, "url": url, "text": text, "tags": shown, "meta": meta, "icon_name": icon, "level": level}


@register.inclusion_tag("components/search_box.html")
def search_box(
    url: str,
    value: str = "",
    label: str = "",
    size: str = "large",
    *,
    name: str = "q",
    placeholder: str = "",
    suggests: str = "",
) -> dict[str, object]:
    """A box to search with, as a form that asks by GET; `suggests` is where pages are proposed while one types."""
    asked = {"url": url, "value": value, "name": name, "suggests": suggests}
    return {**asked, "label": label, "size": size, "placeholder": placeholder}


@register.inclusion_tag("components/step_list.html")
def step_list(items: Iterable[str | StepText]) -> dict[str, object]:
    """How to do something, in numbered steps."""
    return {"items": [StepText(item) if isinstance(item, str) else item for item in items]}


@register.simple_block_tag
def disclosure(content: str, summary: str, *, open: bool = False) -> SafeString:  # noqa: A002
    """More for those who want it, closed at first."""
    return render_to_string("components/disclosure.html", {"content": content, "summary": summary, "open": open})


@register.simple_block_tag
def dialog(content: str, id: str, title: str) -> SafeString:  # noqa: A002
    """A window above the page, opened by `data-madoguchi-opens`; without scripts it stands in the page."""
    return render_to_string("components/dialog.html", {"content": content, "id": id, "title": title})
