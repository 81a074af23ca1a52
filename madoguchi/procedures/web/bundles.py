"""Several procedures filled in once: the shared questions, each one's own, all of them checked and sent together."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from madoguchi.cases.states import State, resident_label
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.journey import Journey, unanswered, walk
from madoguchi.definitions.procedure import Page
from madoguchi.kernel import clock, ids
from madoguchi.procedures import bundles, drafting, filling
from madoguchi.procedures.bundle_models import Bundle
from madoguchi.procedures.bundles import Member, Sent
from madoguchi.procedures.models import Draft
from madoguchi.procedures.web import access, acting, building, entry
from madoguchi.procedures.web.bundle_entry import bundle_of
from madoguchi.procedures.web.entry import refuse_other_than_a_form, resident_of
from madoguchi.procedures.web.event_pages import (
    BundlePage,
    BundleReview,
    BundleReviewPage,
    MemberLine,
    SharedPage,
)
from madoguchi.procedures.web.pages import StepMark
from madoguchi.procedures.web.questions import next_url
from madoguchi.procedures.web.reviewing import review_page
from madoguchi.publications import queries as publications

ON_A_PAGE = ("_add", "_drop", "_lookup", "_renew")


def _form(bundle: Bundle) -> Compiled | None:
    return bundles.common_of(bundle).form


def _as_draft(bundle: Bundle, form: Compiled) -> Draft:
    """What the pieces that draw a page need to know; never saved."""
    return Draft(
        id=bundle.pk,
        procedure=form.id,
        version=form.version,
        language=bundle.language,
        answers=bundle.answers,
        unfinished=bundle.unfinished,
    )


def _open_page(bundle: Bundle, form: Compiled) -> Page | None:
    """The first shared page that is not answered yet."""
    journey = walk(form, bundle.answers, today=clock.today())
    for page in journey.pages:
        wrong = page.id in bundle.unfinished or unanswered(form, journey, page, today=clock.today())
        if wrong or not any(id_ in bundle.answers for id_ in page.ask):
            return page
    return None


@require_safe
def go_on(request: HttpRequest, bundle_id: UUID) -> HttpResponse:
    """Where a returning person goes on: the first open shared page, else the overview."""
    bundle = bundle_of(request, bundle_id)
    form = _form(bundle)
    page = _open_page(bundle, form) if form else None
    if page is not None:
        return redirect("procedures:bundle_question", bundle_id=bundle.pk, page_id=page.id)
    return redirect("procedures:bundle", bundle_id=bundle.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, bundle_id: UUID, page_id: str) -> HttpResponse:
    """One page of shared questions: shown, or read, kept and left for the next one."""
    bundle = bundle_of(request, bundle_id)
    form = _form(bundle)
    journey = walk(form, bundle.answers, today=clock.today()) if form else None
    page = journey.page(page_id) if journey else None
    if form is None or journey is None or page is None:
        raise Http404
    if request.method == "POST":
        refuse_other_than_a_form(request)
        return _posted(request, bundle, form, journey, page)
    shown = _shared_page(request, bundle, form, journey, page)
    status = 422 if shown.problems else 200
    return render(request, "procedures/events/question.html", {"page": shown}, status=status)


def _posted(request: HttpRequest, bundle: Bundle, form: Compiled, journey: Journey, page: Page) -> HttpResponse:
    at, typed = clock.now(), filling.typed_on(page, request.POST)
    act = next((act for act in ON_A_PAGE if act in request.POST), "")
    here = reverse("procedures:bundle_question", args=[bundle.pk, page.id])
    if act:
        acted = acting.acted(
            request, _as_draft(bundle, form), form, page, typed, act, by=resident_of(request)
        )  # fmt: skip
        bundles.keep_typed(bundle=bundle, page=page.id, typed=acted.typed, told=False, at=at)
        return redirect(f"{here}#{acted.anchor}")
    filled = filling.read_page(form, page, typed, bundle.answers, publications.situation())
    if filled.problems:
        bundles.keep_typed(bundle=bundle, page=page.id, typed=typed, told=True, at=at)
        return redirect(here)
    bundles.keep_answers(bundle=bundle, page=page.id, answers=filled.answers, gone=filled.gone, at=at)
    following = journey.after(page.id)
    if following is not None:
        return redirect("procedures:bundle_question", bundle_id=bundle.pk, page_id=following.id)
    if _open_page(bundle, form) is None:
        bundles.hand_out(bundle=bundle, situation=publications.situation(), by=resident_of(request), at=at)
        return redirect("procedures:bundle", bundle_id=bundle.pk)
    return redirect("procedures:bundle_go_on", bundle_id=bundle.pk)


def _shared_page(request: HttpRequest, bundle: Bundle, form: Compiled, journey: Journey, page: Page) -> SharedPage:
    lang = building.language(request)
    shown = building.question_page(request, _as_draft(bundle, form), form, journey, page)
    before = journey.before(page.id)
    steps = tuple(
        StepMark(
            one.title.in_(lang),
            reverse("procedures:bundle_question", args=[bundle.pk, one.id]),
            any(id_ in bundle.answers for id_ in one.ask),
        )
        for one in journey.pages
    )
    return SharedPage(
        title=shown.title,
        event=_title(bundle, lang),
        steps=(*steps, StepMark(_("手続きごとの質問")), StepMark(_("確認して送る"))),
        current=shown.current,
        blocks=shown.blocks,
        problems=shown.problems,
        procedures=tuple(
            publications.version(bundle.versions[id_]).procedure.title.in_(lang) for id_ in bundle.procedures
        ),
        back_url=reverse("procedures:bundle_question", args=[bundle.pk, before.id]) if before else "",
        resume_code=ids.grouped(bundles.resume_code_of(bundle.pk)),
        lookup_url=shown.lookup_url,
    )


def _title(bundle: Bundle, lang: str) -> str:
    found = publications.catalog().events.get(bundle.event)
    return found.event.title.in_(lang) if found else _("まとめて申請")


@require_http_methods(["GET", "HEAD"])
def bundle(request: HttpRequest, bundle_id: UUID) -> HttpResponse:
    """Where each procedure stands; number and state of those that were sent."""
    found = bundle_of(request, bundle_id)
    form = _form(found)
    if not found.members.exists():
        if form is not None and _open_page(found, form) is not None:
            return redirect("procedures:bundle_go_on", bundle_id=found.pk)
        bundles.hand_out(
            bundle=found, situation=publications.situation(), by=resident_of(request), at=clock.now()
        )  # fmt: skip
    return render(request, "procedures/events/bundle.html", {"page": _bundle_page(request, found, {})})


def _bundle_page(request: HttpRequest, found: Bundle, sent: dict[str, Sent]) -> BundlePage:
    lang, form = building.language(request), _form(found)
    first = form.procedure.pages[0].id if form else ""
    members = bundles.members_of(found)
    return BundlePage(
        event=_title(found, lang),
        members=tuple(_line(found, member, sent.get(member.procedure), lang) for member in members),
        shared_url=reverse("procedures:bundle_question", args=[found.pk, first]) if first else "",
        review_url=reverse("procedures:bundle_review", args=[found.pk]),
        resume_code=ids.grouped(bundles.resume_code_of(found.pk)),
        plan_url=reverse("procedures:event", args=[found.event]),
    )


def _line(found: Bundle, member: Member, sent: Sent | None, lang: str) -> MemberLine:
    draft = member.draft
    compiled = publications.version(draft.version)
    journey = walk(compiled, draft.answers, today=clock.today())
    open_pages = [page for page in journey.pages if _is_open(draft, compiled, journey, page)]
    told = ""
    if sent is not None and member.case is None:
        told = (
            _("同じ内容の申請を、すでに受け付けています。もう一度送る必要はありません。")
            if sent.already
            else sent.refused
        )
    return MemberLine(
        id=member.procedure,
        title=compiled.procedure.title.in_(lang),
        open_url=reverse("procedures:bundle_open", args=[found.pk, member.procedure]),
        left=len(open_pages),
        ready=member.case is None and not open_pages,
        number=member.case.number if member.case else "",
        state=resident_label(State(member.case.state), lang) if member.case else "",
        told=told,
    )


def _is_open(draft: Draft, compiled: Compiled, journey: Journey, page: Page) -> bool:
    return page.id in draft.unfinished or unanswered(compiled, journey, page, today=clock.today())


@require_safe
def open_member(request: HttpRequest, bundle_id: UUID, procedure_id: str) -> HttpResponse:
    """Let this device into one of the drafts, or to its application."""
    found = bundle_of(request, bundle_id)
    member = next((one for one in bundles.members_of(found) if one.procedure == procedure_id), None)
    if member is None:
        raise Http404
    if member.case is not None:
        response = redirect("procedures:case", case_id=member.case.pk)
        access.grant(request, response, member.case)
        return response
    compiled = entry.current(member.draft)
    journey = walk(compiled, member.draft.answers, today=clock.today())
    response = redirect(next_url(member.draft, compiled, journey, None))
    entry.remember(request, response, member.draft, drafting.kept_secret(member.draft, clock.now()))
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, bundle_id: UUID) -> HttpResponse:
    """All that can be sent, once more; sent, each is an application of its own."""
    found = bundle_of(request, bundle_id)
    members = [member for member in bundles.members_of(found) if member.case is None]
    reviews = []
    for member in members:
        compiled = entry.current(member.draft)
        shown = review_page(request, member.draft, compiled)
        if shown.can_send:
            url = reverse("procedures:bundle_open", args=[found.pk, member.procedure])
            reviews.append(BundleReview(member.procedure, url, shown))
    ready = {one.id for one in reviews}
    if not reviews:
        return redirect("procedures:bundle", bundle_id=found.pk)
    lang = building.language(request)
    page = BundleReviewPage(
        event=_title(found, lang),
        reviews=tuple(reviews),
        waiting=tuple(_line(found, one, None, lang) for one in members if one.procedure not in ready),
        send_url=reverse("procedures:bundle_send", args=[found.pk]),
        back_url=reverse("procedures:bundle", args=[found.pk]),
    )
    return render(request, "procedures/events/review.html", {"page": page})


@require_POST
def send(request: HttpRequest, bundle_id: UUID) -> HttpResponse:
    """Send what was chosen. The page that follows says what came of each; sent again, nothing is sent twice."""
    found = bundle_of(request, bundle_id)
    sent = bundles.send_all(
        bundle=found,
        only=frozenset(request.POST.getlist("send")),
        situation=publications.situation(),
        by=resident_of(request),
        at=clock.now(),
    )
    outcomes = {one.procedure: one for one in sent if one.case is None}
    if outcomes:
        page = _bundle_page(request, found, outcomes)
        return render(request, "procedures/events/bundle.html", {"page": page}, status=409)
    return redirect("procedures:bundle", bundle_id=found.pk)
