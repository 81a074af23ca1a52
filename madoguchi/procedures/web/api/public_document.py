"""What is public about a version of a procedure: in words and as a JSON Schema. Nothing an officer alone reads.

It depends on the version alone, so the version is its ETag and a copy may be kept for ever.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal

from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.json_schema import always_required, schema_of
from madoguchi.definitions.procedure import FACTS, Procedure
from madoguchi.definitions.questions import ChoiceQuestion, ChoicesQuestion, GroupQuestion, Question
from madoguchi.kernel.text import LANGUAGES, Text
from madoguchi.procedures.web.api import shapes
from madoguchi.publications import queries as publications

CHANNELS = ("online", "counter", "post", "phone", "convenience_store")
Required = Literal["always", "sometimes", "soft", "no"]


def words(text: Text) -> shapes.Words:
    """Every language it is written in."""
    return {language: text.in_(language) for language in LANGUAGES if text.has(language)}


def _words_or_none(text: Text | None) -> shapes.Words | None:
    return words(text) if text else None


def card_of(compiled: Compiled) -> shapes.ProcedureCard:
    """A procedure in the list."""
    return shapes.ProcedureCard.model_validate(_card(compiled))


def _card(compiled: Compiled) -> dict[str, object]:
    p = compiled.procedure
    return {
        "id": p.id,
        "title": words(p.title),
        "summary": words(p.summary),
        "category": p.category,
        "life_events": list(p.life_events),
        "section": p.section,
        "version": compiled.version,
        "opens": p.opens,
        "closes": p.closes,
    }


@lru_cache(maxsize=128)
def document_of(compiled: Compiled) -> bytes:
    """The document as it is sent; written once a version and process."""
    p = compiled.procedure
    shape = shapes.ProcedureShape.model_validate(
        {
            **_card(compiled),
            **_facts(p),
            "number": publications.number_of(compiled.version),
            "pages": [_page(compiled, page.id) for page in p.pages],
            "answers_schema": schema_of(compiled),
        }
    )
    return shape.model_dump_json(by_alias=True).encode()


def _facts(p: Procedure) -> dict[str, object]:
    return {
        "who": words(p.who),
        "deadline": words(p.deadline_text),
        "fee": words(p.fee_text),
        "fees": [{"since": fee.since, "yen": fee.yen, "per": fee.per} for fee in p.fees],
        "papers": [{"label": words(paper.label), "note": _words_or_none(paper.note)} for paper in p.papers],
        "result": words(p.result),
        "time": words(p.time),
        "steps": [{"title": words(step.title), "text": _words_or_none(step.text)} for step in p.steps],
        "channels": [name for name in CHANNELS if getattr(p.channels, name)],
        "contact": {"name": p.contact.name, "phone": p.contact.phone, "hours": p.contact.hours},
        "law": [f"{law.name} {law.article}".strip() for law in p.law],
        "unverified": [fact for fact in FACTS if fact in p.marks and not p.marks[fact].verified],
        "minutes": p.minutes,
        "standard_days": p.standard_days,
    }


def _page(compiled: Compiled, page_id: str) -> Mapping[str, object]:
    page = next(page for page in compiled.procedure.pages if page.id == page_id)
    data = compiled.procedure.data
    asked = [_question(compiled, id_, data[id_], _required(compiled, id_, data[id_])) for id_ in page.ask]
    return {"id": page.id, "title": words(page.title), "questions": asked}


def _question(compiled: Compiled, id_: str, question: Question, required: Required) -> dict[str, object]:
    fields = question.fields if isinstance(question, GroupQuestion) else {}
    return {
        "id": id_,
        "kind": str(question.__struct_config__.tag),
        "label": words(question.label),
        "help": _words_or_none(question.help),
        "required": required,
        "sensitivity": question.sensitivity,
        "options": list(_options(question)),
        "fields": [_question(compiled, leaf, inner, _in_row(inner)) for leaf, inner in fields.items()],
    }


def _options(question: Question) -> Iterator[dict[str, object]]:
    if isinstance(question, ChoiceQuestion | ChoicesQuestion):
        for option in question.options:
            yield {"value": option.value, "label": words(option.label)}


def _required(compiled: Compiled, id_: str, question: Question) -> Required:
    return "always" if always_required(compiled, id_, question) else _less(question)


def _in_row(question: Question) -> Required:
    is_always = question.require == "hard" and not (question.require_when or question.show)
    return "always" if is_always else _less(question)


def _less(question: Question) -> Required:
    match question.require:
        case "hard":
            return "sometimes"
        case "soft":
            return "soft"
        case "none":
            return "no"
