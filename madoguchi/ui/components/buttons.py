"""What people press: buttons that send, links that look as important as a button."""

from django.template import Library

from madoguchi.ui.components.markup import attributes

register = Library()


@register.inclusion_tag("components/button.html")
def button(
    label: str,
    kind: str = "primary",
    name: str = "",
    value: str = "",
    *,
    id: str = "",  # noqa: A002 -- HTML's own word
    type: str = "submit",  # noqa: A002 -- HTML's own word
    small: bool = False,
    disabled: bool = False,
    opens: str = "",
    icon: str = "",
    without_checks: bool = False,
) -> dict[str, object]:
    """A button. `opens` names a dialog; `without_checks` lets an unfinished form go (back, save and stop)."""
    press = attributes(
        id=id,
        name=name,
        value=value,
        data_madoguchi_opens=opens,
        formnovalidate=without_checks,
        disabled=disabled,
    )
    shown_type = "button" if opens else type
    return {"label": label, "kind": kind, "type": shown_type, "press": press, "small": small, "icon_name": icon}


@register.inclusion_tag("components/link_button.html")
def link_button(
    label: str, url: str, kind: str = "primary", *, small: bool = False, icon: str = ""
) -> dict[str, object]:
    """A link that carries the page's main way forward."""
    return {"label": label, "url": url, "kind": kind, "small": small, "icon_name": icon}
