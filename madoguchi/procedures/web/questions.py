"""The pages of the form: one subject each; every press of a button saves before it goes anywhere."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.journey import Journey, unanswered
from madoguchi.definitions.procedure import Page
from madoguchi.kernel import clock, ids
from madoguchi.procedures import commands, filling
from madoguchi.procedures.bundles import EARLIER
from madoguchi.procedures.correcting import is_by_field
from madoguchi.procedures.models import Draft
from madoguchi.procedures.walking import journey_of, remember
from madoguchi.procedures.web import acting, building
from madoguchi.procedures.web.draft_urls import ANY_CODE, ANY_DRAFT, ANY_ROUND, question_url, review_url
from madoguchi.procedures.web.entry import current, draft_of, refuse_other_than_a_form, resident_of, round_in
from madoguchi.publications import queries as publications
from madoguchi.ui.drawing import drawn
from madoguchi.ui.limits import Limit

LETTER_NUMBERS = Limit("letter", tries=10, seconds=900)


@require_safe
def draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The draft's first open page: where a returning person goes on."""
    found = draft_of(request, draft_id)
    compiled = current(found)
    if found.sent_as:
        return redirect("procedures:done", draft_id=found.pk)
    if found.is_at_counter:
        return redirect("procedures:hand_over", draft_id=found.pk)
    if is_by_field(found):
        return redirect("procedures:mend", draft_id=found.pk)
    return redirect(next_url(found, compiled, _journey(found, compiled), None))


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, draft_id: UUID, page_id: str) -> HttpResponse:
    """One page of questions: shown, or read, kept and left for the next one."""
    found = draft_of(request, draft_id)
    if found.sent_as:
        return redirect("procedures:done", draft_id=found.pk)
    if is_by_field(found):
        return redirect("procedures:mend", draft_id=found.pk)
    if found.is_at_counter and request.method != "POST":
        return redirect("procedures:hand_over", draft_id=found.pk)
    if request.method == "POST":
        refuse_other_than_a_form(request)
    compiled = publications.version(found.version) if request.method == "POST" else current(found)
    journey = _journey(found, compiled)
    page = journey.page(page_id)
    if page is None:
        if all(known.id != page_id for known in compiled.procedure.pages):
            raise Http404
        return redirect(next_url(found, compiled, journey, None))
    if request.method == "POST":
        return _posted(request, found, compiled, page)
    shown = building.question_page(request, found, compiled, journey, page)
    return drawn(
        request,
        "procedures/question.html",
        shown,
        own={
            str(ANY_DRAFT): str(found.pk),
            ANY_CODE: ids.grouped(commands.resume_code_of(found.pk)),
            ANY_ROUND: str(found.round_of(page.id)),
        },
        status=422 if shown.problems else 200,
    )


def _journey(draft: Draft, compiled: Compiled) -> Journey:
    return journey_of(draft, compiled, today=clock.today())


def _posted(request: HttpRequest, draft: Draft, compiled: Compiled, page: Page) -> HttpResponse:
    by, typed = resident_of(request), filling.typed_on(page, request.POST)
    act = acting.pressed(request)
    if act:
        return _act(request, draft, compiled, page, typed, act)
    filled = filling.read_page(compiled, page, typed, draft.answers, publications.situation())
    if filled.problems:
        new = filled.not_seen(frozenset(request.POST.get("_seen", "")[:20_000].split()))
        told = len(new) < len(filled.problems)
        commands.keep_typed(
            draft=draft, page=page.id, typed=typed, told=told, new=new, at=clock.now(), by=by, is_sent=True
        )
        return redirect(_here(request, draft, page, "" if told else new[0]))
    remember(draft, compiled, filled.whole, filled.journey, today=clock.today())
    unheeded = [key for key in map(filling.key_of, filled.warnings) if key not in draft.heeded]
    commands.keep_answers(
        draft=draft, page=page.id, answers=filled.answers, gone=filled.gone, heeded=unheeded, at=clock.now(), by=by
    )
    if unheeded:
        return redirect(_here(request, draft, page))
    _fill_from_letter(request, draft, compiled, page)
    compiled = current(draft)
    after = None if request.POST.get("_to") == "review" else page.id
    return redirect(next_url(draft, compiled, _journey(draft, compiled), after))


def _fill_from_letter(request: HttpRequest, draft: Draft, compiled: Compiled, page: Page) -> None:
    """A 照会番号 on the page opens what the ward printed on the sheet; wrong ones are counted and slowed down."""
    mailed = compiled.procedure.mailed
    if mailed is None or mailed.number not in page.ask or mailed.number not in draft.answers:
        return
    LETTER_NUMBERS.count_or_refuse(request)
    number = str(draft.answers[mailed.number])
    if commands.fill_from_letter(draft=draft, compiled=compiled, number=number, at=clock.now()):
        LETTER_NUMBERS.take_back(request)


def next_url(draft: Draft, compiled: Compiled, journey: Journey, after: str | None) -> str:
    """The page after this one; coming from the review, the first page still open, else the review again."""
    if after is not None:
        page = _after(draft, compiled, journey, after)
    else:
        at = clock.today()
        pending = (p for p in journey.pages if p.id in draft.unfinished or unanswered(compiled, journey, p, today=at))
        page = next(pending, None)
    return question_url(draft.pk, page.id) if page else review_url(draft.pk)


def _after(draft: Draft, compiled: Compiled, journey: Journey, after: str) -> Page | None:
    """The page after this one that asks anything: what was answered with the shared questions of an event is passed by."""
    page = journey.after(after)
    while page is not None and _is_answered_already(draft, compiled, journey, page):
        page = journey.after(page.id)
    return page


def _is_answered_already(draft: Draft, compiled: Compiled, journey: Journey, page: Page) -> bool:
    asked = [id_ for id_ in page.ask if id_ in journey.visible]
    if page.id in draft.unfinished or any(draft.sources.get(id_) != EARLIER for id_ in asked):
        return False
    return not unanswered(compiled, journey, page, today=clock.today())


def _here(request: HttpRequest, draft: Draft, page: Page, anchor: str = "") -> str:
    to_review = "?to=review" if request.POST.get("_to") == "review" else ""
    return question_url(draft.pk, page.id) + to_review + (f"#{anchor}" if anchor else "")


def _act(
    request: HttpRequest, draft: Draft, compiled: Compiled, page: Page, typed: filling.Typed, act: str
) -> HttpResponse:
    """A button inside the page: nothing is judged, what was typed is kept, and the page comes back."""
    by = resident_of(request)
    acted = acting.acted(request, draft, compiled, page, typed, act, by=by)
    # A renewal still on its way when the page is sent must not wipe what the sending found.
    after = round_in(request) if act == "_renew" else None
    commands.keep_typed(
        draft=draft,
        page=page.id,
        typed=acted.typed,
        told=False,
        once=acted.once,
        at=clock.now(),
        by=by,
        after_round=after,
    )
    if act == "_save":
        return redirect("procedures:saved", draft_id=draft.pk)
    return redirect(_here(request, draft, page, acted.anchor))


@require_POST
def save(request: HttpRequest, draft_id: UUID, page_id: str) -> JsonResponse:
    """What is typed so far, kept without a press of a button where scripting runs."""
    found = draft_of(request, draft_id)
    refuse_other_than_a_form(request)
    if is_by_field(found):
        raise Http404
    compiled = publications.version(found.version)
    page = next((page for page in compiled.procedure.pages if page.id == page_id), None)
    if page is None:
        raise Http404
    typed = filling.typed_on(page, request.POST)
    filled = filling.read_page(compiled, page, typed, found.answers, publications.situation())
    # One that comes after the page itself was sent says nothing new.
    if page.id in found.unfinished or filled.problems or filled.changes(found.answers):
        by = resident_of(request)
        after = round_in(request)
        commands.keep_typed(
            draft=found, page=page.id, typed=typed, told=False, at=clock.now(), by=by, after_round=after
        )
    return JsonResponse({"saved_at": clock.now().isoformat(timespec="seconds")})


@require_safe
def addresses_of_postcode(request: HttpRequest) -> JsonResponse:
    """Prefecture, city and towns of a postcode; in the ward its own 丁目."""
    found = acting.addresses_of(request.GET.get("postcode", ""))
    lines = [{"prefecture": prefecture, "city": city, "town": town} for prefecture, city, town in found[:60]]
    response = JsonResponse(lines, safe=False)
    response["Cache-Control"] = f"private, max-age={0 if settings.DEBUG else 86_400}"
    return response
