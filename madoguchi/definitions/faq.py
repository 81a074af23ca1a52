"""よくある質問と答え: one question residents ask and the ward's own answer, as a section writes and reviews it."""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path

from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.listed import read_lists
from madoguchi.definitions.procedure import Part
from madoguchi.definitions.texts import NAMES
from madoguchi.definitions.ward import Section, Ward
from madoguchi.kernel.text import LANGUAGES, Text

LONGEST_ANSWER = 400
# やさしい日本語 spells out what kanji say in one word; letters of other scripts carry less each.
LONGEST_IN = {"ja": LONGEST_ANSWER, "easy": 600, "en": 1500, "zh-hans": LONGEST_ANSWER, "ko": 700}
LONGEST_QUESTION = 200
REQUIRED = ("ja", "easy")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Valid(Part, frozen=True, rename={"since": "from", "until": "to"}):
    """How long an answer is right: both days included; left out, it has no end on that side. Outside it is silent."""

    since: date | None = None
    until: date | None = None


class FaqEntry(Part, frozen=True):
    """One answerable question.

    The first sentence of `answer` answers. `questions` are other ways in which residents ask for it. `demo`: modelled
    or from memory, shown as 要確認（デモ）.
    """

    id: str
    owner: str
    topics: tuple[str, ...]
    question: Text
    answer: Text
    source: str
    reviewed: date
    questions: tuple[str, ...] = ()
    procedure: str = ""
    see: tuple[str, ...] = ()
    valid: Valid | None = None
    demo: bool = False

    def speaks_on(self, day: date) -> bool:
        """Whether the answer may be given on that day."""
        valid = self.valid or Valid()
        return (valid.since is None or valid.since <= day) and (valid.until is None or day <= valid.until)


def load_answers(
    folder: Path, ward: Ward, sections: Collection[Section], procedures: Mapping[str, Compiled]
) -> tuple[dict[str, FaqEntry], list[BrokenDefinition]]:
    """Every entry that is right, in the order of files and lines, and what is wrong with the others."""
    read, wrong = read_lists(folder, FaqEntry)
    known = Known(ward, sections, procedures, {listed.entry.id for listed in read})
    found: dict[str, FaqEntry] = {}
    for listed in read:
        amiss = list(_problems(listed.entry, known, found))
        wrong += [listed.broken(problem) for problem in amiss]
        if not amiss:
            found[listed.entry.id] = listed.entry
    return found, wrong


def problems_of(
    entry: FaqEntry,
    ward: Ward,
    sections: Collection[Section],
    procedures: Mapping[str, Compiled],
    answers: Collection[str],
) -> list[BrokenDefinition]:
    """What is wrong with one entry among the `answers` that are there."""
    return list(_problems(entry, Known(ward, sections, procedures, answers), ()))


class Known:
    """The ids an entry may name."""

    def __init__(
        self, ward: Ward, sections: Collection[Section], procedures: Mapping[str, Compiled], answers: Collection[str]
    ) -> None:
        self.sections = {section.id for section in sections}
        self.topics = {topic.id for topic in ward.categories}
        self.procedures = set(procedures)
        self.answers = set(answers)


def _problems(entry: FaqEntry, known: Known, before: Collection[str]) -> Iterator[BrokenDefinition]:
    if not _ID.fullmatch(entry.id):
        mend = "英小文字と数字と - だけで書いてください。"
        yield BrokenDefinition(f"「{entry.id}」はidに使えません。", path="id", mend=mend)
    if entry.id in before:
        mend = "どのファイルにもないidにしてください。"
        yield BrokenDefinition(f"id「{entry.id}」の質問が2つあります。", path="id", mend=mend)
    yield from _strangers(entry, known)
    yield from _wording(entry)
    if entry.valid and entry.valid.since and entry.valid.until and entry.valid.until < entry.valid.since:
        mend = "to を from より後の日にしてください。"
        yield BrokenDefinition("有効な期間の終わりが、始まりより前です。", path="valid.to", mend=mend)


def _strangers(entry: FaqEntry, known: Known) -> Iterator[BrokenDefinition]:
    """Everything an entry says about the ward must be there."""
    if entry.owner not in known.sections:
        yield _stranger("課", entry.owner, "owner", f"sections.yaml にあるもの：{_listed(known.sections)}")
    if not entry.topics:
        mend = f"ward.yaml の分類から1つ以上：{_listed(known.topics)}"
        yield BrokenDefinition("分類が書かれていません。", path="topics", mend=mend)
    for n, topic in enumerate(entry.topics):
        if topic not in known.topics:
            yield _stranger("分類", topic, f"topics[{n}]", f"ward.yaml にあるもの：{_listed(known.topics)}")
    if entry.procedure and entry.procedure not in known.procedures:
        mend = f"procedures/ にあるもの：{_listed(known.procedures)}"
        yield _stranger("手続き", entry.procedure, "procedure", mend)
    for n, other in enumerate(entry.see):
        if other not in known.answers or other == entry.id:
            yield _stranger(
                "ほかの質問", other, f"see[{n}]", "answers/ のファイルにある、別の質問のidを書いてください。"
            )


def _wording(entry: FaqEntry) -> Iterator[BrokenDefinition]:
    for name, text in (("question", entry.question), ("answer", entry.answer)):
        for language in REQUIRED:
            if not (text.in_(language).strip() and text.has(language)):
                mend = f"{NAMES[language]}を書き足してください。"
                yield BrokenDefinition(f"{NAMES[language]}がありません。", path=f"{name}.{language}", mend=mend)
    for language in LANGUAGES:
        if len(entry.question.in_(language)) > LONGEST_QUESTION:
            mend = f"{LONGEST_QUESTION}文字までにしてください。"
            yield BrokenDefinition("質問が長すぎます。", path=f"question.{language}", mend=mend)
        said = entry.answer.in_(language).strip() if entry.answer.has(language) else ""
        if len(said) > LONGEST_IN[language]:
            mend = f"{LONGEST_IN[language]}文字までにしてください。長い答えは、2つの質問に分けます。"
            yield BrokenDefinition(f"答えが{len(said)}文字あります。", path=f"answer.{language}", mend=mend)
    if not entry.source.strip():
        yield BrokenDefinition("出どころが空です。", path="source", mend="条文や、区の資料の名前を書いてください。")
    for n, asked in enumerate(entry.questions):
        if not asked.strip() or len(asked) > LONGEST_QUESTION:
            mend = f"1〜{LONGEST_QUESTION}文字で書いてください。"
            yield BrokenDefinition("聞き方が空か、長すぎます。", path=f"questions[{n}]", mend=mend)


def _stranger(what: str, id_: str, path: str, mend: str) -> BrokenDefinition:
    return BrokenDefinition(f"「{id_}」という{what}はありません。", path=path, mend=mend)


def _listed(ids: Collection[str]) -> str:
    return "、".join(sorted(ids))
