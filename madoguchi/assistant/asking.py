"""Asked in conversation: the wording of one question from its definition, and how to answer it in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from madoguchi.assistant.interview import Step, is_for_the_form
from madoguchi.assistant.speaking import HOW, MORE_ROWS, ROWS_AT_ALL
from madoguchi.definitions import display
from madoguchi.definitions import questions as q
from madoguchi.definitions.problems import told
from madoguchi.kernel.text import Text


@dataclass(frozen=True)
class Pressed:
    """An answer that can be pressed instead of typed."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Asked:
    """What is asked, how to answer, and what may be pressed: one of them, or any number (`several`)."""

    words: str
    how: str
    options: tuple[Pressed, ...] = ()
    several: bool = False
    for_the_form: bool = False


def asked(step: Step, language: str) -> Asked:
    """The question as it is put in a talk."""
    words, options = wording(step, language), _options(step, language)
    several = isinstance(step.question, q.ChoicesQuestion)
    if not step.is_more and is_for_the_form(step.question):
        return Asked(words, HOW["form"].in_(language), for_the_form=True)
    return Asked(words, _how(step.question).in_(language), options, several)


def wording(step: Step, language: str) -> str:
    """The definition's own words: those for speaking where it has them, else its label."""
    question = step.question
    if step.is_more:
        text = MORE_ROWS if step.number else ROWS_AT_ALL
        return told(text, label=question.label).in_(language)
    words = question.script if question.script is not None and question.script.has(language) else question.label
    if step.group is None:
        return words.in_(language)
    return f"{step.group.row_title.in_(language)} {step.number}：{words.in_(language)}"


def _how(question: q.Question) -> Text:  # noqa: C901 -- a match over the closed union of kinds is a table
    """How a question of this kind is answered in words."""
    match question:
        case q.TextQuestion():
            return HOW["text"]
        case q.NameQuestion():
            return HOW["name"]
        case q.KanaQuestion():
            return HOW["kana"]
        case q.DateQuestion():
            return HOW["date"]
        case q.NumberQuestion():
            return told(HOW["unit"], unit=question.unit) if question.unit else HOW["number"]
        case q.MoneyQuestion():
            return HOW["money"]
        case q.ChoiceQuestion():
            return HOW["choice"]
        case q.ChoicesQuestion():
            return HOW["choices"]
        case q.YesNoQuestion() | q.GroupQuestion():
            return HOW["yes_no"]
        case q.AddressQuestion():
            return HOW["address"]
        case q.PhoneQuestion():
            return HOW["phone"]
        case q.EmailQuestion():
            return HOW["email"]
        case q.DigitsQuestion():
            return HOW["digits"]
        case q.BankAccountQuestion() | q.FileQuestion():
            return HOW["form"]
        case q.ConsentQuestion():
            return HOW["consent"]
        case _:
            assert_never(question)


def _options(step: Step, language: str) -> tuple[Pressed, ...]:
    question = step.question
    match question:
        case q.ChoiceQuestion() | q.ChoicesQuestion():
            return _pressed(question.options, language)
        case q.YesNoQuestion():
            yes, no = question.yes or display.YES, question.no or display.NO
            return (Pressed("true", yes.in_(language)), Pressed("false", no.in_(language)))
        case q.GroupQuestion():
            return (Pressed("true", display.YES.in_(language)), Pressed("false", display.NO.in_(language)))
        case q.ConsentQuestion():
            return (Pressed("true", HOW["agree"].in_(language)),)
        case _:
            return ()


def _pressed(options: Sequence[q.Option], language: str) -> tuple[Pressed, ...]:
    return tuple(Pressed(o.value, o.label.in_(language), o.hint.in_(language) if o.hint else "") for o in options)
