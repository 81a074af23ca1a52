"""The part of two versions in which a person's result can differ, cut out so that a replay need not walk the rest.

What is cut away reads nothing that changed, so it comes out alike under both versions. Anything doubtful stays in: a
slice that is too large costs time, one too small would hide a person (ADR 0016).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import msgspec

from madoguchi.definitions.compiled import FEES, ROW, Compiled
from madoguchi.definitions.procedure import Check
from madoguchi.definitions.questions import BankAccountQuestion, GroupQuestion, KanaQuestion, Question
from madoguchi.kernel.text import Text

Reads = Mapping[str, frozenset[str]]
CHARGE = "charge"
_TOLD_ONLY = frozenset({"message", "officer", "law", "label", "unit", "show_to"})


@dataclass(frozen=True)
class Slice:
    """`compiled` holds what must be walked; `watched` are the questions whose result may differ."""

    compiled: Compiled
    watched: frozenset[str]

    @property
    def is_empty(self) -> bool:
        """Whether no answer can tell the versions apart."""
        kept = self.compiled.checks or self.compiled.derived or self.compiled.charge
        return not self.watched and not kept


def whole(compiled: Compiled) -> Slice:
    """Nothing cut away."""
    return Slice(compiled, frozenset(compiled.order))


def slices(before: Compiled, after: Compiled) -> tuple[Slice, Slice]:
    """Both versions, reduced to what differs, what depends on it, and what that reads."""
    if _order_differs(before, after):
        return whole(before), whole(after)
    reads = (_reads(before), _reads(after))
    touched = _downstream(_changed(before, after), reads)
    keep = _upstream(touched, reads)
    return _cut(before, touched, keep), _cut(after, touched, keep)


def _order_differs(before: Compiled, after: Compiled) -> bool:
    """A version kept from earlier may read ahead; then the order of the questions is part of the rules."""
    common = set(before.order) & set(after.order)
    return [id_ for id_ in before.order if id_ in common] != [id_ for id_ in after.order if id_ in common]


def _changed(before: Compiled, after: Compiled) -> frozenset[str]:
    old, new = _shapes(before), _shapes(after)
    return frozenset(name for name in {*old, *new} if old.get(name) != new.get(name))


def _shapes(compiled: Compiled) -> dict[str, object]:
    """Everything that decides a result, by name; checks stand as `check:id`."""
    p = compiled.procedure
    found: dict[str, object] = {}
    for page in p.pages:
        for id_ in page.ask:
            found[id_] = (found.get(id_), page.show, _without_texts(p.data[id_]))
    found |= {id_: _without_texts(derived) for id_, derived in p.derived.items()}
    found |= {FEES: _without_texts(p.fees), CHARGE: _without_texts(p.charge)}
    return found | {_named(check): _without_texts(check) for check in p.checks}


def _without_texts(node: object) -> object:
    """A part of a definition without what is only told."""
    match node:
        case Text():
            return None
        case msgspec.Struct():
            named = {name: getattr(node, name) for name in node.__struct_fields__ if name not in _TOLD_ONLY}
            return (type(node).__name__, {name: _without_texts(value) for name, value in named.items()})
        case Mapping():
            return [(key, _without_texts(value)) for key, value in node.items()]
        case tuple() | list():
            return [_without_texts(value) for value in node]
        case _:
            return node


def _named(check: Check) -> str:
    return f"check:{check.id}"


def _reads(compiled: Compiled) -> Reads:
    """By name, the names it reads: through rules, through the page it stands on, through what it is compared with."""
    p = compiled.procedure
    found: dict[str, set[str]] = {id_: set() for id_ in (*p.data, *p.derived)}
    for rules in (compiled.shown, compiled.required):
        for path, rule in rules.items():
            found[path.split(".")[0]] |= rule.names
    for page in p.pages:
        for id_ in page.ask if page.id in compiled.page_shown else ():
            found[id_] |= compiled.page_shown[page.id].names
    for id_, question in p.data.items():
        found[id_] |= set(_compared_with(question))
    for id_, rule in compiled.derived.items():
        found[id_] |= rule.names
    for check, rule in compiled.checks:
        fields = {field.split(".")[0] for field in check.fields}
        found[_named(check)] = {*rule.names, *fields, *([check.each] if check.each else [])}
    if compiled.charge:
        found[CHARGE] = {name for rule in compiled.charge.rules() for name in rule.names}
    known = {*p.data, *p.derived, FEES}
    return {name: frozenset((names - {ROW}) & known) for name, names in found.items()}


def _compared_with(question: Question) -> Iterator[str]:
    match question:
        case KanaQuestion(of=name) | BankAccountQuestion(holder=name) if name:
            yield name
        case GroupQuestion(fields=fields):
            for leaf in fields.values():
                yield from _compared_with(leaf)
        case _:
            return


def _downstream(changed: frozenset[str], graphs: tuple[Reads, ...]) -> frozenset[str]:
    """What changed and everything that reads it, in either version."""
    found = set(changed)
    while True:
        more = {name for reads in graphs for name, read in reads.items() if name not in found and read & found}
        if not more:
            return frozenset(found)
        found |= more


def _upstream(names: frozenset[str], graphs: tuple[Reads, ...]) -> frozenset[str]:
    """The names and everything they read in either version: what one walks, the other must walk as well."""
    found, waiting = set(names), list(names)
    while waiting:
        name = waiting.pop()
        for more in frozenset().union(*(reads.get(name, frozenset()) for reads in graphs)) - found:
            found.add(more)
            waiting.append(more)
    return frozenset(found)


def _cut(compiled: Compiled, touched: frozenset[str], keep: frozenset[str]) -> Slice:
    p = compiled.procedure
    pages = (msgspec.structs.replace(page, ask=tuple(id_ for id_ in page.ask if id_ in keep)) for page in p.pages)
    checks = tuple(pair for pair in compiled.checks if _named(pair[0]) in touched)
    procedure = msgspec.structs.replace(
        p,
        data={id_: question for id_, question in p.data.items() if id_ in keep},
        pages=tuple(page for page in pages if page.ask),
        derived={id_: derived for id_, derived in p.derived.items() if id_ in keep},
        checks=tuple(check for check, _ in checks),
    )
    cut = replace(
        compiled,
        procedure=procedure,
        order=tuple(id_ for id_ in compiled.order if id_ in keep),
        after={id_: tuple(d for d in known if d in keep) for id_, known in compiled.after.items()},
        derived={id_: rule for id_, rule in compiled.derived.items() if id_ in keep},
        checks=checks,
        unique=(),
        charge=compiled.charge if CHARGE in touched else None,
    )
    return Slice(cut, touched & frozenset(procedure.data))
