"""Which functions may be called with what, and the type of the result."""

from madoguchi.definitions.rules.automaton import Pattern
from madoguchi.definitions.rules.errors import RuleError, nearest
from madoguchi.definitions.rules.functions import FUNCTIONS, NAMES
from madoguchi.definitions.rules.patterns import PatternError
from madoguchi.definitions.rules.tree import Call, Literal, Name, Select, Typed, widened
from madoguchi.definitions.rules.types import BOOL, DATE, DECIMAL, INT, NUMBERS, TEXT, ListOf, Type, common


def typed_call(node: Call, arguments: tuple[Typed, ...], *, has_calendar: bool) -> Typed:
    """A call whose arguments are typed already."""
    if node.function in FUNCTIONS:
        return _fixed(node, arguments, FUNCTIONS[node.function].takes, FUNCTIONS[node.function].gives)
    match node.function:
        case "has":
            return _has(node, arguments)
        case "size" if len(arguments) == 1 and (arguments[0].type == TEXT or isinstance(arguments[0].type, ListOf)):
            return Typed(node, INT, arguments)
        case "size":
            raise _misfit(node, arguments, "文字か一覧を1つ渡してください。")
        case "matches":
            return _matches(node, arguments)
        case "int" | "decimal":
            return _conversion(node, arguments)
        case "sum" | "min" | "max":
            return _gathered(node, arguments)
        case "business_days" if has_calendar:
            return _fixed(node, arguments, (DATE, DATE), INT)
        case "business_days":
            raise RuleError("開庁日の暦がないので、business_days はここでは使えません。", node.column)
        case _:
            raise RuleError(f"「{node.function}」という関数はありません。", node.column, nearest(node.function, NAMES))


def _misfit(node: Call, arguments: tuple[Typed, ...], mend: str) -> RuleError:
    given = "、".join(str(argument.type) for argument in arguments) or "何も渡さない形"
    return RuleError(f"「{node.function}」は、この組み合わせ（{given}）では使えません。", node.column, mend)


def _fixed(node: Call, arguments: tuple[Typed, ...], takes: tuple[Type, ...], gives: Type) -> Typed:
    if tuple(argument.type for argument in arguments) != takes:
        wanted = "、".join(str(one) for one in takes)
        raise _misfit(node, arguments, f"順に {wanted} を渡してください。")
    return Typed(node, gives, arguments)


def _has(node: Call, arguments: tuple[Typed, ...]) -> Typed:
    if len(arguments) != 1 or not isinstance(arguments[0].node, Select | Name) or arguments[0].path is None:
        raise RuleError("has には項目を1つ書きます。", node.column, "「has(address.postcode)」のように書いてください。")
    return Typed(node, BOOL, arguments)


def _matches(node: Call, arguments: tuple[Typed, ...]) -> Typed:
    if len(arguments) != 2 or arguments[0].type != TEXT:
        raise _misfit(node, arguments, "「x.matches('パターン')」のように書いてください。")
    pattern = arguments[1].node
    if not isinstance(pattern, Literal) or not isinstance(pattern.value, str):
        raise RuleError("matches のパターンは、文字で直接書いてください。", pattern.column)
    try:
        Pattern(pattern.value)
    except PatternError as wrong:
        raise RuleError(str(wrong), pattern.column) from None
    return Typed(node, BOOL, arguments)


def _conversion(node: Call, arguments: tuple[Typed, ...]) -> Typed:
    if len(arguments) != 1 or arguments[0].type not in NUMBERS:
        raise _misfit(node, arguments, "数を1つ渡してください。")
    return Typed(node, INT if node.function == "int" else DECIMAL, (widened(arguments[0], DECIMAL),))


def _gathered(node: Call, arguments: tuple[Typed, ...]) -> Typed:
    allowed = NUMBERS if node.function == "sum" else NUMBERS | {DATE}
    if len(arguments) == 1 and isinstance(arguments[0].type, ListOf) and arguments[0].type.of in allowed:
        return Typed(node, arguments[0].type.of, arguments)
    if len(arguments) < 2 or node.function == "sum":
        raise _misfit(node, arguments, "数の一覧を1つ渡してください。")
    shared: Type | None = arguments[0].type
    for argument in arguments[1:]:
        shared = None if shared is None else common(shared, argument.type)
    if shared not in allowed:
        raise _misfit(node, arguments, "数どうし、または日付どうしを渡してください。")
    return Typed(node, shared, tuple(widened(argument, shared) for argument in arguments))
