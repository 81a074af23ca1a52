"""Every example of every procedure, answered in words in a talk, comes out as the answers the form would keep."""

from collections.abc import Mapping
from datetime import date

import pytest

from madoguchi.assistant import interview
from madoguchi.assistant.asking import asked
from madoguchi.assistant.hearing import Said, heard
from madoguchi.assistant.interview import Step, is_for_the_form
from madoguchi.definitions import questions as q
from madoguchi.definitions.display import words_of
from madoguchi.definitions.examples import answers_of
from madoguchi.definitions.situation import Situation
from madoguchi.kernel import japanese_dates
from madoguchi.kernel.addresses import TownIndex
from madoguchi.kernel.text import LANGUAGES

MOST_STEPS = 400
KANJI = str.maketrans("0123456789", "〇一二三四五六七八九")


@pytest.fixture(scope="module")
def towns(catalog):
    return TownIndex(catalog.towns)


def listed(answer: object) -> list[object]:
    """What several can be chosen of."""
    assert isinstance(answer, list | tuple)
    return list(answer)


def rows_of(answer: object) -> list[dict[str, object]]:
    """The rows of a group; none while nothing is answered."""
    return [dict(row) for row in listed(answer or []) if isinstance(row, Mapping)]


def in_words(question: q.Leaf, answer: object) -> str:
    """The answer as somebody says it: never the value that is kept."""
    match question:
        case q.ChoicesQuestion():
            labels = [o.label.ja for o in question.options if o.value in listed(answer)]
            return "、".join(labels)
        case q.DateQuestion():
            return japanese_dates.wareki(date.fromisoformat(str(answer)))
        case q.NumberQuestion():
            return f"{answer}".translate(KANJI) + (question.unit.ja if question.unit else "")
        case q.MoneyQuestion():
            return f"{answer:,}円です"
        case q.YesNoQuestion():
            return "はい" if answer else "いいえ"
        case q.ConsentQuestion():
            return "はい、同意します"
        case q.PhoneQuestion():
            return f"{answer}です。"
        case _:
            return words_of(question, answer, "ja")


def by_number(question: q.Leaf, answer: object) -> str:
    """The same where options have numbers."""
    match question:
        case q.ChoiceQuestion():
            return str([o.value for o in question.options].index(str(answer)) + 1)
        case q.ChoicesQuestion():
            return "と".join(str(n) for n, o in enumerate(question.options, 1) if o.value in listed(answer))
        case q.YesNoQuestion():
            return "yes" if answer else "no"
        case _:
            return in_words(question, answer)


def answer_at(answers: Mapping[str, object], path: str) -> object:
    head, *rest = path.split(".")
    found = answers.get(head)
    if not rest:
        return found
    row = next((row for row in rows_of(found) if row["row"] == rest[0]), {})
    return row.get(rest[1])


def held(compiled, wanted, at, say) -> tuple[dict[str, object], list[Step]]:
    """The whole talk, and what was asked."""
    answers: dict[str, object] = {}
    met: list[Step] = []
    walked = interview.steps(compiled, answers, today=at.today)
    step = walked[0] if walked else None
    while step is not None:
        met.append(step)
        assert len(met) < MOST_STEPS
        if step.is_more:
            rows = wanted.get(step.head) or []
            if len(rows) > step.number:
                begun = f"{step.head}.{interview.next_row(answers.get(step.head))}."
                walked = interview.steps(compiled, answers, today=at.today, begun=begun)
                step = next(one for one in walked if one.path.startswith(begun))
                continue
            walked = interview.steps(compiled, answers, today=at.today)
            step = interview.after(walked, step.path)
            continue
        value = answer_at(wanted, step.path)
        leaf = step.leaf
        if value is not None and leaf is not None and not is_for_the_form(leaf):
            reading = heard(leaf, Said(say(leaf, value)), step.path, at)
            assert reading.problem is None, (step.path, say(leaf, value), reading.problem)
            answers[step.head] = interview.placed(step, answers, reading.answer)
        walked = interview.steps(compiled, answers, today=at.today, begun=step.path)
        step = interview.after(walked, step.path)
    return answers, met


def without_the_forms(compiled, answers: Mapping[str, object], met: list[Step]) -> dict[str, object]:
    """The example's answers to what was asked here."""
    said = {step.path for step in met if step.leaf is not None and not is_for_the_form(step.leaf)}
    kept: dict[str, object] = {}
    for id_, answer in answers.items():
        if isinstance(compiled.procedure.data[id_], q.GroupQuestion):
            rows = [
                {leaf: value for leaf, value in row.items() if leaf == "row" or f"{id_}.{row['row']}.{leaf}" in said}
                for row in rows_of(answer)
            ]
            if rows := [row for row in rows if len(row) > 1]:
                kept[id_] = rows
        elif id_ in said:
            kept[id_] = answer
    return kept


@pytest.mark.parametrize("say", [in_words, by_number])
def test_every_example_said_in_words_is_the_same_answers(catalog, towns, say):
    asked_for = 0
    for compiled in catalog.procedures.values():
        for example in compiled.procedure.examples:
            at = Situation(today=example.on, towns=towns)
            wanted, _ = answers_of(compiled, example, at)
            came, met = held(compiled, wanted, at, say)
            assert came == without_the_forms(compiled, wanted, met), (compiled.id, example.name)
            asked_for += len(came)
    assert asked_for > 500


def test_every_question_of_the_catalog_is_worded_in_every_language(catalog):
    for compiled in catalog.procedures.values():
        for example in compiled.procedure.examples[:2]:
            at = Situation(today=example.on)
            wanted, _ = answers_of(compiled, example, at)
            for step in interview.steps(compiled, wanted, today=example.on):
                for language in LANGUAGES:
                    put = asked(step, language)
                    assert put.words
                    assert put.how
                    assert "{" not in put.words + put.how
