"""One question, one control: the field around it, and the plain controls."""

from collections.abc import Iterable

from django.template import Library
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from madoguchi.ui.components.markup import Choosable, attributes, option_elements

register = Library()


def described(id: str, help: object, error: object, describedby: str = "") -> str:  # noqa: A002
    """The ids a screen reader follows from the control to its help and its error."""
    if describedby:
        return describedby
    return " ".join(f"{id}-{part}" for part, present in (("help", help), ("error", error)) if present)


@register.simple_block_tag
def field(
    content: str,
    id: str,  # noqa: A002
    label: str,
    help: str = "",  # noqa: A002
    error: str = "",
    required: bool = True,
    optional_note: str = "",
    labelled_by_group: bool = False,
    *,
    unmarked: bool = False,
    note: str = "",
) -> SafeString:
    """Label, 必須/任意, help, error and the control inside.

    `labelled_by_group` makes a fieldset whose id is `id`, for controls of several boxes. `unmarked` leaves out
    必須/任意 (search and filter forms). `note` stands below the control.
    """
    return render_to_string(
        "components/field.html",
        {
            "content": content,
            "id": id,
            "label": label,
            "help": help,
            "error": error,
            "required": required,
            "optional_note": optional_note,
            "group": labelled_by_group,
            "marked": not unmarked,
            "note": note,
            "describedby": described(id, help, error) if labelled_by_group else "",
        },
    )


@register.inclusion_tag("components/text_input.html")
def text_input(
    id: str,  # noqa: A002
    name: str,
    value: object = "",
    type: str = "text",  # noqa: A002
    inputmode: str = "",
    autocomplete: str = "",
    width: str = "full",
    error: object = False,
    describedby: str = "",
    maxlength: object = "",
    *,
    help: object = "",  # noqa: A002
    label: str = "",
    unit: str = "",
    disabled: bool = False,
    readonly: bool = False,
    required: bool = False,
    spellcheck: bool = False,
) -> dict[str, object]:
    """A text box. Pass the field's `help` and `error` on and the ids follow; `label` names a box without a label."""
    box = attributes(
        id=id,
        name=name,
        type=type,
        value=value,
        inputmode=inputmode,
        autocomplete=autocomplete,
        maxlength=maxlength,
        spellcheck="" if spellcheck else "false",
        disabled=disabled,
        readonly=readonly,
        aria_label=label,
        aria_describedby=described(id, help, error, describedby),
        aria_invalid=bool(error),
        aria_required=required,
    )
    return {"box": box, "width": width, "unit": unit}


@register.inclusion_tag("components/text_area.html")
def text_area(
    id: str,  # noqa: A002
    name: str,
    value: object = "",
    rows: int = 4,
    error: object = False,
    describedby: str = "",
    maxlength: object = "",
    *,
    help: object = "",  # noqa: A002
    label: str = "",
    disabled: bool = False,
) -> dict[str, object]:
    """A box for several lines; with `maxlength` it counts what is left."""
    box = attributes(
        id=id,
        name=name,
        rows=rows,
        maxlength=maxlength,
        disabled=disabled,
        aria_label=label,
        aria_describedby=described(id, help, error, describedby),
        aria_invalid=bool(error),
    )
    return {"id": id, "box": box, "value": "" if value is None else value, "maxlength": maxlength}


@register.inclusion_tag("components/select.html")
def select(
    id: str,  # noqa: A002
    name: str,
    options: Iterable[Choosable],
    value: object = "",
    error: object = False,
    describedby: str = "",
    *,
    help: object = "",  # noqa: A002
    label: str = "",
    empty: str = "",
    width: str = "l",
    disabled: bool = False,
) -> dict[str, object]:
    """A drop-down list, for more than about seven options; `empty` is the text of the unchosen first line."""
    box = attributes(
        id=id,
        name=name,
        disabled=disabled,
        aria_label=label,
        aria_describedby=described(id, help, error, describedby),
        aria_invalid=bool(error),
    )
    chosen = "" if value is None else str(value)
    return {"box": box, "options": option_elements(options, chosen), "empty": empty, "width": width}


@register.inclusion_tag("components/consent.html")
def consent(
    id: str,  # noqa: A002
    name: str,
    checked: bool = False,
    label: str = "",
    error: str = "",
    *,
    help: str = "",  # noqa: A002
    value: str = "yes",
) -> dict[str, object]:
    """One box to tick, for agreeing or confirming."""
    return {
        "id": id,
        "name": name,
        "checked": checked,
        "label": label,
        "error": error,
        "help": help,
        "value": value,
        "describedby": described(id, help, error),
    }
