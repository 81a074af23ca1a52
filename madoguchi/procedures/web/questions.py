"""The pages of the form: one subject each; every press of a button saves before it goes anywhere."""

from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from madoguchi.accounts.queries import actor_of
from madoguchi.cabinet.uploads import UploadProblem
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.journey import Journey, unanswered, walk
from madoguchi.definitions.procedure import Page
from madoguchi.definitions.questions import GroupQuestion
from madoguchi.kernel import addresses, clock, ids, normalise
from madoguchi.procedures import commands, documents, filling
from madoguchi.procedures.models import Draft
from madoguchi.procedures.web import building
from madoguchi.procedures.web.draft_urls import ANY_CODE, ANY_DRAFT, question_url, review_url
from madoguchi.procedures.web.entry import current, draft_of, refuse_other_than_a_form
from madoguchi.publications import queries as publications
from madoguchi.ui.drawing import drawn
from madoguchi.ui.limits import Limit

LETTER_NUMBERS = Limit("letter", tries=10, seconds=900)
ACTS = ("_add", "_drop", "_upload", "_remove", "_lookup", "_renew", "_save")


@require_safe
def draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The draft's first open page: where a returning person goes on."""
    found = draft_of(request, draft_id)
    compiled = current(found)
    if found.sent_as:
        return redirect("procedures:done", draft_id=found.pk)
    return redirect(next_url(found, compiled, _journey(found, compiled), None))


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, draft_id: UUID, page_id: str) -> HttpResponse:
    """One page of questions: shown, or read, kept and left for the next one."""
    found = draft_of(request, draft_id)
    if found.sent_as:
        return redirect("procedures:done", draft_id=found.pk)
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
        own={str(ANY_DRAFT): str(found.pk), ANY_CODE: ids.grouped(commands.resume_code_of(found.pk))},
        status=422 if shown.problems else 200,
    )


def _journey(draft: Draft, compiled: Compiled) -> Journey:
    return walk(compiled, draft.answers, today=clock.today())


def _posted(request: HttpRequest, draft: Draft, compiled: Compiled, page: Page) -> HttpResponse:
    typed = filling.typed_on(page, request.POST)
    act = next((act for act in ACTS if act in request.POST), "")
    if act:
        return _act(request, draft, compiled, page, typed, act)
    filled = filling.read_page(compiled, page, typed, draft.answers, publications.situation())
    if filled.problems:
        new = filled.not_seen(frozenset(request.POST.get("_seen", "")[:20_000].split()))
        told = len(new) < len(filled.problems)
        commands.keep_typed(draft=draft, page=page.id, typed=typed, told=told, new=new, at=clock.now())
        return redirect(_here(request, draft, page, "" if told else new[0]))
    unheeded = [key for key in map(filling.key_of, filled.warnings) if key not in draft.heeded]
    commands.keep_answers(
        draft=draft, page=page.id, answers=filled.answers, gone=filled.gone, heeded=unheeded, at=clock.now()
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
    LETTER_NUMBERS.refuse_if_spent(request)
    number = str(draft.answers[mailed.number])
    if not commands.fill_from_letter(draft=draft, compiled=compiled, number=number, at=clock.now()):
        LETTER_NUMBERS.count(request)


def next_url(draft: Draft, compiled: Compiled, journey: Journey, after: str | None) -> str:
    """The page after this one; coming from the review, the first page still open, else the review again."""
    if after is not None:
        page = journey.after(after)
    else:
        at = clock.today()
        pending = (p for p in journey.pages if p.id in draft.unfinished or unanswered(compiled, journey, p, today=at))
        page = next(pending, None)
    return question_url(draft.pk, page.id) if page else review_url(draft.pk)


def _here(request: HttpRequest, draft: Draft, page: Page, anchor: str = "") -> str:
    to_review = "?to=review" if request.POST.get("_to") == "review" else ""
    return question_url(draft.pk, page.id) + to_review + (f"#{anchor}" if anchor else "")


def _act(
    request: HttpRequest, draft: Draft, compiled: Compiled, page: Page, typed: filling.Typed, act: str
) -> HttpResponse:
    """A button inside the page: nothing is judged, what was typed is kept, and the page comes back."""
    target = request.POST.get(act, "")[:200]
    anchor = target.partition(":")[0]
    once: dict[str, str] = {}
    match act:
        case "_add":
            typed = _with_new_row(typed, target, draft.answers.get(target), compiled, page)
            anchor = f"{target}-{(typed.get(f'{target}.rows') or ['1'])[-1]}"
        case "_drop":
            typed = _without_row(typed, target)
            anchor = anchor.split(".")[0]
        case "_lookup":
            typed, once = _looked_up(typed, target)
        case "_remove":
            _remove(request, draft, compiled, target)
        case "_upload":
            once = _upload(request, draft, compiled, target)
    commands.keep_typed(draft=draft, page=page.id, typed=typed, told=False, once=once, at=clock.now())
    if act == "_save":
        return redirect("procedures:saved", draft_id=draft.pk)
    return redirect(_here(request, draft, page, anchor))


def _with_new_row(typed: filling.Typed, group: str, kept: object, compiled: Compiled, page: Page) -> filling.Typed:
    """A row with an id of its own: one that was dropped lends neither its id nor its documents."""
    if group not in page.ask or not isinstance(compiled.procedure.data[group], GroupQuestion):
        raise Http404
    rows = typed.get(f"{group}.rows", [])
    used = [*rows, *(str(row["row"]) for row in (kept if isinstance(kept, list) else []))]
    new = str(max((int(row) for row in used if row.isdecimal() and len(row) < 9), default=0) + 1)
    return {**typed, f"{group}.rows": [*rows, new]}


def _without_row(typed: filling.Typed, target: str) -> filling.Typed:
    group, _colon, row = target.partition(":")
    rows = [kept for kept in typed.get(f"{group}.rows", []) if kept != row]
    prefix = f"{group}.{row}."
    return {**{name: v for name, v in typed.items() if not name.startswith(prefix)}, f"{group}.rows": rows}


def _looked_up(typed: filling.Typed, name: str) -> tuple[filling.Typed, dict[str, str]]:
    """The address of a postcode without scripting, or why there is none. A town that fits it stays as it was typed."""
    found = _addresses_of((typed.get(f"{name}.postcode") or [""])[-1])
    if not found:
        return typed, {name: _("この郵便番号の住所が見つかりません。番号を確かめるか、住所を直接入力してください。")}
    prefecture, city, first = found[0]
    town = (typed.get(f"{name}.town") or [""])[-1].strip()
    if not any(town.startswith(known) for _prefecture, _city, known in found):
        town = first if len(found) == 1 else ""
    filled = {f"{name}.prefecture": [prefecture], f"{name}.city": [city], f"{name}.town": [town]}
    return {**typed, **filled}, {}


def _addresses_of(postcode: str) -> list[tuple[str, str, str]]:
    """Prefecture, city and town; in the ward every 丁目 of its own list."""
    typed = normalise.postcode(postcode[:20])
    own = [("東京都", publications.ward().city, town.name) for town in publications.towns().for_postcode(typed)]
    return own or [(found.prefecture, found.city, found.town) for found in addresses.by_postcode(typed)]


def _remove(request: HttpRequest, draft: Draft, compiled: Compiled, target: str) -> None:
    path, _colon, document_id = target.partition(":")
    documents.detach(
        draft=draft, compiled=compiled, path=path, document_id=document_id, by=actor_of(request), at=clock.now()
    )


def _upload(request: HttpRequest, draft: Draft, compiled: Compiled, path: str) -> dict[str, str]:
    """Take the chosen documents in; where one is not taken, the sentence for the person."""
    files = [file for file in request.FILES.getlist(path) if isinstance(file, UploadedFile)]
    try:
        documents.attach(draft=draft, compiled=compiled, path=path, files=files, by=actor_of(request), at=clock.now())
    except (UploadProblem, documents.NotTaken) as problem:
        return {path: problem.message.in_(building.language(request))}
    return {}


@require_POST
def save(request: HttpRequest, draft_id: UUID, page_id: str) -> JsonResponse:
    """What is typed so far, kept without a press of a button where scripting runs."""
    found = draft_of(request, draft_id)
    refuse_other_than_a_form(request)
    compiled = publications.version(found.version)
    page = next((page for page in compiled.procedure.pages if page.id == page_id), None)
    if page is None:
        raise Http404
    typed = filling.typed_on(page, request.POST)
    filled = filling.read_page(compiled, page, typed, found.answers, publications.situation())
    # One that comes after the page itself was sent says nothing new.
    if page.id in found.unfinished or filled.problems or filled.changes(found.answers):
        commands.keep_typed(draft=found, page=page.id, typed=typed, told=False, at=clock.now())
    return JsonResponse({"saved_at": clock.now().isoformat(timespec="seconds")})


@require_safe
def addresses_of_postcode(request: HttpRequest) -> JsonResponse:
    """Prefecture, city and towns of a postcode; in the ward its own 丁目."""
    found = _addresses_of(request.GET.get("postcode", ""))
    lines = [{"prefecture": prefecture, "city": city, "town": town} for prefecture, city, town in found[:60]]
    response = JsonResponse(lines, safe=False)
    response["Cache-Control"] = f"private, max-age={0 if settings.DEBUG else 86_400}"
    return response
