"""Builds the page at the end of the form: everything once more, with what is missing or doubtful beside it."""

from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from madoguchi.accounts.queries import actor_of
from madoguchi.cases.authorship import author_at
from madoguchi.definitions import check as checks
from madoguchi.definitions import display
from madoguchi.definitions.charging import charged
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.display import Part
from madoguchi.definitions.journey import Journey
from madoguchi.definitions.procedure import Page
from madoguchi.definitions.validate import Validity, validate
from madoguchi.kernel import clock, ids
from madoguchi.payments.web.pages import ChargeBox
from madoguchi.payments.web.shown import charge_box
from madoguchi.procedures import bundles, commands, filling
from madoguchi.procedures.models import Draft
from madoguchi.procedures.prefill import from_card
from madoguchi.procedures.receipts import email_of
from madoguchi.procedures.reconciling import differing
from madoguchi.procedures.web.building import language, step_marks
from madoguchi.procedures.web.draft_urls import hand_over_url, question_url
from madoguchi.procedures.web.pages import ReviewPage, ReviewPart, ReviewRow, Told, Topic
from madoguchi.procedures.web.wording import entered
from madoguchi.publications import queries as publications


def review_page(request: HttpRequest, draft: Draft, compiled: Compiled) -> ReviewPage:
    """Everything once more, with what is missing or doubtful beside it."""
    lang, at = language(request), publications.situation()
    validity = validate(compiled, draft.answers, at)
    journey = validity.journey
    failed = checks.failures(checks.findings(compiled, journey, today=at.today, when=("filling", "submit")))
    failed += differing(draft, compiled, journey, by=actor_of(request), at=clock.now())
    blocks = [f for f in failed if f.check.level == "block"]
    parts = tuple(_review_parts(draft, compiled, journey, validity, lang))
    shown = {row.anchor for part in parts for row in part.rows}
    open_pages = tuple(filling.pages_not_sent(compiled, draft, journey, at))
    problems = [
        *_told_problems(validity, lang),
        *(_told_check(f, shown, lang) for f in blocks),
    ]
    steps = step_marks(draft, compiled, journey, lang, draft_id=draft.pk)
    last = journey.pages[-1]
    return ReviewPage(
        procedure=compiled.procedure.title.in_(lang),
        steps=steps,
        current=len(steps),
        parts=parts,
        derived=tuple(derived_lines(compiled, journey, lang)),
        problems=tuple(problems),
        warnings=tuple(_told_check(f, shown, lang) for f in failed if f.check.level == "warn"),
        gaps=tuple(Told(gap.message.in_(lang), gap.path) for gap in validity.gaps),
        open_pages=tuple(
            Topic(one.title.in_(lang), f"{question_url(draft.pk, one.id)}?to=review") for one in open_pages
        ),
        can_send=not problems and not open_pages,
        back_url=question_url(draft.pk, last.id),
        send_url=reverse("procedures:send", args=[draft.pk]),
        resume_code=ids.grouped(commands.resume_code_of(draft.pk)),
        resume_url=reverse("procedures:resume"),
        counter_url="" if draft.corrects else hand_over_url(draft.pk),
        email=email_of(compiled, journey.answers),
        bundle_url=_bundle_url(draft),
        charge=charge_of(compiled, journey, at.today, lang),
        form_url="" if draft.corrects else reverse("procedures:draft_form", args=[draft.pk]),
    )


def charge_of(compiled: Compiled, journey: Journey, today: date, lang: str) -> ChargeBox | None:
    """What it will cost, line by line; nothing where the procedure is free."""
    charge = compiled.procedure.charge
    return charge_box(charge, charged(compiled, journey, today=today), lang) if charge else None


def _bundle_url(draft: Draft) -> str:
    found = bundles.of_draft(draft)
    return reverse("procedures:bundle", args=[found]) if found else ""


def answered(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Only where something was answered: a heading with nothing below says nothing."""
    return tuple(part for part in parts if any(row.answered for row in part.rows))


def derived_lines(compiled: Compiled, journey: Journey, lang: str) -> Iterator[tuple[str, str]]:
    """What follows from the answers, for everyone to see: amounts, days, months."""
    for id_, derived in compiled.procedure.derived.items():
        if derived.show_to == "everyone" and id_ in journey.derived:
            yield derived.label.in_(lang), display.derived_words(derived, journey.derived[id_], lang)


def _told_problems(validity: Validity, lang: str) -> Iterator[Told]:
    for problem in validity.problems:
        yield Told(problem.message.in_(lang), f"review-{problem.path}")


def _told_check(finding: checks.Finding, shown: Set[str], lang: str) -> Told:
    """It leads to the first of its answers that stands on the page."""
    anchor = next((anchor for anchor in finding.anchors if anchor in shown), finding.anchors[0])
    return Told(finding.check.message.in_(lang), f"review-{anchor}")


def _review_parts(
    draft: Draft, compiled: Compiled, journey: Journey, validity: Validity, lang: str
) -> Iterator[ReviewPart]:
    wrong = {problem.path: problem.message.in_(lang) for problem in validity.problems}
    for part in display.parts(compiled, journey, lang):
        url = question_url(draft.pk, part.page) + "?to=review"
        rows = tuple(
            ReviewRow(
                label=row.label,
                value=row.value,
                change_url=f"{url}#{row.path}",
                anchor=row.path,
                problem=wrong.get(row.path, ""),
                personal=row.personal,
                notes=tuple(_notes(draft, row.path)),
            )
            for row in part.rows
            if row.answered or row.path in wrong or _is_worth_showing(compiled, row.path)
        )
        if rows:
            yield ReviewPart(part.title, part.heading, rows, url)
            wrong = {path: message for path, message in wrong.items() if all(row.anchor != path for row in rows)}
    for page in journey.pages:
        rows = tuple(_unanswered_rows(draft, compiled, page, wrong, lang))
        if rows:
            yield ReviewPart(page.title.in_(lang), "", rows, f"{question_url(draft.pk, page.id)}?to=review")


def _notes(draft: Draft, path: str) -> Iterator[str]:
    """Where an answer came from, if not from the resident's own hand."""
    if from_card(draft, path):
        yield _("マイナンバーカードから")
    elif by := entered(author_at(draft.authors, path)):
        yield by


def _unanswered_rows(
    draft: Draft, compiled: Compiled, page: Page, wrong: Mapping[str, str], lang: str
) -> Iterator[ReviewRow]:
    """What is wrong where there is no answer to stand beside: a question of a row that was never filled in."""
    for path, message in wrong.items():
        head, _dot, leaf = path.partition(".")
        if head in page.ask:
            question = compiled.question(f"{head}.{leaf.partition('.')[2]}" if leaf else head)
            change_url = f"{question_url(draft.pk, page.id)}?to=review#{path}"
            yield ReviewRow(question.label.in_(lang), display.NOT_ANSWERED.in_(lang), change_url, path, message)


def _is_worth_showing(compiled: Compiled, path: str) -> bool:
    """An optional question left empty need not be read again."""
    return compiled.procedure.data[path.split(".")[0]].require != "none"
