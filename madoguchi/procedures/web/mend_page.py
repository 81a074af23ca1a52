"""Builds the one page of a correction: each answer asked for with why and what stood there, all else locked."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from madoguchi.cases.asked import FAULT_NAME, label_at, sentence
from madoguchi.cases.deadlines import day_of
from madoguchi.cases.grounds import Correction, Item
from madoguchi.cases.mending import covers, touches
from madoguchi.cases.models import Case
from madoguchi.definitions import display
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.display import Part, Row
from madoguchi.definitions.journey import walk
from madoguchi.definitions.problems import Problem
from madoguchi.definitions.procedure import Page
from madoguchi.definitions.questions import FileQuestion, GroupQuestion
from madoguchi.definitions.situation import Situation
from madoguchi.kernel.text import Text
from madoguchi.procedures import filling
from madoguchi.procedures.filling import Asked, AskedGroup, AskedRow, Typed
from madoguchi.procedures.mending import PAGE, Judged, anchor_in
from madoguchi.procedures.web.pages import Block, FieldRow, Told
from madoguchi.ui.fields import Field, Shown, field_of


@dataclass(frozen=True)
class Note:
    """Why it is asked: the typed reason, and the sentence in the language it was written in."""

    fault: str
    sentence: str
    lang: str = ""


@dataclass(frozen=True)
class MendBlock:
    """One thing to mend: why, what stood there, and the field or rows to put it right. `row` names the row it is in."""

    path: str
    label: str
    notes: Sequence[Note]
    old: Sequence[Row]
    block: Block
    group: str = ""
    row: str = ""


@dataclass(frozen=True)
class MendPage:
    """Everything a resident needs to mend what was asked, on one page."""

    procedure: str
    number: str
    waiting: int
    words: str
    blocks: Sequence[MendBlock]
    brought: Sequence[MendBlock]
    seen: str
    renews: str
    multipart: bool
    problems: Sequence[Told]
    warnings: Sequence[Told]
    unchanged: Sequence[str]
    locked: Sequence[Part]
    asked_at: str
    round: int
    action: str
    save_url: str
    case_url: str
    lookup_url: str
    accept: str
    resume_code: str
    resume_url: str
    section: str
    phone: str
    hours: str
    officer: bool = False
    reason: str = ""
    how: str = ""
    reason_error: str = ""


@dataclass(frozen=True)
class Stand:
    """What the page is made of: the case and what was asked of it, what was typed, and how it was judged."""

    case: Case
    correction: Correction
    compiled: Compiled
    judged: Judged
    typed: Typed | None
    told: bool
    once: Mapping[str, str]
    new: Sequence[str]
    language: str
    at: Situation


def page_of_open(compiled: Compiled, judged: Judged) -> Page:
    """A page that asks the questions now open, in their order."""
    heads = {path.partition(".")[0] for path in judged.mended.open}
    return Page(id=PAGE, title=Text(ja=PAGE), ask=tuple(id_ for id_ in compiled.order if id_ in heads))


class MendBlocks:
    """Makes the blocks of one page."""

    def __init__(self, stand: Stand) -> None:
        self.stand = stand
        self.problems = self._problems()
        old = walk(stand.compiled, stand.case.answers, today=day_of(stand.case.answered_at))
        self.old = display.parts(stand.compiled, old, stand.language)
        page = page_of_open(stand.compiled, stand.judged)
        self.page = page
        self.asked = {
            one.path: one
            for one in filling.asked_on(stand.compiled, page, stand.judged.journey, stand.typed, {}, stand.at)
        }

    def _problems(self) -> dict[str, Problem]:
        found: dict[str, Problem] = {}
        for problem in self.stand.judged.problems if self.stand.told else ():
            if problem.path not in self.stand.new:
                found.setdefault(problem.path, problem)
        return found

    def summary(self) -> Iterator[Told]:
        """Everything wrong, for the top of the page."""
        for problem in self.problems.values():
            yield Told(problem.message.in_(self.stand.language), problem.anchor)
        for path, message in self.stand.once.items():
            yield Told(message, path)

    def warned(self, heeded: Collection[str]) -> Iterator[Told]:
        """Doubts somebody has been told once: the same press again sends it."""
        for one in self.stand.judged.warnings:
            if filling.key_of(one) in heeded:
                yield Told(one.check.message.in_(self.stand.language), anchor_in(self.stand.judged.mended, one))

    def unchanged(self, heeded: Collection[str]) -> Iterator[str]:
        """What was asked for and is still as it was, once somebody has been told so."""
        stand = self.stand
        for path in stand.judged.unchanged:
            if f"unchanged:{path}" in heeded:
                yield label_at(stand.compiled, stand.case.answers, path, stand.language)

    def blocks(self) -> list[MendBlock]:
        """What was asked, the widest path once with everything said about it."""
        paths = self.stand.correction.paths
        widest = [path for path in paths if not covers([one for one in paths if one != path], path)]
        return [block for path in widest if (block := self._block(path, self._notes(path)))]

    def brought(self) -> list[MendBlock]:
        """What an answer has brought."""
        places = {id_: n for n, id_ in enumerate(self.stand.compiled.order)}
        paths = sorted(self.stand.judged.mended.brought, key=lambda path: (places[path.partition(".")[0]], path))
        return [block for path in paths if (block := self._block(path, ()))]

    def locked(self) -> list[Part]:
        """What stays as it was."""
        return [
            Part(part.page, part.title, rows, part.heading)
            for part in self.old
            if (rows := tuple(row for row in part.rows if row.answered and not touches(self._asked_paths(), row.path)))
        ]

    def _asked_paths(self) -> tuple[str, ...]:
        return self.stand.correction.paths

    def _notes(self, path: str) -> list[Note]:
        return [self._note(item) for item in self.stand.correction.items if covers([path], item.path)]

    def _note(self, item: Item) -> Note:
        stand = self.stand
        fault = FAULT_NAME[item.reason].in_(stand.language)
        said = sentence(stand.compiled, stand.case.answers, item, stand.language)
        return Note(fault, said, "ja" if item.words else "")

    def _block(self, path: str, notes: Sequence[Note]) -> MendBlock | None:
        """Nothing where an answer on this page has hidden the question."""
        stand = self.stand
        head, _dot, rest = path.partition(".")
        asked = self.asked.get(head)
        label = label_at(stand.compiled, stand.case.answers, path, stand.language)
        if asked is None:
            return None
        if isinstance(asked, Asked):
            return MendBlock(path, label, notes, self._old(path), Block(field=self._field(asked)))
        if not rest:
            return MendBlock(path, label, notes, self._old(path), self._group(asked))
        row_id, _dot, leaf = rest.partition(".")
        row = next((one for one in asked.rows if one.id == row_id), None)
        row = row or self._kept_row(head, row_id)
        cells = [cell for cell in row.asked if not leaf or cell.path == path] if row else []
        if not cells:
            return None
        if leaf:
            return MendBlock(path, label, notes, self._old(path), Block(field=self._field(cells[0])), head, row_id)
        fields = tuple(self._field(cell) for cell in cells)
        block = Block(path=path, label=label, rows=(FieldRow(row_id, label, fields, can_drop=False),))
        return MendBlock(path, label, notes, self._old(path), block, head, row_id)

    def _kept_row(self, group: str, row_id: str) -> AskedRow | None:
        """A row as it is kept, where the form that was typed did not hold it."""
        stand = self.stand
        for one in filling.asked_on(stand.compiled, self.page, stand.judged.journey, None, {}, stand.at):
            if isinstance(one, AskedGroup) and one.path == group:
                return next((row for row in one.rows if row.id == row_id), None)
        return None

    def _old(self, path: str) -> list[Row]:
        """What stood there; the rows of a group with the row they are in."""
        single = "." in path or not isinstance(self.stand.compiled.procedure.data[path], GroupQuestion)
        return [
            row
            if single or not part.heading
            else Row(f"{part.heading}　{row.label}", row.value, row.path, row.personal)
            for part in self.old
            for row in part.rows
            if covers([path], row.path)
        ]

    def _field(self, asked: Asked) -> Field:
        problem = self.problems.get(asked.path)
        error = problem.message if problem else None
        if message := self.stand.once.get(asked.path):
            error = Text(ja=message)
        shown = Shown(
            path=asked.path,
            boxes=asked.boxes,
            language=self.stand.language,
            required=asked.required,
            error=error,
            files=asked.files,
        )
        return field_of(asked.question, shown)

    def _group(self, one: AskedGroup) -> Block:
        problem, language = self.problems.get(one.path), self.stand.language
        title = one.group.row_title.in_(language)
        many = len(one.rows) > one.group.min or len(one.rows) > 1
        rows = tuple(
            FieldRow(row.id, f"{title} {row.number}", tuple(map(self._field, row.asked)), can_drop=many)
            for row in one.rows
        )
        return Block(
            path=one.path,
            label=one.group.label.in_(language),
            help=one.group.help.in_(language) if one.group.help else "",
            error=problem.message.in_(language) if problem else "",
            rows=rows,
            can_add=len(one.rows) < one.group.max,
            add_label=ADD.in_(language).replace("{title}", title),
        )


ADD = Text(
    ja="{title}を追加する",
    easy="{title}を足す",
    en="Add: {title}",
    zh_hans="添加{title}",
    ko="{title} 추가하기",
)


def paths_on(blocks: Sequence[MendBlock]) -> Iterator[str]:
    """Every question that stands on the page."""
    for block in blocks:
        yield block.path
        if block.block.field:
            yield block.block.field.id
        for row in block.block.rows:
            yield from (field.id for field in row.fields)


def takes_files(compiled: Compiled, judged: Judged) -> bool:
    """Whether the form must be sent as multipart."""
    questions = [compiled.procedure.data[id_] for id_ in page_of_open(compiled, judged).ask]
    leaves = [leaf for one in questions if isinstance(one, GroupQuestion) for leaf in one.fields.values()]
    return any(isinstance(one, FileQuestion) for one in [*questions, *leaves])


def deciding(compiled: Compiled, judged: Judged) -> str:
    """The open questions on which others depend; with scripting the page is renewed when they change."""
    heads = set(page_of_open(compiled, judged).ask)
    rules = [*compiled.shown.items(), *compiled.page_shown.items(), *compiled.required.items()]
    names = {name for _path, rule in rules for name in rule.names} & heads
    in_rows = {
        f"{path.partition('.')[0]}.*.{read.partition('.')[2]}"
        for path, rule in rules
        if path.partition(".")[0] in heads
        for read in rule.paths
        if read.startswith("row.")
    }
    return " ".join(sorted(names | in_rows))
