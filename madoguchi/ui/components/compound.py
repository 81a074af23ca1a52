"""Answers of several boxes that keep what was typed: dates, names, addresses, documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.template import Library
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from madoguchi.ui.components.markup import attributes, option_elements
from madoguchi.ui.components.shapes import Option

register = Library()
FILLS = {
    "postcode": "postal-code",
    "prefecture": "address-level1",
    "city": "address-level2",
    "town": "address-level3",
    "block": "address-line1",
    "building": "address-line2",
}


def eras() -> list[Option]:
    """The ways of counting years, from the usual to the old."""
    return [
        Option("", _("西暦")),
        Option("令和", _("令和")),
        Option("平成", _("平成")),
        Option("昭和", _("昭和")),
        Option("大正", _("大正")),
    ]


@dataclass(frozen=True)
class Box:
    """One text box of several: its label, and everything the element says."""

    id: str
    label: str
    attributes: SafeString


def boxes(
    id: str,  # noqa: A002
    name: str,
    value: Mapping[str, object] | None,
    labels: Mapping[str, str],
    *,
    error: object,
    fills: Mapping[str, str],
    **same: object,
) -> dict[str, Box]:
    """A box for each part; `fills` says what the browser may fill in by itself."""
    typed = value or {}
    return {
        part: Box(
            f"{id}-{part}",
            label,
            attributes(
                id=f"{id}-{part}",
                name=f"{name}.{part}",
                value=typed.get(part),
                autocomplete=fills.get(part, "off"),
                spellcheck="false",
                aria_invalid=bool(error),
                aria_describedby=f"{id}-error" if error else "",
                **same,
            ),
        )
        for part, label in labels.items()
    }


@register.inclusion_tag("components/date_input.html")
def date_input(
    id: str,  # noqa: A002
    name: str,
    value: Mapping[str, object] | None = None,
    error: object = False,
    *,
    birthday: bool = False,
    disabled: bool = False,
) -> dict[str, object]:
    """Era, year, month and day as `name.era` and so on; the empty era is 西暦. Stands inside a field of a group."""
    labels = {"year": _("年"), "month": _("月"), "day": _("日")}
    fills = {part: f"bday-{part}" for part in labels} if birthday else {}
    shown = boxes(
        id, name, value, labels, error=error, fills=fills, inputmode="numeric", maxlength=10, disabled=disabled
    )
    era = str((value or {}).get("era") or "")
    return {"id": id, "name": name, "eras": option_elements(eras(), era), "boxes": shown, "disabled": disabled}


def pair(
    id: str,  # noqa: A002
    name: str,
    value: Mapping[str, object] | None,
    labels: tuple[str, str],
    *,
    error: object,
    own: bool = False,
) -> dict[str, object]:
    """The two boxes of a name."""
    fills = {"family": "family-name", "given": "given-name"} if own else {}
    parts = dict(zip(("family", "given"), labels, strict=True))
    return {"boxes": boxes(id, name, value, parts, error=error, fills=fills, maxlength=100)}


@register.inclusion_tag("components/pair_input.html")
def name_input(
    id: str,  # noqa: A002
    name: str,
    value: Mapping[str, object] | None = None,
    error: object = False,
    *,
    own: bool = False,
) -> dict[str, object]:
    """姓 and 名 as `name.family` and `name.given`; `own` lets the browser fill in the reader's own name."""
    return pair(id, name, value, (_("姓"), _("名")), error=error, own=own)


@register.inclusion_tag("components/pair_input.html")
def kana_input(
    id: str,  # noqa: A002
    name: str,
    value: Mapping[str, object] | None = None,
    error: object = False,
) -> dict[str, object]:
    """セイ and メイ as `name.family` and `name.given`."""
    return pair(id, name, value, (_("セイ"), _("メイ")), error=error)


@register.inclusion_tag("components/address_input.html")
def address_input(
    id: str,  # noqa: A002
    name: str,
    value: Mapping[str, object] | None = None,
    error: object = False,
    lookup_url: str = "",
    *,
    towns: Sequence[str] = (),
    own: bool = False,
) -> dict[str, object]:
    """Postcode first, the rest follows; `name.postcode`, `.prefecture`, `.city`, `.town`, `.block`, `.building`.

    Without scripts 「住所を入れる」 sends the form with `_lookup=name`.
    """
    labels = {
        "prefecture": _("都道府県"),
        "city": _("市区町村"),
        "town": _("町名・丁目"),
        "block": _("番地・号"),
        "building": _("建物名・部屋番号（ある場合）"),
    }
    fills = FILLS if own else {}
    postcode = {"postcode": _("郵便番号（7けた）")}
    return {
        "id": id,
        "name": name,
        "lookup_url": lookup_url,
        "towns": option_elements(Option(town, "") for town in towns),
        **boxes(id, name, value, labels, error=False, fills=fills, maxlength=200),
        **boxes(id, name, value, postcode, error=error, fills=fills, maxlength=20, inputmode="numeric"),
    }


@register.inclusion_tag("components/file_upload.html")
def file_upload(
    id: str,  # noqa: A002
    name: str,
    files: Sequence[object] = (),
    accept: str = "",
    limit_text: str = "",
    error: object = "",
    multiple: bool = False,
    *,
    help: object = "",  # noqa: A002
    camera: bool = True,
) -> dict[str, object]:
    """Documents: those received with a way to remove each, and a place for more; the form must be multipart.

    Stands inside a field with `labelled_by_group`. The server is sent `_upload=name` with the file, or
    `_remove=name:file id`, and answers with the page; the script puts the same part of that page in its place.
    """
    return {
        "id": id,
        "name": name,
        "files": files or (),
        "accept": accept,
        "limit_text": limit_text,
        "error": error,
        "multiple": multiple,
        "help": help,
        "camera": camera,
    }
