"""Answers shown to people: rows for the review page, the case file, the receipt and the notice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from madoguchi.definitions import questions as q
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.journey import Journey
from madoguchi.definitions.procedure import Derived
from madoguchi.kernel import bank_accounts, japanese_dates
from madoguchi.kernel.addresses import Address
from madoguchi.kernel.money import yen
from madoguchi.kernel.names import PersonName
from madoguchi.kernel.text import Text

NOT_ANSWERED = Text(
    ja="（答えなし）", easy="（答えていません）", en="(no answer)", zh_hans="（未填写）", ko="(답 없음)"
)
YES = Text(ja="はい", easy="はい", en="Yes", zh_hans="是", ko="예")
NO = Text(ja="いいえ", easy="いいえ", en="No", zh_hans="否", ko="아니요")
AGREED = Text(ja="同意しました", easy="同意しました（いいと言いました）", en="Agreed", zh_hans="已同意", ko="동의함")
ACCOUNT_KINDS = {"ordinary": "普通", "current": "当座", "savings": "貯蓄"}


@dataclass(frozen=True)
class Row:
    """One answer in words. `personal` is a person's own text, which no reading aid may alter; `path` leads to it."""

    label: str
    value: str
    path: str
    personal: bool = False
    answered: bool = True


@dataclass(frozen=True)
class Part:
    """The rows of one page; a row of a group has its own heading."""

    page: str
    title: str
    rows: tuple[Row, ...]
    heading: str = ""


def parts(compiled: Compiled, journey: Journey, language: str) -> list[Part]:
    """Every answer that counts, page by page."""
    found: list[Part] = []
    for page in journey.pages:
        title = page.title.in_(language)
        leaves = [id_ for id_ in page.ask if id_ in journey.visible]
        simple = tuple(_row(compiled, journey, id_, language) for id_ in leaves if not _group(compiled, id_))
        if simple:
            found.append(Part(page.id, title, simple))
        for id_ in leaves:
            if group := _group(compiled, id_):
                found.extend(_group_parts(group, journey.answers.get(id_), id_, page.id, title, language))
    return found


def _group(compiled: Compiled, id_: str) -> q.GroupQuestion | None:
    question = compiled.procedure.data[id_]
    return question if isinstance(question, q.GroupQuestion) else None


def _row(compiled: Compiled, journey: Journey, id_: str, language: str) -> Row:
    question = compiled.procedure.data[id_]
    assert not isinstance(question, q.GroupQuestion)  # noqa: S101 — narrowed by the caller
    return row_of(question, journey.answers.get(id_), id_, language)


def row_of(question: q.Leaf, answer: object, path: str, language: str) -> Row:
    """One question with its answer in words."""
    label = question.label.in_(language)
    if answer is None:
        return Row(label, NOT_ANSWERED.in_(language), path, answered=False)
    return Row(label, words_of(question, answer, language), path, personal=is_personal(question))


def _group_parts(
    group: q.GroupQuestion, rows: object, id_: str, page: str, title: str, language: str
) -> Iterator[Part]:
    kept = rows if isinstance(rows, list) else []
    if not kept:
        yield Part(page, title, (Row(group.label.in_(language), NOT_ANSWERED.in_(language), id_, answered=False),))
    for n, row in enumerate(kept, start=1):
        shown = tuple(
            row_of(leaf, row[field], f"{id_}.{row['row']}.{field}", language)
            for field, leaf in group.fields.items()
            if field in row
        )
        yield Part(page, title, shown, heading=f"{group.row_title.in_(language)} {n}")


def is_personal(question: q.Leaf) -> bool:
    """Whether the answer is a person's own text rather than the ward's words."""
    return not isinstance(
        question,
        q.ChoiceQuestion | q.ChoicesQuestion | q.YesNoQuestion | q.ConsentQuestion | q.DateQuestion | q.MoneyQuestion,
    )


def words_of(question: q.Leaf, answer: object, language: str) -> str:
    """An answer in words. Names come out exactly as they went in."""
    match question:
        case q.TextQuestion() | q.EmailQuestion() | q.DigitsQuestion() | q.PhoneQuestion():
            return str(answer)
        case q.NameQuestion() | q.KanaQuestion():
            return person(answer).full
        case q.DateQuestion():
            return _day(str(answer), language)
        case q.NumberQuestion():
            return f"{answer}{question.unit.in_(language) if question.unit else ''}"
        case q.MoneyQuestion():
            return yen(answer) if isinstance(answer, int) else str(answer)
        case q.ChoiceQuestion():
            return _option(question.options, answer, language)
        case q.ChoicesQuestion():
            chosen = answer if isinstance(answer, list) else []
            return "、".join(_option(question.options, value, language) for value in chosen)
        case q.YesNoQuestion():
            word = (question.yes or YES) if answer is True else (question.no or NO)
            return word.in_(language)
        case q.AddressQuestion():
            return address_words(answer)
        case q.BankAccountQuestion():
            return _account(answer)
        case q.FileQuestion():
            files = answer if isinstance(answer, list) else []
            return "、".join(str(file.get("name", "")) for file in files)
        case q.ConsentQuestion():
            return AGREED.in_(language)
        case _:
            assert_never(question)


def person(answer: object) -> PersonName:
    """A name as it was given."""
    parts_ = answer if isinstance(answer, Mapping) else {}
    return PersonName(str(parts_.get("family", "")), str(parts_.get("given", "")))


def address_words(answer: object) -> str:
    """An address on one line, with its postcode."""
    parts_ = {name: str(text) for name, text in answer.items()} if isinstance(answer, Mapping) else {}
    postcode = parts_.pop("postcode", "")
    line = Address(**parts_).one_line
    return f"〒{postcode[:3]}-{postcode[3:]} {line}" if len(postcode) == 7 else line


def _day(iso: str, language: str) -> str:
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return japanese_dates.both(day) if language in {"ja", "easy"} else iso


def _option(options: tuple[q.Option, ...], value: object, language: str) -> str:
    return next((option.label.in_(language) for option in options if option.value == value), str(value))


def _account(answer: object) -> str:
    parts_ = answer if isinstance(answer, Mapping) else {}
    code, branch = str(parts_.get("bank", "")), str(parts_.get("branch", ""))
    bank, office = bank_accounts.bank(code), bank_accounts.branch(code, branch)
    kind = ACCOUNT_KINDS.get(str(parts_.get("type", "")), "")
    where = f"{bank.full_name if bank else code} {office.full_name if office else branch}"
    return f"{where}　{kind} {parts_.get('number', '')}　{parts_.get('holder', '')}"


def derived_words(derived: Derived, value: object, language: str) -> str:
    """A derived value in words."""
    match derived.type:
        case "money":
            return yen(value) if isinstance(value, int) else str(value)
        case "date":
            return _day(str(value), language)
        case "bool":
            return (YES if value is True else NO).in_(language)
        case "int" | "text":
            return f"{value}{derived.unit.in_(language) if derived.unit else ''}"
        case _:
            assert_never(derived.type)
