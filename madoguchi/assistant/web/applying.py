"""An application by talk: begun from an answer, one question a page, each answer kept at once where the form keeps it."""

from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from madoguchi.assistant import hearing, interview, sheets
from madoguchi.assistant.eligibility import Chance, judged
from madoguchi.assistant.hearing import Said
from madoguchi.assistant.hearing_words import Command, command_in, yes_or_no
from madoguchi.assistant.interview import Step
from madoguchi.assistant.sheets import Sheet
from madoguchi.assistant.speaking import Spoken
from madoguchi.assistant.web import showing
from madoguchi.assistant.web.applying_drawing import precheck_field, talk_page
from madoguchi.assistant.web.applying_pages import BeginPage
from madoguchi.definitions import problems
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.problems import told
from madoguchi.definitions.validate import missing
from madoguchi.kernel.refusals import refuse_if
from madoguchi.publications import queries as publications
from madoguchi.ui.limits import Limit

LONGEST = 4000
BEGUN = Limit("applications by talk", tries=20, seconds=600)


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, procedure_id: str) -> HttpResponse:
    """The definition's eligibility questions, then the first question. Nothing of what is answered here is kept."""
    compiled = publications.in_force(procedure_id)
    if compiled is None:
        raise Http404
    refuse_if(sheets.receiver().refusal(compiled))
    asked = request.method == "POST"
    given = {check.id: request.POST.get(check.id, "") for check in compiled.procedure.eligibility}
    found = judged(compiled.procedure, given) if asked else None
    if found and (found.chance is Chance.LIKELY or (found.chance is Chance.ASK and request.POST.get("go"))):
        return _begun(request, compiled)
    language = showing.language_of(request)
    title = compiled.procedure.title.in_(language)
    words = Spoken(language, title=title)
    page = BeginPage(
        words=words,
        crumbs=((words["top"], "/"), (words["chat"], showing.chat_url()), (title, "")),
        title=title,
        procedure_url=sheets.receiver().about(procedure_id),
        fields=[
            precheck_field(check, check.id, given[check.id], language, asked=asked)
            for check in compiled.procedure.eligibility
        ],
        stopped=found is not None and found.chance is Chance.NOT,
        passed=found is not None and found.chance is Chance.ASK,
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if asked and found is None else HTTPStatus.OK
    return render(request, "assistant/apply_begin.html", {"page": page}, status=status)


def _begun(request: HttpRequest, compiled: Compiled) -> HttpResponse:
    BEGUN.count_or_refuse(request)
    receiver = sheets.receiver()
    sheet = receiver.begin(request, compiled)
    response = redirect("assistant:apply_talk", sheet_id=sheet.id)
    receiver.remember(request, response, sheet.id)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def talk(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """The question that is next, or the one that was asked for; what is sent is read, kept and followed by the next."""
    receiver = sheets.receiver()
    sheet = receiver.find(request, sheet_id)
    at = publications.situation()
    source = request.POST if request.method == "POST" else request.GET
    path = source.get("ask", "")[:200]
    walked = interview.steps(sheet.compiled, sheet.answers, today=at.today, begun=path)
    step = interview.find(walked, path)
    if request.method == "POST":
        return _told(request, sheet, step) if step else _to(sheet)
    if step is None and request.GET.get("end") != "1":
        step = interview.where_it_stopped(walked)
    return _page(request, sheet, step)


def _told(request: HttpRequest, sheet: Sheet, step: Step) -> HttpResponse:
    said = Said(request.POST.get("said", "")[:LONGEST], tuple(v for v in request.POST.getlist("option") if v)[:100])
    wish = request.POST.get("do", "") or ("" if said.pressed else command_in(said.words))
    if wish in set(Command):
        return _to(sheet, step, Command(str(wish)))
    if not step.is_more and interview.is_for_the_form(step.question):
        return _to(sheet, step, Command.SKIP)
    if step.is_more:
        return _one_more(request, sheet, step, said)
    return _answered(request, sheet, step, said)


def _answered(request: HttpRequest, sheet: Sheet, step: Step, said: Said) -> HttpResponse:
    language = showing.language_of(request)
    leaf = step.leaf
    if leaf is None:
        raise Http404
    reading = hearing.heard(leaf, said, step.path, publications.situation())
    problem = reading.problem
    if problem is None and reading.answer is None and step.required:
        problem = missing(leaf, step.path)
    if problem is not None:
        return _page(request, sheet, step, typed=said.words, error=problem.message.in_(language))
    if reading.answer is None:
        return _to(sheet, step, Command.SKIP)
    whole = interview.placed(step, sheet.answers, reading.answer)
    kept = sheets.receiver().keep(request, sheet.id, step.head, whole)
    return _to(kept, step, Command.SKIP)


def _one_more(request: HttpRequest, sheet: Sheet, step: Step, said: Said) -> HttpResponse:
    language = showing.language_of(request)
    meant = said.pressed[-1] == "true" if said.pressed else yes_or_no(said.words)
    if meant is None:
        error = told(problems.CHOOSE, label=step.question.label).in_(language)
        return _page(request, sheet, step, typed=said.words, error=error)
    if not meant:
        return _to(sheet, step, Command.SKIP)
    row = interview.next_row(sheet.answers.get(step.head))
    begun = f"{step.head}.{row}."
    walked = interview.steps(sheet.compiled, sheet.answers, today=publications.situation().today, begun=begun)
    first = next((one for one in walked if one.path.startswith(begun)), None)
    return _at(sheet, first)


def _to(sheet: Sheet, step: Step | None = None, wish: Command | None = None) -> HttpResponse:
    """The page after a wish: the step before or after this one, or this one with its help or its code."""
    if step is None or wish is None:
        return _at(sheet, None, "")
    today = publications.situation().today
    match wish:
        case Command.BACK:
            walked = interview.steps(sheet.compiled, sheet.answers, today=today, begun=step.path)
            return _at(sheet, interview.before(walked, step.path) or step)
        case Command.SKIP:
            walked = interview.steps(sheet.compiled, sheet.answers, today=today, begun=step.path)
            return _at(sheet, interview.after(walked, step.path))
        case Command.HELP | Command.LATER | Command.LEAVE:
            return _at(sheet, step, wish.value)


def _at(sheet: Sheet, step: Step | None, shows: str = "end") -> HttpResponse:
    query: dict[str, str] = {}
    if step is not None:
        query = {"ask": step.path}
    if shows and (step is None or shows != "end"):
        query[shows] = "1"
    url = reverse("assistant:apply_talk", args=[sheet.id])
    return redirect(f"{url}?{urlencode(query)}#now" if query else url)


def _page(request: HttpRequest, sheet: Sheet, step: Step | None, *, typed: str = "", error: str = "") -> HttpResponse:
    page = talk_page(request, sheet, step, typed=typed, error=error)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    return render(request, "assistant/apply_talk.html", {"page": page}, status=status)
