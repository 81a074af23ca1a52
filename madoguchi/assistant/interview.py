"""The walk of an application as a talk: one question at a time, in the order in which the form asks. Hidden means absent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from madoguchi.definitions import questions as q
from madoguchi.definitions.compiled import ROW, Compiled
from madoguchi.definitions.journey import Journey, is_required, is_shown_in_row, walk
from madoguchi.definitions.procedure import Page
from madoguchi.definitions.values import row_for_rules

Answers = Mapping[str, object]
# The last step of a group: whether there is one more. No question has this name, for it holds a sign none may hold.
MORE = "+"


@dataclass(frozen=True)
class Step:
    """One thing to ask. `path` is `field`, `group.row.field`, or `group.+` for whether there is one more."""

    path: str
    page: Page
    question: q.Question
    required: bool
    answer: object = None
    group: q.GroupQuestion | None = None
    number: int = 0

    @property
    def head(self) -> str:
        """The question on the page it belongs to."""
        return self.path.partition(".")[0]

    @property
    def is_more(self) -> bool:
        return self.path.endswith(f".{MORE}")

    @property
    def leaf(self) -> q.Leaf | None:
        """The question itself; None where it is asked whether there is one more."""
        return None if isinstance(self.question, q.GroupQuestion) else self.question


def is_for_the_form(question: q.Question) -> bool:
    """What a talk does not ask: files, accounts, My Number, and what is special-care data (個人情報保護法2条3項)."""
    if question.sensitivity == "special":
        return True
    if isinstance(question, q.DigitsQuestion):
        return question.check_digit and question.length == 12
    return isinstance(question, q.FileQuestion | q.BankAccountQuestion)


def steps(compiled: Compiled, answers: Answers, *, today: date, begun: str = "") -> tuple[Step, ...]:
    """Every step with these answers. `begun` is the path being asked: its row counts though nothing stands in it yet."""
    journey = walk(compiled, answers, today=today)
    return tuple(step for page in journey.pages for step in _on(compiled, page, journey, today, begun))


def _on(compiled: Compiled, page: Page, journey: Journey, today: date, begun: str) -> Iterator[Step]:
    for id_ in page.ask:
        question = compiled.procedure.data[id_]
        if id_ not in journey.visible:
            continue
        required = is_required(compiled, id_, journey.values, today)
        if isinstance(question, q.GroupQuestion):
            yield from _group(compiled, page, id_, question, journey, today, begun, required=required)
        else:
            yield Step(id_, page, question, required, journey.answers.get(id_))


def _group(
    compiled: Compiled,
    page: Page,
    id_: str,
    group: q.GroupQuestion,
    journey: Journey,
    today: date,
    begun: str,
    *,
    required: bool,
) -> Iterator[Step]:
    rows = _rows(journey.answers.get(id_), group.min if required else 0, begun_row(id_, begun))
    for number, row in enumerate(rows, start=1):
        within = {**journey.values, ROW: row_for_rules(group, row)}
        for leaf, question in group.fields.items():
            path = f"{id_}.{leaf}"
            if is_shown_in_row(compiled, path, journey.values, group, row, today):
                must = is_required(compiled, path, within, today)
                yield Step(f"{id_}.{row['row']}.{leaf}", page, question, must, row.get(leaf), group, number)
    if len(rows) < group.max:
        yield Step(f"{id_}.{MORE}", page, group, required=False, group=group, number=len(rows))


def _rows(kept: object, least: int, begun: str) -> list[dict[str, object]]:
    rows = [dict(row) for row in kept if isinstance(row, Mapping)] if isinstance(kept, list) else []
    if begun and all(str(row["row"]) != begun for row in rows):
        rows.append({"row": begun})
    while len(rows) < least:
        rows.append({"row": next_row(rows)})
    return rows


def begun_row(id_: str, path: str) -> str:
    """The row a path names in this group."""
    head, _, rest = path.partition(".")
    row, dot, _ = rest.partition(".")
    return row if head == id_ and dot and row.isascii() and row.isdigit() and len(row) <= 3 else ""


def next_row(rows: object) -> str:
    """The name of a row to come: rows are numbered and no number is used twice."""
    used = [str(row["row"]) for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
    return str(max((int(name) for name in used if name.isascii() and name.isdigit()), default=0) + 1)


def placed(step: Step, answers: Answers, value: object) -> object:
    """The question's whole answer with this one in its place: for a row, all its rows."""
    if step.group is None:
        return value
    kept = answers.get(step.head)
    rows = [dict(row) for row in kept if isinstance(row, Mapping)] if isinstance(kept, list) else []
    name, leaf = step.path.split(".")[1:]
    row = next((row for row in rows if str(row["row"]) == name), None)
    if row is None:
        row = {"row": name}
        rows.append(row)
    row[leaf] = value
    return rows


def find(walked: tuple[Step, ...], path: str) -> Step | None:
    return next((step for step in walked if step.path == path), None)


def after(walked: tuple[Step, ...], path: str) -> Step | None:
    """The step that follows; None at the end."""
    paths = [step.path for step in walked]
    place = paths.index(path) + 1 if path in paths else 0
    return walked[place] if place < len(walked) else None


def before(walked: tuple[Step, ...], path: str) -> Step | None:
    """The step before; of a path that is not asked any more, none."""
    paths = [step.path for step in walked]
    return walked[paths.index(path) - 1] if path in paths[1:] else None


def where_it_stopped(walked: tuple[Step, ...]) -> Step | None:
    """The step after the last one that was answered; at the end the first that is open and must be answered here."""
    last = max((place for place, step in enumerate(walked) if step.answer is not None), default=-1)
    if last + 1 < len(walked):
        return walked[last + 1]
    return next((step for step in open_steps(walked) if not is_for_the_form(step.question)), None)


def open_steps(walked: tuple[Step, ...]) -> tuple[Step, ...]:
    """What must be answered and is not."""
    return tuple(step for step in walked if step.required and step.answer is None and not step.is_more)


def left(walked: tuple[Step, ...], path: str) -> int:
    """About how many questions are to come, this one with them."""
    paths = [step.path for step in walked]
    rest = walked[paths.index(path) :] if path in paths else ()
    return sum(1 for step in rest if step.answer is None and not step.is_more)
