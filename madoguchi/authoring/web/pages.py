"""What each page of the editor shows: one frozen class per page, and the template gets nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from madoguchi.authoring.drawing import Drawn, DrawnRows
from madoguchi.authoring.trials import Trial
from madoguchi.ui.components.shapes import Event, Option, Problem, Tab, Tag
from madoguchi.ui.fields import Field

LIST = "手続きの変更"


@dataclass(frozen=True)
class Link:
    """Somewhere to go, with a word about it."""

    label: str
    url: str
    note: str = ""
    is_open: bool = False


@dataclass(frozen=True)
class ProcedureRow:
    """One procedure that is in force."""

    title: str
    url: str
    section: str
    number: int
    since: str
    open: int


@dataclass(frozen=True)
class ProposalRow:
    """One proposal in a list."""

    title: str
    url: str
    procedure: str
    state: Tag
    author: str
    changed: str


@dataclass(frozen=True)
class ListPage:
    """The procedures an officer may look at, and what is being changed."""

    procedures: Sequence[ProcedureRow]
    proposals: Sequence[ProposalRow]
    import_url: str
    may_import: bool


@dataclass(frozen=True)
class VersionRow:
    """One version that was published."""

    number: int
    version: str
    since: str
    by: str
    is_in_force: bool


@dataclass(frozen=True)
class ProcedurePage:
    """One procedure: its versions, its proposals, and a new one begun."""

    title: str
    id: str
    section: str
    versions: Sequence[VersionRow]
    proposals: Sequence[ProposalRow]
    begin_url: str
    restore_url: str
    refused: str
    name: str = ""
    why: str = ""
    error: str = ""
    trail: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Head:
    """What stands above every page of a proposal."""

    title: str
    procedure: str
    state: Tag
    url: str
    seen: int
    trail: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Act:
    """An act as a button, or the reason why not."""

    label: str
    url: str
    kind: str
    refused: str = ""
    way_on: str = ""
    asks: bool = False


@dataclass(frozen=True)
class EffectLine:
    """One kind of change with how many it touches."""

    what: str
    how: str
    number: int


@dataclass(frozen=True)
class Effect:
    """What a dry run found, or how far it is."""

    is_finished: bool
    total: int
    done: int
    changed: int
    slight: int
    unchanged: int
    percent: int
    since: str
    until: str
    asked: str
    lines: Sequence[EffectLine]
    drafts: int
    left_behind: Sequence[tuple[str, int]]
    asked_anew: Sequence[tuple[str, int]]


@dataclass(frozen=True)
class ProposalPage:
    """One proposal: what it changes, what stands in its way, whom it touches, what may be done with it."""

    head: Head
    why: str
    author: str
    base: str
    returned_because: str
    subjects: Sequence[Link]
    ways: Sequence[Link]
    differences: Sequence[str]
    obstacles: Sequence[str]
    unverified: Sequence[str]
    notes: Sequence[dict[str, str]]
    effect: Effect | None
    effect_url: str
    acts: Sequence[Act]
    events: Sequence[Event]
    describe_url: str
    may_edit: bool
    carried: str
    is_decidable: bool
    give_back_url: str
    done: str


@dataclass(frozen=True)
class EditPage:
    """One subject of the editor."""

    head: Head
    title: str
    lead: str
    parts: Sequence[Drawn | DrawnRows]
    problems: Sequence[Problem]
    action: str
    back_url: str
    expert_url: str
    done: str
    may_edit: bool
    remove: Act | None = None


@dataclass(frozen=True)
class QuestionRow:
    """A question in its place."""

    id: str
    label: str
    kind: str
    url: str
    page: str
    place: int
    require: str
    leaves: Sequence[Link] = ()


@dataclass(frozen=True)
class PageRow:
    """A page with its questions."""

    id: str
    title: str
    url: str
    place: int
    questions: Sequence[QuestionRow]


@dataclass(frozen=True)
class QuestionsPage:
    """Every question on its page, in the order in which they are asked."""

    head: Head
    pages: Sequence[PageRow]
    page_options: Sequence[Option]
    question_options: Sequence[Option]
    kinds: Sequence[Option]
    arrange_url: str
    problems: Sequence[Problem]
    may_edit: bool
    done: str


@dataclass(frozen=True)
class CheckRow:
    """A check with its sentence."""

    id: str
    officer: str
    sentence: str
    level: str
    url: str


@dataclass(frozen=True)
class ChecksPage:
    """Every check."""

    head: Head
    checks: Sequence[CheckRow]
    question_options: Sequence[Option]
    arrange_url: str
    may_edit: bool


@dataclass(frozen=True)
class ExamplesPage:
    """The named applicants, tried."""

    head: Head
    trials: Sequence[Trial]
    action: str
    may_edit: bool
    done: str


@dataclass(frozen=True)
class TouchedRow:
    """One person touched: the name is empty where this officer may not see the case."""

    number: str
    url: str
    name: str
    received: str
    changes: Sequence[tuple[str, str, str]]


@dataclass(frozen=True)
class EffectPage:
    """The dry run: totals, and everybody whom the change would touch."""

    head: Head
    effect: Effect | None
    rows: Sequence[TouchedRow]
    tabs: Sequence[Tab]
    tab_url: str
    next_url: str
    first_url: str
    action: str
    refused: str
    reload_seconds: int
    problem: str = ""


@dataclass(frozen=True)
class DifferencesPage:
    """What changes, in words; made to be printed."""

    head: Head
    lines: Sequence[tuple[str, str]]
    is_new: bool
    printed: str


@dataclass(frozen=True)
class PreviewPart:
    """A page of the form as residents will see it."""

    title: str
    lead: str
    fields: Sequence[tuple[Field, str]]


@dataclass(frozen=True)
class PreviewPage:
    """The resident's pages with the proposal's version; nothing can be sent."""

    head: Head
    title: str
    summary: str
    who: str
    facts: Sequence[tuple[str, str]]
    papers: Sequence[str]
    parts: Sequence[PreviewPart]
    languages: Sequence[Option]
    language: str
    html_language: str
    examples: Sequence[Option]
    example: str


@dataclass(frozen=True)
class ConfirmPage:
    """The last page before a definition is put in force."""

    head: Head
    differences: Sequence[str]
    trials: Sequence[Trial]
    unverified: Sequence[str]
    effect: Effect | None
    effect_url: str
    action: str
    give_back_url: str
    why: str
    author: str


@dataclass(frozen=True)
class ImportPage:
    """A sheet to be taken over."""

    action: str
    sections: Sequence[Option]
    categories: Sequence[Option]
    section: str
    category: str
    procedure: str
    title: str
    problems: Sequence[Problem] = field(default_factory=tuple)
