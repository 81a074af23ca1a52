"""A rule's text read into a tree, with a bound on its depth."""

import re
from datetime import date
from decimal import Decimal

from madoguchi.definitions.rules.errors import RuleError
from madoguchi.definitions.rules.lexer import Token, tokens
from madoguchi.definitions.rules.tree import (
    Arithmetic,
    Call,
    Choice,
    Comparison,
    Index,
    Junction,
    Listing,
    Literal,
    Macro,
    Name,
    Node,
    Prefix,
    Select,
    parts_of,
)

DEEPEST = 50
LARGEST_INT = 2**63 - 1
MACROS = frozenset({"all", "exists", "exists_one", "filter", "map"})
METHODS = frozenset({"size", "matches", "startsWith", "endsWith", "contains"})
FUNCTIONS_TOO = frozenset({"size", "matches"})
COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">=", "in"})
WORDS = {"true": True, "false": False, "null": None}
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SPOKEN = {"and": "&&", "or": "||", "not": "!", "AND": "&&", "OR": "||", "NOT": "!"}


def parse(source: str) -> Node:
    """The tree of a rule; anything unreadable is a RuleError."""
    parser = _Parser(tokens(source))
    tree = parser.expression()
    parser.expect_end()
    _refuse_depth(tree)
    return tree


def _too_deep(column: int) -> RuleError:
    return RuleError(
        f"入れ子が深すぎます（{DEEPEST}段まで）。", column, "規則を分けて、計算する項目（derive）にしてください。"
    )


def _refuse_depth(tree: Node) -> None:
    waiting = [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        if depth > DEEPEST:
            raise _too_deep(node.column)
        waiting += [(part, depth + 1) for part in parts_of(node)]


class _Parser:
    """Recursive descent over the tokens, one method per level of CEL's grammar."""

    def __init__(self, read: list[Token]) -> None:
        self.tokens = read
        self.at = 0
        self.depth = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    def take(self) -> Token:
        token = self.token
        self.at += 1
        return token

    def next_is(self, *signs: str) -> bool:
        return self.token.kind in ("sign", "name") and self.token.text in signs

    def accept(self, sign: str) -> bool:
        if self.next_is(sign):
            self.at += 1
            return True
        return False

    def expect(self, sign: str) -> None:
        if not self.accept(sign):
            raise self.unexpected(f"ここに「{sign}」が要ります。")

    def expect_end(self) -> None:
        if self.token.kind != "end":
            raise self.unexpected()

    def unexpected(self, mend: str = "") -> RuleError:
        token = self.token
        if token.kind == "end":
            return RuleError("規則が途中で終わっています。", token.column, mend)
        if token.text in _SPOKEN:
            mend = f"「{_SPOKEN[token.text]}」と書いてください。"
        return RuleError(f"「{token.text}」は、ここには置けません。", token.column, mend)

    def expression(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise _too_deep(self.token.column)
        condition = self.junction("||")
        column = self.token.column
        if self.accept("?"):
            then = self.junction("||")
            self.expect(":")
            condition = Choice(condition, then, self.expression(), column)
        self.depth -= 1
        return condition

    def junction(self, operator: str) -> Node:
        column = self.token.column
        found = [self.junction("&&") if operator == "||" else self.comparison()]
        while self.accept(operator):
            found.append(self.junction("&&") if operator == "||" else self.comparison())
        return found[0] if len(found) == 1 else junction(operator, found, column)

    def comparison(self) -> Node:
        left = self.sum()
        while self.next_is(*COMPARISONS):
            sign = self.take()
            left = Comparison(sign.text, left, self.sum(), sign.column)
        return left

    def sum(self) -> Node:
        left = self.product()
        while self.next_is("+", "-"):
            sign = self.take()
            left = Arithmetic(sign.text, left, self.product(), sign.column)
        return left

    def product(self) -> Node:
        left = self.prefix()
        while self.next_is("*", "/", "%"):
            sign = self.take()
            left = Arithmetic(sign.text, left, self.prefix(), sign.column)
        return left

    def prefix(self) -> Node:
        signs = []
        while self.next_is("!", "-"):
            signs.append(self.take())
        if signs and signs[-1].text == "-" and self.token.kind in ("int", "decimal"):
            operand = self.members(self.number(signs.pop()))
        else:
            operand = self.members(self.primary())
        for sign in reversed(signs):
            operand = Prefix(sign.text, operand, sign.column)
        return operand

    def members(self, operand: Node) -> Node:
        while True:
            column = self.token.column
            if self.accept("."):
                operand = self.member(operand)
            elif self.accept("["):
                operand = Index(operand, self.expression(), column)
                self.expect("]")
            else:
                return operand

    def member(self, operand: Node) -> Node:
        if self.token.kind != "name":
            raise self.unexpected("「.」の後には項目の名前を書いてください。")
        name = self.take()
        if not self.accept("("):
            return Select(operand, name.text, name.column)
        if name.text in MACROS:
            return self.macro(name, operand)
        arguments = self.until(")")
        if name.text not in METHODS:
            mend = f"「{name.text}(…)」の形で書いてください。" if arguments or name.text not in WORDS else ""
            raise RuleError(f"「.{name.text}()」という書き方はありません。", name.column, mend)
        return Call(name.text, (operand, *arguments), name.column)

    def macro(self, name: Token, over: Node) -> Node:
        variable = self.token
        if variable.kind != "name" or variable.text in WORDS:
            raise self.unexpected(f"「{name.text}(c, c.項目 …)」のように、1件ずつを指す名前を先に書いてください。")
        self.at += 1
        self.expect(",")
        body = self.expression()
        self.expect(")")
        return Macro(name.text, over, variable.text, body, name.column)

    def until(self, closing: str) -> tuple[Node, ...]:
        found: list[Node] = []
        while not self.accept(closing):
            if found:
                self.expect(",")
                if closing == "]" and self.accept(closing):
                    break
            found.append(self.expression())
        return tuple(found)

    def primary(self) -> Node:
        token = self.token
        if token.kind in ("int", "decimal"):
            return self.number(None)
        if token.kind == "text":
            self.at += 1
            return Literal(token.text, token.column)
        if token.kind == "name" and token.text != "in":
            return self.named()
        if self.accept("("):
            inside = self.expression()
            self.expect(")")
            return inside
        if self.accept("["):
            return Listing(self.until("]"), token.column)
        raise self.unexpected()

    def number(self, minus: Token | None) -> Node:
        token = self.take()
        written = ("-" if minus else "") + token.text
        column = minus.column if minus else token.column
        following = self.token
        if following.kind == "name" and following.column == token.column + len(token.text):
            raise RuleError(
                f"「{written}{following.text}」という数の書き方はありません。", column, "数字だけで書いてください。"
            )
        if token.kind == "decimal":
            return Literal(Decimal(written), column)
        if len(token.text) > 19 or not -LARGEST_INT - 1 <= int(written) <= LARGEST_INT:
            raise RuleError("数が大きすぎます。", column, "19桁までの数にしてください。")
        return Literal(int(written), column)

    def named(self) -> Node:
        token = self.take()
        if token.text in WORDS:
            return Literal(WORDS[token.text], token.column)
        if not self.accept("("):
            return Name(token.text, token.column)
        arguments = self.until(")")
        if token.text == "date":
            return _date(arguments, token.column)
        if token.text in METHODS - FUNCTIONS_TOO or token.text in MACROS:
            raise RuleError(
                f"「{token.text}」は、値の後に付けて使います。",
                token.column,
                f"「x.{token.text}(…)」の形で書いてください。",
            )
        return Call(token.text, arguments, token.column)


def junction(operator: str, conditions: list[Node], column: int) -> Junction:
    """A chain in which chains of the same operator are laid flat."""
    flat: list[Node] = []
    for one in conditions:
        flat += one.conditions if isinstance(one, Junction) and one.operator == operator else (one,)
    return Junction(operator, tuple(flat), column)


def _date(arguments: tuple[Node, ...], column: int) -> Literal:
    mend = "「date('2026-04-01')」のように書いてください。"
    match arguments:
        case (Literal(value=str(text)),):
            if not _ISO_DATE.fullmatch(text):
                raise RuleError(f"「{text}」は日付として読めません。", column, mend)
            try:
                return Literal(date.fromisoformat(text), column)
            except ValueError:
                raise RuleError(f"「{text}」という日付はありません。", column, mend) from None
        case _:
            raise RuleError("date には、日付を1つ、文字で書きます。", column, mend)
