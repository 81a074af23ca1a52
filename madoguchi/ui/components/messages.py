"""What the page tells: notices, what is wrong, states, and that there is nothing yet."""

from collections.abc import Sequence

from django.template import Library
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from madoguchi.ui.components.icons import BY_KIND

register = Library()


@register.simple_block_tag
def notice(content: str, kind: str = "info", title: str = "", *, live: bool = False) -> SafeString:
    """A banner; `live` announces it to screen readers when it appears after an act."""
    known = kind if kind in BY_KIND else "info"
    return render_to_string(
        "components/notice.html",
        {"content": content, "kind": known, "title": title, "icon_name": BY_KIND[known], "live": live},
    )


@register.inclusion_tag("components/error_summary.html")
def error_summary(problems: Sequence[object] | None, *, title: str = "") -> dict[str, object]:
    """Everything wrong on the page, each linking to its field; takes the focus when the page opens."""
    return {"problems": problems or (), "title": title}


@register.inclusion_tag("components/tag.html")
def tag(label: str, kind: str = "neutral") -> dict[str, object]:
    """A status or a category in a word or two."""
    return {"label": label, "kind": kind}


@register.inclusion_tag("components/empty_state.html")
def empty_state(title: str, text: str = "", *, action: str = "", url: str = "") -> dict[str, object]:
    """Nothing here yet, and what to do about it."""
    return {"title": title, "text": text, "action": action, "url": url}
