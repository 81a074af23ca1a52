"""The proof, before publishing, that every question can be reached, none is required while hidden, no check is idle.

What an example shows is proved by it. For the rest answers are searched that make the rules come true; where the search
can neither find nor exclude any, the author is asked for an example.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import assert_never

from madoguchi.definitions import questions as q
from madoguchi.definitions.compiled import FEES, ROW, Compiled, fees_on
from madoguchi.definitions.procedure import Check, Reduction
from madoguchi.definitions.rules import BOOL, DATE, INT, RECORD, TEXT, Rule, RuleError, compile_rule
from madoguchi.definitions.rules import regions as r
from madoguchi.definitions.situation import Situation
from madoguchi.definitions.values import ACCOUNT_PARTS, ADDRESS_PARTS, NAME_PARTS, type_of
from madoguchi.definitions.witnesses import witnessed
from madoguchi.kernel import opening_days

MOST_ROWS = 2
MOST_CASES = 50_000
_TEXT_OR_NAME = re.compile(r"""('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(?<![\w.])([A-Za-z_][A-Za-z0-9_]*)""")
_ROW_FIELD = re.compile(rf"(?<![\w.]){ROW}\.([A-Za-z_][A-Za-z0-9_]*)")
Leaves = Mapping[str, q.Question]


def dead_ends(compiled: Compiled, at: Situation) -> list[str]:
    """One sentence for each question nobody can reach, each contradiction, and each check that can never fail."""
    return list(_Proof(compiled, at).sentences())


def domain_of(question: q.Question, today: date) -> r.Domain:
    """What a question can be answered with."""
    match question:
        case q.ChoiceQuestion():
            return r.Choices(tuple(option.value for option in question.options))
        case q.ChoicesQuestion():
            return r.Several(tuple(option.value for option in question.options))
        case q.YesNoQuestion() | q.ConsentQuestion():
            return r.YesNo()
        case q.DateQuestion():
            least = today if question.when == "future" else None
            return r.Open(DATE, least, today if question.when == "past" else None)
        case q.NumberQuestion() | q.MoneyQuestion():
            return r.Open(INT, question.min, question.max)
        case q.TextQuestion() | q.PhoneQuestion() | q.EmailQuestion() | q.DigitsQuestion():
            return r.Open(TEXT)
        case q.NameQuestion() | q.KanaQuestion():
            return r.Fields(dict.fromkeys(NAME_PARTS, r.Open(TEXT)))
        case q.AddressQuestion():
            return r.Fields(dict.fromkeys(ADDRESS_PARTS, r.Open(TEXT)))
        case q.BankAccountQuestion():
            return r.Fields(dict.fromkeys(ACCOUNT_PARTS, r.Open(TEXT)))
        case q.FileQuestion():
            words = dict.fromkeys(("id", "name", "type"), r.Open(TEXT))
            return r.Rows({**words, "size": r.Open(INT)}, most=question.max_files)
        case q.GroupQuestion():
            fields = {id_: domain_of(leaf, today) for id_, leaf in question.fields.items()}
            return r.Rows(fields, most=min(question.max, MOST_ROWS))
        case _:
            assert_never(question)


class _Proof:
    def __init__(self, compiled: Compiled, at: Situation) -> None:
        self.compiled, self.today = compiled, at.today
        self.data = compiled.procedure.data
        self.seen = witnessed(compiled, at)
        self.domains = {id_: domain_of(question, at.today) for id_, question in self.data.items()}
        self.scope = {id_: type_of(question) for id_, question in self.data.items()}
        if fees := fees_on(compiled.procedure.fees, at.today):
            self.domains[FEES] = r.Fields({id_: r.Choices((yen,)) for id_, yen in fees.items()})
            self.scope[FEES] = RECORD(dict.fromkeys(fees, INT))
        self.shown = dict(self._shown())

    def _shown(self) -> Iterator[tuple[str, str]]:
        """Each question's whole condition: its page's and its own, derived values written out."""
        for page in self.compiled.procedure.pages:
            for id_ in page.ask:
                conditions = [self.written_out(part) for part in (page.show, self.data[id_].show) if part]
                if conditions:
                    yield id_, _all_of(conditions)

    def written_out(self, source: str) -> str:
        derived = self.compiled.procedure.derived

        def replace(found: re.Match[str]) -> str:
            name = found[2]
            return f"({self.written_out(derived[name].value)})" if name in derived else found[0]

        return _TEXT_OR_NAME.sub(replace, source)

    def sentences(self) -> Iterator[str]:
        for id_, question in self.data.items():
            yield from self._reachable(id_, question, [self.shown[id_]] if id_ in self.shown else [], {})
            if isinstance(question, q.GroupQuestion):
                for leaf, asked in question.fields.items():
                    shown = [self.shown[id_]] if id_ in self.shown else []
                    shown += [self.written_out(asked.show)] if asked.show else []
                    yield from self._reachable(f"{id_}.{leaf}", asked, shown, question.fields)
        for check in self.compiled.procedure.checks:
            yield from self._can_fail(check)
        for one in self.compiled.procedure.charge.reductions if self.compiled.procedure.charge else ():
            yield from self._can_reduce(one)

    def _reachable(self, path: str, question: q.Question, shown: list[str], leaves: Leaves) -> Iterator[str]:
        """That somebody is asked, and that whoever must answer is asked."""
        label = question.label.ja
        if shown and path not in self.seen.shown:
            match self._exists(shown, leaves):
                case False:
                    yield f"「{label}」（{path}）には、どう答えてもたどり着けません。show の条件を見直してください。"
                    return
                case None:
                    yield f"「{label}」（{path}）にたどり着けるか確かめきれません。この質問が出る例を examples に加えてください。"
        if shown and question.require_when and path not in self.seen.required:
            needed = self.written_out(question.require_when)
            if self._exists([needed, *shown], leaves) is False:
                yield f"「{label}」（{path}）は、表示されないときにだけ必須になります。show と require_when を見直してください。"

    def _can_fail(self, check: Check) -> Iterator[str]:
        """That some answers make it fail while a question it is about is shown."""
        if check.id in self.seen.failed:
            return
        group = self.data.get(check.each)
        leaves = group.fields if isinstance(group, q.GroupQuestion) else {}
        heads = {field.partition(".")[0] for field in check.fields}
        shown = [_any_of([self.shown[id_] for id_ in sorted(heads)])] if heads <= set(self.shown) else []
        match self._exists([self.written_out(check.fails_if), *shown], leaves):
            case False:
                yield f"確認事項「{check.id}」は、どう答えても当てはまりません。fails_if を見直してください。"
            case None:
                yield f"確認事項「{check.id}」が当てはまることがあるか確かめきれません。当てはまる例を examples に加えてください。"

    def _can_reduce(self, one: Reduction) -> Iterator[str]:
        """That somebody can have it; an example that has it proves it."""
        if one.id not in self.seen.reduced and self._exists([self.written_out(one.when)], {}) is False:
            yield f"減額「{one.id}」は、どう答えても当てはまりません。when を見直してください。"

    def _exists(self, wanted: Sequence[str], leaves: Leaves) -> bool | None:
        """Whether some answers make all come true; None where it cannot be decided."""
        row = {ROW: r.Fields({id_: domain_of(leaf, self.today) for id_, leaf in leaves.items()})} if leaves else {}
        try:
            rules = [self._rule(source, leaves) for source in [*wanted, *self._consistent(wanted, leaves)]]
            found = r.find_example(rules, [], {**self.domains, **row}, today=self.today, limit=MOST_CASES)
        except (r.TooManyCases, RuleError):
            return None
        return True if found is not None else (False if r.are_decisive(rules) else None)

    def _rule(self, source: str, leaves: Leaves) -> Rule:
        row = {ROW: RECORD({id_: type_of(leaf) for id_, leaf in leaves.items()})} if leaves else {}
        return compile_rule(source, {**self.scope, **row}, expects=BOOL, is_open=opening_days.is_open)

    def _consistent(self, sources: Sequence[str], leaves: Leaves) -> list[str]:
        """Hidden means absent: whatever a condition reads is answered only where it is itself shown."""
        shown = {f"{ROW}.{id_}": self.written_out(leaf.show) for id_, leaf in leaves.items() if leaf.show}
        shown |= self.shown
        seen: dict[str, str] = {}
        waiting = list(sources)
        while waiting:
            for name in _names(waiting.pop()):
                if name in shown and name not in seen:
                    seen[name] = f"!has({name}) || ({shown[name]})"
                    waiting.append(shown[name])
        return list(seen.values())


def _names(source: str) -> Iterator[str]:
    yield from (found[2] for found in _TEXT_OR_NAME.finditer(source) if found[2])
    yield from (f"{ROW}.{found[1]}" for found in _ROW_FIELD.finditer(source))


def _all_of(conditions: Sequence[str]) -> str:
    return " && ".join(f"({part})" for part in conditions)


def _any_of(conditions: Sequence[str]) -> str:
    return " || ".join(f"({part})" for part in conditions)
