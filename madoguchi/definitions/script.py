"""What is read aloud, from the definition alone: one question as a sentence, and a whole procedure in the order of asking."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from madoguchi.definitions import questions as q
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.display import NO, YES
from madoguchi.definitions.explain import said

VERBS = ("る", "い", "う", "く", "す", "つ", "む", "ぶ", "た", "だ")
ENDS_OF_A_QUESTION = ("か", "か。", "？", "?")


def spoken(question: q.Question) -> str:
    """How an officer asks: the definition's own `script`, else a sentence made of the label."""
    return question.script.ja if question.script is not None else _sentence(question)


def _sentence(question: q.Question) -> str:
    label = question.label.ja
    match question:
        case q.NameQuestion():
            return f"{label}を、漢字も合わせて教えてください。"
        case q.KanaQuestion():
            return f"{label}を、読み方で教えてください。"
        case q.DateQuestion():
            return f"{label}は、いつですか。"
        case q.NumberQuestion():
            unit = f"（{question.unit.ja}）" if question.unit else ""
            return f"{label}を、数字{unit}で教えてください。"
        case q.MoneyQuestion():
            return f"{label}は、いくらですか。"
        case q.ChoiceQuestion():
            return f"{_asked(label)}{_numbered(question.options)}の中から、1つ選んでください。"
        case q.ChoicesQuestion():
            return f"{_asked(label)}{_numbered(question.options)}の中から、当てはまるものをすべて選んでください。"
        case q.YesNoQuestion():
            return f"{_asked(label)}「{(question.yes or YES).ja}」か「{(question.no or NO).ja}」でお答えください。"
        case q.AddressQuestion():
            return f"{label}を、郵便番号から建物の名前まで教えてください。"
        case q.PhoneQuestion() | q.EmailQuestion() | q.TextQuestion():
            return (
                f"{_asked(label)}教えてください。"
                if label.endswith(ENDS_OF_A_QUESTION)
                else f"{label}を教えてください。"
            )
        case q.DigitsQuestion():
            return f"{label}を、1けたずつ読み上げてください。"
        case q.BankAccountQuestion():
            return f"{label}の金融機関、支店、種別、口座番号、名義を、通帳やカードを見ながら教えてください。"
        case q.FileQuestion():
            return f"{label}をお預かりします。お持ちでしたら、お出しください。"
        case q.ConsentQuestion():
            return f"これから読み上げる内容に、同意いただけるかお答えください。「{label}」"
        case q.GroupQuestion():
            return f"{label}について、お一人分（1件）ずつうかがいます。"
        case _:
            assert_never(question)


def _asked(label: str) -> str:
    if label.endswith("。"):
        return label
    return f"{label}。" if label.endswith(ENDS_OF_A_QUESTION) else f"{label}について、"


def _numbered(options: tuple[q.Option, ...]) -> str:
    return "、".join(f"{n} {option.label.ja}" for n, option in enumerate(options, 1))


@dataclass(frozen=True)
class Line:
    """One question to ask, with what helps to answer it. `only_when` says for whom; it stands empty for everyone."""

    path: str
    label: str
    words: str
    help: str = ""
    only_when: str = ""
    required: bool = True
    in_group: bool = False


@dataclass(frozen=True)
class Chapter:
    """One page of the form: its subject, and when it is asked at all."""

    id: str
    title: str
    lead: str
    only_when: str
    lines: tuple[Line, ...]


def script(compiled: Compiled) -> Iterator[Chapter]:
    """The whole procedure, in the order in which it asks, for everyone: what hangs on an answer says on which."""
    for page in compiled.procedure.pages:
        rule = compiled.page_shown.get(page.id)
        lines = tuple(line for id_ in page.ask for line in _lines(compiled, id_))
        lead = page.lead.ja if page.lead else ""
        yield Chapter(page.id, page.title.ja, lead, _case(said(compiled, rule)) if rule else "", lines)


def _lines(compiled: Compiled, id_: str) -> Iterator[Line]:
    question = compiled.procedure.data[id_]
    yield _line(compiled, id_, question)
    if isinstance(question, q.GroupQuestion):
        for leaf, asked in question.fields.items():
            yield _line(compiled, f"{id_}.{leaf}", asked, in_group=True)


def _line(compiled: Compiled, path: str, question: q.Question, *, in_group: bool = False) -> Line:
    rule = compiled.shown.get(path)
    when = _case(said(compiled, rule, path.partition(".")[0])) if rule else ""
    help_ = question.help.ja if question.help and question.script is None else ""
    return Line(path, question.label.ja, spoken(question), help_, when, question.require != "none", in_group)


def _case(sentence: str) -> str:
    """The rule as the beginning of a branch: 「…」の場合は."""
    clause = sentence.removesuffix("。")
    return f"{clause}場合は" if clause.endswith(VERBS) else f"{clause}の場合は"
