"""Every rule of a definition with the place it is written at, and its numbers as they stand within its sentence.

A section head changes the limit of an income, not an expression: so each number of a rule is a box within the
Japanese sentence, and only its digits are replaced in what the author wrote.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.explain import label_of, said
from madoguchi.definitions.questions import GroupQuestion
from madoguchi.definitions.rules import Rule
from madoguchi.definitions.rules.rule import walk
from madoguchi.definitions.rules.tree import Literal, Typed
from madoguchi.kernel import japanese_dates

# Numbers no definition holds, put into the tree to see where its sentence says which.
_MARK = 900_000_000_000
_FIRST_DAY = date(9000, 1, 1)
_MARKED = re.compile(r"(-?)(900,?000,?\d{3},?\d{3})(\.0)?|(9\d{3})年(\d{1,2})月(\d{1,2})日")
_NUMBER = re.compile(r"-?\s*[0-9]*\.?[0-9]+")
_DATE = re.compile(r"date\(\s*(['\"])[^'\"]*\1\s*\)")
_TYPED_NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,9})?")


@dataclass(frozen=True)
class Placed:
    """A rule and where it is written: `checks[3].fails_if`. `what` it decides stands before its sentence."""

    path: str
    what: str
    rule: Rule
    each: str = ""


@dataclass(frozen=True)
class Constant:
    """One number or day of a rule, in the order written. `column` is where its text begins, from 1."""

    place: int
    value: int | Decimal | date
    column: int

    @property
    def shown(self) -> str:
        """As it stands in its box."""
        return self.value.isoformat() if isinstance(self.value, date) else f"{self.value:,}"


@dataclass(frozen=True)
class Piece:
    """A piece of the sentence: words, or the box of a constant."""

    words: str = ""
    constant: Constant | None = None


class Unreadable(Exception):
    """What was typed is no number, or no day."""


def rules_of(compiled: Compiled) -> Iterator[Placed]:
    """Every rule, those of checks first: limits are most often there."""
    p = compiled.procedure
    for n, (check, rule) in enumerate(compiled.checks):
        yield Placed(f"checks[{n}].fails_if", f"確認事項「{check.officer}」に当たるのは", rule, check.each)
    for id_, rule in compiled.derived.items():
        yield Placed(f"derived.{id_}.value", f"計算「{p.derived[id_].label.ja}」は", rule)
    for kind, verb, rules in (
        ("show", "をたずねるのは", compiled.shown),
        ("require_when", "が必須なのは", compiled.required),
    ):
        for path, rule in rules.items():
            head, _, leaf = path.partition(".")
            where = f"data.{head}.fields.{leaf}.{kind}" if leaf else f"data.{path}.{kind}"
            each = head if isinstance(p.data[head], GroupQuestion) and leaf else ""
            yield Placed(where, f"質問「{label_of(compiled, path)}」{verb}", rule, each)
    for n, page in enumerate(p.pages):
        if page.id in compiled.page_shown:
            yield Placed(f"pages[{n}].show", f"ページ「{page.title.ja}」を出すのは", compiled.page_shown[page.id])


def constants_of(rule: Rule) -> list[Constant]:
    """Its numbers and days, in the order written."""
    found = []
    for typed in walk(rule.tree):
        node = typed.node
        value = node.value if isinstance(node, Literal) else None
        if isinstance(value, int | Decimal | date) and not isinstance(value, bool):
            found += [(node.column, value)] if _text_at(rule.source, node.column, value) else []
    return [
        Constant(place, value, column) for place, (column, value) in enumerate(sorted(found, key=lambda one: one[0]))
    ]


def pieces_of(compiled: Compiled, placed: Placed) -> list[Piece]:
    """The sentence with each constant in its place; one the sentence does not say as it is written stands after it."""
    constants = constants_of(placed.rule)
    columns = {constant.column: constant for constant in constants}
    marked = replace(placed.rule, tree=_marked(placed.rule.tree, columns))
    sentence = said(compiled, marked, placed.each)
    pieces: list[Piece] = []
    at, told = 0, set()
    for found in _MARKED.finditer(sentence):
        place = _place(found)
        if place < len(constants) and place not in told and not _sign_differs(found, constants[place]):
            pieces += [Piece(words=sentence[at : found.start()]), Piece(constant=constants[place])]
            at = found.end()
            told.add(place)
    if _MARKED.search("".join(piece.words for piece in pieces) + sentence[at:]):
        # The sentence counts on with a number (3番目): it is told as it is, and the boxes follow.
        return [Piece(words=said(compiled, placed.rule, placed.each)), *(Piece(constant=one) for one in constants)]
    rest = [Piece(constant=one) for one in constants if one.place not in told]
    return [piece for piece in (*pieces, Piece(words=sentence[at:]), *rest) if piece.words or piece.constant]


def with_constants(source: str, constants: Sequence[Constant], typed: Sequence[str]) -> str:
    """The rule's own text with other numbers; Unreadable where one is no number."""
    for constant, text in sorted(zip(constants, typed, strict=True), key=lambda pair: -pair[0].column):
        value = read(text, like=constant.value)
        if value != constant.value:
            old = _text_at(source, constant.column, constant.value)
            begin = constant.column - 1
            source = source[:begin] + _written(value) + source[begin + len(old) :]
    return source


def read(typed: str, *, like: int | Decimal | date) -> int | Decimal | date:
    """What an officer typed: 1,030,000、１０３００００円、令和8年4月1日."""
    text = unicodedata.normalize("NFKC", typed).strip()
    if isinstance(like, date):
        try:
            return japanese_dates.parse(text)
        except ValueError as problem:
            raise Unreadable(
                "日付として読めません。2026-04-01 や 令和8年4月1日 のように入力してください。"
            ) from problem
    digits = text.replace(",", "").replace("、", "").replace("円", "").replace("−", "-").replace(" ", "")
    if not _TYPED_NUMBER.fullmatch(digits) or ("." in digits and not isinstance(like, Decimal)):
        raise Unreadable("数字で入力してください（例：1,030,000）。")
    return Decimal(digits) if isinstance(like, Decimal) else int(digits)


def _text_at(source: str, column: int, value: object) -> str:
    """The text of a constant at its column; nothing where it is not written there as one."""
    pattern = _DATE if isinstance(value, date) else _NUMBER
    found = pattern.match(source, column - 1)
    return found.group() if found else ""


def _written(value: int | Decimal | date) -> str:
    if isinstance(value, date):
        return f"date('{value.isoformat()}')"
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text if "." in text else f"{text}.0"
    return str(value)


def _marked(typed: Typed, columns: dict[int, Constant]) -> Typed:
    node = typed.node
    if isinstance(node, Literal) and isinstance(node.value, int | Decimal | date) and not isinstance(node.value, bool):
        constant = columns.get(node.column)
        return replace(typed, node=replace(node, value=_mark(constant))) if constant else typed
    return replace(typed, parts=tuple(_marked(part, columns) for part in typed.parts))


def _mark(constant: Constant) -> int | Decimal | date:
    match constant.value:
        case date():
            return _FIRST_DAY + timedelta(days=constant.place)
        case Decimal():
            return Decimal(_MARK + constant.place) * (-1 if constant.value < 0 else 1)
        case _:
            return (_MARK + constant.place) * (-1 if constant.value < 0 else 1)


def _place(found: re.Match[str]) -> int:
    if found[2]:
        return int(found[2].replace(",", "")) - _MARK
    return (date(int(found[4]), int(found[5]), int(found[6])) - _FIRST_DAY).days


def _sign_differs(found: re.Match[str], constant: Constant) -> bool:
    """30日前 is written -30: its box could not show what the sentence says."""
    return not isinstance(constant.value, date) and (constant.value < 0) is not (found[1] == "-")
