"""The answers on the case page: every question this application was asked, with what was found, and a box to ask again."""

from collections.abc import Iterator, Mapping

from madoguchi.cases.arrived import Arrived
from madoguchi.cases.case_file import CaseFile
from madoguchi.cases.deadlines import day_of
from madoguchi.cases.mending import rows_of
from madoguchi.cases.web.asking import Boxes
from madoguchi.cases.web.pages import Answer, AnswerPart, DocumentLink
from madoguchi.definitions import display
from madoguchi.definitions.display import row_of
from madoguchi.definitions.journey import is_shown_in_row
from madoguchi.definitions.procedure import Page
from madoguchi.definitions.questions import GroupQuestion


class Answers:
    """Makes the parts of one case page."""

    def __init__(
        self, file: CaseFile, documents: dict[str, DocumentLink], boxes: Boxes, arrived: Arrived | None
    ) -> None:
        self.file, self.documents, self.boxes = file, documents, boxes
        self.changed = arrived.changed if arrived else frozenset[str]()

    def parts(self) -> list[AnswerPart]:
        """Page by page; a page's title stands above its first part only."""
        found = []
        for page in self.file.journey.pages:
            title = page.title.ja
            for part in self._of_page(page):
                found.append(AnswerPart(title, part.heading, part.answers, part.ask))
                title = ""
        return found

    def _of_page(self, page: Page) -> Iterator[AnswerPart]:
        data, journey = self.file.compiled.procedure.data, self.file.journey
        asked = [(id_, data[id_]) for id_ in page.ask if id_ in journey.visible]
        simple = [
            self._answer(row_of(question, journey.answers.get(id_), id_, "ja"))
            for id_, question in asked
            if not isinstance(question, GroupQuestion)
        ]
        if simple:
            yield AnswerPart("", "", simple)
        for id_, question in asked:
            if isinstance(question, GroupQuestion):
                yield from self._of_group(id_, question)

    def _of_group(self, id_: str, group: GroupQuestion) -> Iterator[AnswerPart]:
        rows = rows_of(self.file.journey.answers, id_)
        for n, (row_id, row) in enumerate(rows.items(), start=1):
            answers = [
                self._answer(row_of(leaf, row.get(field), f"{id_}.{row_id}.{field}", "ja"))
                for field, leaf in group.fields.items()
                if self._is_shown(f"{id_}.{field}", group, row)
            ]
            yield AnswerPart("", f"{group.row_title.ja} {n}", answers, self.boxes.at(f"{id_}.{row_id}"))
        if not rows:
            nothing = display.Row(group.label.ja, display.NOT_ANSWERED.ja, id_, answered=False)
            yield AnswerPart("", "", [self._answer(nothing)])
        elif self.boxes.at(id_):
            whole = display.Row(
                f"{group.label.ja}（全体）", f"{len(rows)}件（増やす・減らすとき）", id_, answered=False
            )
            yield AnswerPart("", "", [self._answer(whole)])

    def _is_shown(self, path: str, group: GroupQuestion, row: Mapping[str, object]) -> bool:
        file = self.file
        return is_shown_in_row(file.compiled, path, file.journey.values, group, row, day_of(file.case.answered_at))

    def _answer(self, row: display.Row) -> Answer:
        found = [item for item in self.file.items if item.needs_a_look and row.path in item.anchors]
        kept = [self.documents[id_] for id_ in file_ids(self.file.journey.answers, row.path) if id_ in self.documents]
        return Answer(row, found, kept, self.boxes.at(row.path), row.path in self.changed)


def file_ids(answers: Mapping[str, object], path: str) -> list[str]:
    """The documents answered to a question, which may stand in a row of a group (`group.row.field`)."""
    head, _dot, rest = path.partition(".")
    answer = answers.get(head)
    if rest:
        row_id, _dot, field = rest.partition(".")
        answer = rows_of(answers, head).get(row_id, {}).get(field)
    entries = answer if isinstance(answer, list) else []
    return [str(entry["id"]) for entry in entries if isinstance(entry, dict) and "id" in entry]
