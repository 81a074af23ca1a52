"""The JSON Schema (2020-12) of a procedure's answers, for those who send them as data."""

from typing import assert_never

from madoguchi.definitions import questions as q
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.reading import LONGEST_NAME, PHONE
from madoguchi.definitions.reading_places import LONGEST_PART, NEEDED
from madoguchi.definitions.values import ACCOUNT_PARTS, ADDRESS_PARTS, NAME_PARTS
from madoguchi.kernel import characters

Schema = dict[str, object]


def schema_of(compiled: Compiled) -> Schema:
    """The schema of `answers` under this version. Conditions stay with the server: here everything may be absent."""
    p = compiled.procedure
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:madoguchi:{p.id}:{compiled.version}",
        "title": p.title.ja,
        "description": p.summary.ja,
        "type": "object",
        "additionalProperties": False,
        "properties": {id_: _described(question, property_of(question)) for id_, question in p.data.items()},
        "required": [id_ for id_, question in p.data.items() if always_required(compiled, id_, question)],
    }


def always_required(compiled: Compiled, id_: str, question: q.Question) -> bool:
    """Whether no condition frees anybody from it."""
    page = next(page for page in compiled.procedure.pages if id_ in page.ask)
    may_be_empty = isinstance(question, q.GroupQuestion) and question.min == 0
    return question.require == "hard" and not (question.require_when or question.show or page.show or may_be_empty)


def _described(question: q.Question, schema: Schema) -> Schema:
    return {"title": question.label.ja, **({"description": question.help.ja} if question.help else {}), **schema}


def property_of(question: q.Question) -> Schema:
    """The schema of one answer."""
    match question:
        case q.TextQuestion():
            return {"type": "string", "minLength": 1, "maxLength": _code_points(question.max)}
        case q.NameQuestion() | q.KanaQuestion():
            return _record(NAME_PARTS, required=NAME_PARTS, longest=_code_points(LONGEST_NAME))
        case q.DateQuestion():
            return {"type": "string", "format": "date"}
        case q.NumberQuestion() | q.MoneyQuestion():
            return {"type": "integer", "minimum": question.min, "maximum": question.max}
        case q.ChoiceQuestion():
            return {"enum": [option.value for option in question.options]}
        case q.ChoicesQuestion():
            values = [option.value for option in question.options]
            return {
                "type": "array",
                "items": {"enum": values},
                "uniqueItems": True,
                "maxItems": question.max or len(values),
            }
        case q.YesNoQuestion():
            return {"type": "boolean"}
        case q.ConsentQuestion():
            return {"const": True}
        case q.AddressQuestion():
            return _record(ADDRESS_PARTS, required=tuple(NEEDED), longest=LONGEST_PART)
        case q.PhoneQuestion():
            return {"type": "string", "pattern": f"^({PHONE})$"}
        case q.EmailQuestion():
            return {"type": "string", "format": "email", "maxLength": 254}
        case q.DigitsQuestion():
            size = f"{{{question.length}}}" if question.length else f"{{1,{question.max}}}"
            return {"type": "string", "pattern": f"^[0-9]{size}$"}
        case q.BankAccountQuestion():
            return _record(ACCOUNT_PARTS, required=ACCOUNT_PARTS, longest=LONGEST_PART)
        case q.FileQuestion():
            file = {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
            return {"type": "array", "items": file, "maxItems": question.max_files}
        case q.GroupQuestion():
            fields = {id_: _described(leaf, property_of(leaf)) for id_, leaf in question.fields.items()}
            row = {"type": "object", "additionalProperties": False, "properties": {"row": {"type": "string"}, **fields}}
            return {"type": "array", "items": row, "minItems": question.min, "maxItems": question.max}
        case _:
            assert_never(question)


def _code_points(characters_: int) -> int:
    """A schema counts code points, we count characters (葛󠄀 is two and one): the schema allows what we do."""
    return characters_ * characters.LONGEST_CLUSTER


def _record(parts: tuple[str, ...], *, required: tuple[str, ...], longest: int) -> Schema:
    text = {"type": "string", "maxLength": longest}
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": dict.fromkeys(parts, text),
        "required": list(required),
    }
