"""Every part of a rule given its type; what does not fit is refused with the place and the mend."""

from collections.abc import Mapping
from datetime import date

from madoguchi.definitions.rules.calls import typed_call
from madoguchi.definitions.rules.errors import RuleError, nearest
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
    Typed,
    Widened,
    widened,
)
from madoguchi.definitions.rules.types import (
    ABSENT,
    BOOL,
    DATE,
    DECIMAL,
    INT,
    NUMBERS,
    ORDERED,
    TEXT,
    ListOf,
    RecordOf,
    Type,
    common,
)

TODAY = "today"
DEEPEST_MACRO = 2


def check(tree: Node, scope: Mapping[str, Type], expects: Type, *, has_calendar: bool) -> Typed:
    """The typed tree of a rule whose result has the type expected."""
    checker = _Checker(scope, has_calendar=has_calendar)
    typed = checker.typed(tree)
    return checker.fitting(typed, expects, f"規則の結果は{expects}になるべきですが、{typed.type}です。")


def constant_type(value: object) -> Type:
    match value:
        case None:
            return ABSENT
        case bool():
            return BOOL
        case int():
            return INT
        case str():
            return TEXT
    return DATE if isinstance(value, date) else DECIMAL


class _Checker:
    def __init__(self, scope: Mapping[str, Type], *, has_calendar: bool) -> None:
        self.scope = scope
        self.has_calendar = has_calendar
        self.variables: dict[str, tuple[Type, str | None]] = {}

    def fitting(self, typed: Typed, wanted: Type, message: str, mend: str = "") -> Typed:
        typed = widened(typed, wanted)
        if typed.type != wanted:
            raise RuleError(message, typed.node.column, mend)
        return typed

    def typed(self, node: Node) -> Typed:
        match node:
            case Literal():
                return Typed(node, constant_type(node.value))
            case Name():
                return self.name(node)
            case Select():
                return self.select(node)
            case Index():
                return self.index(node)
            case Listing():
                return self.listing(node)
            case Prefix():
                return self.prefix(node)
            case Arithmetic():
                return self.arithmetic(node)
            case Comparison():
                return self.comparison(node)
            case Junction():
                parts = tuple(self.boolean(part, f"「{node.operator}」の両側") for part in node.conditions)
                return Typed(node, BOOL, parts)
            case Choice():
                return self.choice(node)
            case Call():
                arguments = tuple(self.typed(argument) for argument in node.arguments)
                return typed_call(node, arguments, has_calendar=self.has_calendar)
            case Macro():
                return self.macro(node)
            case Widened():
                return self.typed(node.operand)

    def boolean(self, node: Node, where: str) -> Typed:
        typed = self.typed(node)
        return self.fitting(
            typed, BOOL, f"{where}は{BOOL}になるべきですが、{typed.type}です。", "「==」などで比べてください。"
        )

    def name(self, node: Name) -> Typed:
        if node.name in self.variables:
            kind, path = self.variables[node.name]
            return Typed(node, kind, path=path)
        if node.name == TODAY:
            return Typed(node, DATE)
        if node.name not in self.scope:
            known = [*self.scope, *self.variables, TODAY]
            raise RuleError(f"「{node.name}」という項目はありません。", node.column, nearest(node.name, known))
        return Typed(node, self.scope[node.name], path=node.name)

    def select(self, node: Select) -> Typed:
        operand = self.typed(node.operand)
        if isinstance(operand.type, ListOf):
            mend = "「[0]」で1件を選ぶか、「.exists(c, c.項目 …)」などを使ってください。"
            raise RuleError("一覧から直接、項目は取り出せません。", node.column, mend)
        if not isinstance(operand.type, RecordOf):
            raise RuleError(f"{operand.type}に「{node.field}」という項目はありません。", node.column)
        found = operand.type.fields.get(node.field)
        if found is None:
            known = operand.type.fields
            raise RuleError(f"「{node.field}」という項目はありません。", node.column, nearest(node.field, known))
        return Typed(node, found, (operand,), f"{operand.path}.{node.field}" if operand.path else None)

    def index(self, node: Index) -> Typed:
        operand, place = self.typed(node.operand), self.typed(node.index)
        if not isinstance(operand.type, ListOf):
            raise RuleError(f"「[ ]」は一覧に使います。これは{operand.type}です。", node.column)
        place = self.fitting(place, INT, f"「[ ]」の中は整数です。これは{place.type}です。")
        return Typed(node, operand.type.of, (operand, place), operand.path)

    def listing(self, node: Listing) -> Typed:
        items = [self.typed(item) for item in node.items]
        inner: Type = ABSENT
        for item in items:
            shared = common(inner, item.type)
            if shared is None:
                raise RuleError(
                    f"一覧の中に{inner}と{item.type}が混ざっています。", item.node.column, "同じ型にそろえてください。"
                )
            inner = shared
        return Typed(node, ListOf(inner), tuple(widened(item, inner) for item in items))

    def prefix(self, node: Prefix) -> Typed:
        if node.operator == "!":
            return Typed(node, BOOL, (self.boolean(node.operand, "「!」の後"),))
        operand = self.typed(node.operand)
        if operand.type not in NUMBERS:
            raise RuleError(f"「-」は数に使います。これは{operand.type}です。", node.column)
        return Typed(node, operand.type, (operand,))

    def arithmetic(self, node: Arithmetic) -> Typed:
        left, right = self.typed(node.left), self.typed(node.right)
        if node.operator == "+" and left.type == right.type == TEXT:
            return Typed(node, TEXT, (left, right))
        shared = common(left.type, right.type)
        if shared not in NUMBERS or ABSENT in (left.type, right.type):
            mend = ""
            if DATE in (left.type, right.type):
                mend = "日付の計算には add_days・add_months・days_between を使ってください。"
            raise RuleError(f"{left.type}と{right.type}は「{node.operator}」で計算できません。", node.column, mend)
        if node.operator == "%" and shared == DECIMAL:
            raise RuleError("「%」（余り）は整数どうしだけに使えます。", node.column)
        return Typed(node, shared, (widened(left, shared), widened(right, shared)))

    def comparison(self, node: Comparison) -> Typed:
        left, right = self.typed(node.left), self.typed(node.right)
        if node.operator == "in":
            return self.membership(node, left, right)
        shared = common(left.type, right.type)
        if shared is None:
            raise self.incomparable(node, left.type, right.type)
        absent = ABSENT in (left.type, right.type)
        if node.operator in ("==", "!="):
            if isinstance(shared, ListOf | RecordOf) and not absent:
                raise RuleError(
                    f"{shared}どうしは比べられません。", node.column, "all・exists・size などを使ってください。"
                )
        elif shared not in ORDERED or absent:
            raise RuleError(
                f"{shared}は「{node.operator}」で比べられません。", node.column, "「==」か「!=」を使ってください。"
            )
        return Typed(node, BOOL, (widened(left, shared), widened(right, shared)))

    def incomparable(self, node: Comparison, left: Type, right: Type) -> RuleError:
        mend = ""
        if isinstance(node.left, Comparison):
            mend = "比較は続けて書けません。「a < b && b < c」のように分けてください。"
        elif {left, right} == {DATE, TEXT}:
            mend = "日付は「date('2026-04-01')」と書いてください。"
        elif TEXT in (left, right) and not NUMBERS.isdisjoint({left, right}):
            mend = "数は「'」で囲まず、文字は「'」で囲んでください。"
        elif isinstance(left, ListOf) or isinstance(right, ListOf):
            mend = "一覧に含まれるかどうかは「'値' in 一覧」と書いてください。"
        return RuleError(f"{left}と{right}は「{node.operator}」で比べられません。", node.column, mend)

    def membership(self, node: Comparison, left: Typed, right: Typed) -> Typed:
        if not isinstance(right.type, ListOf):
            mend = "文字の一部を調べるときは「.contains('…')」です。" if right.type == TEXT else ""
            raise RuleError(f"「in」の右には一覧を書きます。これは{right.type}です。", node.column, mend)
        shared = common(left.type, right.type.of)
        if shared is None or isinstance(shared, ListOf | RecordOf):
            raise RuleError(f"{left.type}を{right.type}の中から探すことはできません。", node.column)
        return Typed(node, BOOL, (left, right))

    def choice(self, node: Choice) -> Typed:
        condition = self.boolean(node.condition, "「?」の前")
        then, otherwise = self.typed(node.then), self.typed(node.otherwise)
        shared = common(then.type, otherwise.type)
        if shared is None:
            message = f"「?」の後の2つの値の型が違います（{then.type}と{otherwise.type}）。"
            raise RuleError(message, node.column, "同じ型にそろえてください。")
        path = then.path if then.path == otherwise.path else None
        return Typed(node, shared, (condition, widened(then, shared), widened(otherwise, shared)), path)

    def macro(self, node: Macro) -> Typed:
        over = self.typed(node.over)
        if not isinstance(over.type, ListOf):
            raise RuleError(f"「{node.kind}」は一覧に使います。これは{over.type}です。", node.column)
        if len(self.variables) == DEEPEST_MACRO:
            raise RuleError(f"一覧の中の一覧は{DEEPEST_MACRO}段までです。", node.column)
        if node.variable in self.scope or node.variable in self.variables or node.variable == TODAY:
            message = f"「{node.variable}」は、ほかで使われている名前です。"
            raise RuleError(message, node.column, "1件ずつを指す名前は、別の名前にしてください。")
        self.variables[node.variable] = (over.type.of, over.path)
        body = self.typed(node.body) if node.kind == "map" else self.boolean(node.body, f"「{node.kind}」の条件")
        del self.variables[node.variable]
        if node.kind == "map":
            return Typed(node, ListOf(body.type), (over, body), body.path)
        return Typed(node, over.type if node.kind == "filter" else BOOL, (over, body), over.path)
