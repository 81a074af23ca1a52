"""After sending: where the application stands, what the ward wrote, correcting and withdrawing; going on with a draft."""

from collections.abc import Iterator
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from madoguchi.accounts.queries import actor_of
from madoguchi.accounts.states import Act
from madoguchi.cases import commands as cases
from madoguchi.cases import permissions as case_permissions
from madoguchi.cases import queries as case_queries
from madoguchi.cases.asked import FAULT_NAME, label_at, sentence
from madoguchi.cases.deadlines import day_of, days_waiting
from madoguchi.cases.models import Case
from madoguchi.cases.states import State, resident_label
from madoguchi.definitions import display
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.journey import walk
from madoguchi.journal import queries as journal
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import refuse_if
from madoguchi.notices import commands as notice_commands
from madoguchi.notices import permissions as notice_permissions
from madoguchi.notices import queries as notices
from madoguchi.notices.models import Notice
from madoguchi.notices.web.files import pdf_response
from madoguchi.payments.web.shown import resident_lines
from madoguchi.procedures import bundles, commands, queries, representing
from madoguchi.procedures.web import access, building, wording
from madoguchi.procedures.web.bundle_entry import remember as remember_bundle
from madoguchi.procedures.web.entry import remember
from madoguchi.procedures.web.pages import CodePage, EventLine, NoticeLine, StatusPage, Told
from madoguchi.publications import queries as publications
from madoguchi.ui.components.dates import moment
from madoguchi.ui.limits import Limit

RESUME_CODES = Limit("resume", tries=30, seconds=900)
STATUS_CODES = Limit("status", tries=30, seconds=900)
KINDS = {
    State.RECEIVED: "info",
    State.UNDER_REVIEW: "info",
    State.RETURNED: "warning",
    State.APPROVED: "success",
    State.REJECTED: "error",
    State.WITHDRAWN: "neutral",
}


@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest) -> HttpResponse:
    """Go on with a draft on this device, by its code."""
    problems: list[Told] = []
    typed = request.POST.get("code", "")[:60]
    if request.method == "POST":
        RESUME_CODES.count_or_refuse(request)
        draft = queries.draft_by_code(typed) if typed.strip() else None
        if draft is not None:
            RESUME_CODES.take_back(request)
            secret = commands.resume(draft=draft, by=actor_of(request), at=clock.now())
            response = redirect("procedures:draft", draft_id=draft.pk)
            remember(request, response, draft, secret)
            return response
        bundle = bundles.by_code(typed) if typed.strip() else None
        if bundle is not None:
            RESUME_CODES.take_back(request)
            response = redirect("procedures:bundle_go_on", bundle_id=bundle.pk)
            remember_bundle(response, bundle, bundles.secret_of(bundle.pk))
            return response
        if typed.strip():
            problems = [Told(_("この番号の途中保存が見つかりません。番号を確かめてください。"), "code")]
        else:
            RESUME_CODES.take_back(request)
            problems = [Told(_("途中保存の番号を入力してください。"), "code")]
    page = CodePage(title=_("続きから始める"), problems=problems, number=typed)
    return render(request, "procedures/resume.html", {"page": page}, status=422 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def status(request: HttpRequest) -> HttpResponse:
    """Ask for number and code, and open the application they belong to."""
    problems: list[Told] = []
    number, code = request.POST.get("number", "").strip()[:80], request.POST.get("code", "")[:60]
    if request.method == "POST":
        STATUS_CODES.count_or_refuse(request)
        case = case_queries.by_access(number, code)
        if case is not None:
            STATUS_CODES.take_back(request)
            response = redirect("procedures:case", case_id=case.pk)
            access.grant(request, response, case)
            return response
        problems = [
            Told(_("受付番号と確認コードの組み合わせが見つかりません。受付票を見て、確かめてください。"), "number")
        ]
    page = CodePage(title=_("申請の状況を見る"), problems=problems, number=number)
    return render(request, "procedures/status.html", {"page": page}, status=422 if problems else 200)


def _mine(request: HttpRequest, case_id: UUID, act: Act = Act.STATUS) -> tuple[Case, Actor]:
    """The application and who acts on it: its applicant, or a proxy whose mandate allows the act."""
    case = queries.case(case_id)
    if case is None:
        raise Http404
    return case, access.acting(request, case, act)


@require_safe
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One application: its state, what happened, the letters, the answers."""
    found, by = _mine(request, case_id)
    if by.on_behalf_of is not None:
        representing.note_look(case=found, by=by, at=clock.now())
    may_correct = case_permissions.refusal_to_open_correction(by, found) is None
    if may_correct and found.correction_opened_at is None:
        cases.open_correction(case=found, by=by, at=clock.now())
    return render(request, "procedures/case.html", {"page": _status_page(request, found, by)})


def _status_page(request: HttpRequest, case: Case, by: Actor) -> StatusPage:
    lang = building.language(request)
    compiled = publications.version(case.version)
    journey = walk(compiled, case.answers, today=day_of(case.answered_at))
    section = publications.section(case.section)
    return StatusPage(
        title=compiled.procedure.title.in_(lang),
        number=case.number,
        state=resident_label(case.stands, lang),
        state_kind=KINDS[case.stands],
        explanation=str(wording.EXPLAINED[case.stands]),
        received_at=case.received_at,
        due_on=None if case.is_final else case.due_on,
        events=tuple(_events(case)),
        notices=tuple(notice_lines(notices.for_subject(case.subject), case)),
        parts=display.parts(compiled, journey, lang),
        may_withdraw=case_permissions.refusal_to_withdraw(by, case) is None,
        withdraw_url=reverse("procedures:withdraw", args=[case.pk]),
        correct_url=reverse("procedures:correct", args=[case.pk]),
        correction=_asked(compiled, case, lang),
        waiting=days_waiting(case.returned_at, clock.today()) if case.returned_at else 0,
        receipt_url=reverse("procedures:receipt", args=[case.pk]),
        section=f"{section.department} {section.name}".strip(),
        phone=section.phone,
        entered=wording.entered_by(case_queries.authors_of(case)),
        payments=tuple(resident_lines(case.subject, case.pk, lang)) if compiled.charge else (),
    )


def _asked(compiled: Compiled, case: Case, lang: str) -> tuple[str, ...]:
    """What is to be mended, while it is: each answer with its sentence, then what is said of the whole."""
    asked = case.correction_asked
    if asked is None or case.stands is not State.RETURNED:
        return ()
    items = (
        f"{label_at(compiled, case.answers, item.path, lang)}（{FAULT_NAME[item.reason].in_(lang)}）"
        f"\n{sentence(compiled, case.answers, item, lang)}"
        for item in asked.items
    )
    whole = "\n".join(text for text in (*(ground.text for ground in asked.grounds), asked.words) if text)
    return tuple(text for text in (*items, whole) if text)


def notice_lines(found: list[Notice], case: Case | None) -> Iterator[NoticeLine]:
    """The letters that were issued; each is opened with the application's own access."""
    for notice in found:
        if notice.issued_at is not None:
            pdf = (
                reverse("procedures:letter", args=[case.pk, notice.pk])
                if case
                else reverse("notices:pdf", args=[notice.pk])
            )
            url = pdf if case else reverse("notices:notice", args=[notice.pk])
            yield NoticeLine(notice.title, url, pdf, day_of(notice.issued_at))


def _events(case: Case) -> Iterator[EventLine]:
    """What happened, and who of the ward looked at it."""
    for entry in journal.timeline(case.subject):
        if entry.what in wording.HAPPENED and not (entry.what == "viewed" and entry.who_kind == "resident"):
            section = publications.section(entry.who_section).name if entry.who_section else ""
            who = section if entry.who_kind == "officer" else ""
            yield EventLine(moment(timezone.localtime(entry.at)), str(wording.HAPPENED[entry.what]), who)


@require_safe
def letter(request: HttpRequest, case_id: UUID, notice_id: UUID) -> HttpResponse:
    """A letter about this application as PDF, for who holds its code."""
    found, acting = _mine(request, case_id, Act.RECEIVE)
    notice = notices.by_id(notice_id)
    if notice is None or notice.subject != found.subject:
        raise Http404
    by = actor_of(request)
    refuse_if(notice_permissions.refusal_to_open(by, notice, bears_code=True))
    notice_commands.mark_read(notice=notice, by=acting if acting.on_behalf_of else by, at=clock.now(), bears_code=True)
    representing.tell(found, Act.RECEIVE, by=acting, at=clock.now())
    return pdf_response(notice)


@require_POST
def correct(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Open what was sent for mending."""
    found, by = _mine(request, case_id, Act.SEND)
    begun = commands.begin_correction(
        case=found,
        compiled=publications.version(found.version),
        language=building.language(request),
        by=by,
        at=clock.now(),
    )
    asked = found.correction_asked
    by_field = asked is not None and asked.paths
    response = redirect("procedures:mend" if by_field else "procedures:review", draft_id=begun.draft.pk)
    remember(request, response, begun.draft, begun.secret)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Take the application back, after asking once."""
    found, by = _mine(request, case_id, Act.WITHDRAW)
    if request.method == "POST":
        cases.withdraw(case=found, by=by, at=clock.now())
        representing.tell(found, Act.WITHDRAW, by=by, at=clock.now())
        return redirect("procedures:case", case_id=found.pk)
    page = CodePage(title=_("申請を取り下げますか"), number=found.number)
    return render(
        request,
        "procedures/withdraw.html",
        {"page": page, "title": found.title, "back_url": reverse("procedures:case", args=[found.pk])},
    )
