"""A typed tree compiled to nested Python functions (steps.py), so that evaluating walks no tree."""

import operator
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, TypeAlias

from madoguchi.definitions.rules import dates, numbers, steps
from madoguchi.definitions.rules.automaton import Pattern
from madoguchi.definitions.rules.check import TODAY
from madoguchi.definitions.rules.functions import FUNCTIONS
from madoguchi.definitions.rules.steps import Step
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
from madoguchi.definitions.rules.types import DECIMAL, TEXT, ListOf
from madoguchi.kernel import characters

IsOpen: TypeAlias = Callable[[date], bool]

_ORDERINGS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class Compiler:
    """Compiles the parts of one rule; `size` is the length its frames must have in the end."""

    def __init__(self, names: tuple[str, ...], is_open: IsOpen | None) -> None:
        self.is_open = is_open
        self.slots = {TODAY: 0} | {name: at for at, name in enumerate(names, start=1)}
        self.size = len(self.slots)

    def step(self, typed: Typed) -> Step:
        node, parts = typed.node, typed.parts
        match node:
            case Literal(value=value):
                return steps.constant(value)
            case Name(name=name):
                return operator.itemgetter(self.slots[name])
            case Select(field=field):
                return steps.selected(self.step(parts[0]), field)
            case Index():
                return steps.item_at(self.step(parts[0]), self.step(parts[1]))
            case Listing():
                return self.listing(parts)
            case Prefix(operator=sign):
                return steps.of_one(operator.not_ if sign == "!" else operator.neg, self.step(parts[0]))
            case Arithmetic(operator=sign):
                table = numbers.DECIMALS if typed.type == DECIMAL else numbers.WHOLE
                calculate = operator.add if typed.type == TEXT else table[sign]
                return steps.of_two(calculate, self.step(parts[0]), self.step(parts[1]))
            case Comparison(operator=sign):
                return self.comparison(sign, *parts)
            case Junction(operator=sign):
                conditions = tuple(self.step(part) for part in parts)
                return steps.every(conditions) if sign == "&&" else steps.some(conditions)
            case Choice():
                return steps.chosen(*(self.step(part) for part in parts))
            case Call(function=function):
                return self.call(function, parts)
            case Macro():
                return self.macro(node, parts)
            case Widened():
                return steps.of_one(Decimal, self.step(parts[0]))

    def listing(self, items: tuple[Typed, ...]) -> Step:
        inner = [self.step(item) for item in items]
        if all(isinstance(item.node, Literal) for item in items):
            return steps.constant(tuple(step([]) for step in inner))
        return lambda frame: tuple(step(frame) for step in inner)

    def comparison(self, sign: str, left: Typed, right: Typed) -> Step:
        first, second = self.step(left), self.step(right)
        if sign in _ORDERINGS:
            if isinstance(right.node, Literal):
                return steps.ordered_to(_ORDERINGS[sign], first, right.node.value)
            return steps.of_two(_ORDERINGS[sign], first, second)
        if sign == "in":
            return steps.member(first, second)
        if isinstance(right.node, Literal):
            return steps.equal_to(first, right.node.value, wanted=sign == "==")
        return steps.equal(first, second, wanted=sign == "==")

    def call(self, function: str, arguments: tuple[Typed, ...]) -> Step:
        given = tuple(self.step(argument) for argument in arguments)
        match function:
            case "has":
                return steps.equal_to(given[0], None, wanted=False)
            case "decimal":
                return given[0]
            case "min" | "max" if len(given) > 1:
                extreme = steps.extreme(function)
                return lambda frame: extreme([step(frame) for step in given])
            case "matches":
                return steps.of_one(Pattern(given[1]([])).found_in, given[0])
        apply = self.meaning(function, arguments)
        return steps.of_one(apply, *given) if len(given) == 1 else steps.of_two(apply, *given)

    def meaning(self, function: str, arguments: tuple[Typed, ...]) -> Callable[..., Any]:
        match function, arguments[0].type:
            case "size", kind:
                return characters.size if kind == TEXT else len
            case "int", _:
                return numbers.whole
            case "sum", ListOf(of=kind):
                whole = kind != DECIMAL
                return steps.total(operator.add, 0) if whole else steps.total(numbers.DECIMALS["+"], Decimal(0))
            case (("min" | "max"), _):
                return steps.extreme(function)
            case "business_days", _ if self.is_open is not None:
                return partial(dates.business_days, self.is_open)
        return FUNCTIONS[function].call

    def macro(self, node: Macro, parts: tuple[Typed, ...]) -> Step:
        over = self.step(parts[0])
        slot = self.slots[node.variable] = self.size
        self.size += 1
        body = self.step(parts[1])
        return steps.MACROS[node.kind](over, slot, body)
