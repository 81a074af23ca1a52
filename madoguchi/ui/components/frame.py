"""Head, header and footer of every page: drawn once per language and reader, then only the way back is filled in."""

from dataclasses import dataclass, fields
from functools import lru_cache

from django.conf import settings
from django.template import Context, Library
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = Library()
WAY_BACK = "way-back-to-this-page"


@dataclass(frozen=True)
class Shown:
    """All that the frame of a page may depend on; two readers with the same values see the same frame."""

    language: str = "ja"
    language_code: str = "ja"
    languages: tuple[tuple[str, str], ...] = ()
    language_url: str = ""
    may_carry_furigana: bool = False
    furigana_on: bool = False
    demo: bool = False
    ward_name: str = ""
    ward_name_en: str = ""
    is_signed_in: bool = False
    is_officer: bool = False
    home_url: str = ""
    search_url: str = ""
    suggestions_url: str = ""
    my_page_url: str = ""
    login_url: str = ""
    desk_url: str = ""
    figures_url: str = ""
    chat_url: str = ""


NAMES = tuple(field.name for field in fields(Shown))


@register.simple_tag(takes_context=True)
def frame_part(context: Context, part: str) -> SafeString:
    """`head`, `top`, `header`, `launcher`, `footer` or `fonts` of the page, as this reader sees it."""
    shown = shown_to(context.get("site"))
    drawn = draw.__wrapped__(part, shown) if settings.DEBUG else draw(part, shown)
    if WAY_BACK not in drawn:
        return drawn
    request = context.get("request")
    way_back = context.get("way_back") or (request.get_full_path() if request else "/")
    return mark_safe(drawn.replace(WAY_BACK, escape(way_back)))  # noqa: S308 -- our template, and an escaped path


def shown_to(site: object | None) -> Shown:
    """What the frame may depend on, as this reader has it."""
    if site is None or isinstance(site, Shown):
        return site or Shown()
    return Shown(*(getattr(site, name) for name in NAMES))


@lru_cache(maxsize=500)
def draw(part: str, shown: Shown) -> SafeString:
    """The part with the mark where the way back goes."""
    return render_to_string(f"ui/{part}.html", {"site": shown, "way_back": WAY_BACK})
