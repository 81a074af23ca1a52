"""What a procedure and a life event have to say, section by section, as answers the readers above may give."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from django.urls import reverse

from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.life_event import EventItem, LifeEvent
from madoguchi.definitions.loader import Catalog
from madoguchi.definitions.procedure import Fee, Mark, Procedure
from madoguchi.definitions.questions import ChoiceQuestion, YesNoQuestion
from madoguchi.kernel.passages import Kind, Passage
from madoguchi.kernel.text import Text
from madoguchi.procedures import passage_words as words
from madoguchi.publications import queries as publications

ONE_DAY = timedelta(days=1)
# A help shorter than this answers nobody who is not looking at the question itself.
SHORTEST_HELP = 30
# How to type a name or a date is no answer; what a choice means often is.
HELPED = (ChoiceQuestion, YesNoQuestion)
LONGEST_BODY = 600


def passages() -> list[Passage]:
    """Every section of every procedure in force, and of every life event."""
    found = [passage for compiled in publications.all_in_force() for passage in of_procedure(compiled)]
    in_force = frozenset(compiled.version for compiled in publications.all_in_force())
    return [*found, *_of_events(publications.catalog(), in_force)]


@lru_cache(maxsize=2)
def _of_events(catalog: Catalog, _in_force: frozenset[str]) -> tuple[Passage, ...]:
    """The life events, made anew when a procedure they lead to has a new version."""
    return tuple(passage for compiled in catalog.events.values() for passage in of_event(compiled.event))


def of_procedure(compiled: Compiled) -> tuple[Passage, ...]:
    """The sections of one version, made once."""
    return _of_version(compiled.version, compiled)


@lru_cache(maxsize=256)
def _of_version(_version: str, compiled: Compiled) -> tuple[Passage, ...]:
    p = compiled.procedure
    return (*_facts(p), *_fees(p), *_eligibility(p), *_helps(p))


def _facts(p: Procedure) -> Iterator[Passage]:
    yield _of(p, "about", words.ABOUT, (p.summary, p.who), marks=("who",), link="#facts", questions=p.words)
    stake = [p.deadline.at_stake] if p.deadline and p.deadline.at_stake else []
    yield _of(p, "deadline", words.DEADLINE, (p.deadline_text, *stake), marks=("deadline",), link="#facts")
    yield _of(p, "papers", words.PAPERS, _papers(p), marks=("papers",), link="#papers")
    yield _of(p, "time", words.TIME, (p.time, p.result), marks=("time", "result"), link="#facts")
    windows = [p.windows] if p.windows else []
    windows += [] if p.fees else [p.fee_text]
    yield _of(p, "ways", words.WAYS, (_channels(p), *windows), marks=("channels",), link="#facts")
    yield _of(p, "steps", words.STEPS, _steps(p), marks=("result",), link="#steps")
    yield _of(p, "contact", words.CONTACT, (_contact(p),), marks=("section",), link="#contact")


def _fees(p: Procedure) -> Iterator[Passage]:
    """One section for each time in which the fees stay as they are, silent outside it. What is free says so by the way."""
    days = sorted({fee.since for fee in p.fees})
    for n, since in enumerate(days):
        until = days[n + 1] - ONE_DAY if n + 1 < len(days) else None
        lines = [_fee(fee) for fee in _in_force(p.fees, since)]
        body = (p.fee_text, *lines)
        id_ = "fees" if n == len(days) - 1 else f"fees/{since:%Y-%m-%d}"
        yield _of(p, id_, words.FEES, body, marks=("fee",), link="#facts", valid_from=since, valid_to=until)


def _in_force(fees: Iterable[Fee], day: date) -> Iterable[Fee]:
    latest: dict[str, Fee] = {}
    for fee in sorted(fees, key=lambda fee: fee.since):
        if fee.since <= day:
            latest[fee.id] = fee
    return latest.values()


def _fee(fee: Fee) -> Text:
    return words.joined((words.filled(words.AMOUNT, yen=f"{fee.yen:,}", per=fee.per), fee.note), " ")


def _eligibility(p: Procedure) -> Iterator[Passage]:
    """What happens to whoever is in a special case: 公務員の方は勤務先に."""
    for check in p.eligibility:
        said = [words.joined((option.label, option.message), "：") for option in check.options if option.message]
        if said:
            yield _of(p, f"eligibility/{check.id}", words.NAMED, said, marks=("who",), named=check.question)


def _helps(p: Procedure) -> Iterator[Passage]:
    for id_, question in p.data.items():
        if isinstance(question, HELPED) and question.help and len(question.help.ja) >= SHORTEST_HELP:
            yield _of(p, f"questions/{id_}", words.NAMED, (question.help,), marks=("questions",), named=question.label)


def _of(
    p: Procedure,
    id_: str,
    title: Text,
    body: Iterable[Text],
    *,
    marks: Sequence[str],
    link: str = "",
    questions: tuple[str, ...] = (),
    named: Text | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Passage:
    backed = [p.marks.get(mark, Mark()) for mark in marks]
    checked = [mark.checked for mark in backed if mark.checked]
    return Passage(
        id=f"procedure/{p.id}/{id_}",
        kind=Kind.PROCEDURE,
        title=words.put_in(title, p.title, named),
        body=words.cut(words.joined(body, "\n"), LONGEST_BODY),
        link=reverse("procedures:page", args=[p.id]) + link,
        owner=p.section,
        reviewed=min(checked) if checked else None,
        valid_from=valid_from,
        valid_to=valid_to,
        procedure=p.id,
        questions=questions,
        topics=(p.category,),
        demo=not all(mark.verified for mark in backed),
    )


def _papers(p: Procedure) -> list[Text]:
    return [words.joined((paper.label, paper.note), "：") if paper.note else paper.label for paper in p.papers]


def _steps(p: Procedure) -> list[Text]:
    return [words.joined((step.title, step.text), "：") if step.text else step.title for step in p.steps]


def _channels(p: Procedure) -> Text:
    open_ = [word for name, word in words.CHANNELS.items() if getattr(p.channels, name)]
    return words.put_in(words.BY, words.joined(open_, "・"))


def _contact(p: Procedure) -> Text:
    section = publications.section(p.section)
    phone, laws = p.contact.phone or section.phone, "、".join(f"{law.name}{law.article}" for law in p.law)
    who = f"{section.department} {section.name}".strip()
    return words.filled(words.ASK, who=who, contact=p.contact.name, phone=phone, hours=p.contact.hours, laws=laws)


def of_event(event: LifeEvent) -> Iterator[Passage]:
    """What to do after the event, whole; then each thing to do by itself."""
    listed = [_item_line(item) for item in event.items]
    yield _of_event(event, "", words.put_in(words.TO_DO, event.title), (event.greeting, *listed), items=event.items)
    for item in event.items:
        yield _of_item(event, item)


def _of_item(event: LifeEvent, item: EventItem) -> Passage:
    parts = [item.why, item.where, item.how, item.deadline and words.until(item.deadline)]
    parts.append(item.deadline.at_stake if item.deadline else None)
    title = words.put_in(words.NAMED, event.title, _title(item))
    return _of_event(event, f"/{item.id}", title, [part for part in parts if part], items=(item,))


def _of_event(event: LifeEvent, id_: str, title: Text, body: Iterable[Text], *, items: Sequence[EventItem]) -> Passage:
    here = [compiled.procedure for item in items if (compiled := publications.in_force(item.procedure))]
    marks = [item.mark for item in items]
    checked = [mark.checked for mark in marks if mark.checked]
    return Passage(
        id=f"event/{event.id}{id_}",
        kind=Kind.EVENT,
        title=title,
        body=words.cut(words.joined(body, "\n"), LONGEST_BODY),
        link=reverse("procedures:event", args=[event.id]),
        owner=here[0].section if here else publications.general_counter().id,
        reviewed=min(checked) if checked else None,
        procedure=items[0].procedure if len(items) == 1 else "",
        topics=tuple(dict.fromkeys(p.category for p in here)),
        demo=not all(mark.verified for mark in marks),
    )


def _item_line(item: EventItem) -> Text:
    until = words.until(item.deadline) if item.deadline else None
    return words.joined([Text("・"), _title(item), *([Text("（"), until, Text("）")] if until else [])], "")


def _title(item: EventItem) -> Text:
    if item.title:
        return item.title
    compiled = publications.in_force(item.procedure) or publications.catalog().procedures[item.procedure]
    return compiled.procedure.title
