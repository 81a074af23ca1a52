"""The tree of a rule: as written (`Node`), and with the type of every part (`Typed`)."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from madoguchi.definitions.rules.types import DECIMAL, INT, Type

Constant: TypeAlias = bool | int | Decimal | str | date | None


def _column() -> int:
    # Where a part stands is no part of what it says: two rules spaced differently are equal.
    return field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written out."""

    value: Constant
    column: int = _column()


@dataclass(frozen=True, slots=True)
class Name:
    """A field's id, a macro's variable, or `today`."""

    name: str
    column: int = _column()


@dataclass(frozen=True, slots=True)
class Select:
    """`operand.field`"""

    operand: "Node"
    field: str
    column: int = _column()


@dataclass(frozen=True, slots=True)
class Index:
    """`operand[index]`"""

    operand: "Node"
    index: "Node"
    column: int = _column()


@dataclass(frozen=True, slots=True)
class Listing:
    """`[a, b, c]`"""

    items: tuple["Node", ...]
    column: int = _column()


@dataclass(frozen=True, slots=True)
class Prefix:
    """`!a` or `-a`"""

    operator: str
    operand: "Node"
    column: int = _column()


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`a + b` and the other four"""

    operator: str
    left: "Node"
    right: "Node"
    column: int = _column()


@dataclass(frozen=True, slots=True)
class Comparison:
    """`a == b`, the other five, and `a in b`"""

    operator: str
    left: "Node"
    right: "Node"
    column: int = _column()


@dataclass(frozen=True, slots=True)
class Junction:
    """`a && b && c` or `a || b || c`: a chain is one node, so that long ones are not deep."""

    operator: str
    conditions: tuple["Node", ...]
    column: int = _column()


@dataclass(frozen=True, slots=True)
class Choice:
    """`condition ? then : otherwise`"""

    condition: "Node"
    then: "Node"
    otherwise: "Node"
    column: int = _column()


@dataclass(frozen=True, slots=True)
class Call:
    """`function(a, b)`; `a.function(b)` is the same."""

    function: str
    arguments: tuple["Node", ...]
    column: int = _column()


@dataclass(frozen=True, slots=True)
class Macro:
    """`over.kind(variable, body)`"""

    kind: str
    over: "Node"
    variable: str
    body: "Node"
    column: int = _column()


@dataclass(frozen=True, slots=True)
class Widened:
    """A whole number standing where a decimal is needed; put in by the checker, never written."""

    operand: "Node"
    column: int = _column()


Node: TypeAlias = (
    Literal
    | Name
    | Select
    | Index
    | Listing
    | Prefix
    | Arithmetic
    | Comparison
    | Junction
    | Choice
    | Call
    | Macro
    | Widened
)


@dataclass(frozen=True, slots=True)
class Typed:
    """A node, its type, its typed parts in the order written, and the dotted path of the field it reads."""

    node: Node
    type: Type
    parts: tuple["Typed", ...] = ()
    path: str | None = None


def parts_of(node: Node) -> tuple[Node, ...]:
    """The nodes directly below one, in the order written."""
    match node:
        case Literal() | Name():
            return ()
        case Select(operand=operand) | Prefix(operand=operand) | Widened(operand=operand):
            return (operand,)
        case Index(operand=operand, index=index):
            return (operand, index)
        case Listing(items=parts) | Junction(conditions=parts) | Call(arguments=parts):
            return parts
        case Arithmetic(left=left, right=right) | Comparison(left=left, right=right):
            return (left, right)
        case Choice(condition=condition, then=then, otherwise=otherwise):
            return (condition, then, otherwise)
        case Macro(over=over, body=body):
            return (over, body)


def widened(typed: Typed, wanted: Type) -> Typed:
    """The same, as a decimal where a decimal is wanted and a whole number stands."""
    if wanted == DECIMAL and typed.type == INT:
        return Typed(Widened(typed.node, typed.node.column), DECIMAL, (typed,), typed.path)
    return typed
