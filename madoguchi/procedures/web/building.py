"""Builds the page objects of the form from the draft, its definition and the walk through it."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from madoguchi.definitions import check as checks
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.journey import Journey, unanswered
from madoguchi.definitions.problems import Problem
from madoguchi.definitions.procedure import Page
from madoguchi.definitions.questions import FileQuestion, GroupQuestion
from madoguchi.kernel import clock
from madoguchi.kernel.text import Text
from madoguchi.procedures import filling
from madoguchi.procedures.bundles import EARLIER
from madoguchi.procedures.filling import Asked, AskedGroup, AskedRow
from madoguchi.procedures.models import Draft
from madoguchi.procedures.web import card
from madoguchi.procedures.web.draft_urls import (
    ANY_CODE,
    ANY_DRAFT,
    ANY_ROUND,
    hand_over_url,
    question_url,
    review_url,
    save_url,
)
from madoguchi.procedures.web.pages import (
    Block,
    FieldRow,
    QuestionPage,
    StepMark,
    Told,
)
from madoguchi.publications import queries as publications
from madoguchi.ui.fields import ACCEPT, Field, Shown, field_of


def language(request: HttpRequest) -> str:
    """The reader's language in the kernel's code."""
    return str(getattr(request, "language", "ja"))


def question_page(request: HttpRequest, draft: Draft, compiled: Compiled, journey: Journey, page: Page) -> QuestionPage:
    """One page of questions as it stands: as typed and not right yet, or as answered."""
    return PageOfQuestions(request, draft, compiled, journey, page).built()


class PageOfQuestions:
    """One page of questions in the making: what stands on it, and what is wrong with it."""

    def __init__(self, request: HttpRequest, draft: Draft, compiled: Compiled, journey: Journey, page: Page) -> None:
        self.request, self.draft, self.compiled, self.journey, self.page = request, draft, compiled, journey, page
        self.language = language(request)
        self.at = publications.situation()
        kept = draft.unfinished.get(page.id)
        self.typed: filling.Typed | None = kept["typed"] if kept else None
        self.once: Mapping[str, str] = kept.get("once", {}) if kept else {}
        self.new: Sequence[str] = kept.get("new", ()) if kept else ()
        self.problems: dict[str, Problem] = {}
        if kept:
            self._read_again(told=kept["told"])

    def _read_again(self, *, told: bool) -> None:
        """What is typed and not sent decides which questions stand on the page, and what is wrong with it."""
        filled = filling.read_page(self.compiled, self.page, self.typed or {}, self.draft.answers, self.at)
        if self.page in filled.journey.pages:
            self.journey = filled.journey
        for problem in filled.problems if told else ():
            if problem.path not in self.new:
                self.problems.setdefault(problem.path, problem)

    def built(self) -> QuestionPage:
        p, page, journey = self.compiled.procedure, self.page, self.journey
        before = journey.before(page.id)
        to_review = self.request.GET.get("to") == "review"
        asked = tuple(filling.asked_on(self.compiled, page, journey, self.typed, self.draft.sources, self.at))
        return QuestionPage(
            title=page.title.in_(self.language),
            lead=page.lead.in_(self.language) if page.lead else "",
            procedure=p.title.in_(self.language),
            steps=step_marks(self.draft, self.compiled, journey, self.language, draft_id=ANY_DRAFT),
            current=[one.id for one in journey.pages].index(page.id) + 1,
            blocks=tuple(self._blocks(asked)),
            seen=" ".join(_paths(asked)),
            round=ANY_ROUND,
            save_url=save_url(ANY_DRAFT, page.id),
            renews=_decides_on_page(self.compiled, page),
            problems=tuple(self._summary()),
            warnings=() if self.problems or self.typed else tuple(self._warnings()),
            news=tuple(self._news()),
            back_url=self._back_url(before, to_review=to_review),
            resume_code=ANY_CODE,
            resume_url=reverse("procedures:resume"),
            to_review=to_review,
            multipart=_takes_files(self.compiled, page),
            lookup_url=reverse("procedures:postcode"),
            accept=ACCEPT,
            counter_url="" if self.draft.corrects else hand_over_url(ANY_DRAFT),
        )

    def _back_url(self, before: Page | None, *, to_review: bool) -> str:
        if to_review:
            return review_url(ANY_DRAFT)
        return question_url(ANY_DRAFT, before.id) if before else _begin_url(self.compiled)

    def _summary(self) -> Iterator[Told]:
        for problem in self.problems.values():
            yield Told(problem.message.in_(self.language), problem.anchor)
        for path, message in self.once.items():
            yield Told(message, path)

    def _warnings(self) -> Iterator[Told]:
        """What may be wrong, seen again each time the page opens with answers that may be right."""
        found = checks.findings(self.compiled, self.journey, today=self.at.today, when=("filling",), on=self.page.ask)
        for finding in checks.failures(found):
            if finding.check.level == "warn":
                yield Told(finding.check.message.in_(self.language), filling.anchor_on(self.page, finding))

    def _news(self) -> Iterator[str]:
        fresh = [id_ for id_ in self.draft.new_questions if id_ in self.page.ask]
        if fresh:
            labels = "」「".join(self.compiled.procedure.data[id_].label.in_(self.language) for id_ in fresh)
            yield (
                _("申請の様式が新しくなりました。これまでの入力は、そのまま引き継いでいます。新しい質問は「%s」です。")
                % labels
            )
        if self.new:
            yield _("お答えに応じて、質問を追加しました。続けて入力してください。")
        mailed = self.compiled.procedure.mailed
        if mailed and any(self.draft.sources.get(id_) == "letter" for id_ in self.page.ask):
            yield mailed.explanation.in_(self.language)
        yield from card.news(self.draft, self.compiled, self.page, self.language)

    def _blocks(self, asked: Sequence[Asked | AskedGroup]) -> Iterator[Block]:
        for one in asked:
            match one:
                case Asked():
                    known = one.source == EARLIER and one.path not in self.problems and one.path not in self.once
                    yield Block(field=self._field(one), known=known)
                case AskedGroup():
                    yield self._group(one)

    def _field(self, asked: Asked) -> Field:
        problem = self.problems.get(asked.path)
        error = problem.message if problem else None
        if message := self.once.get(asked.path):
            error = Text(ja=message)
        return field_of(
            asked.question,
            Shown(
                path=asked.path,
                boxes=asked.boxes,
                language=self.language,
                required=asked.required,
                error=error,
                files=asked.files,
            ),
        )

    def _group(self, one: AskedGroup) -> Block:
        problem = self.problems.get(one.path)
        title = one.group.row_title.in_(self.language)
        return Block(
            path=one.path,
            label=one.group.label.in_(self.language),
            help=one.group.help.in_(self.language) if one.group.help else "",
            error=problem.message.in_(self.language) if problem else "",
            rows=tuple(
                self._row(row, title, many=len(one.rows) > one.group.min or len(one.rows) > 1) for row in one.rows
            ),
            can_add=len(one.rows) < one.group.max,
            add_label=_("%sを追加する") % title,
        )

    def _row(self, row: AskedRow, title: str, *, many: bool) -> FieldRow:
        return FieldRow(
            id=row.id,
            heading=f"{title} {row.number}",
            fields=tuple(self._field(asked) for asked in row.asked),
            can_drop=many,
        )


def _paths(asked: Sequence[Asked | AskedGroup]) -> Iterator[str]:
    """Every question that stands on the page."""
    for one in asked:
        yield one.path
        if isinstance(one, AskedGroup):
            yield from (cell.path for row in one.rows for cell in row.asked)


def _decides_on_page(compiled: Compiled, page: Page) -> str:
    """The questions of this page on which others of it depend; with scripting the page is renewed when they change."""
    on_page = set(page.ask)
    rules = [rule for path, rule in compiled.shown.items() if path.split(".")[0] in on_page]
    deciding = {name for rule in rules for name in rule.names} & on_page
    in_rows = {
        f"{path.split('.')[0]}.*.{read.partition('.')[2]}"
        for path, rule in compiled.shown.items()
        if path.split(".")[0] in on_page
        for read in rule.paths
        if read.startswith("row.")
    }
    return " ".join(sorted(deciding | in_rows))


def _takes_files(compiled: Compiled, page: Page) -> bool:
    """Whether the form must be sent as multipart: only where documents are asked, which costs a little more."""
    questions = [compiled.procedure.data[id_] for id_ in page.ask]
    leaves = [leaf for q in questions if isinstance(q, GroupQuestion) for leaf in q.fields.values()]
    return any(isinstance(question, FileQuestion) for question in [*questions, *leaves])


def _begin_url(compiled: Compiled) -> str:
    return reverse("procedures:begin", args=[compiled.id])


def step_marks(
    draft: Draft, compiled: Compiled, journey: Journey, lang: str, *, draft_id: UUID
) -> tuple[StepMark, ...]:
    """The pages of the journey, and the review at its end. What is filled in can be gone back to."""
    today = clock.today()
    marks = []
    reached = True
    for page in journey.pages:
        done = page.id not in draft.unfinished and not unanswered(compiled, journey, page, today=today)
        done = done and any(id_ in journey.answers for id_ in page.ask)
        url = question_url(draft_id, page.id) if done or reached else ""
        reached = done
        marks.append(StepMark(page.title.in_(lang), url, done))
    return (*marks, StepMark(_("確認して送る")))
