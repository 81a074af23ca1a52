"""Arithmetic as CEL defines it, on whole numbers of any size and on decimals; no result is absent (None)."""

import operator
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Context, Decimal, DecimalException
from typing import Any

# 28 digits hold any sum of money exactly; a quotient that does not end is rounded to even in the last of them.
CONTEXT = Context(prec=28, rounding=ROUND_HALF_EVEN)
LARGEST_EXPONENT = 100


def divide(left: int, right: int) -> int | None:
    """Toward zero: -7 / 2 is -3."""
    if right == 0:
        return None
    quotient = abs(left) // abs(right)
    return quotient if (left < 0) == (right < 0) else -quotient


def remainder(left: int, right: int) -> int | None:
    """With the sign of the dividend: -7 % 2 is -1."""
    if right == 0:
        return None
    rest = abs(left) % abs(right)
    return -rest if left < 0 else rest


def _exactly(calculate: Callable[[Decimal, Decimal], Decimal]) -> Callable[[Decimal, Decimal], Decimal | None]:
    def calculated(left: Decimal, right: Decimal) -> Decimal | None:
        try:
            return calculate(left, right)
        except DecimalException:
            return None

    return calculated


WHOLE: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": divide,
    "%": remainder,
}
DECIMALS: dict[str, Callable[[Any, Any], Any]] = {
    "+": _exactly(CONTEXT.add),
    "-": _exactly(CONTEXT.subtract),
    "*": _exactly(CONTEXT.multiply),
    "/": _exactly(CONTEXT.divide),
}


def whole(value: Decimal) -> int | None:
    """The part before the point, toward zero (端数切捨て)."""
    return int(value) if value.adjusted() <= LARGEST_EXPONENT else None
