"""A definition made ready to serve: its canonical document, whose SHA-256 is the version, and its compiled rules."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import msgspec

from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.definitions.procedure import Charge, Check, Fee, Procedure, Reduction
from madoguchi.definitions.questions import GroupQuestion, Question
from madoguchi.definitions.references import refuse_dangling
from madoguchi.definitions.rules import BOOL, DATE, INT, RECORD, TEXT, Rule, RuleError, Type, compile_rule
from madoguchi.definitions.values import type_of
from madoguchi.kernel import opening_days

DERIVED_TYPES: dict[str, Type] = {"int": INT, "money": INT, "date": DATE, "text": TEXT, "bool": BOOL}
ROW = "row"
FEES = "fees"


@dataclass(frozen=True, eq=False)
class ChargeRules:
    """The rules of what is to be paid: price and count of each line; when a reduction holds, and its amount."""

    charge: Charge
    lines: tuple[tuple[Rule, Rule | None], ...]
    reductions: tuple[tuple[Reduction, Rule, Rule | None], ...]

    def rules(self) -> Iterator[Rule]:
        """Every one of them."""
        for price, count in self.lines:
            yield from (price, count) if count else (price,)
        for _, when, amount in self.reductions:
            yield from (when, amount) if amount else (when,)


@dataclass(frozen=True, eq=False)
class Compiled:
    """One version of one procedure. `order` lists questions as they are asked; `after` which derived values follow."""

    procedure: Procedure
    document: bytes
    version: str
    order: tuple[str, ...]
    after: Mapping[str, tuple[str, ...]]
    page_shown: Mapping[str, Rule]
    shown: Mapping[str, Rule]
    required: Mapping[str, Rule]
    derived: Mapping[str, Rule]
    checks: tuple[tuple[Check, Rule], ...]
    unique: tuple[Rule, ...]
    charge: ChargeRules | None = None

    @property
    def id(self) -> str:
        return self.procedure.id

    def question(self, path: str) -> Question:
        """The question at `field` or `group.field`."""
        head, _, rest = path.partition(".")
        found = self.procedure.data[head]
        return found.fields[rest] if rest and isinstance(found, GroupQuestion) else found

    def unique_key(self, values: Mapping[str, object], *, today: date) -> str | None:
        """What may exist once (`unique_by`), as a digest; None where the procedure has no such rule or a part is absent."""
        parts = [rule.outcome(values, today=today) for rule in self.unique]
        if not parts or any(part is None for part in parts):
            return None
        text = json.dumps([self.id, *[str(part) for part in parts]], ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def fees_on(fees: tuple[Fee, ...], day: date) -> dict[str, int]:
    """The amount of each named fee on a day; one that has not begun is absent."""
    begun = sorted((fee for fee in fees if fee.id and fee.since <= day), key=lambda fee: fee.since)
    return {fee.id: fee.yen for fee in begun}


def canonical_document(procedure: Procedure) -> bytes:
    """The definition as one canonical JSON document: no white space, defaults left out, everything in its order.

    Parts stand in the order of their types, mappings in the author's: the order of a group's questions is the order in
    which they are asked and in which their rules may read each other.
    """
    plain = msgspec.to_builtins(procedure)
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


@lru_cache(maxsize=512)
def revive(document: bytes) -> Compiled:
    """The compiled definition of a kept document; each version is compiled once a process.

    What was published is served for ever, also where a rule of authoring has become stricter since.
    """
    return compile_procedure(msgspec.json.decode(document, type=Procedure), document=document, kept=True)


def compile_procedure(procedure: Procedure, *, document: bytes | None = None, kept: bool = False) -> Compiled:
    """Compile every rule of a definition, or say which one is broken and where."""
    document = document or canonical_document(procedure)
    return _Compiler(procedure, is_kept=kept).compiled(document, hashlib.sha256(document).hexdigest())


class _Compiler:
    """Compiles the rules of one procedure in the order in which their names become known."""

    def __init__(self, procedure: Procedure, *, is_kept: bool) -> None:
        self.procedure = procedure
        self.is_kept = is_kept
        self.order = tuple(dict.fromkeys(id_ for page in procedure.pages for id_ in page.ask))
        self.scope = self._scope()

    def _scope(self) -> dict[str, Type]:
        questions = {id_: type_of(question) for id_, question in self.procedure.data.items()}
        named: dict[str, Type] = {fee.id: INT for fee in self.procedure.fees if fee.id}
        fees: dict[str, Type] = {FEES: RECORD(named)} if named else {}
        return questions | {id_: DERIVED_TYPES[d.type] for id_, d in self.procedure.derived.items()} | fees

    def compiled(self, document: bytes, version: str) -> Compiled:
        if not self.is_kept:
            refuse_dangling(self.procedure)
        p = self.procedure
        derived = {
            id_: self._rule(d.value, f"derived.{id_}.value", expects=DERIVED_TYPES[d.type])
            for id_, d in p.derived.items()
        }
        known = self._known_after(derived)
        return Compiled(
            procedure=p,
            document=document,
            version=version,
            order=self.order,
            after={id_: tuple(d for d in known if known[d] == id_) for id_ in ("", *self.order)},
            page_shown=dict(self._page_rules(known)),
            shown=dict(self._question_rules("show", known)),
            required=dict(self._question_rules("require_when", known)),
            derived={id_: derived[id_] for id_ in known},
            checks=tuple((c, self._check_rule(n, c)) for n, c in enumerate(p.checks)),
            unique=tuple(self._any_rule(source, f"unique_by[{n}]") for n, source in enumerate(p.unique_by)),
            charge=self._charge(p.charge) if p.charge else None,
        )

    def _charge(self, charge: Charge) -> ChargeRules:
        def amount(source: str, path: str) -> Rule:
            return self._rule(source, path, expects=INT)

        lines = tuple(
            (
                amount(line.price, f"charge.lines[{n}].price"),
                amount(line.count, f"charge.lines[{n}].count") if line.count else None,
            )
            for n, line in enumerate(charge.lines)
        )
        reductions = tuple(
            (
                one,
                self._rule(one.when, f"charge.reductions[{n}].when"),
                amount(one.amount, f"charge.reductions[{n}].amount") if one.amount else None,
            )
            for n, one in enumerate(charge.reductions)
        )
        return ChargeRules(charge, lines, reductions)

    def _known_after(self, derived: Mapping[str, Rule]) -> dict[str, str]:
        """Each derived value with the question after which it is known, in an order in which they can be computed."""
        place = {id_: n for n, id_ in enumerate(self.order)} | {FEES: -1}
        known: dict[str, str] = {}
        waiting = dict(derived)
        while waiting:
            ready = [id_ for id_, rule in waiting.items() if all(n in place for n in rule.names)]
            if not ready:
                names = "、".join(sorted(waiting))
                raise _broken(
                    f"計算がお互いを参照しています（{names}）。", "derived", "どちらかの参照をやめてください。"
                )
            for id_ in ready:
                last = max((place[name] for name in waiting.pop(id_).names), default=-1)
                place[id_] = last
                known[id_] = self.order[last] if last >= 0 else ""
        return known

    def _page_rules(self, known: Mapping[str, str]) -> Iterator[tuple[str, Rule]]:
        for n, page in enumerate(self.procedure.pages):
            if page.show:
                rule = self._rule(page.show, f"pages[{n}].show")
                self._refuse_looking_ahead(rule, page.ask[0], f"pages[{n}].show", known)
                yield page.id, rule

    def _question_rules(self, kind: str, known: Mapping[str, str]) -> Iterator[tuple[str, Rule]]:
        for id_, question in self.procedure.data.items():
            if source := getattr(question, kind):
                rule = self._rule(source, f"data.{id_}.{kind}")
                self._refuse_looking_ahead(rule, id_, f"data.{id_}.{kind}", known)
                yield id_, rule
            if isinstance(question, GroupQuestion):
                row = {ROW: RECORD({leaf: type_of(asked) for leaf, asked in question.fields.items()})}
                for leaf, asked in question.fields.items():
                    if source := getattr(asked, kind):
                        path = f"data.{id_}.fields.{leaf}.{kind}"
                        rule = self._rule(source, path, extra=row)
                        self._refuse_looking_ahead(rule, id_, path, known)
                        self._refuse_looking_down(rule, list(question.fields), leaf, path)
                        yield f"{id_}.{leaf}", rule

    def _refuse_looking_ahead(self, rule: Rule, id_: str, path: str, known: Mapping[str, str]) -> None:
        """A rule may only read what was asked before, so that one pass decides what is shown."""
        if self.is_kept:
            return
        here = self.order.index(id_) if id_ in self.order else 0
        for name in rule.names - {ROW, FEES}:
            asked = known.get(name, name)
            if asked and self.order.index(asked) >= here:
                raise _broken(
                    f"「{name}」は、まだたずねていません。", path, "先にたずねる質問だけを条件に使ってください。"
                )

    def _refuse_looking_down(self, rule: Rule, leaves: list[str], leaf: str, path: str) -> None:
        """The same within a row: its questions are asked in their order."""
        if self.is_kept:
            return
        for name in (read.split(".")[1] for read in rule.paths if read.startswith(f"{ROW}.")):
            if leaves.index(name) >= leaves.index(leaf):
                raise _broken(
                    f"「row.{name}」は、まだたずねていません。", path, "先にたずねる質問だけを条件に使ってください。"
                )

    def _check_rule(self, n: int, check: Check) -> Rule:
        extra: dict[str, Type] = {}
        if isinstance(group := self.procedure.data.get(check.each), GroupQuestion):
            extra = {ROW: RECORD({leaf: type_of(asked) for leaf, asked in group.fields.items()})}
        return self._rule(check.fails_if, f"checks[{n}] {check.id}", extra=extra)

    def _any_rule(self, source: str, path: str) -> Rule:
        """A part of a key may be text, a number or a date."""
        for expects in (TEXT, INT, DATE):
            try:
                return compile_rule(source, self.scope, expects=expects, is_open=opening_days.is_open)
            except RuleError as found:
                problem = found
        raise _broken(str(problem), path)

    def _rule(self, source: str, path: str, *, expects: Type = BOOL, extra: Mapping[str, Type] | None = None) -> Rule:
        try:
            scope = {**self.scope, **(extra or {})}
            return compile_rule(source, scope, expects=expects, is_open=opening_days.is_open)
        except RuleError as problem:
            raise _broken(f"{problem}（{source}）", path) from problem


def _broken(message: str, path: str, mend: str = "") -> BrokenDefinition:
    return BrokenDefinition(message, path=path, mend=mend)
