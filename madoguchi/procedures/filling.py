"""A page of questions: reading what a form sent, and what the page must show. The same for every procedure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from madoguchi.definitions import check as checks
from madoguchi.definitions.compiled import ROW, Compiled
from madoguchi.definitions.journey import Journey, is_required, is_shown_in_row, walk
from madoguchi.definitions.problems import Problem
from madoguchi.definitions.procedure import Page
from madoguchi.definitions.questions import FileQuestion, GroupQuestion, Leaf
from madoguchi.definitions.reading import read
from madoguchi.definitions.situation import Situation
from madoguchi.definitions.typed import boxes_of
from madoguchi.definitions.validate import Validity, validate, validate_questions
from madoguchi.definitions.values import row_for_rules
from madoguchi.kernel.refusals import Refusal
from madoguchi.procedures.models import Draft
from madoguchi.ui.fields import Boxes, boxes_by_question, boxes_of_row, row_ids

MOST_ROWS_READ = 50
Typed = dict[str, list[str]]


@dataclass(frozen=True)
class Filled:
    """What a posted page says: answers read, questions emptied, and what is wrong with it; `whole` with the earlier ones."""

    answers: dict[str, object]
    gone: tuple[str, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[checks.Finding, ...]
    journey: Journey
    whole: dict[str, object]

    def not_seen(self, seen: frozenset[str]) -> tuple[str, ...]:
        """Questions that must be answered and were not on the page when it was sent: an answer on it brought them."""
        return tuple(
            p.path for p in self.problems if seen and p.code == "required" and not p.part and p.path not in seen
        )

    def changes(self, answers: Mapping[str, object]) -> bool:
        """Whether what is typed says anything else than what is kept."""
        differs = any(answers.get(id_) != answer for id_, answer in self.answers.items())
        return differs or any(id_ in answers for id_ in self.gone)


def typed_on(page: Page, post: QueryDict) -> Typed:
    """The boxes of this page's questions as they were typed, by their names in the form."""
    heads = set(page.ask)
    return {name: [str(v) for v in values] for name, values in post.lists() if name.partition(".")[0] in heads}


def boxes(typed: Mapping[str, list[str]]) -> dict[str, dict[str, list[str]]]:
    """The same by question and box."""
    return boxes_by_question(typed.items())


def read_page(compiled: Compiled, page: Page, typed: Typed, answers: Mapping[str, object], at: Situation) -> Filled:
    """Read a page and judge it within the whole: earlier answers decide what is shown and required."""
    by_question = boxes(typed)
    found: dict[str, object] = {}
    gone: list[str] = []
    unread: list[Problem] = []
    for id_ in page.ask:
        question = compiled.procedure.data[id_]
        if isinstance(question, FileQuestion):
            continue
        if isinstance(question, GroupQuestion):
            answer: object = read_rows(id_, question, by_question.get(id_, {}), answers.get(id_), at, unread)
        else:
            answer = read_leaf(question, by_question.get(id_, {}), id_, at, unread)
        if answer in (None, []):
            gone.append(id_)
        else:
            found[id_] = answer
    whole = {**{k: v for k, v in answers.items() if k not in gone}, **found}
    journey = walk(compiled, whole, today=at.today)
    # What has just been read from its boxes needs no second reading; rows of a group are judged as a whole.
    unsure = [id_ for id_ in page.ask if id_ not in found or isinstance(found[id_], list)]
    validity = validate_questions(compiled, journey, unsure, at)
    problems = merged(only_shown(unread, compiled, journey, at), validity)
    failed = [f for f in checks.failures(_of_page(compiled, journey, page, at)) if f.check.level != "note"]
    blocking = [Problem(anchor_on(page, f), "check", f.check.message) for f in failed if f.check.level == "block"]
    warnings = tuple(f for f in failed if f.check.level == "warn")
    # A softly required answer that cannot be read is told once like any other; an empty one is not.
    return Filled(found, tuple(gone), (*problems, *blocking), warnings, journey, whole)


def anchor_on(page: Page, finding: checks.Finding) -> str:
    """Where on this page a finding points: a check may name questions of other pages before it."""
    return next((anchor for anchor in finding.anchors if anchor.partition(".")[0] in page.ask), finding.anchors[0])


def read_leaf(question: Leaf, given: Boxes, path: str, at: Situation, unread: list[Problem]) -> object:
    reading = read(question, given, path, at)
    if reading.problem is not None:
        unread.append(reading.problem)
    return reading.answer


def read_rows(
    id_: str, group: GroupQuestion, given: Boxes, kept: object, at: Situation, unread: list[Problem]
) -> list[dict[str, object]]:
    """Every row the form showed. Documents of a row were kept when they were uploaded and are not in the form."""
    files = _files_by_row(group, kept)
    rows = []
    for row_id in list(row_ids(given))[:MOST_ROWS_READ]:
        typed = boxes_of_row(given, row_id)
        row: dict[str, object] = {"row": row_id, **files.get(row_id, {})}
        for leaf, question in group.fields.items():
            if not isinstance(question, FileQuestion):
                answer = read_leaf(question, typed.get(leaf, {}), f"{id_}.{row_id}.{leaf}", at, unread)
                if answer is not None:
                    row[leaf] = answer
        if len(row) > 1 or _must_have_rows(group) or any(p.path.startswith(f"{id_}.{row_id}.") for p in unread):
            rows.append(row)
    return rows


def _must_have_rows(group: GroupQuestion) -> bool:
    """A row left blank is told about only where there must be one; elsewhere it was not meant."""
    return group.require == "hard" and group.min > 0


def _files_by_row(group: GroupQuestion, kept: object) -> dict[str, dict[str, object]]:
    leaves = [leaf for leaf, question in group.fields.items() if isinstance(question, FileQuestion)]
    rows = kept if isinstance(kept, list) else []
    return {str(row["row"]): {leaf: row[leaf] for leaf in leaves if leaf in row} for row in rows}


def only_shown(unread: list[Problem], compiled: Compiled, journey: Journey, at: Situation) -> list[Problem]:
    """What is typed into a question that is hidden by another answer is not the resident's mistake."""
    return [problem for problem in unread if is_shown(problem.path, compiled, journey, at)]


def is_shown(path: str, compiled: Compiled, journey: Journey, at: Situation) -> bool:
    head, _dot, rest = path.partition(".")
    if head not in journey.visible:
        return False
    group = compiled.procedure.data[head]
    if not (rest and isinstance(group, GroupQuestion)):
        return True
    row_id, _dot, leaf = rest.partition(".")
    rows = journey.answers.get(head)
    row = next((r for r in rows if r["row"] == row_id), {"row": row_id}) if isinstance(rows, list) else {"row": row_id}
    return is_shown_in_row(compiled, f"{head}.{leaf}", journey.values, group, row, at.today)


def merged(unread: list[Problem], validity: Validity) -> list[Problem]:
    """What could not be read is told instead of 'missing' for the same question."""
    told = {problem.path for problem in unread}
    return [*unread, *(problem for problem in validity.problems if problem.path not in told)]


def _of_page(compiled: Compiled, journey: Journey, page: Page, at: Situation) -> list[checks.Finding]:
    return checks.findings(compiled, journey, today=at.today, when=("filling",), on=page.ask)


def key_of(finding: checks.Finding) -> str:
    """How a warning the resident has seen is remembered."""
    return f"{finding.check.id}.{finding.row}" if finding.row else finding.check.id


def pages_not_sent(compiled: Compiled, draft: Draft, journey: Journey, at: Situation) -> Iterator[Page]:
    """Pages on which something else is typed than what is kept: typed, and left without going on."""
    for page in journey.pages:
        if kept := draft.unfinished.get(page.id):
            filled = read_page(compiled, page, kept["typed"], draft.answers, at)
            if filled.changes(draft.answers) or (kept["told"] and filled.problems):
                yield page


def complete(compiled: Compiled, draft: Draft, at: Situation) -> dict[str, object]:
    """The answers of a whole application; refused while one is missing, a check blocks, or a page is left open."""
    validity = validate(compiled, draft.answers, at)
    failed = checks.failures(checks.findings(compiled, validity.journey, today=at.today))
    open_pages = any(pages_not_sent(compiled, draft, validity.journey, at))
    if validity.problems or open_pages or any(one.check.level == "block" for one in failed):
        raise incomplete()
    return validity.journey.answers


def incomplete() -> Refusal:
    """What is sent before everything is right."""
    return Refusal("入力が足りないところ、または直していただくところがあります。", code="incomplete", status=422)


@dataclass(frozen=True)
class Asked:
    """A question as it stands on the page now."""

    path: str
    question: Leaf
    boxes: Boxes
    required: bool
    files: tuple[Mapping[str, object], ...] = ()
    source: str = ""


@dataclass(frozen=True)
class AskedRow:
    """A row of a group on the page."""

    id: str
    number: int
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class AskedGroup:
    """A group on the page with all its rows; one to begin with where there must be one."""

    path: str
    group: GroupQuestion
    rows: tuple[AskedRow, ...]


def asked_on(
    compiled: Compiled,
    page: Page,
    journey: Journey,
    typed: Typed | None,
    sources: Mapping[str, str],
    at: Situation,
) -> Iterator[Asked | AskedGroup]:
    """What the page asks. Questions another answer of the same page may show are on it, too, once that is answered."""
    by_question = boxes(typed) if typed is not None else {}
    for id_ in page.ask:
        question = compiled.procedure.data[id_]
        if id_ not in journey.visible:
            continue
        answer = journey.answers.get(id_)
        if isinstance(question, GroupQuestion):
            yield _asked_group(
                compiled, id_, question, answer, by_question.get(id_) if typed is not None else None, journey, at
            )
            continue
        given = by_question.get(id_, {}) if typed is not None else boxes_of(question, answer)
        required = is_required(compiled, id_, journey.values, at.today)
        yield Asked(id_, question, given, required, _files(question, answer), sources.get(id_, ""))


def _files(question: Leaf, answer: object) -> tuple[Mapping[str, object], ...]:
    return tuple(answer) if isinstance(question, FileQuestion) and isinstance(answer, list) else ()


def _asked_group(
    compiled: Compiled,
    id_: str,
    group: GroupQuestion,
    answer: object,
    typed: Boxes | None,
    journey: Journey,
    at: Situation,
) -> AskedGroup:
    kept = {str(row["row"]): row for row in answer} if isinstance(answer, list) else {}
    ids = list(row_ids(typed))[:MOST_ROWS_READ] if typed is not None else list(kept)
    rows = []
    for n, row_id in enumerate(ids or ["1"] * min(group.min, 1), start=1):
        row = kept.get(row_id, {"row": row_id})
        given = boxes_of_row(typed, row_id) if typed is not None else None
        rows.append(AskedRow(row_id, n, tuple(_asked_in_row(compiled, id_, group, row, given, journey, at))))
    return AskedGroup(id_, group, tuple(rows))


def _asked_in_row(
    compiled: Compiled,
    id_: str,
    group: GroupQuestion,
    row: Mapping[str, object],
    typed: Mapping[str, Boxes] | None,
    journey: Journey,
    at: Situation,
) -> Iterator[Asked]:
    within = {**journey.values, ROW: row_for_rules(group, row)}
    for leaf, question in group.fields.items():
        path = f"{id_}.{leaf}"
        if not is_shown_in_row(compiled, path, journey.values, group, row, at.today):
            continue
        given = typed.get(leaf, {}) if typed is not None else boxes_of(question, row.get(leaf))
        required = is_required(compiled, path, within, at.today)
        yield Asked(f"{id_}.{row['row']}.{leaf}", question, given, required, _files(question, row.get(leaf)))
