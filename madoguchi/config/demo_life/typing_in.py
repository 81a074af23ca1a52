"""Answers as the boxes of a page in which somebody types them, and the documents they choose."""

import io
from collections.abc import Iterator, Mapping
from functools import cache

import pypdfium2
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from madoguchi.config.demo_life.townspeople import Answers
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.journey import Journey
from madoguchi.definitions.procedure import Page
from madoguchi.definitions.questions import FileQuestion, GroupQuestion, Leaf
from madoguchi.definitions.typed import boxes_of

Typed = dict[str, list[str]]
A4 = (595, 842)


def typed_on(compiled: Compiled, page: Page, answers: Mapping[str, object]) -> Typed:
    """What stands in the boxes of the page once it is filled in."""
    return {name: values for id_ in page.ask if id_ in answers for name, values in _boxes(compiled, id_, answers[id_])}


def _boxes(compiled: Compiled, id_: str, answer: object) -> Iterator[tuple[str, list[str]]]:
    question = compiled.procedure.data[id_]
    if not isinstance(question, GroupQuestion):
        yield from _of_leaf(id_, question, answer)
    elif isinstance(answer, list):
        yield f"{id_}.rows", [str(row["row"]) for row in answer]
        for row in answer:
            for leaf, asked in question.fields.items():
                yield from _of_leaf(f"{id_}.{row['row']}.{leaf}", asked, row.get(leaf))


def _of_leaf(path: str, question: Leaf, answer: object) -> Iterator[tuple[str, list[str]]]:
    for part, values in boxes_of(question, answer).items():
        yield (f"{path}.{part}" if part else path), values


def documents_on(compiled: Compiled, page: Page, answers: Answers, journey: Journey) -> Iterator[str]:
    """Where on the page a document is handed in."""
    for id_ in page.ask:
        question = compiled.procedure.data[id_]
        if isinstance(question, FileQuestion) and answers.get(id_) and id_ in journey.visible:
            yield id_


def document(name: str) -> UploadedFile:
    """A sheet of paper with nothing on it: nobody's papers are made up."""
    return SimpleUploadedFile(f"{name}.pdf", _sheet(), content_type="application/pdf")


@cache
def _sheet() -> bytes:
    paper, into = pypdfium2.PdfDocument.new(), io.BytesIO()
    paper.new_page(*A4)
    paper.save(into)
    return into.getvalue()
