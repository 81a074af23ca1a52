"""The page on which an officer gives reasons: for a correction, or for a rejection."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from madoguchi.cases.grounds import LONGEST_WORDS
from madoguchi.cases.models import Case
from madoguchi.cases.web.finding import seen_on
from madoguchi.cases.web.forms import ReasonsForm
from madoguchi.cases.web.pages import Asking, ReasonsPage

CORRECTION = Asking(
    "ask_for_correction",
    "申請全体の補正を求める",
    "申請全体を申請者にお返しします。直すところが分かっているときは、申請の画面で項目を選んでください。",
    "補正の理由",
    "申請者への説明",
    "どこを、どう直せばよいかを具体的に書いてください。このまま申請者に届きます。",
)
REJECTION = Asking(
    "reject",
    "却下する",
    "申請を認めないときは、理由を示さなければなりません（行政手続法8条）。根拠となる条文は、選んだ理由に付きます。",
    "却下の理由",
    "この申請について認めた事実",
    "どの事実が、どの基準に当てはまらないのかを書いてください。このまま通知書に載ります。",
)


def page(request: HttpRequest, case: Case, asking: Asking, form: ReasonsForm) -> HttpResponse:
    """The form as it was typed, with what is wrong beside each field; 400 when something is."""
    wrong = form.messages if form.is_bound and "edit" not in request.POST else {}
    shown = ReasonsPage(
        number=case.number,
        title=case.title,
        applicant=case.applicant_name,
        asking=asking,
        action=reverse(f"cases:{asking.name}", args=[case.pk]),
        reasons=form.reason_options,
        chosen=request.POST.getlist("reasons"),
        words=request.POST.get("words", ""),
        longest=LONGEST_WORDS,
        errors=wrong,
        problems=form.problems if wrong else [],
        seen=seen_on(request, case),
        case_url=reverse("cases:case", args=[case.pk]),
        queue_url=reverse("cases:queue"),
    )
    return render(request, "cases/reasons.html", {"page": shown}, status=400 if wrong else 200)
