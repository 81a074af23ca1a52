"""The last page before an act: what will happen, and the letter as the resident will read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from madoguchi.cases.models import Case
from madoguchi.cases.web.finding import seen_on
from madoguchi.cases.web.pages import ConfirmPage
from madoguchi.kernel import japanese_dates
from madoguchi.notices.letters import Letter


@dataclass(frozen=True)
class Confirming:
    """The words of one act's confirmation. `name` is the act's address."""

    name: str
    heading: str
    lead: str
    button: str
    kind: str = "primary"


APPROVAL = Confirming(
    "approve", "承認の確認", "承認すると、次の通知書を申請者にお送りします。承認は取り消せません。", "承認する"
)
CORRECTION = Confirming(
    "ask_for_correction",
    "補正を求める前の確認",
    "次の文書を申請者にお送りします。補正が届くまで、標準処理期間は進みません。",
    "補正を求める",
)
REJECTION = Confirming(
    "reject",
    "却下の確認",
    "却下すると、次の通知書を申請者にお送りします。理由が具体的に書かれているか、確かめてください。",
    "却下する",
    "danger",
)
WITHDRAWAL = Confirming(
    "withdraw",
    "取下げの確認",
    "申請した方から取下げの申出があったことを確かめてください。取下げを記録すると、元に戻せません。",
    "取下げを記録する",
    "danger",
)


def page(
    request: HttpRequest,
    case: Case,
    act: Confirming,
    *,
    letter: Letter | None = None,
    kept: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    """Show it; `kept` is what was typed on the page before."""
    shown = ConfirmPage(
        number=case.number,
        title=case.title,
        applicant=case.applicant_name,
        heading=act.heading,
        lead=act.lead,
        action=reverse(f"cases:{act.name}", args=[case.pk]),
        button=act.button,
        kind=act.kind,
        letter=letter,
        letter_date=japanese_dates.wareki(letter.date) if letter else "",
        kept=kept,
        seen=seen_on(request, case),
        case_url=reverse("cases:case", args=[case.pk]),
        queue_url=reverse("cases:queue"),
    )
    return render(request, "cases/confirm.html", {"page": shown})
