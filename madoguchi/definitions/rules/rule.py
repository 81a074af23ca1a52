"""A rule ready to be evaluated, and the one way to make one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from madoguchi.definitions.rules.check import TODAY, check
from madoguchi.definitions.rules.closures import Compiler, IsOpen
from madoguchi.definitions.rules.errors import RuleError
from madoguchi.definitions.rules.parser import parse
from madoguchi.definitions.rules.printing import printed
from madoguchi.definitions.rules.tree import Junction, Name, Select, Typed
from madoguchi.definitions.rules.types import BOOL, Type


@dataclass(frozen=True, slots=True)
class Rule:
    """A checked rule. `names` are the top-level fields it reads, `paths` the dotted ones; `str` is its canonical text."""

    source: str
    type: Type
    names: frozenset[str]
    paths: frozenset[str]
    uses_today: bool
    tree: Typed = field(repr=False, compare=False)
    _fields: tuple[str, ...] = field(repr=False, compare=False)
    _spare: tuple[None, ...] = field(repr=False, compare=False)
    _run: Callable[[list[object]], object] = field(repr=False, compare=False)
    _is_open: IsOpen | None = field(repr=False, compare=False)

    def __str__(self) -> str:
        return printed(self.tree.node)

    def outcome(self, values: Mapping[str, object], *, today: date) -> object:
        """The value as it is, None where it is absent: a finding may be true, false, or cannot tell."""
        return self._run([today, *map(values.get, self._fields), *self._spare])

    def evaluate(self, values: Mapping[str, object], *, today: date) -> object:
        """The value; a true-or-false rule that cannot tell does not fire."""
        value = self._run([today, *map(values.get, self._fields), *self._spare])
        return False if value is None and self.type == BOOL else value

    def conditions(self, operator: str) -> tuple["Rule", ...]:
        """The rules this one joins by `&&` or `||` at its top; itself alone where it joins none."""
        if isinstance(self.tree.node, Junction) and self.tree.node.operator == operator:
            return tuple(rule_of(printed(part.node), part, self._is_open) for part in self.tree.parts)
        return (self,)


def compile_rule(
    source: str, scope: Mapping[str, Type], *, expects: Type = BOOL, is_open: IsOpen | None = None
) -> Rule:
    """Read, check and compile a rule; anything wrong with it is a RuleError.

    `scope` are the fields it may read. `is_open` tells 開庁日 from closed days, for `business_days`; without it that
    function is refused rather than guessed.
    """
    if TODAY in scope:
        raise RuleError(f"「{TODAY}」は今日の日付のための名前です。", 1, "項目には別の名前を付けてください。")
    typed = check(parse(source), scope, expects, has_calendar=is_open is not None)
    return rule_of(source, typed, is_open)


def rule_of(source: str, typed: Typed, is_open: IsOpen | None = None) -> Rule:
    """A rule from a tree that is typed already: a whole one, or one condition out of it."""
    paths = frozenset(_paths(typed))
    names = frozenset(path.partition(".")[0] for path in paths)
    fields = tuple(sorted(names))
    compiler = Compiler(fields, is_open)
    run = compiler.step(typed)
    spare = (None,) * (compiler.size - len(fields) - 1)
    uses_today = any(isinstance(part.node, Name) and part.node.name == TODAY for part in walk(typed))
    return Rule(source, typed.type, names, paths, uses_today, typed, fields, spare, run, is_open)


def walk(typed: Typed) -> Iterator[Typed]:
    """A tree and everything in it."""
    yield typed
    for part in typed.parts:
        yield from walk(part)


def _paths(typed: Typed) -> Iterator[str]:
    if typed.path is not None and isinstance(typed.node, Name | Select):
        yield typed.path
        # `a.b` reads the field `a.b`, not all of `a`.
        while isinstance(typed.node, Select):
            typed = typed.parts[0]
    for part in typed.parts:
        yield from _paths(part)
