"""The closed set of types a rule may speak of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Simple:
    """A type without parts; `ja` is its name in messages to catalog authors."""

    name: str
    ja: str

    def __str__(self) -> str:
        return self.ja


@dataclass(frozen=True, slots=True)
class ListOf:
    """Several values of one type: a question with several choices, or the rows of a group that repeats."""

    of: "Type"

    def __str__(self) -> str:
        return f"{self.of}の一覧"


@dataclass(frozen=True, slots=True)
class RecordOf:
    """Named fields: an address, a person, one row of a group."""

    fields: Mapping[str, "Type"] = field(hash=False)

    def __str__(self) -> str:
        return "項目のまとまり"


Type: TypeAlias = Simple | ListOf | RecordOf

BOOL = Simple("bool", "はい・いいえ")
INT = Simple("int", "整数")
DECIMAL = Simple("decimal", "小数")
TEXT = Simple("text", "文字")
DATE = Simple("date", "日付")
# The type of `null` alone; it fits wherever any other type is expected to be compared.
ABSENT = Simple("absent", "答えなし")

LIST = ListOf
RECORD = RecordOf

NUMBERS: frozenset[Type] = frozenset({INT, DECIMAL})
ORDERED: frozenset[Type] = frozenset({INT, DECIMAL, TEXT, DATE})


def common(left: Type, right: Type) -> Type | None:
    """The one type both fit, if there is one: INT widens to DECIMAL (nothing is lost), `null` to anything."""
    if left == right or right == ABSENT:
        return left
    if left == ABSENT:
        return right
    if left in (INT, DECIMAL) and right in (INT, DECIMAL):
        return DECIMAL
    if isinstance(left, ListOf) and isinstance(right, ListOf):
        inner = common(left.of, right.of)
        # A list is never widened as a whole; only the empty list takes the other's type.
        return ListOf(inner) if inner is not None and ABSENT in (left.of, right.of) else None
    return None
