"""How well and how fast the search answers: our own set plain, learned and in kana, and 10,000 passages."""

import argparse
import random
import sys
import time
from dataclasses import replace
from pathlib import Path

import languages
import msgspec
import numpy as np
import yaml

from madoguchi.assistant import fairness
from madoguchi.assistant.ranking import fitting, kana, learned, measures, report, sets, vocabulary
from madoguchi.assistant.ranking.corpus import build
from madoguchi.assistant.ranking.documents import Document
from madoguchi.assistant.ranking.evaluation import evaluate
from madoguchi.assistant.ranking.search import rank
from madoguchi.assistant.ranking.sets import Judged
from madoguchi.assistant.ranking.words import plain
from madoguchi.kernel import clock

HERE = Path(__file__).with_suffix("")
DEFAULTS = Path(learned.__file__).with_name("out_of_the_box.json")
ANSWERS = HERE.parents[1] / "catalog" / "setagaya" / "answers"
MANY = 10_000


def ours() -> sets.QuestionSet:
    return sets.read(HERE / "documents.jsonl", HERE / "questions.jsonl", HERE / "judgements.jsonl")


class Entry(msgspec.Struct):
    id: str
    question: dict[str, str]
    answer: dict[str, str]
    questions: tuple[str, ...] = ()


def entries(step: int) -> sets.QuestionSet:
    """Each answer of the catalog, or each second, third …, with the first way in which residents put it."""
    every = [
        msgspec.convert(row, Entry)
        for file in sorted(ANSWERS.glob("*.yaml"))
        for row in yaml.safe_load(file.read_text(encoding="utf-8"))
    ][::step]
    documents = tuple(Document(one.id, one.question["ja"], one.answer["ja"]) for one in every)
    asked = tuple(Judged(one.id, one.questions[0], {one.id: 2.0}) for one in every if one.questions)
    return sets.QuestionSet(documents, asked)


def in_kana(measured: sets.QuestionSet, words: vocabulary.Vocabulary) -> float:
    """nDCG@10 of the same questions typed without a kanji."""
    corpus = build(measured.documents, vocabulary=words)
    typed = [replace(one, text=kana.spoken(plain(one.text))) for one in measured.questions]
    rows = [measures.of_question(rank(one.text, corpus).ids, one.grades) for one in typed]
    return float(np.mean([row["nDCG@10"] for row in rows]))


def many(measured: sets.QuestionSet, words: vocabulary.Vocabulary) -> str:
    """10,000 passages made by shuffling the sentences of our own."""
    chance = random.Random(0)
    sentences = [one for document in measured.documents for one in document.body.split("。") if one]
    documents = [
        Document(str(number), chance.choice(measured.documents).title, "。".join(chance.sample(sentences, 6)))
        for number in range(MANY)
    ]
    began = time.perf_counter()
    corpus = build(documents, vocabulary=words)
    indexed = time.perf_counter() - began
    spent = []
    for question in measured.questions:
        began = time.perf_counter()
        rank(question.text, corpus)
        spent.append((time.perf_counter() - began) * 1000)
    middle, late = np.quantile(spent, [0.5, 0.95])
    return f"{MANY:,}件：索引 {indexed:.1f}秒・中央値 {middle:.1f}ミリ秒・95 %点 {late:.1f}ミリ秒・記憶 {report.memory():.0f} MB"


def write_defaults(measured: sets.QuestionSet, words: vocabulary.Vocabulary) -> None:
    """What is known before a ward has judged anything: the probabilities, from our own set.

    What is on topic is learned from the catalog's phrasings too, over corpora of several sizes.
    """
    sets_of = [(one.questions, build(one.documents, vocabulary=words)) for one in (measured, entries(1), entries(3))]
    fitted = fitting.fit(*sets_of[0], with_trees=False)
    known = replace(fitted, topic=fitting.topic(sets_of))
    DEFAULTS.write_text(known.as_json() + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench assistant", description=__doc__)
    parser.add_argument("--learn", action="store_true", help="学習ありでも測ります（数分）。")
    parser.add_argument("--defaults", action="store_true", help="備え付けの確率を作り直します。")
    parser.add_argument("--languages", action="store_true", help="5言語の質問だけで測ります。")
    parser.add_argument("--keep", action="store_true", help="5言語の結果を、職員の公平さの画面のために残します。")
    wanted = parser.parse_args()
    if wanted.keep:
        fairness.write(languages.measured(), fairness.brought_file(), on=clock.today())
        return 0
    if wanted.languages:
        print(languages.told())
        return 0
    measured, words = ours(), vocabulary.at_hand()
    if wanted.defaults:
        write_defaults(measured, words)
        return 0
    print(report.table(evaluate(measured, words)))
    print(f"同じ質問を、かなだけで打ったとき nDCG@10 {in_kana(measured, words):.3f}")
    print(many(measured, words))
    print(languages.told())
    if wanted.learn:
        print(report.table(evaluate(measured, words, learn=True)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
