"""Choosing among a few: tiles large enough for a thumb."""

from collections.abc import Collection, Sequence

from django.template import Library
from django.utils.safestring import SafeString

from madoguchi.ui.components.fields import described
from madoguchi.ui.components.markup import Choosable, attributes

register = Library()


def tile(group: str, place: int, option: Choosable, **same: object) -> tuple[Choosable, str, SafeString]:
    """The option, the id of its hint, and everything its box says."""
    id = f"{group}-{place}"  # noqa: A001 -- HTML's own word
    hint = f"{id}-hint" if getattr(option, "hint", "") else ""
    disabled = bool(getattr(option, "disabled", False))
    return option, hint, attributes(id=id, value=option.value, aria_describedby=hint, disabled=disabled, **same)


def tiles(
    kind: str,
    id: str,  # noqa: A002
    name: str,
    options: Sequence[Choosable],
    chosen: Collection[str],
    **rest: object,
) -> dict[str, object]:
    """What the one template of radio and checkbox tiles shows."""
    shown = [
        tile(id, place, option, type=kind, name=name, checked=option.value in chosen)
        for place, option in enumerate(options, 1)
    ]
    return {"id": id, "tiles": shown, "describedby": described(id, rest.get("help"), rest.get("error")), **rest}


@register.inclusion_tag("components/tiles.html")
def radio_tiles(
    id: str,  # noqa: A002
    name: str,
    options: Sequence[Choosable],
    value: object = "",
    legend: str = "",
    help: str = "",  # noqa: A002
    error: str = "",
    required: bool = True,
    inline: bool = False,
    *,
    heading: bool = False,
) -> dict[str, object]:
    """One answer of several. Without a `legend` it stands inside a field with `labelled_by_group`.

    `heading` makes the question the page's own heading, for pages that ask nothing else.
    """
    chosen = () if value is None else (str(value),)
    rest = {"legend": legend, "help": help, "error": error, "required": required, "inline": inline, "heading": heading}
    return tiles("radio", id, name, options, chosen, **rest)


@register.inclusion_tag("components/tiles.html")
def checkbox_tiles(
    id: str,  # noqa: A002
    name: str,
    options: Sequence[Choosable],
    values: Collection[str] = (),
    legend: str = "",
    help: str = "",  # noqa: A002
    error: str = "",
    required: bool = False,
    inline: bool = False,
    *,
    heading: bool = False,
) -> dict[str, object]:
    """Any number of several answers; `values` are those chosen."""
    rest = {"legend": legend, "help": help, "error": error, "required": required, "inline": inline, "heading": heading}
    return tiles("checkbox", id, name, options, values or (), **rest)
