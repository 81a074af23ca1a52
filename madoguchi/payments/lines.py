"""What a payment is made of, as it is kept: each line with its words, how it came about, and its law."""

from collections.abc import Sequence

import msgspec

from madoguchi.definitions.charging import Line
from madoguchi.kernel.money import yen
from madoguchi.kernel.text import Text


class KeptLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A line of a payment; a reduction is below zero."""

    label: Text
    amount: int
    working: Text
    law: str = ""


def kept(lines: Sequence[Line]) -> list[dict[str, object]]:
    """Lines as the row keeps them."""
    return [msgspec.to_builtins(KeptLine(one.label, one.amount, one.working, one.law)) for one in lines]


def read(document: object) -> tuple[KeptLine, ...]:
    """The lines of a row."""
    return msgspec.convert(document, tuple[KeptLine, ...])


def signed_yen(amount: int) -> str:
    """'600円', and '−300円' for what is taken off."""
    return f"−{yen(-amount)}" if amount < 0 else yen(amount)
