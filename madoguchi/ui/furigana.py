"""Writes the reading over every kanji of a finished HTML page, without changing anything else in it."""

import re
from functools import lru_cache

from madoguchi.ui.readings import read_aloud

# One token of HTML: a comment or declaration, a tag (quoted attributes may hold ">"), or text up to the next "<".
TOKEN = re.compile(
    r"<!--.*?-->|<[!?][^>]*>|<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*)(?P<attributes>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>"
    r"|(?P<text>[^<]+)|<",
    re.DOTALL,
)
# Elements whose text is code, a form value, drawn, or already read aloud.
LEFT_ALONE = frozenset(
    [
        "head",
        "script",
        "style",
        "title",
        "textarea",
        "option",
        "select",
        "datalist",
        "code",
        "pre",
        "kbd",
        "samp",
        "rt",
        "rp",
        "ruby",
        "svg",
        "math",
        "template",
        "noscript",
        "iframe",
    ]
)
RAW_TEXT = frozenset({"script", "style", "textarea", "title"})
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
# Names of people and what people wrote are theirs to read; another language has no Japanese reading.
MARKED = re.compile(r"\sdata-no-ruby(?=[\s=/]|$)|\slang\s*=\s*[\"']?(?!ja)")
KANJI = re.compile(r"[々〆㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff]")
ENTITY = re.compile(r"(&#?\w+;)")
LONGEST_REMEMBERED = 400


def with_furigana(html: str) -> str:
    """The page with <ruby> around its kanji. Taking ruby, rp and rt away again gives back the page, byte for byte."""
    written: list[str] = []
    position = 0
    while match := TOKEN.match(html, position):
        text = match["text"]
        if text is not None:
            written.append(_annotated(text))
            position = match.end()
            continue
        position = _end_of_element(html, match) if _is_left_alone(match) else match.end()
        written.append(html[match.start() : position])
    return "".join(written)


def _is_left_alone(tag: re.Match[str]) -> bool:
    if tag["name"] is None or tag["end"]:
        return False
    name = tag["name"].lower()
    if name in VOID or name == "html":
        return False
    return name in LEFT_ALONE or MARKED.search(tag["attributes"]) is not None


def _end_of_element(html: str, start: re.Match[str]) -> int:
    """Where the element ends: at the end tag that balances it, or with the page if nothing does."""
    name = start["name"].lower()
    if start["attributes"].endswith("/") and name in {"svg", "math"}:
        return start.end()
    if name in RAW_TEXT:
        end = _end_tag(name).search(html, start.end())
        return end.end() if end else len(html)
    depth = 1
    for token in TOKEN.finditer(html, start.end()):
        if token["name"] is not None and token["name"].lower() == name:
            depth += -1 if token["end"] else 1
            if depth == 0:
                return token.end()
    return len(html)


@lru_cache(maxsize=20)
def _end_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\s*>", re.IGNORECASE)


def _annotated(text: str) -> str:
    if not KANJI.search(text):
        return text
    return _remembered(text) if len(text) <= LONGEST_REMEMBERED else _written_over(text)


def _written_over(text: str) -> str:
    """Entities stay as they are written; the pieces between them are read."""
    if "&" not in text:
        return _ruby(text)
    return "".join(piece if piece.startswith("&") else _ruby(piece) for piece in ENTITY.split(text))


@lru_cache(maxsize=20_000)
def _remembered(text: str) -> str:
    return _written_over(text)


def _ruby(text: str) -> str:
    return "".join(
        f"<ruby>{part}<rp>（</rp><rt>{reading}</rt><rp>）</rp></ruby>" if reading else part
        for part, reading in read_aloud(text)
    )
