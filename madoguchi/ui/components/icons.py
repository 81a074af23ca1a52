"""The icons of the site, drawn here on a grid of 24 as strokes; decoration only, so never read aloud."""

from django.template import Library
from django.utils.safestring import SafeString, mark_safe

register = Library()

STROKES = {
    "add": "M12 5v14M5 12h14",
    "alert": "M12 3.5 22 20.5H2ZM12 10v5M12 17.6v.4",
    "arrow": "M5 12h14M13 6l6 6-6 6",
    "back": "M19 12H5M11 6l-6 6 6 6",
    "camera": "M3 8h4l2-3h6l2 3h4v12H3ZM12 10a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7Z",
    "check": "M5 12.5l4.5 4.5L19 7.5",
    "child": "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16ZM9 14c1.5 2 4.5 2 6 0M9 10v.4M15 10v.4M12 4c0-1.5 1-2 2-2",
    "chevron": "M9 5l7 7-7 7",
    "close": "M6 6l12 12M18 6L6 18",
    "copy": "M9 9h11v12H9ZM15 9V4H4v12h5",
    "document": "M6 3h8l5 5v13H6ZM14 3v5h5M9.5 13h6M9.5 17h6",
    "down": "M5 9l7 7 7-7",
    "error": "M8 3h8l5 5v8l-5 5H8l-5-5V8ZM12 7.5v6M12 16.2v.4",
    "external": "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
    "globe": "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM3 12h18M12 3c-5 5-5 13 0 18 5-5 5-13 0-18",
    "heart": "M12 20C4.5 14.5 3 11.5 3 8.5A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 9 1.5c0 3-1.5 6-9 11.5Z",
    "home": "M4 11l8-7 8 7M6 10v10h12V10M10 20v-6h4v6",
    "info": "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM12 11v6M12 7.4v.4",
    "mail": "M3 5h18v14H3ZM3 6l9 7 9-7",
    "paw": "M12 12c3 0 5 3 5 5.5 0 3-3 2-5 2s-5 1-5-2C7 15 9 12 12 12ZM5 9v1.5M9.5 5.5V7M14.5 5.5V7M19 9v1.5",
    "pencil": "M4 20l1-5L16 4l4 4L9 19ZM13.5 6.5l4 4",
    "person": "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM4 21c0-4.5 3.5-6.5 8-6.5s8 2 8 6.5",
    "phone": "M6 3h4l1.5 5-2.5 2a13 13 0 0 0 5 5l2-2.5 5 1.5v4c0 1-1 2-2 2C11 20 4 13 4 5c0-1 1-2 2-2Z",
    "ruby": "M4 10h16M7 5h10M6 21l6-11 6 11M8 17h8",
    "search": "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM15.5 15.5L21 21",
    "shield": "M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6ZM12 8v5M12 15.6v.4",
    "success": "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM7.5 12.5l3 3 6-6.5",
    "upload": "M12 16V4M7 9l5-5 5 5M4 15v5h16v-5",
    "yen": "M6 4l6 8 6-8M12 12v8M7.5 13h9M7.5 16.5h9",
}

DRAWN = {
    name: mark_safe(  # noqa: S308 -- only the strokes above go in
        f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{path}"/></svg>'
    )
    for name, path in STROKES.items()
}
BY_KIND = {"info": "info", "success": "success", "warning": "alert", "error": "error", "neutral": "info"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """The icon of this name; an unknown name is a mistake of ours and raises."""
    return DRAWN[name]
