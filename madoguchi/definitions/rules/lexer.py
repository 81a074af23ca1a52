"""A rule's text cut into tokens, with the position of each."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from madoguchi.definitions.rules.errors import RuleError

MOST_CHARACTERS = 2_000
RESERVED = frozenset(
    (
        *("as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop"),
        *("package", "namespace", "return", "var", "void", "while"),
    )
)

_TOKEN = re.compile(
    r"""
      (?P<space>[ \t\r\n\f]+|//[^\n]*)
    | (?P<decimal>[0-9]*\.[0-9]+)
    | (?P<int>[0-9]+)
    | (?P<raw>[rR](?:'[^'\n\r]*'|"[^"\n\r]*"))
    | (?P<text>'(?:[^'\\\n\r]|\\.)*'|"(?:[^"\\\n\r]|\\.)*")
    | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<sign>&&|\|\||[<>=!]=|[-+*/%<>!?:.,()\[\]])
    """,
    re.VERBOSE,
)
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2})|(.))", re.DOTALL)
_SINGLE = {
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    "\\": "\\",
    "?": "?",
    '"': '"',
    "'": "'",
    "`": "`",
}
_MENDS = {
    "=": "等しいことは「==」と書いてください。",
    "&": "「かつ」は「&&」と書いてください。",
    "|": "「または」は「||」と書いてください。",
    "'": "文字の終わりに「'」を付けてください。",
    '"': '文字の終わりに「"」を付けてください。',
    "≠": "「!=」と書いてください。",
    "≦": "「<=」と書いてください。",
    "≧": "「>=」と書いてください。",
}


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign; `kind` is one of decimal, int, text, name, sign, end."""

    kind: str
    text: str
    column: int


def tokens(source: str) -> list[Token]:
    """All tokens of a rule, ending in one of kind `end`."""
    if len(source) > MOST_CHARACTERS:
        raise RuleError(
            f"規則が長すぎます（{len(source):,}文字）。", MOST_CHARACTERS + 1, "2,000文字までに分けてください。"
        )
    if half := _HALF_CHARACTER.search(source):
        raise RuleError("文字として成り立たない符号が混ざっています。", half.start() + 1, "書き直してください。")
    return [*_cut(source), Token("end", "", len(source) + 1)]


def _cut(source: str) -> Iterator[Token]:
    at = 0
    while at < len(source):
        found = _TOKEN.match(source, at)
        if found is None:
            raise _unreadable(source[at], at + 1)
        kind, text = str(found.lastgroup), found.group()
        if kind == "raw":
            yield Token("text", text[2:-1], at + 1)
        elif kind == "text":
            yield Token("text", _unescaped(text[1:-1], at + 2), at + 1)
        elif kind != "space":
            _refuse_reserved(kind, text, at + 1)
            yield Token(kind, text, at + 1)
        at = found.end()


def _refuse_reserved(kind: str, text: str, column: int) -> None:
    if kind == "name" and text in RESERVED:
        raise RuleError(f"「{text}」は、名前に使えないことばです。", column, "別の名前にしてください。")


def _unreadable(character: str, column: int) -> RuleError:
    plain = unicodedata.normalize("NFKC", character)
    mend = _MENDS.get(character, "")
    if not mend and plain != character and plain.isascii() and plain.isprintable():
        mend = f"半角の「{plain}」で書いてください。" if plain.strip() else "半角の空白にしてください。"
    shown = character if character.isprintable() else f"U+{ord(character):04X}"
    return RuleError(f"「{shown}」は、ここでは読めません。", column, mend)


def _unescaped(text: str, column: int) -> str:
    def character(found: re.Match[str]) -> str:
        two, four, eight, octal, single = found.groups()
        if single is not None:
            if single not in _SINGLE:
                raise RuleError(
                    f"「\\{single}」という書き方はありません。",
                    column + found.start(),
                    "「\\」そのものは「\\\\」です。",
                )
            return _SINGLE[single]
        point = int(octal, 8) if octal else int(two or four or eight, 16)
        if point > 0x10FFFF or 0xD800 <= point <= 0xDFFF:
            raise RuleError(f"「{found.group()}」に当たる文字はありません。", column + found.start())
        return chr(point)

    return _ESCAPE.sub(character, text) if "\\" in text else text
