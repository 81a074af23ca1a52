"""One question of a form. As long as it says nothing of anybody it is drawn once, for everyone who is asked it."""

from functools import lru_cache

from django.conf import settings
from django.template import Library
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from madoguchi.ui.fields import Field

register = Library()
MOST_REMEMBERED = 2_000


@register.simple_tag
def question(field: Field, lookup_url: str = "", accept: str = "") -> SafeString:
    """The question with its box, tiles or list. What somebody typed is drawn for them alone and never remembered."""
    if field.is_anybodys and not settings.DEBUG:
        return _remembered(field, lookup_url, accept, get_language())
    return _drawn(field, lookup_url, accept)


def _drawn(field: Field, lookup_url: str, accept: str) -> SafeString:
    return render_to_string("ui/question.html", {"field": field, "lookup_url": lookup_url, "accept": accept})


@lru_cache(maxsize=MOST_REMEMBERED)
def _remembered(field: Field, lookup_url: str, accept: str, language: str | None) -> SafeString:
    return _drawn(field, lookup_url, accept)
