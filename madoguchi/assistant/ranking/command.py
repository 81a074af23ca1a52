"""`bin/assistant evaluate`: scores the ranking on any set of documents, questions and judgements."""

import argparse
import sys
from pathlib import Path

from madoguchi.assistant.ranking import off_topic, report, sets, vocabulary
from madoguchi.assistant.ranking.evaluation import evaluate
from madoguchi.assistant.ranking.sets import BrokenSet
from madoguchi.definitions.broken import BrokenDefinition


def main(arguments: list[str] | None = None) -> int:
    """0 when measured, 2 when a file is broken: then it says which and why."""
    wanted = _parser().parse_args(arguments)
    try:
        measured = sets.read(wanted.corpus, wanted.queries, wanted.qrels)
        strange = sets.texts_of(wanted.off_topic) if wanted.off_topic else off_topic.MEASURING
        words = vocabulary.at_hand(wanted.ward)
    except (BrokenSet, BrokenDefinition) as broken:
        _tell(f"✗ {broken}")
        return 2
    for remark in measured.remarks:
        _tell(f"・{remark}")
    found = evaluate(measured, words, learn=wanted.learn, strange=strange, progress=lambda said: _tell(f"・{said}"))
    sys.stdout.write((report.as_json(found) if wanted.json else report.table(found)) + "\n")
    return 0


def _tell(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/assistant", description="質問への答えを探します。")
    verbs = parser.add_subparsers(dest="verb", required=True)
    verb = verbs.add_parser("evaluate", help="文書・質問・判定の三つのファイルで、検索のよさを測ります。")
    verb.add_argument(
        "--corpus", type=Path, required=True, help="JSON {id, title, body} の一覧（[…] でも、一行に一つでも）"
    )
    verb.add_argument("--queries", type=Path, required=True, help="JSON {id, text} の一覧")
    verb.add_argument(
        "--qrels", type=Path, required=True, help="JSON {query_id, doc_id, grade} の一覧（2 正しい、1 関係がある）"
    )
    verb.add_argument("--learn", action="store_true", help="質問を5つに分け、ほかの4つから学んで測ります。")
    verb.add_argument("--off-topic", type=Path, help="自治体に関係のない質問（一行に一つ）。なければ、備え付けの237問")
    verb.add_argument("--ward", default="", help="この区のことばも使います（例 setagaya）。")
    verb.add_argument("--json", action="store_true", help="表ではなくJSONで出します。")
    return parser


if __name__ == "__main__":
    sys.exit(main())
