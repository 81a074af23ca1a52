"""The rule language: a typed part of CEL (Common Expression Language), evaluated on the server alone.

**Types.** BOOL, INT (whole numbers of any size: yen), DECIMAL (exact, never binary), TEXT (measured in characters a
person sees), DATE, LIST(of), RECORD(fields). Nothing is converted silently but one thing: INT widens to DECIMAL where
the two meet, because nothing is lost by it. Text is never a number, and a number never a truth.

**Absent.** A question not answered, or hidden, is absent: None, or a missing key. `null` writes it.

- `==` and `!=` always answer: absent equals absent alone, so `a != 'x'` is true while `a` is not answered.
  `has(a)` is `a != null`. `a in [...]` follows `==`.
- Ordering, arithmetic and functions on absent give absent. So does what has no result: division by zero, a place
  beyond the end of a list, a date beyond the calendar. Evaluating typed values never raises.
- `&&`, `||` and `!` know three values, absent being "unknown": `false && absent` is false, `true || absent` true,
  the rest with an absent side absent, whichever side it stands on.
- `all` and `exists` are `&&` and `||` over the rows. `exists_one` and `filter` are absent when any row is unknown,
  `sum`, `min` and `max` when any item is; every macro over an absent list is absent. The sum of nothing is 0, and the
  least of nothing absent.
- A true-or-false rule that comes out absent does not fire: `evaluate` gives False (`outcome` gives None).

**Where this is not CEL.** Whole numbers do not overflow; decimals stand in the place of doubles and have no exponent;
what is an error in CEL is absent here; lists and records are not compared with `==`; `matches` takes patterns of a
linear part of RE2; there are no bytes, maps, durations or unsigned numbers.

**Reading a rule otherwise.** `str(rule)` is its canonical text, `sentence` its Japanese; regions.py searches for answers
that make rules come true.

**Time.** `today` is a DATE given at each evaluation. An age is reached on the eve of the birthday (dates.py).
"""

from madoguchi.definitions.rules.errors import RuleError
from madoguchi.definitions.rules.rule import Rule, compile_rule
from madoguchi.definitions.rules.sentences import sentence
from madoguchi.definitions.rules.types import (
    ABSENT,
    BOOL,
    DATE,
    DECIMAL,
    INT,
    LIST,
    RECORD,
    TEXT,
    ListOf,
    RecordOf,
    Type,
)

__all__ = [
    "ABSENT",
    "BOOL",
    "DATE",
    "DECIMAL",
    "INT",
    "LIST",
    "RECORD",
    "TEXT",
    "ListOf",
    "RecordOf",
    "Rule",
    "RuleError",
    "Type",
    "compile_rule",
    "sentence",
]
