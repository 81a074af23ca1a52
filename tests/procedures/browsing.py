"""A browser without scripts: reads the page it was given, fills in what stands there, presses what can be pressed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import parse_qsl, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

Values = str | Sequence[str] | Sequence[SimpleUploadedFile]


@dataclass
class Control:
    """One thing in a form: a box, a tile, a list, a button."""

    name: str
    kind: str
    value: str = ""
    on: bool = False
    label: str = ""


@dataclass
class Form:
    """A form as it stands on the page; `values` is what pressing a button sends."""

    action: str
    method: str = "get"
    multipart: bool = False
    controls: list[Control] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        return {control.name for control in self.controls if control.kind != "submit"}

    def fill(self, name: str, *values: str) -> None:
        """Type into a box, or choose among tiles; what is not on the page cannot be filled in."""
        found = [control for control in self.controls if control.name == name and control.kind != "submit"]
        assert found, f"{name} is not on the page: {sorted(self.names)}"
        for control in found:
            if control.kind in {"radio", "checkbox"}:
                control.on = control.value in values
            else:
                control.value = values[-1] if values else ""

    def sent(self, button: tuple[str, str] | None = None) -> dict[str, list[str]]:
        """The successful controls (HTML 4.10.21), and the button that was pressed."""
        sent: dict[str, list[str]] = {}
        for control in self.controls:
            if control.kind in {"submit", "file"} or (control.kind in {"radio", "checkbox"} and not control.on):
                continue
            sent.setdefault(control.name, []).append(control.value)
        if button:
            assert button in [(c.name, c.value) for c in self.controls if c.kind == "submit"], f"no button {button}"
            sent.setdefault(button[0], []).append(button[1])
        return sent


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[tuple[str, str]] = []
        self.ids: set[str] = set()
        self.text: list[str] = []
        self._select: Control | None = None
        self._open: str = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        a = {name: value or "" for name, value in attributes}
        if "id" in a:
            self.ids.add(a["id"])
        match tag:
            case "form":
                multipart = a.get("enctype", "").startswith("multipart")
                self.forms.append(Form(a.get("action", ""), a.get("method", "get").lower(), multipart))
            case "a":
                self.links.append((a.get("href", ""), ""))
                self._open = "a"
            case "script" | "style":
                self._open = "script"
            case _:
                self._control(tag, a)

    def _control(self, tag: str, a: dict[str, str]) -> None:
        match tag:
            case "input":
                kind = a.get("type", "text")
                value = a.get("value", "on" if kind in {"radio", "checkbox"} else "")
                self._add(Control(a.get("name", ""), kind, value, "checked" in a))
            case "textarea":
                self._add(Control(a.get("name", ""), "textarea"))
                self._open = "textarea"
            case "select":
                self._select = Control(a.get("name", ""), "select")
                self._add(self._select)
            case "option" if self._select is not None and "selected" in a:
                self._select.value = a.get("value", "")
            case "button" if a.get("type", "submit") == "submit":
                self._add(Control(a.get("name", ""), "submit", a.get("value", "")))
            case _:
                pass

    def handle_endtag(self, tag: str) -> None:
        if tag == self._open or tag in {"script", "style"}:
            self._open = ""
        if tag == "select":
            self._select = None

    def handle_data(self, text: str) -> None:
        if self._open == "textarea":
            self.forms[-1].controls[-1].value += text.removeprefix("\n")
        elif self._open == "a":
            self.links[-1] = (self.links[-1][0], self.links[-1][1] + text.strip())
        if self._open != "script" and text.strip():
            self.text.append(text.strip())

    def _add(self, control: Control) -> None:
        if self.forms:
            self.forms[-1].controls.append(control)


@dataclass
class Page:
    """What the browser shows now."""

    url: str
    status: int
    html: str
    headers: Mapping[str, str]
    content: bytes = b""
    cookies: SimpleCookie = field(default_factory=SimpleCookie)

    def __post_init__(self) -> None:
        reader = _Reader()
        reader.feed(self.html)
        self.forms, self.links, self.ids, self.words = reader.forms, reader.links, reader.ids, " ".join(reader.text)

    @property
    def path(self) -> str:
        return urlsplit(self.url).path

    @property
    def form(self) -> Form:
        """The form of the page itself: the last with a token, not the search box or the language switch."""
        posting = [f for f in self.forms if f.method == "post" and "csrfmiddlewaretoken" in f.names]
        assert posting, f"no form on {self.url}: {self.words[:300]}"
        return posting[-1]

    def link(self, words: str) -> str:
        found = [href for href, text in self.links if words in text]
        assert found, f"no link 「{words}」 on {self.url}: {[text for _, text in self.links]}"
        return found[0]

    def says(self, words: str) -> bool:
        return words in self.words


class Browser:
    """One device: keeps its cookies by path, as browsers do, follows redirects, and lets any server error through."""

    def __init__(self, address: str = "127.0.0.1") -> None:
        self.client = Client(REMOTE_ADDR=address)
        self.jar: dict[tuple[str, str], str] = {}
        self.page = Page("", 0, "", {})

    def get(self, url: str) -> Page:
        return self._went(url, lambda path: self.client.get(path))

    def post(self, url: str, sent: Mapping[str, Values] | None = None) -> Page:
        return self._went(url, lambda path: self.client.post(path, sent or {}))

    def reload(self) -> Page:
        return self.get(self.page.url)

    def press(self, button: tuple[str, str] | None = None, **files: SimpleUploadedFile) -> Page:
        """Send the form of this page, with what was chosen in its file boxes."""
        form = self.page.form
        chosen = {name.replace("__", "."): [file] for name, file in files.items()}
        return self.post(form.action or self.page.url, {**form.sent(button), **chosen})

    def send_cookies(self, path: str) -> None:
        self.client.cookies.clear()
        for (name, where), value in self.jar.items():
            if path.startswith(where):
                self.client.cookies[name] = value.encode().decode("latin-1")

    def _went(self, url: str, ask) -> Page:
        for _ in range(8):
            url = url.split("#")[0]
            self.send_cookies(urlsplit(url).path)
            response = ask(url)
            for name, morsel in response.cookies.items():
                self._keep(name, morsel)
            if response.status_code not in {301, 302, 303}:
                content = b"".join(response) if response.streaming else response.content
                kind = response.headers.get("Content-Type", "")
                html = content.decode() if kind.startswith("text/html") else ""
                self.page = Page(url, response.status_code, html, dict(response.headers), content, response.cookies)
                return self.page
            where = response.headers["Location"]
            url = where if where.startswith("/") else urlsplit(url).path + where
            ask = self._ask_for
        raise AssertionError(f"redirected for ever: {url}")

    def _ask_for(self, path: str):
        return self.client.get(path)

    def _keep(self, name: str, morsel) -> None:
        where = morsel["path"] or "/"
        if morsel["max-age"] == 0:
            self.jar.pop((name, where), None)
        else:
            self.jar[name, where] = morsel.value


def query_of(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).query))
