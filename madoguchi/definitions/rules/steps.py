"""What each kind of node does when a rule is evaluated: small functions over a frame, None standing for absent.

A frame is a list: today first, then the fields the rule reads, then one place for each macro's variable.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeAlias

# Values have been typed by the checker; to Python they are anything, here and in closures.py only.
Frame: TypeAlias = list[Any]
Step: TypeAlias = Callable[[Frame], Any]


def constant(value: object) -> Step:
    return lambda frame: value


def selected(operand: Step, field: str) -> Step:
    def run(frame: Frame) -> Any:
        record = operand(frame)
        return None if record is None else record.get(field)

    return run


def item_at(operand: Step, index: Step) -> Step:
    def run(frame: Frame) -> Any:
        items, place = operand(frame), index(frame)
        if items is None or place is None or not 0 <= place < len(items):
            return None
        return items[place]

    return run


def of_one(function: Callable[[Any], Any], operand: Step) -> Step:
    def run(frame: Frame) -> Any:
        value = operand(frame)
        return None if value is None else function(value)

    return run


def of_two(function: Callable[[Any, Any], Any], left: Step, right: Step) -> Step:
    def run(frame: Frame) -> Any:
        first = left(frame)
        if first is None:
            return None
        second = right(frame)
        return None if second is None else function(first, second)

    return run


def ordered_to(compare: Callable[[Any, Any], bool], operand: Step, constant: object) -> Step:
    def run(frame: Frame) -> Any:
        value = operand(frame)
        return None if value is None else compare(value, constant)

    return run


def equal_to(operand: Step, constant: object, *, wanted: bool) -> Step:
    if wanted:
        return lambda frame: operand(frame) == constant
    return lambda frame: operand(frame) != constant


def equal(left: Step, right: Step, *, wanted: bool) -> Step:
    if wanted:
        return lambda frame: left(frame) == right(frame)
    return lambda frame: left(frame) != right(frame)


def member(left: Step, right: Step) -> Step:
    def run(frame: Frame) -> Any:
        items = right(frame)
        return None if items is None else left(frame) in items

    return run


def every(steps: tuple[Step, ...]) -> Step:
    def run(frame: Frame) -> Any:
        result: bool | None = True
        for step in steps:
            value = step(frame)
            if not value:
                if value is not None:
                    return False
                result = None
        return result

    return run


def some(steps: tuple[Step, ...]) -> Step:
    def run(frame: Frame) -> Any:
        result: bool | None = False
        for step in steps:
            value = step(frame)
            if value:
                return True
            if value is None:
                result = None
        return result

    return run


def chosen(condition: Step, then: Step, otherwise: Step) -> Step:
    def run(frame: Frame) -> Any:
        value = condition(frame)
        return None if value is None else then(frame) if value else otherwise(frame)

    return run


def total(add: Callable[[Any, Any], Any], nothing: object) -> Callable[[Any], Any]:
    def run(items: Any) -> Any:
        result = nothing
        for item in items:
            if item is None or result is None:
                return None
            result = add(result, item)
        return result

    return run


def extreme(which: str) -> Callable[[Any], Any]:
    pick = min if which == "min" else max
    return lambda items: None if not items or None in items else pick(items)


def _over(gather: Callable[[Any, list[Any]], Any], over: Step, slot: int, body: Step) -> Step:
    def run(frame: Frame) -> Any:
        items = over(frame)
        if items is None:
            return None
        found = []
        for item in items:
            frame[slot] = item
            found.append(body(frame))
        return gather(items, found)

    return run


def _all(items: Any, found: list[Any]) -> bool | None:
    return False if False in found else None if None in found else True


def _exists(items: Any, found: list[Any]) -> bool | None:
    return True if True in found else None if None in found else False


def _exists_one(items: Any, found: list[Any]) -> bool | None:
    return None if None in found else found.count(True) == 1


def _filter(items: Any, found: list[Any]) -> tuple[Any, ...] | None:
    return None if None in found else tuple(item for item, kept in zip(items, found, strict=True) if kept)


def _map(items: Any, found: list[Any]) -> tuple[Any, ...]:
    return tuple(found)


MACROS: Mapping[str, Callable[[Step, int, Step], Step]] = {
    "all": partial(_over, _all),
    "exists": partial(_over, _exists),
    "exists_one": partial(_over, _exists_one),
    "filter": partial(_over, _filter),
    "map": partial(_over, _map),
}
