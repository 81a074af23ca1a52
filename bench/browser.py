"""One person's browser: cookies, redirects, the address bar. It yields what goes over the line and is sent what came."""

from collections.abc import Generator
from dataclasses import dataclass, field

from bench.forms import Form, Wanted, form_of

HEADERS = (
    "Host: {host}\r\n"
    "User-Agent: Mozilla/5.0 (Linux; Android 15; Mobile) Madoguchi-bench\r\n"
    "Accept: text/html,application/xhtml+xml;q=0.9,*/*;q=0.8\r\n"
    "Accept-Language: ja,en;q=0.5\r\n"
    "Connection: keep-alive\r\n"
)
MOST_REDIRECTS = 5


@dataclass(frozen=True)
class Exchange:
    """What goes over the line, and under which name its time is kept."""

    kind: str
    content: bytes


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        return next((value for known, value in self.headers if known == name), "")


@dataclass(frozen=True)
class Page:
    """Where the browser stands and what it shows."""

    url: str
    status: int
    text: str

    @property
    def form(self) -> Form:
        found = form_of(self.text)
        if found is None:
            raise WrongPage(self, "no form")
        return found


class WrongPage(Exception):
    """Not the page a person would go on from."""

    def __init__(self, page: Page, why: str) -> None:
        super().__init__(f"{why}: {page.status} {page.url}")
        self.page = page


Talk = Generator[Exchange, Answer, Page]


def kind_of(method: str, url: str) -> str:
    """The kind of page an address leads to, for the table of times."""
    path = url.partition("?")[0].strip("/").split("/")
    if path == [""]:
        name = "home"
    elif path[0] == "apply":
        name = "question" if path[2] == "pages" else path[2]
    else:
        name = "begin" if path[-1] == "begin" else "procedure" if path[0] == "procedures" else path[0]
    return f"{name} {method}"


@dataclass
class Browser:
    """Keeps cookies by path, as sites set them, and follows redirects."""

    host: str
    cookies: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.headers = HEADERS.format(host=self.host)

    def get(self, url: str) -> Talk:
        """Open an address."""
        answer = yield self._exchange("GET", url)
        return (yield from self._arrived(url, answer))

    def send(self, page: Page, wanted: Wanted, pressed: tuple[str, str] | None = None) -> Talk:
        """Fill in the page's form and press its button, or the named one."""
        form = page.form
        url = form.action or page.url
        kind, body = form.filled(wanted, pressed)
        answer = yield self._exchange("POST", url, body, kind)
        return (yield from self._arrived(url, answer))

    def _arrived(self, url: str, answer: Answer) -> Talk:
        for _ in range(MOST_REDIRECTS):
            self._remember(answer)
            if answer.status not in {301, 302, 303}:
                return Page(url, answer.status, answer.body.decode())
            url = answer.header("location").partition("#")[0].removeprefix(f"http://{self.host}")
            answer = yield self._exchange("GET", url)
        raise WrongPage(Page(url, answer.status, ""), "redirected without end")

    def _exchange(self, method: str, url: str, body: bytes = b"", content_type: str = "") -> Exchange:
        lines = [f"{method} {url} HTTP/1.1\r\n{self.headers}"]
        if cookies := "; ".join(
            f"{name}={value}" for (path, name), value in self.cookies.items() if url.startswith(path)
        ):
            lines.append(f"Cookie: {cookies}\r\n")
        if method == "POST":
            lines.append(
                f"Origin: http://{self.host}\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n"
            )
        return Exchange(kind_of(method, url), "".join([*lines, "\r\n"]).encode() + body)

    def _remember(self, answer: Answer) -> None:
        for header, value in answer.headers:
            if header == "set-cookie":
                first, *rest = value.split("; ")
                name, _equals, content = first.partition("=")
                path = next((part[5:] for part in rest if part.lower().startswith("path=")), "/")
                self.cookies[path, name] = content
