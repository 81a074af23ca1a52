"""Reads the form of a page as a browser does, and fills it in by the names of its boxes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlencode

MAIN = re.compile(r"<main\b.*?</main>", re.DOTALL)
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
CONTROL = re.compile(r"<(input|select|textarea|button)\b([^>]*)>")
OPTION = re.compile(r"<option\b([^>]*)>")
ATTRIBUTE = re.compile(r'([a-z-]+)(?:="([^"]*)")?')
BOUNDARY = "----a-form-of-the-walker"
Wanted = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Control:
    """A box, tile, list or button. `value` is what it holds; a tile sends it only when `is_set`."""

    kind: str
    name: str
    value: str
    is_set: bool = True


@dataclass(frozen=True)
class Form:
    """The form of a page that is sent by POST."""

    action: str
    multipart: bool
    controls: tuple[Control, ...]

    def buttons(self, name: str) -> list[str]:
        """The values of the buttons that have this name."""
        return [control.value for control in self.controls if control.kind == "button" and control.name == name]

    def hidden(self, name: str) -> list[str]:
        return [control.value for control in self.controls if control.kind == "hidden" and control.name == name]

    def filled(self, wanted: Wanted, pressed: tuple[str, str] | None = None) -> tuple[str, bytes]:
        """Content type and body of what a browser sends after `wanted` was typed and a button pressed."""
        sent = [pair for control in self.controls for pair in _sent(control, wanted)]
        sent += [pressed] if pressed else []
        if self.multipart:
            return f"multipart/form-data; boundary={BOUNDARY}", "".join(_parts(sent)).encode()
        return "application/x-www-form-urlencoded", urlencode(sent).encode()


def form_of(page: str) -> Form | None:
    """The first form of the page's content that is sent by POST."""
    main = MAIN.search(page)
    for attributes, inside in FORM.findall(main[0] if main else page):
        given = _attributes(attributes)
        if given.get("method", "").lower() == "post":
            multipart = given.get("enctype") == "multipart/form-data"
            return Form(given.get("action", ""), multipart, tuple(_controls(inside)))
    return None


def _controls(inside: str) -> Iterator[Control]:
    for found in CONTROL.finditer(inside):
        tag, given = found[1], _attributes(found[2])
        if "name" not in given or "disabled" in given:
            continue
        name, value = given["name"], given.get("value", "")
        if tag == "select":
            yield Control("select", name, _selected(inside[found.end() : inside.index("</select>", found.end())]))
        elif tag == "textarea":
            yield Control("text", name, unescape(inside[found.end() : inside.index("</textarea>", found.end())]))
        elif tag == "button":
            yield Control("button", name, value)
        elif (kind := given.get("type", "text")) in {"radio", "checkbox"}:
            yield Control("tile", name, value or "on", "checked" in given)
        elif kind != "file":
            yield Control("hidden" if kind == "hidden" else "text", name, value)


def _selected(options: str) -> str:
    """The chosen option's value; a list always sends one, the first if none is chosen."""
    found = [_attributes(option) for option in OPTION.findall(options)]
    chosen = next((option for option in found if "selected" in option), found[0] if found else {})
    return chosen.get("value", "")


def _attributes(text: str) -> dict[str, str]:
    return {name: unescape(value) if "&" in value else value for name, value in ATTRIBUTE.findall(text)}


def _sent(control: Control, wanted: Wanted) -> Iterator[tuple[str, str]]:
    typed = wanted.get(control.name)
    match control.kind:
        case "button":
            return
        case "tile":
            if control.is_set if typed is None else control.value in typed:
                yield control.name, control.value
        case "hidden":
            yield control.name, control.value
        case _:
            yield control.name, typed[-1] if typed else control.value


def _parts(sent: Sequence[tuple[str, str]]) -> Iterator[str]:
    for name, value in sent:
        yield f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
    yield f"--{BOUNDARY}--\r\n"
