"""Attributes of an HTML element as text, always escaped: many ifs in a template cost more than the page itself."""

from collections.abc import Iterable
from html import escape
from typing import Protocol

from django.utils.safestring import SafeString, mark_safe


class Choosable(Protocol):
    """What an option must have; `.hint` and `.disabled` it may have."""

    @property
    def value(self) -> str: ...

    @property
    def label(self) -> str: ...


def attributes(**given: object) -> SafeString:
    """`maxlength=8, aria_invalid=True` as ` maxlength="8" aria-invalid="true"`; what is empty or false is left out.

    `aria_` attributes of true say "true", others stand bare, as HTML wants it. Underscores become hyphens; one at
    the end only keeps a word free of Python's own meaning (`type_`).
    """
    return mark_safe("".join(_one(name.rstrip("_").replace("_", "-"), value) for name, value in given.items()))  # noqa: S308 -- escaped below


def _one(name: str, value: object) -> str:
    if value is None or value is False or value == "":
        return ""
    if value is True:
        return f' {name}="true"' if name.startswith("aria-") else f" {name}"
    return f' {name}="{escape(str(value))}"'


def option_elements(options: Iterable[Choosable], chosen: str = "") -> SafeString:
    """The options of a drop-down list; hundreds of towns would be slow in a template's loop."""
    return mark_safe("".join(_option(option, chosen) for option in options))  # noqa: S308 -- escaped below


def _option(option: Choosable, chosen: str) -> str:
    marks = attributes(selected=option.value == chosen, disabled=bool(getattr(option, "disabled", False)))
    return f'<option value="{escape(str(option.value))}"{marks}>{escape(str(option.label))}</option>'
