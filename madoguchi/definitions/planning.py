"""A life event made ready to serve: its rules compiled, and the plan they give one person."""

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.life_event import EventDeadline, EventItem, LifeEvent
from madoguchi.definitions.questions import ConsentQuestion
from madoguchi.definitions.rules import BOOL, DATE, Rule, RuleError, Type, compile_rule
from madoguchi.definitions.values import as_json, for_rules, type_of
from madoguchi.kernel import opening_days

EVENT_DATE = "event_date"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, eq=False)
class CompiledEvent:
    """A life event with its rules: by item, when it is needed and what it already knows."""

    event: LifeEvent
    needed: Mapping[str, Rule]
    answers: Mapping[str, Mapping[str, Rule]]


@dataclass(frozen=True)
class Planned:
    """One thing this person has to do: until when, and the answers its procedure need not ask for."""

    item: EventItem
    due: date | None
    known: Mapping[str, object]


def compile_event(event: LifeEvent, procedures: Mapping[str, Compiled]) -> CompiledEvent:
    """Compile every rule, or say which is broken; what is to be done here must be a procedure of the ward."""
    scope: dict[str, Type] = {id_: type_of(question) for id_, question in event.questions.items()}
    if EVENT_DATE in scope:
        raise BrokenDefinition(f"「{EVENT_DATE}」は、できごとの日のための名前です。", path=f"questions.{EVENT_DATE}")
    for id_, question in event.questions.items():
        if question.show or question.require_when:
            mend = "show と require_when を取ってください。"
            raise BrokenDefinition("質問は、いつもたずねるものだけを書きます。", path=f"questions.{id_}", mend=mend)
    scope[EVENT_DATE] = DATE
    needed, answers = {}, {}
    for n, item in enumerate(event.items):
        path = f"items[{n}]"
        if item.id in answers:
            raise BrokenDefinition(f"「{item.id}」が2つあります。", path=f"{path}.id", mend="別のidにしてください。")
        if item.needed:
            needed[item.id] = _rule(item.needed, scope, BOOL, f"{path}.needed")
        answers[item.id] = dict(_answers(item, procedures, scope, path))
    return CompiledEvent(event, needed, answers)


def _answers(
    item: EventItem, procedures: Mapping[str, Compiled], scope: Mapping[str, Type], path: str
) -> Iterator[tuple[str, Rule]]:
    if not item.procedure:
        if item.title is None or item.where is None or item.answers:
            mend = "title と where を書き、answers は procedure があるときだけ書いてください。"
            raise BrokenDefinition("ここでできない手続きの書き方を確かめてください。", path=path, mend=mend)
        return
    compiled = procedures.get(item.procedure)
    if compiled is None:
        mend = f"あるもの：{'、'.join(sorted(procedures))}"
        raise BrokenDefinition(f"「{item.procedure}」という手続きはありません。", path=f"{path}.procedure", mend=mend)
    for id_, source in item.answers.items():
        question = compiled.procedure.data.get(id_)
        if question is None or isinstance(question, ConsentQuestion):
            mend = "同意は、手続きごとにご本人がします。ほかの質問のidを書いてください。"
            raise BrokenDefinition(f"「{id_}」は前もって答えられません。", path=f"{path}.answers.{id_}", mend=mend)
        yield id_, _rule(source, scope, type_of(question), f"{path}.answers.{id_}")


def _rule(source: str, scope: Mapping[str, Type], expects: Type, path: str) -> Rule:
    try:
        return compile_rule(source, scope, expects=expects, is_open=opening_days.is_open)
    except RuleError as problem:
        raise BrokenDefinition(f"{problem}（{source}）", path=path) from problem


def plan(compiled: CompiledEvent, day: date, decided: Mapping[str, object], *, today: date) -> tuple[Planned, ...]:
    """What is to be done, the earliest deadline first; what has none stands last, in the author's order."""
    questions = compiled.event.questions
    values: dict[str, object] = {id_: for_rules(questions[id_], v) for id_, v in decided.items() if id_ in questions}
    values[EVENT_DATE] = day
    found = []
    for item in compiled.event.items:
        rule = compiled.needed.get(item.id)
        if rule is None or rule.evaluate(values, today=today):
            outcomes = {id_: r.outcome(values, today=today) for id_, r in compiled.answers[item.id].items()}
            known = {id_: as_json(value) for id_, value in outcomes.items() if value is not None}
            found.append(Planned(item, due_on(item.deadline, day) if item.deadline else None, known))
    return tuple(sorted(found, key=lambda planned: planned.due or date.max))


def due_on(deadline: EventDeadline, day: date) -> date:
    """The last day on which it is in time."""
    last = _counted(deadline, day)
    if deadline.closed_day == "stays":
        return last
    step = ONE_DAY if deadline.closed_day == "next" else -ONE_DAY
    while not opening_days.is_open(last):
        last += step
    return last


def _counted(deadline: EventDeadline, day: date) -> date:
    start = day - ONE_DAY if deadline.first_day_counts else day
    match deadline.unit:
        case "open_days":
            return opening_days.add_open_days(start, max(deadline.within, 0))
        case "months":
            return _months_after(start, deadline.within)
        case _:
            return start + timedelta(days=deadline.within)


def _months_after(start: date, months: int) -> date:
    """The end of so many months (民法143条2項): the eve of the day after's number, or the end of a shorter month."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
