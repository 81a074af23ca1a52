"""The proof, before publishing, that every question can be reached, none is required while hidden, no check is idle."""

import re
from collections.abc import Iterator, Mapping
from typing import assert_never

from madoguchi.definitions import questions as q
from madoguchi.definitions.compiled import ROW, Compiled
from madoguchi.definitions.rules import BOOL, DATE, INT, RECORD, TEXT, Rule, RuleError, compile_rule
from madoguchi.definitions.rules import regions as r
from madoguchi.definitions.situation import Situation
from madoguchi.definitions.values import ACCOUNT_PARTS, ADDRESS_PARTS, type_of
from madoguchi.kernel import opening_days

MOST_ROWS = 2
_TEXT_OR_NAME = re.compile(r"""('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|([A-Za-z_][A-Za-z0-9_]*)""")


def dead_ends(compiled: Compiled, at: Situation) -> list[str]:
    """One sentence for each question nobody can reach, each contradiction, and each check that can never fail."""
    return list(_Proof(compiled, at).sentences())


def domain_of(question: q.Question) -> r.Domain:
    """What a question can be answered with."""
    match question:
        case q.ChoiceQuestion():
            return r.Choices(tuple(option.value for option in question.options))
        case q.ChoicesQuestion():
            return r.Several(tuple(option.value for option in question.options))
        case q.YesNoQuestion():
            return r.YesNo()
        case q.ConsentQuestion():
            return r.YesNo()
        case q.DateQuestion():
            return r.Open(DATE)
        case q.NumberQuestion() | q.MoneyQuestion():
            return r.Open(INT, question.min, question.max)
        case q.TextQuestion() | q.PhoneQuestion() | q.EmailQuestion() | q.DigitsQuestion():
            return r.Open(TEXT)
        case q.NameQuestion() | q.KanaQuestion():
            return r.Fields({part: r.Open(TEXT) for part in ("family", "given")})
        case q.AddressQuestion():
            return r.Fields({part: r.Open(TEXT) for part in ADDRESS_PARTS})
        case q.BankAccountQuestion():
            return r.Fields({part: r.Open(TEXT) for part in ACCOUNT_PARTS})
        case q.FileQuestion():
            file: dict[str, r.Domain] = {
                "id": r.Open(TEXT),
                "name": r.Open(TEXT),
                "size": r.Open(INT),
                "type": r.Open(TEXT),
            }
            return r.Rows(file, most=question.max_files)
        case q.GroupQuestion():
            return r.Rows(
                {id_: domain_of(leaf) for id_, leaf in question.fields.items()}, most=min(question.max, MOST_ROWS)
            )
        case _:
            assert_never(question)


class _Proof:
    def __init__(self, compiled: Compiled, at: Situation) -> None:
        self.compiled, self.today = compiled, at.today
        self.data = compiled.procedure.data
        self.domains = {id_: domain_of(question) for id_, question in self.data.items()}
        self.scope = {id_: type_of(question) for id_, question in self.data.items()}
        self.shown = dict(self._shown())

    def _shown(self) -> Iterator[tuple[str, str]]:
        """Each question's whole condition: its page's and its own, derived values written out."""
        for page in self.compiled.procedure.pages:
            for id_ in page.ask:
                conditions = [self.written_out(part) for part in (page.show, self.data[id_].show) if part]
                if conditions:
                    yield id_, " && ".join(f"({part})" for part in conditions)

    def written_out(self, source: str) -> str:
        derived = self.compiled.procedure.derived

        def replace(found: re.Match[str]) -> str:
            name = found[2]
            return f"({self.written_out(derived[name].value)})" if name in derived else found[0]

        return _TEXT_OR_NAME.sub(replace, source)

    def rule(self, source: str, extra: Mapping[str, q.Question] | None = None) -> Rule:
        scope = {**self.scope, **({ROW: RECORD({k: type_of(v) for k, v in extra.items()})} if extra else {})}
        return compile_rule(source, scope, expects=BOOL, is_open=opening_days.is_open)

    def sentences(self) -> Iterator[str]:
        for id_ in self.shown:
            yield from self._reachable(id_)
        for id_, question in self.data.items():
            yield from self._required_while_hidden(id_, question)
        for check in self.compiled.procedure.checks:
            if check.fails_if:
                yield from self._can_fail(check.id, check.fails_if, check.each)

    def _reachable(self, id_: str) -> Iterator[str]:
        label = self.data[id_].label.ja
        found = self._example([self.shown[id_]], [])
        if found is False:
            yield f"「{label}」（{id_}）には、どう答えてもたどり着けません。show の条件を見直してください。"
        elif found is None and not self._in_an_example(id_):
            yield f"「{label}」（{id_}）にたどり着けるか確かめきれません。この質問が表示される例（expect.shown）を加えてください。"

    def _in_an_example(self, id_: str) -> bool:
        """Where the rules are too intricate to decide, a named applicant who reaches the question is the proof."""
        return any(id_ in example.expect.shown for example in self.compiled.procedure.examples)

    def _required_while_hidden(self, id_: str, question: q.Question) -> Iterator[str]:
        """A question that must be answered exactly when it is not shown: what its author meant cannot happen."""
        if question.require_when and id_ in self.shown:
            needed = self.written_out(question.require_when)
            if self._example([needed, self.shown[id_]], []) is False:
                yield f"「{question.label.ja}」（{id_}）は、表示されないときにだけ必須になります。show と require_when を見直してください。"

    def _can_fail(self, id_: str, fails_if: str, each: str) -> Iterator[str]:
        group = self.data.get(each)
        extra = group.fields if isinstance(group, q.GroupQuestion) else None
        if self._example([self.written_out(fails_if)], [], extra) is False:
            yield f"確認事項「{id_}」は、どう答えても当てはまりません。fails_if を見直してください。"

    def _example(
        self, wanted: list[str], unwanted: list[str], extra: Mapping[str, q.Question] | None = None
    ) -> Mapping[str, object] | bool | None:
        """An example; False where there is none; None where it cannot be decided."""
        try:
            rules = [self.rule(source, extra) for source in [*wanted, *self._consistent(wanted)]]
            refused = [self.rule(source, extra) for source in unwanted]
            domains = {
                **self.domains,
                **({ROW: r.Fields({k: domain_of(v) for k, v in extra.items()})} if extra else {}),
            }
            found = r.find_example(rules, refused, domains, today=self.today)
        except (r.TooManyCases, RuleError):
            return None
        if found is None:
            return False if r.are_decisive(rules + refused) else None
        return found

    def _consistent(self, sources: list[str]) -> list[str]:
        """Hidden means absent: whatever a condition reads is answered only where it is itself shown."""
        seen: dict[str, str] = {}
        waiting = list(sources)
        while waiting:
            for found in _TEXT_OR_NAME.finditer(waiting.pop()):
                name = found[2]
                if name in self.shown and name not in seen:
                    seen[name] = f"!has({name}) || ({self.shown[name]})"
                    waiting.append(self.shown[name])
        return list(seen.values())
