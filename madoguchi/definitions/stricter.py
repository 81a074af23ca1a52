"""Two questions of one kind made one that satisfies both; None where nothing could."""

from typing import Literal, TypeVar

import msgspec

from madoguchi.definitions import questions as q

_STRENGTH: dict[q.Require, int] = {"hard": 0, "soft": 1, "none": 2}


def stricter(one: q.Leaf, other: q.Leaf) -> q.Leaf | None:
    """`one` with the narrower limits of both. Kinds are never converted into each other."""
    limited = _limited(one, other)
    if limited is None:
        return None
    require = min(_asked(one), _asked(other), key=_STRENGTH.__getitem__)
    return msgspec.structs.replace(limited, require=require, require_when="")


def _asked(question: q.Leaf) -> q.Require:
    """Required only on a condition of its own procedure: there it is asked for again if it holds."""
    return "none" if question.require_when else question.require


def _limited(one: q.Leaf, other: q.Leaf) -> q.Leaf | None:
    match one, other:
        case (q.TextQuestion(), q.TextQuestion()):
            return msgspec.structs.replace(one, max=min(one.max, other.max), lines=min(one.lines, other.lines))
        case (q.DateQuestion(), q.DateQuestion()):
            when = _when(one.when, other.when)
            return msgspec.structs.replace(one, when=when) if when else None
        case (q.NumberQuestion(), q.NumberQuestion()):
            return _between(one, other)
        case (q.MoneyQuestion(), q.MoneyQuestion()):
            return _between(one, other)
        case (q.ChoicesQuestion(), q.ChoicesQuestion()):
            most = min(one.max or len(one.options), other.max or len(other.options))
            return msgspec.structs.replace(one, max=most)
        case (q.AddressQuestion(), q.AddressQuestion()):
            return msgspec.structs.replace(one, in_ward=one.in_ward or other.in_ward)
        case (q.DigitsQuestion(), q.DigitsQuestion()):
            alike = (one.length, one.max, one.check_digit) == (other.length, other.max, other.check_digit)
            return one if alike else None
        case _ if type(one) is type(other) and not isinstance(one, q.FileQuestion | q.ConsentQuestion):
            return one
        case _:
            return None


Counted = TypeVar("Counted", q.NumberQuestion, q.MoneyQuestion)


def _between(one: Counted, other: Counted) -> Counted | None:
    least, most = max(one.min, other.min), min(one.max, other.max)
    return msgspec.structs.replace(one, min=least, max=most) if least <= most else None


When = Literal["any", "past", "future"]


def _when(one: When, other: When) -> When | None:
    if one == "any" or one == other:
        return other
    return one if other == "any" else None
