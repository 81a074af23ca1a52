"""The second screen: the applicant reads what an officer has filled in, agrees to the statements, and confirms."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from madoguchi.definitions import display
from madoguchi.definitions.journey import walk
from madoguchi.definitions.problems import AGREE
from madoguchi.kernel import clock
from madoguchi.procedures import confirming, consents
from madoguchi.procedures.models import Confirmation
from madoguchi.procedures.web import building
from madoguchi.procedures.web.pages import Agreement, CodePage, ScreenPage, Told
from madoguchi.procedures.web.reviewing import answered, derived_lines
from madoguchi.procedures.web.tablets import tablet_of
from madoguchi.publications import queries as publications
from madoguchi.ui.limits import Limit

# Six digits open somebody's answers: few guesses for one client, and few for all strangers together. A tablet of the
# counter has its own, so that no flood from outside closes the counter.
TABLETS_GUESSES = Limit("confirm-tablet", tries=20, seconds=900)
GUESSES = Limit("confirm", tries=5, seconds=900)
EVERYBODYS_GUESSES = Limit("confirm-everybody", tries=60, seconds=900)
EVERYBODY = "everybody"


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Six digits open the screen, once: on the counter's tablet, or on the resident's own phone."""
    problems: list[Told] = []
    typed = request.POST.get("digits", "")[:60]
    if request.method == "POST":
        limits = _limits(request) if typed.strip() else []
        for limit, who in limits:
            limit.count_or_refuse(who)
        found = confirming.open_by_digits(typed=typed, at=clock.now())
        if found is not None:
            for limit, who in limits:
                limit.take_back(who)
            return redirect("procedures:confirm_screen", address=confirming.address_of(found))
        problems = [
            Told(_("この番号の確認画面が見つかりません。窓口の画面に出ている6けたの番号を確かめてください。"), "digits")
        ]
    page = CodePage(title=_("窓口で入力した内容を確認する"), problems=problems, number=typed)
    return render(request, "procedures/confirm_digits.html", {"page": page}, status=422 if problems else 200)


def _limits(request: HttpRequest) -> list[tuple[Limit, HttpRequest | str]]:
    """Whose tries these are; a stranger who has spent their own uses up nobody else's."""
    if tablet := tablet_of(request):
        return [(TABLETS_GUESSES, tablet)]
    return [(GUESSES, request), (EVERYBODYS_GUESSES, EVERYBODY)]


@require_http_methods(["GET", "HEAD", "POST"])
def screen(request: HttpRequest, address: str) -> HttpResponse:
    """Everything as it will be sent, to read; nothing can be changed here."""
    confirmation = confirming.at_address(address, at=clock.now())
    missing: Sequence[str] = ()
    agreed: Sequence[str] = ()
    if request.method == "POST" and confirmation.confirmed_at is None:
        agreed = request.POST.getlist("agreed")[:200]
        missing = confirming.confirm(
            confirmation=confirmation,
            compiled=publications.version(confirmation.draft.version),
            agreed=agreed,
            situation=publications.situation(),
            at=clock.now(),
        )
        if not missing:
            return redirect("procedures:confirm_screen", address=address)
    elif confirmation.opened_at is None:
        confirming.note_opened(confirmation=confirmation, at=clock.now())
    page = _page(request, confirmation, missing, agreed)
    return render(request, "procedures/confirm.html", {"page": page}, status=422 if missing else 200)


def _page(
    request: HttpRequest, confirmation: Confirmation, missing: Sequence[str], agreed: Sequence[str]
) -> ScreenPage:
    lang, situation = building.language(request), publications.situation()
    draft = confirmation.draft
    compiled = publications.version(draft.version)
    journey = walk(compiled, draft.answers, today=situation.today)
    changed = confirmation.answers_digest != confirming.digest_of(draft.answers)
    return ScreenPage(
        procedure=compiled.procedure.title.in_(lang),
        is_confirmed=confirmation.confirmed_at is not None and not changed,
        is_changed=changed,
        parts=answered(display.parts(compiled, journey, lang)),
        derived=tuple(derived_lines(compiled, journey, lang)),
        statements=tuple(
            Agreement(
                path=one.path,
                label=one.question.label.in_(lang),
                required=one.required,
                given=one.path in agreed if agreed else one.given,
                error=AGREE.in_(lang) if one.path in missing else "",
            )
            for one in consents.asked(compiled, journey, situation)
        ),
        problems=tuple(Told(AGREE.in_(lang), f"agreed-{path}") for path in missing),
        section=publications.section(draft.counter_section).name,
        officer=draft.counter_name,
    )
