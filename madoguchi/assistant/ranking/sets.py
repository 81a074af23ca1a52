"""A set to measure with, read from three files of JSON (one list, or a line each): documents, questions, judgements.

Forgiving where a stranger's file may differ harmlessly, plain where it is broken: `BrokenSet` says file and line.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from madoguchi.assistant.ranking.documents import Document


class BrokenSet(Exception):
    """Says what is wrong with a file, and where."""


@dataclass(frozen=True)
class Judged:
    """A question with the grades of its documents: 2 is right, 1 is related."""

    id: str
    text: str
    grades: Mapping[str, float]


@dataclass(frozen=True)
class QuestionSet:
    documents: tuple[Document, ...]
    questions: tuple[Judged, ...]
    remarks: tuple[str, ...] = ()  # what was left out, for the one who measures


def read(corpus: Path, queries: Path, qrels: Path) -> QuestionSet:
    documents = tuple(_documents(corpus))
    if not documents:
        raise BrokenSet(f"{corpus}: 文書が一つもありません。")
    texts = {_id(row, "id", where): _text(row, "text") for row, where in _rows(queries)}
    known = {document.id for document in documents}
    grades: dict[str, dict[str, float]] = defaultdict(dict)
    strangers: set[str] = set()
    unasked: set[str] = set()
    for row, where in _rows(qrels):
        query, document, grade = _id(row, "query_id", where), _id(row, "doc_id", where), _grade(row, where)
        if query not in texts:
            unasked.add(query)
        elif document not in known:
            strangers.add(document)
        if grade > 0 and query in texts:
            grades[query][document] = grade
    questions = tuple(Judged(name, text, grades[name]) for name, text in texts.items() if grades.get(name))
    if not questions:
        raise BrokenSet(f"{qrels}: 判定のある質問が一つもありません。query_id と doc_id を確かめてください。")
    return QuestionSet(documents, questions, tuple(_remarks(len(texts) - len(questions), strangers, unasked)))


def texts_of(file: Path) -> tuple[str, ...]:
    """The texts of a file of questions: JSON of {text} or of texts (one list, or a line each), or a plain line each."""
    lines = [line.strip() for line in _read(file).splitlines() if line.strip()]
    if not lines:
        raise BrokenSet(f"{file}: 質問が一つもありません。")
    if lines[0].startswith(("{", "[")):
        return tuple(row if isinstance(row, str) else _text(_keyed(row, where), "text") for row, where in _values(file))
    return tuple(lines)


def _documents(file: Path) -> Iterator[Document]:
    seen: set[str] = set()
    for row, where in _rows(file):
        document = Document(_id(row, "id", where), _text(row, "title"), _text(row, "body"))
        if document.id in seen:
            raise BrokenSet(f"{where}: id「{document.id}」が二度あります。")
        seen.add(document.id)
        yield document


def _remarks(unjudged: int, strangers: set[str], unasked: set[str]) -> Iterator[str]:
    if unjudged:
        yield f"判定のない質問 {unjudged}件は、数えていません。"
    if strangers:
        yield f"文書にない doc_id {len(strangers)}件（{_some(strangers)}）は、見つけられない正解として数えています。"
    if unasked:
        yield f"質問にない query_id {len(unasked)}件（{_some(unasked)}）は、使っていません。"


def _some(names: set[str]) -> str:
    return "、".join(sorted(names)[:5]) + ("…" if len(names) > 5 else "")


def _rows(file: Path) -> Iterator[tuple[dict[str, object], str]]:
    for value, where in _values(file):
        yield _keyed(value, where), where


def _values(file: Path) -> Iterator[tuple[object, str]]:
    """What one list holds, or what stands on each line, with the place to name when it is wrong."""
    text = _read(file)
    if text.lstrip().startswith("["):
        try:
            listed = json.loads(text)
        except json.JSONDecodeError as broken:
            raise BrokenSet(f"{file}:{broken.lineno}: JSONとして読めません。") from broken
        except RecursionError as broken:
            raise BrokenSet(f"{file}: JSONとして読めません。") from broken
        yield from ((value, f"{file}[{place}]") for place, value in enumerate(listed))
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield json.loads(line), f"{file}:{number}"
        except (json.JSONDecodeError, RecursionError) as broken:
            raise BrokenSet(f"{file}:{number}: JSONとして読めません。") from broken


def _keyed(value: object, where: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise BrokenSet(f"{where}: {{…}} の形ではありません。")
    return value


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as broken:
        raise BrokenSet(f"{file}: 読めません（{broken.strerror}）。") from broken
    except UnicodeDecodeError as broken:
        raise BrokenSet(f"{file}: UTF-8ではありません。") from broken


def _id(row: dict[str, object], key: str, where: str) -> str:
    value = row.get(key)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        raise BrokenSet(f"{where}: {key} がありません。")
    return str(value)


def _text(row: dict[str, object], key: str) -> str:
    value = row.get(key)
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _grade(row: dict[str, object], where: str) -> float:
    value = row.get("grade", 1)
    try:
        grade = float(value) if isinstance(value, str | int | float) else float("nan")
    except ValueError:
        grade = float("nan")
    if not abs(grade) < 1e6:
        raise BrokenSet(f"{where}: grade が数ではありません。")
    return grade
