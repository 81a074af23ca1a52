"""One question as a field on a page: what the template shows, and what came back from the form."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, assert_never

from django.http import QueryDict
from django.utils.translation import gettext as _

from madoguchi.definitions import questions as q
from madoguchi.definitions.display import NO, YES
from madoguchi.kernel.text import Text

Boxes = Mapping[str, Sequence[str]]
UNTOUCHED_DATE = {"era": "令和"}
ACCEPT = "application/pdf,image/jpeg,image/png,image/heic,.pdf,.jpg,.jpeg,.png,.heic"


@dataclass(frozen=True)
class Choice:
    """One option in the reader's language."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Field:
    """A question as the template `ui/question.html` shows it. `value` is text, `parts` the boxes of several."""

    id: str
    kind: str
    label: str
    help: str = ""
    error: str = ""
    required: bool = True
    optional_note: str = ""
    note: str = ""
    value: str = ""
    values: tuple[str, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict, hash=False)
    options: tuple[Choice, ...] = ()
    files: tuple[Mapping[str, object], ...] = field(default=(), hash=False)
    rows: int = 4
    maxlength: int = 0
    unit: str = ""
    width: str = "full"
    autocomplete: str = ""
    own: bool = False
    multiple: bool = False
    limit_text: str = ""
    lang: str = ""

    @property
    def is_anybodys(self) -> bool:
        """Whether it says nothing of the person: nothing typed, or no more than one of the answers it offers."""
        if self.error or self.files or (any(self.parts) and self.parts != UNTOUCHED_DATE):
            return False
        return not self.values or self.values == ("true",) or self.values in [(o.value,) for o in self.options]


@dataclass(frozen=True)
class Shown:
    """How a question stands on the page: what was typed, what is wrong, whether it must be answered."""

    path: str
    boxes: Boxes
    language: str
    required: bool
    error: Text | None = None
    files: Sequence[Mapping[str, object]] = ()
    note: str = ""


def field_of(question: q.Leaf, shown: Shown) -> Field:  # noqa: C901 — one line a kind
    """The field of a question in the reader's language."""
    match question:
        case q.TextQuestion() if question.lines > 1:
            return _field(question, shown, "lines", rows=question.lines, maxlength=question.max)
        case q.TextQuestion():
            return _field(question, shown, "text", maxlength=2 * question.max, autocomplete=question.autocomplete)
        case q.NameQuestion():
            return _field(question, shown, "name", own=_is_own(question))
        case q.KanaQuestion():
            return _field(question, shown, "kana")
        case q.DateQuestion():
            return _field(question, shown, "date", autocomplete=question.autocomplete)
        case q.NumberQuestion():
            unit = question.unit.in_(shown.language) if question.unit else ""
            return _field(question, shown, "number", unit=unit, width="s", maxlength=20)
        case q.MoneyQuestion():
            return _field(question, shown, "number", unit=_("円"), width="m", maxlength=20)
        case q.ChoiceQuestion() if len(question.options) > 8:
            return _field(question, shown, "select", options=_options(question.options, shown.language))
        case q.ChoiceQuestion():
            return _field(question, shown, "choice", options=_options(question.options, shown.language))
        case q.ChoicesQuestion():
            return _field(question, shown, "choices", options=_options(question.options, shown.language))
        case q.YesNoQuestion():
            return _field(question, shown, "choice", options=_yes_no(question, shown.language))
        case q.AddressQuestion():
            return _field(question, shown, "address", own=_is_own(question))
        case q.PhoneQuestion():
            return _field(question, shown, "phone", width="m", maxlength=30)
        case q.EmailQuestion():
            return _field(question, shown, "email", maxlength=254)
        case q.DigitsQuestion():
            return _field(question, shown, "digits", width="m", maxlength=2 * (question.length or question.max))
        case q.BankAccountQuestion():
            return _field(question, shown, "bank_account")
        case q.FileQuestion():
            limit = _("PDF・JPEG・PNG・HEIC、1つ%(size)sMBまで、%(count)sつまで") % {
                "size": question.max_megabytes,
                "count": question.max_files,
            }
            return _field(question, shown, "file", multiple=question.max_files > 1, limit_text=limit)
        case q.ConsentQuestion():
            return _field(question, shown, "consent")
        case _:
            assert_never(question)


def _field(question: q.Leaf, shown: Shown, kind: str, **rest: Any) -> Field:
    language = shown.language
    texts = {part: values[-1] for part, values in shown.boxes.items() if values}
    fallen_back = not question.label.has(language)
    return Field(
        id=shown.path,
        kind=kind,
        label=question.label.in_(language),
        help=question.help.in_(language) if question.help else "",
        error=shown.error.in_(language) if shown.error else "",
        required=shown.required,
        optional_note=_("あとでも可") if question.require == "soft" else "",
        note=shown.note,
        value=texts.get("", ""),
        values=tuple(shown.boxes.get("", ())),
        parts=_date_parts(texts) if kind == "date" else texts,
        files=tuple(shown.files),
        lang="ja" if fallen_back else "",
        **rest,
    )


def _date_parts(texts: Mapping[str, str]) -> Mapping[str, str]:
    """A date nobody has begun to type starts in the era most people count in."""
    return texts or UNTOUCHED_DATE


def _is_own(question: q.Leaf) -> bool:
    return question.concept.startswith("applicant")


def _options(options: Sequence[q.Option], language: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(option.value, option.label.in_(language), option.hint.in_(language) if option.hint else "")
        for option in options
    )


def _yes_no(question: q.YesNoQuestion, language: str) -> tuple[Choice, ...]:
    yes, no = question.yes or YES, question.no or NO
    return Choice("true", yes.in_(language)), Choice("false", no.in_(language))


def boxes_in(post: QueryDict) -> dict[str, dict[str, list[str]]]:
    """What a form sent, by question and box: `name.family` → {"name": {"family": […]}}."""
    return boxes_by_question(post.lists())


def boxes_by_question(named: Iterable[tuple[str, Sequence[object]]]) -> dict[str, dict[str, list[str]]]:
    """The same of boxes by their names in the form."""
    found: dict[str, dict[str, list[str]]] = {}
    for name, values in named:
        head, _dot, part = name.partition(".")
        found.setdefault(head, {})[part] = [str(value) for value in values]
    return found


def row_ids(boxes: Boxes) -> Iterator[str]:
    """The rows of a group in the order in which the form showed them (the hidden boxes called `rows`)."""
    for row in dict.fromkeys(boxes.get("rows", ())):
        if row.isascii() and row.isalnum() and len(row) <= 12:
            yield row


def boxes_of_row(boxes: Boxes, row: str) -> dict[str, dict[str, list[str]]]:
    """The boxes of one row of a group, by question: `children.3.name.family` → {"name": {"family": […]}}."""
    found: dict[str, dict[str, list[str]]] = {}
    prefix = f"{row}."
    for name, values in boxes.items():
        if name.startswith(prefix):
            leaf, _dot, part = name.removeprefix(prefix).partition(".")
            found.setdefault(leaf, {})[part] = list(values)
    return found
