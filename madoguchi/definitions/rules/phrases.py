"""The values of a rule as Japanese noun phrases: fields, ages, sums, rows."""

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
    Prefix,
    Select,
    Typed,
    Widened,
)
from madoguchi.definitions.rules.types import DATE, INT, TEXT, RecordOf
from madoguchi.definitions.rules.wording import Voice, written

_UNITS = {
    "age_on": "歳",
    "fiscal_year": "年度",
    "months_between": "か月",
    "days_between": "日",
    "business_days": "日",
}
_TEMPLATES = {
    "age_on": "{0}から数えた年齢（{1}の時点）",
    "fiscal_year": "{0}の年度",
    "end_of_fiscal_year_of_age": "{0}から数えて{1}歳に達する日以後の最初の3月31日",
    "months_between": "{0}から{1}までの月数",
    "days_between": "{0}から{1}までの日数",
    "business_days": "{0}から{1}までの開庁日の日数",
    "nfkc": "{0}（全角と半角をそろえて見たもの）",
    "sum": "{0}の合計",
    "int": "{0}の端数を切り捨てた数",
    "decimal": "{0}",
}
_EXTREMES = {
    ("min", True): ("早いほう", "最も早い日"),
    ("max", True): ("遅いほう", "最も遅い日"),
    ("min", False): ("小さいほう", "最も小さい値"),
    ("max", False): ("大きいほう", "最も大きい値"),
}


def unit(typed: Typed) -> str:
    """What the numbers compared with a value count: 歳, 日, 件."""
    match typed.node:
        case Call(function="size"):
            return "文字" if typed.parts[0].type == TEXT else "件"
        case Call(function=function) if function in _UNITS:
            return _UNITS[function]
        case Arithmetic(operator="+" | "-") | Choice() | Widened() | Call(function="min" | "max" | "sum"):
            return next((found for part in typed.parts if (found := unit(part))), "")
        case _:
            return ""


def phrase(voice: Voice, typed: Typed, unit_of_number: str = "") -> str:
    """A noun phrase for a value; a plain number takes the unit given."""
    node, parts = typed.node, typed.parts
    match node:
        case Literal(value=value):
            return written(value, unit_of_number)
        case Name():
            return _named(voice, typed, node)
        case Select():
            return f"{_holder(voice, parts[0])}『{voice.label(typed.path)}』" if typed.path else f"「{node.field}」"
        case Index():
            return f"{phrase(voice, parts[0])}の{_ordinal(voice, parts[1])}"
        case Listing():
            return "、".join(phrase(voice, part, unit_of_number) for part in parts)
        case Prefix(operator="-"):
            return f"{phrase(voice, parts[0])}にマイナスを付けた数"
        case Arithmetic():
            return _calculated(voice, typed, node)
        case Choice():
            then, otherwise = (phrase(voice, part, unit_of_number) for part in parts[1:])
            return f"{voice.clause(voice, parts[0]).attributive}ときは{then}、それ以外のときは{otherwise}"
        case Macro(kind="map"):
            return f"{phrase(voice, parts[0])}それぞれの{_operand(voice, parts[1])}"
        case Macro(kind="filter"):
            return f"{phrase(voice, parts[0])}のうち{voice.clause(voice, parts[1]).attributive}もの"
        case Call(function=function) if function not in (
            "has",
            "kana",
            "matches",
            "startsWith",
            "endsWith",
            "contains",
        ):
            return _called(voice, typed, function)
        case Widened():
            return phrase(voice, parts[0], unit_of_number)
        case Comparison() | Junction() | Prefix() | Macro() | Call():
            return f"「{voice.clause(voice, typed).final}」かどうか"


def _named(voice: Voice, typed: Typed, node: Name) -> str:
    if typed.path is None:
        return "今日" if node.name == "today" else "その値"
    if typed.path == node.name:
        return f"『{voice.label(typed.path)}』"
    return "その1件" if isinstance(typed.type, RecordOf) else "その値"


def _holder(voice: Voice, operand: Typed) -> str:
    """What a field is taken from, where its label alone does not say."""
    match operand.node:
        case Name():
            return ""
        case Select():
            return _holder(voice, operand.parts[0])
        case _:
            return f"{_operand(voice, operand)}の"


def _operand(voice: Voice, typed: Typed, unit_of_number: str = "") -> str:
    said = phrase(voice, typed, unit_of_number)
    inner = typed.parts[0] if isinstance(typed.node, Widened) else typed
    return f"（{said}）" if isinstance(inner.node, Arithmetic | Choice) else said


def _ordinal(voice: Voice, place: Typed) -> str:
    if isinstance(place.node, Literal) and isinstance(place.node.value, int):
        return f"{place.node.value + 1}件目"
    return f"{_operand(voice, place)}番目（最初を0番目とする）"


def _calculated(voice: Voice, typed: Typed, node: Arithmetic) -> str:
    counted = unit(typed)
    if node.operator == "+":
        return _added(typed, [_operand(voice, part, counted) for part in _addends(typed)])
    first, second = (_operand(voice, part, counted) for part in typed.parts)
    match node.operator:
        case "-":
            return f"{first}から{second}を引いた数"
        case "*":
            return f"{first}に{second}を掛けた数"
        case "/":
            return f"{first}を{second}で割{'って端数を切り捨てた' if typed.type == INT else 'った'}数"
    return f"{first}を{second}で割った余り"


def _addends(typed: Typed) -> list[Typed]:
    if isinstance(typed.node, Arithmetic) and typed.node.operator == "+":
        return [one for part in typed.parts for one in _addends(part)]
    return [typed]


def _added(typed: Typed, said: list[str]) -> str:
    if typed.type == TEXT:
        return f"{'と'.join(said)}をつなげた文字"
    return f"{said[0]}に{said[1]}を足した数" if len(said) == 2 else f"{'、'.join(said)}を合わせた数"


def _called(voice: Voice, typed: Typed, function: str) -> str:
    said = [_operand(voice, part) for part in typed.parts]
    match function:
        case "size":
            return f"{said[0]}の{'文字数' if typed.parts[0].type == TEXT else '件数'}"
        case "add_days" | "add_months":
            return _shifted(said, typed.parts[1], "日" if function == "add_days" else "か月")
        case "min" | "max":
            pair, many = _EXTREMES[function, typed.type == DATE]
            return f"{'と'.join(said)}のうち{pair}" if len(said) == 2 else f"{'、'.join(said)}のうち{many}"
        case _:
            return _TEMPLATES[function].format(*said)


def _shifted(said: list[str], by: Typed, counted: str) -> str:
    if isinstance(by.node, Literal) and isinstance(by.node.value, int):
        number = by.node.value
        return f"{said[0]}の{abs(number):,}{counted}{'前' if number < 0 else '後'}"
    return f"{said[0]}から「{said[1]}」{counted}後の日"
