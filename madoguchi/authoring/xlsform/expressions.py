"""XPath as XLSForm writes it, put into the rule language where both say the same; else the reason why not."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<field>\$\{\s*[^}]*\})
    | (?P<text>'[^']*'|"[^"]*")
    | (?P<number>\d+(?:\.\d+)?)
    | (?P<name>[A-Za-z_][\w.-]*)
    | (?P<sign><=|>=|!=|[=<>()+*,.-])
    | (?P<stray>\S)
    )""",
    re.VERBOSE,
)
_COMPARISONS = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
LONGEST = 1_000
DEEPEST = 40


class Untranslatable(Exception):
    """What the rule language does not say, in words."""


@dataclass(frozen=True)
class Known:
    """A question as expressions may name it: how a rule reads it, and of which kind it is."""

    reads: str
    kind: str


@dataclass(frozen=True)
class Said:
    """A piece of a rule. `bare` is a question alone, whose emptiness XPath asks by `= ''`."""

    text: str
    bare: Known | None = None
    empty: bool = False


def translated(source: str, known: Mapping[str, Known], own: Known | None = None) -> str:
    """The rule; Untranslatable with the reason. `own` is what `.` stands for."""
    if len(source) > LONGEST:
        raise Untranslatable("式が長すぎます")
    return _Reader(source, known, own).whole()


class _Reader:
    """A descent over the tokens; each level gives a piece of the rule."""

    def __init__(self, source: str, known: Mapping[str, Known], own: Known | None) -> None:
        found = [(str(one.lastgroup), one.group(one.lastgroup)) for one in _TOKEN.finditer(source) if one.lastgroup]
        if stray := next((text for kind, text in found if kind == "stray"), ""):
            raise Untranslatable(f"「{stray}」は読めません")
        self.tokens = [*found, ("end", "")]
        self.known, self.own, self.at, self.depth = known, own, 0, 0

    def whole(self) -> str:
        said = self.either()
        if self.peek()[0] != "end":
            raise Untranslatable(f"「{self.peek()[1]}」のところが読めません")
        return said.text

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at]

    def take(self) -> tuple[str, str]:
        self.at += 1
        return self.tokens[self.at - 1]

    def accept(self, kind: str, *texts: str) -> str:
        token = self.peek()
        if token[0] == kind and token[1] in texts:
            self.at += 1
            return token[1]
        return ""

    def expect(self, sign: str) -> None:
        if not self.accept("sign", sign):
            raise Untranslatable(f"「{sign}」がありません")

    def either(self) -> Said:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Untranslatable("かっこが深すぎます")
        parts = [self.both()]
        while self.accept("name", "or"):
            parts.append(self.both())
        self.depth -= 1
        return parts[0] if len(parts) == 1 else Said(" || ".join(f"({part.text})" for part in parts))

    def both(self) -> Said:
        parts = [self.comparison()]
        while self.accept("name", "and"):
            parts.append(self.comparison())
        return parts[0] if len(parts) == 1 else Said(" && ".join(f"({part.text})" for part in parts))

    def comparison(self) -> Said:
        left = self.sum()
        sign = self.accept("sign", *_COMPARISONS)
        return self.compared(left, _COMPARISONS[sign], self.sum()) if sign else left

    def compared(self, left: Said, sign: str, right: Said) -> Said:
        for one, other in ((left, right), (right, left)):
            if one.empty and sign in {"==", "!="}:
                if other.bare is None:
                    raise Untranslatable("質問のほかを「''」とくらべています")
                return Said(f"{'!' if sign == '==' else ''}has({other.bare.reads})")
            if one.bare is not None and one.bare.kind == "yes_no" and other.text in {"'yes'", "'no'"}:
                return Said(f"{one.bare.reads} {sign} {'true' if other.text == repr('yes') else 'false'}")
        return Said(f"{left.text} {sign} {right.text}")

    def sum(self) -> Said:
        said = self.product()
        while sign := self.accept("sign", "+", "-"):
            said = Said(f"{said.text} {sign} {self.product().text}")
        return said

    def product(self) -> Said:
        said = self.value()
        while sign := self.accept("sign", "*") or self.accept("name", "div", "mod"):
            if sign == "div":
                raise Untranslatable("割り算は、端数の扱いが違うため移せません")
            said = Said(f"{said.text} {'%' if sign == 'mod' else sign} {self.value().text}")
        return said

    def value(self) -> Said:
        kind, text = self.take()
        match kind, text:
            case "field", _:
                return self.question(text[2:-1].strip())
            case "text", _:
                return self.literal(text[1:-1])
            case "number", _:
                return Said(text)
            case "sign", "(":
                inside = self.either()
                self.expect(")")
                return Said(f"({inside.text})")
            case "sign", "-":
                return Said(f"-{self.value().text}")
            case "sign", ".":
                if self.own is None:
                    raise Untranslatable("「.」がどの質問を指すか分かりません")
                return Said(self.own.reads, bare=self.own)
            case "name", name if self.peek() == ("sign", "("):
                return self.call(name)
            case _:
                raise Untranslatable(f"「{text or '式の終わり'}」のところが読めません")

    def question(self, name: str) -> Said:
        found = self.known.get(name)
        if found is None:
            raise Untranslatable(f"「{name}」という質問は、ここからは読めません")
        return Said(found.reads, bare=found)

    def literal(self, text: str) -> Said:
        escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")
        return Said(f"'{escaped}'", empty=not text)

    def call(self, name: str) -> Said:
        self.expect("(")
        arguments: list[Said] = []
        if not self.accept("sign", ")"):
            arguments.append(self.either())
            while self.accept("sign", ","):
                arguments.append(self.either())
            self.expect(")")
        make = _FUNCTIONS.get((name, len(arguments)))
        if make is None:
            raise Untranslatable(f"「{name}」という関数は移せません")
        return Said(make(arguments))


def _selected(arguments: list[Said]) -> str:
    question, value = arguments[0].bare, arguments[1].text
    if question is None:
        raise Untranslatable("selected のはじめは質問でなければなりません")
    if question.kind == "yes_no":
        return f"{question.reads} == {'true' if value == repr('yes') else 'false'}"
    return f"{value} in {question.reads}" if question.kind == "choices" else f"{question.reads} == {value}"


def _iso(arguments: list[Said]) -> str:
    if not re.fullmatch(r"'\d{4}-\d{2}-\d{2}'", arguments[0].text):
        raise Untranslatable("date には 2026-04-01 の形の日付を書きます")
    return f"date({arguments[0].text})"


_FUNCTIONS: Mapping[tuple[str, int], Callable[[list[Said]], str]] = {
    ("selected", 2): _selected,
    ("not", 1): lambda given: f"!({given[0].text})",
    ("today", 0): lambda _: "today",
    ("true", 0): lambda _: "true",
    ("false", 0): lambda _: "false",
    ("if", 3): lambda given: f"({given[0].text}) ? ({given[1].text}) : ({given[2].text})",
    ("count-selected", 1): lambda given: f"size({given[0].text})",
    ("string-length", 1): lambda given: f"size({given[0].text})",
    ("regex", 2): lambda given: f"{given[0].text}.matches({given[1].text})",
    ("contains", 2): lambda given: f"{given[0].text}.contains({given[1].text})",
    ("starts-with", 2): lambda given: f"{given[0].text}.startsWith({given[1].text})",
    ("date", 1): _iso,
    ("count", 1): lambda given: f"size({given[0].text})",
}
