"""The one walk through a procedure: what is shown, what is known, what comes next. Hidden means absent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from madoguchi.definitions.compiled import FEES, ROW, Compiled, fees_on
from madoguchi.definitions.procedure import Page
from madoguchi.definitions.questions import GroupQuestion, Question, Require
from madoguchi.definitions.values import as_json, for_rules, row_for_rules

Answers = Mapping[str, object]
Row = Mapping[str, object]


@dataclass(frozen=True)
class Journey:
    """`answers` without what is hidden; `values` the same as rules read them, with the derived ones."""

    pages: tuple[Page, ...]
    visible: frozenset[str]
    answers: dict[str, object]
    values: dict[str, object]
    derived: dict[str, object]

    def page(self, page_id: str) -> Page | None:
        return next((page for page in self.pages if page.id == page_id), None)

    def after(self, page_id: str) -> Page | None:
        """The page after this one; the first one where this one is no longer shown; None at the end."""
        ids = [page.id for page in self.pages]
        place = ids.index(page_id) + 1 if page_id in ids else 0
        return self.pages[place] if place < len(ids) else None

    def before(self, page_id: str) -> Page | None:
        ids = [page.id for page in self.pages]
        return self.pages[ids.index(page_id) - 1] if page_id in ids[1:] else None


def walk(compiled: Compiled, answers: Answers, *, today: date) -> Journey:
    """Walk the procedure with these answers, in the order in which it asks."""
    return _Walk(compiled, answers, today).walked()


class _Walk:
    def __init__(self, compiled: Compiled, answers: Answers, today: date) -> None:
        self.compiled, self.given, self.today = compiled, answers, today
        self.visible: set[str] = set()
        self.answers: dict[str, object] = {}
        self.values: dict[str, object] = {}
        self.derived: dict[str, object] = {}

    def walked(self) -> Journey:
        if named := fees_on(self.compiled.procedure.fees, self.today):
            self.values[FEES] = named
        self._derive("")
        pages = tuple(self._pages())
        return Journey(pages, frozenset(self.visible), self.answers, self.values, self.derived)

    def _pages(self) -> Iterator[Page]:
        data = self.compiled.procedure.data
        for page in self.compiled.procedure.pages:
            rule = self.compiled.page_shown.get(page.id)
            on = rule is None or bool(rule.evaluate(self.values, today=self.today))
            asked = [self._take(id_, data[id_], on=on) for id_ in page.ask]
            if any(asked):
                yield page

    def _take(self, id_: str, question: Question, *, on: bool) -> bool:
        """Whether the question is shown; if so its answer counts from here on."""
        rule = self.compiled.shown.get(id_)
        shown = on and (rule is None or bool(rule.evaluate(self.values, today=self.today)))
        if shown:
            self.visible.add(id_)
            self._keep(id_, question)
        self._derive(id_)
        return shown

    def _keep(self, id_: str, question: Question) -> None:
        answer = self.given.get(id_)
        if answer is None:
            return
        if isinstance(question, GroupQuestion):
            rows = answer if isinstance(answer, list) else []
            answer = [
                self.shown_row(id_, question, n, row) for n, row in enumerate(rows, 1) if isinstance(row, Mapping)
            ]
        self.answers[id_] = answer
        self.values[id_] = for_rules(question, answer)

    def shown_row(self, id_: str, group: GroupQuestion, place: int, row: Row) -> dict[str, object]:
        """A row without its hidden answers: its rules read what is asked above them in the row."""
        kept: dict[str, object] = {"row": str(row.get("row", place))}
        for leaf in group.fields:
            if leaf in row and is_shown_in_row(self.compiled, f"{id_}.{leaf}", self.values, group, kept, self.today):
                kept[leaf] = row[leaf]
        return kept

    def _derive(self, after: str) -> None:
        for id_ in self.compiled.after.get(after, ()):
            value = self.compiled.derived[id_].outcome(self.values, today=self.today)
            if value is not None:
                self.values[id_] = value
                self.derived[id_] = as_json(value)


def is_shown_in_row(
    compiled: Compiled, path: str, values: Mapping[str, object], group: GroupQuestion, row: Row, today: date
) -> bool:
    """Whether a question of a group is shown for this row."""
    rule = compiled.shown.get(path)
    if rule is None:
        return True
    return bool(rule.evaluate({**values, ROW: row_for_rules(group, row)}, today=today))


def unanswered(compiled: Compiled, journey: Journey, page: Page, *, today: date) -> bool:
    """Whether anything the page must ask is still open: used to lead a returning person to the right page."""
    from_page = [id_ for id_ in page.ask if id_ in journey.visible]
    return any(is_required(compiled, id_, journey.values, today) and id_ not in journey.answers for id_ in from_page)


def is_required(compiled: Compiled, path: str, values: Mapping[str, object], today: date) -> bool:
    """Whether the question must be answered before sending (softly required ones may be sent without)."""
    return requirement(compiled, path, values, today) == "hard"


def requirement(compiled: Compiled, path: str, values: Mapping[str, object], today: date) -> Require:
    """How strongly an answer is asked for, with these answers: where `require_when` does not hold, not at all."""
    rule = compiled.required.get(path)
    if rule is not None and not rule.evaluate(values, today=today):
        return "none"
    return compiled.question(path).require
