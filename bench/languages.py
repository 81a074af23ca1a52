"""The ward's own answers asked for in five languages: who finds them, who is refused, with and without the glossary."""

import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "madoguchi.config.settings")
django.setup()

from madoguchi.assistant import answering, calibration, corpus, fairness, finding, passages  # noqa: E402
from madoguchi.assistant.ranking import Corpus, build, measures  # noqa: E402
from madoguchi.assistant.ranking.vocabulary import Vocabulary, at_hand  # noqa: E402
from madoguchi.assistant.reading import read  # noqa: E402
from madoguchi.kernel.passages import Passage  # noqa: E402
from madoguchi.publications import queries as publications  # noqa: E402

HERE = Path(__file__).with_name("assistant") / "languages"
SHOWN = ("nDCG@10", "Recall@10", "S@1", "S@3")
PAGE = "page"


@dataclass(frozen=True)
class Question:
    """A resident's question; `later`: written after the glossary, whose words it therefore does not know."""

    id: str
    text: str
    language: str
    kind: str
    later: bool
    grades: Mapping[str, float]


def questions() -> list[Question]:
    """The set, judged onto the answers of the catalog."""
    grades: dict[str, dict[str, float]] = defaultdict(dict)
    for row in _rows("judgements"):
        grades[row["query_id"]][row["doc_id"]] = float(row["grade"])
    return [
        Question(row["id"], row["text"], row["language"], row["kind"], bool(row.get("after_glossary")), grades[row["id"]])
        for row in _rows("questions")
    ]  # fmt: skip


def _rows(name: str) -> Iterator[dict[str, str]]:
    for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def answers() -> dict[str, Passage]:
    """Every answer of the catalog."""
    return {one.id: one for one in map(passages.of_entry, publications.catalog().answers.values())}


def indexed(today: Mapping[str, Passage], words: Vocabulary) -> Corpus:
    return build([one for passage in today.values() for one in corpus.documents_of(passage)], vocabulary=words)


def figures(asked: list[Question], index: Corpus, today: Mapping[str, Passage]) -> dict[str, float]:
    rows = []
    for one in asked:
        found = finding.nearest_in(index, today, one.text, language=one.language, most=10)
        rows.append(measures.of_question([passage.id for passage in found.passages], one.grades))
    return {name: sum(row[name] for row in rows) / len(rows) for name in SHOWN}


def told() -> str:
    """The table of figures and of exits, as `bin/bench assistant` prints it."""
    today, asked = answers(), questions()
    without, known = indexed(today, at_hand("setagaya")), indexed(today, corpus.vocabulary())
    lines = [f"区の答え{len(today)}件に、5言語の{len(asked)}問（語彙：用語集なし→あり）"]
    for later, label in ((False, ""), (True, "（用語集のあとに書いた問い）")):
        for language in ("ja", "easy", "en", "zh-hans", "ko"):
            some = [one for one in asked if one.language == language and one.later is later and one.kind == PAGE]
            if some:
                before, after = figures(some, without, today), figures(some, known, today)
                shown = "　".join(f"{name} {before[name]:.3f}→{after[name]:.3f}" for name in SHOWN)
                lines.append(f"{language}{label} {len(some)}問　{shown}")
    lines += _exits(asked, known, today)
    return "\n".join(lines)


def _exits(asked: list[Question], index: Corpus, today: Mapping[str, Passage]) -> Iterator[str]:
    for language in ("ja", "easy", "en", "zh-hans", "ko"):
        for kind in (PAGE, "off_topic", "no_page"):
            ways = [_way(one, index, today) for one in asked if one.language == language and one.kind == kind]
            if ways:
                counts = "・".join(f"{way} {ways.count(way)}" for way in sorted(set(ways)))
                yield f"出口 {language} {kind} {len(ways)}問　{counts}"


def _way(one: Question, index: Corpus, today: Mapping[str, Passage]) -> str:
    said = read(one.text, language=one.language)
    found = finding.nearest_in(index, today, said.question, language=said.language)
    return answering.exit_by_figures(found, calibration.present()).value


def measured() -> list[fairness.Measured]:
    """What the fairness report keeps of the set: counts by language, script and topic."""
    today = answers()
    index = indexed(today, corpus.vocabulary())
    return fairness.tested([_answered(one, index, today) for one in questions() if one.kind == PAGE])


def _answered(one: Question, index: Corpus, today: Mapping[str, Passage]) -> fairness.Answered:
    found = finding.nearest_in(index, today, one.text, language=one.language)
    right = [id_ for id_, grade in one.grades.items() if grade >= measures.RIGHT]
    topics = today[right[0]].topics
    return fairness.Answered(
        language=one.language,
        kana_only=fairness.is_kana_only(one.text),
        topic=topics[0] if topics else "",
        right=any(passage.id in one.grades for passage in found.passages[: answering.CHOICES]),
        handed_over=_way(one, index, today) in fairness.HANDED_OVER,
    )
