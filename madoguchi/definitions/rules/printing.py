"""A tree written back as its canonical text: the same for rules that differ in spacing and brackets alone."""

import unicodedata
from datetime import date
from decimal import Decimal

from madoguchi.definitions.rules.tree import (
    Arithmetic,
    Call,
    Choice,
    Comparison,
    Constant,
    Index,
    Junction,
    Listing,
    Literal,
    Macro,
    Name,
    Node,
    Prefix,
    Select,
    Widened,
)

_LOOSEST, _OR, _AND, _COMPARISON, _SUM, _PRODUCT, _PREFIX, _TIGHTEST = range(8)
_ESCAPES = str.maketrans({"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_AS_METHODS = frozenset({"matches", "startsWith", "endsWith", "contains"})


def printed(node: Node) -> str:
    """The canonical text; reading it again gives an equal tree."""
    match node:
        case Literal(value=value):
            return constant(value)
        case Name(name=name):
            return name
        case Select(operand=operand, field=field):
            return f"{_at(operand, _TIGHTEST)}.{field}"
        case Index(operand=operand, index=index):
            return f"{_at(operand, _TIGHTEST)}[{printed(index)}]"
        case Listing(items=items):
            return f"[{_joined(items)}]"
        case Prefix(operator=operator, operand=operand):
            # Without brackets the reader would take `-` and a number for one literal.
            number = operator == "-" and isinstance(operand, Literal)
            return f"{operator}({printed(operand)})" if number else operator + _at(operand, _PREFIX)
        case Arithmetic(operator=operator, left=left, right=right):
            level = _level(node)
            return f"{_at(left, level)} {operator} {_at(right, level + 1)}"
        case Comparison(operator=operator, left=left, right=right):
            return f"{_at(left, _COMPARISON)} {operator} {_at(right, _SUM)}"
        case Junction(operator=operator, conditions=conditions):
            return f" {operator} ".join(_at(one, _level(node) + 1) for one in conditions)
        case Choice(condition=condition, then=then, otherwise=otherwise):
            return f"{_at(condition, _OR)} ? {_at(then, _OR)} : {printed(otherwise)}"
        case Call(function=function, arguments=(receiver, *others)) if function in _AS_METHODS:
            return f"{_at(receiver, _TIGHTEST)}.{function}({_joined(tuple(others))})"
        case Call(function=function, arguments=arguments):
            return f"{function}({_joined(arguments)})"
        case Macro(kind=kind, over=over, variable=variable, body=body):
            return f"{_at(over, _TIGHTEST)}.{kind}({variable}, {printed(body)})"
        case Widened(operand=operand):
            return printed(operand)


def constant(value: Constant) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return "'" + "".join(_visible(one) for one in value.translate(_ESCAPES)) + "'"
        case date():
            return f"date('{value.isoformat()}')"
        case int():
            return str(value)
        case Decimal():
            return f"{value:f}"


def _visible(character: str) -> str:
    # A variation selector, a combining mark or a control sign must not hide in a diff.
    if character == "\u3000" or (character.isprintable() and not unicodedata.category(character).startswith("M")):
        return character
    return f"\\u{ord(character):04X}" if ord(character) <= 0xFFFF else f"\\U{ord(character):08X}"


def _joined(nodes: tuple[Node, ...]) -> str:
    return ", ".join(printed(node) for node in nodes)


def _at(node: Node, least: int) -> str:
    return printed(node) if _level(node) >= least else f"({printed(node)})"


def _level(node: Node) -> int:
    match node:
        case Choice():
            return _LOOSEST
        case Junction(operator=operator):
            return _OR if operator == "||" else _AND
        case Comparison():
            return _COMPARISON
        case Arithmetic(operator=operator):
            return _SUM if operator in "+-" else _PRODUCT
        case Prefix():
            return _PREFIX
        case Widened(operand=operand):
            return _level(operand)
        case _:
            return _TIGHTEST
