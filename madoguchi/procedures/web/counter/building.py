"""Builds the sheet of the counter: the same questions as on the resident's pages, all at once, with how to ask them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from madoguchi.cases.authorship import author_at, before_at, by_hand, said
from madoguchi.definitions import check as checks
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.display import person
from madoguchi.definitions.journey import Journey, walk
from madoguchi.definitions.procedure import Page, Precheck
from madoguchi.definitions.questions import ConsentQuestion, GroupQuestion
from madoguchi.definitions.script import spoken
from madoguchi.definitions.validate import validate
from madoguchi.procedures import consents, filling
from madoguchi.procedures.consents import Consent
from madoguchi.procedures.filling import Asked, AskedGroup, AskedRow
from madoguchi.procedures.models import Draft
from madoguchi.procedures.web.building import PageOfQuestions
from madoguchi.procedures.web.counter.pages import (
    Advice,
    RowScript,
    SheetPage,
    SheetPart,
    SheetQuestion,
    Statement,
)
from madoguchi.procedures.web.pages import Block, FieldRow, Told
from madoguchi.publications import queries as publications
from madoguchi.ui.components.dates import moment
from madoguchi.ui.components.shapes import Tag
from madoguchi.ui.fields import ACCEPT

LEVELS = {"block": Tag("要修正", "error"), "warn": Tag("要確認", "warning"), "note": Tag("参考", "info")}
Findings = Mapping[str, Sequence[tuple[Tag, str]]]


class PartOfSheet(PageOfQuestions):
    """One page of the definition on the sheet: a mistake is told at once, what is only missing once that is asked for."""

    def __init__(
        self,
        request: HttpRequest,
        draft: Draft,
        compiled: Compiled,
        journey: Journey,
        page: Page,
        stated: Mapping[str, Consent],
        findings: Findings,
    ) -> None:
        self.stated, self.findings = stated, findings
        super().__init__(request, draft, compiled, journey, page)

    def _read_again(self, *, told: bool) -> None:
        super()._read_again(told=True)
        self.problems = {
            path: problem
            for path, problem in self.problems.items()
            if not consents.is_consent(self.compiled, path) and (told or problem.code != "required")
        }

    def part(self) -> SheetPart:
        """The questions with everything beside them."""
        asked = filling.asked_on(self.compiled, self.page, self.journey, self.typed, self.draft.sources, self.at)
        lead = self.page.lead.ja if self.page.lead else ""
        return SheetPart(self.page.id, self.page.title.ja, lead, tuple(map(self._question, asked)))

    def told(self) -> Iterator[Told]:
        """What is wrong on it."""
        return self._summary()

    def _question(self, one: Asked | AskedGroup) -> SheetQuestion:
        question = self.compiled.procedure.data[one.path]
        author, before = self._authors(one.path)
        if isinstance(question, ConsentQuestion):
            return SheetQuestion(
                one.path, None, spoken(question), statement=statement(self.stated.get(one.path)), author=author
            )
        return SheetQuestion(
            path=one.path,
            block=Block(field=self._field(one)) if isinstance(one, Asked) else self._group(one),
            script=spoken(question),
            rows=tuple(self._statements(one, row) for row in one.rows) if isinstance(one, AskedGroup) else (),
            author=author,
            before=before,
            findings=self.findings.get(one.path, ()),
        )

    def _row(self, row: AskedRow, title: str, *, many: bool) -> FieldRow:
        """What only the applicant agrees to is no field of the officer's."""
        asked = tuple(one for one in row.asked if not isinstance(one.question, ConsentQuestion))
        return super()._row(AskedRow(row.id, row.number, asked), title, many=many)

    def _statements(self, group: AskedGroup, row: AskedRow) -> RowScript:
        found = (self.stated.get(one.path) for one in row.asked if isinstance(one.question, ConsentQuestion))
        return RowScript(row.id, tuple(one for stated in found if (one := statement(stated))))

    def _authors(self, path: str) -> tuple[str, tuple[str, ...]]:
        """Who entered it, and whose answer stood there before. A group is told by its hands together."""
        authors = self.draft.authors
        if not isinstance(self.compiled.procedure.data[path], GroupQuestion):
            author = author_at(authors, path)
            return said(author) if author else "", tuple(map(said, before_at(authors, path)))
        hands = dict.fromkeys(said(a) for at in authors if at.startswith(f"{path}.") if (a := author_at(authors, at)))
        return "、".join(hands), ()


def statement(stated: Consent | None, error: str = "") -> Statement | None:
    """A statement as the pages show it."""
    if stated is None:
        return None
    return Statement(stated.path, stated.question.label.ja, stated.required, stated.given, error)


def sheet_page(request: HttpRequest, draft: Draft, compiled: Compiled) -> SheetPage:
    """Every question that applies, as far as the answers say."""
    at = publications.situation()
    journey = walk(compiled, draft.answers, today=at.today)
    stated = {one.path: one for one in consents.asked(compiled, journey, at)}
    found = _findings(compiled, journey)
    made = [PartOfSheet(request, draft, compiled, journey, page, stated, found) for page in journey.pages]
    return SheetPage(
        title=compiled.procedure.title.ja,
        applicant=applicant(draft, compiled),
        channel=draft.get_channel_display(),
        url=reverse("procedures:counter_sheet", args=[draft.pk]),
        parts=tuple(one.part() for one in made),
        problems=tuple(told for one in made for told in one.told()),
        advice=advice(compiled),
        open_count=_open(compiled, journey, draft),
        lookup_url=reverse("procedures:postcode"),
        accept=ACCEPT,
        confirm_url=reverse("procedures:counter_confirm", args=[draft.pk]),
        phone_url=reverse("procedures:counter_phone", args=[draft.pk]),
        script_url=reverse("procedures:counter_script", args=[compiled.id]),
        counter_url=reverse("procedures:counter"),
        saved=moment(timezone.localtime(draft.saved_at)),
    )


def applicant(draft: Draft, compiled: Compiled) -> str:
    """Whose application it is, as far as it is known."""
    return person(draft.answers.get(compiled.procedure.applicant.name)).full.strip()


def advice(compiled: Compiled) -> tuple[Advice, ...]:
    """The eligibility questions with what follows from each answer."""
    return tuple(Advice(one.question.ja, tuple(_advised(one))) for one in compiled.procedure.eligibility)


def _advised(precheck: Precheck) -> Iterator[tuple[str, str]]:
    for option in precheck.options:
        yield option.label.ja, option.message.ja if option.message else ""


def _findings(compiled: Compiled, journey: Journey) -> Findings:
    """What the checks say, beside the first question each names, in the officer's words."""
    found: defaultdict[str, list[tuple[Tag, str]]] = defaultdict(list)
    today = publications.situation().today
    for one in checks.failures(checks.findings(compiled, journey, today=today)):
        found[one.anchors[0].partition(".")[0]].append((LEVELS[one.check.level], one.check.officer))
    return found


def _open(compiled: Compiled, journey: Journey, draft: Draft) -> int:
    """How many questions still need an answer."""
    at = publications.situation()
    asked = (id_ for page in journey.pages for id_ in page.ask if id_ in journey.visible)
    validity = validate(compiled, draft.answers, at)
    heads = {p.path.partition(".")[0] for p in validity.problems if not consents.is_consent(compiled, p.path)}
    return sum(id_ in heads for id_ in asked)


def hands(authors: Mapping[str, Mapping[str, object]]) -> tuple[tuple[str, str], ...]:
    """Who entered how many answers, for receipt and file."""
    return tuple((words, f"{len(paths)}項目") for words, paths in by_hand(authors).items())
