"""One click on a doubt, and the result of a drawn case's full review: what the case page adds and receives of them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from madoguchi.cases import commands, doubting, permissions
from madoguchi.cases.case_file import CaseFile
from madoguchi.cases.checklist import Item
from madoguchi.cases.grounds import LONGEST_WORDS
from madoguchi.cases.models import Doubt, FullReview, SampleReview, Verdict
from madoguchi.cases.web.door import desk_page
from madoguchi.cases.web.finding import back_to, case_and_officer, seen_in
from madoguchi.cases.web.look_page import DoubtLine, LookBox, SampleBox
from madoguchi.cases.web.words import moment
from madoguchi.kernel import clock
from madoguchi.kernel.actors import Actor
from madoguchi.ui.components.shapes import Option, Tag

VERDICT_KIND = {Verdict.CONFIRMED: "error", Verdict.FALSE_ALARM: "success"}


def look_box(file: CaseFile, *, by: Actor) -> LookBox:
    """For this officer; without a doubt nothing is asked of the database."""
    case, items = file.case, [item for item in file.items if item.needs_a_look]
    known = doubting.of_case(case) if items else {}
    may = permissions.refusal_to_settle_finding(by, case) is None
    return LookBox(
        doubts=[_line(item, known.get((item.check, item.row)), may=may) for item in items],
        settle_url=reverse("cases:settle", args=[case.pk]),
        sample=_sample(file, by=by) if case.full_review else None,
    )


def _line(item: Item, doubt: Doubt | None, *, may: bool) -> DoubtLine:
    said = Verdict(doubt.verdict) if doubt is not None and doubt.verdict else None
    settled = f"{moment(doubt.settled_at)}　{doubt.settled_by_name}" if said and doubt and doubt.settled_at else ""
    return DoubtLine(
        item=item,
        verdict=Tag(said.label, VERDICT_KIND[said]) if said else None,
        settled=settled,
        choices=[Option(one.value, one.label) for one in Verdict if one is not said] if may else [],
    )


def _sample(file: CaseFile, *, by: Actor) -> SampleBox:
    case, review = file.case, FullReview(file.case.full_review)
    open_ = permissions.refusal_to_record_sample(by, case) is None
    return SampleBox(
        label=review.label,
        lead=_lead(review, case.full_review_words),
        url=reverse("cases:sample", args=[case.pk]) if open_ else "",
        places=_places(file) if open_ else [],
        longest=LONGEST_WORDS,
        result=_result(file) if review in {FullReview.AGREED, FullReview.MISSED} else [],
    )


def _lead(review: FullReview, words: str) -> str:
    if review is FullReview.PULLED:
        return f"まとめて承認する一覧から外されました。理由：{words}"
    if review is FullReview.DRAWN:
        return "自動の確認にはすべて適合しましたが、抽出確認の対象になりました。書類と回答をひととおり見て、結果を記録してください。"
    return "抽出確認の結果は記録済みです。"


def _places(file: CaseFile) -> list[Option]:
    procedure = file.compiled.procedure
    asked = [Option(id_, procedure.data[id_].label.ja) for id_ in file.compiled.order if id_ in file.journey.visible]
    return [*asked, *(Option(check.id, f"確認：{check.officer}") for check in procedure.checks)]


def _result(file: CaseFile) -> list[str]:
    found = SampleReview.objects.filter(case=file.case).first()
    if found is None:
        return []
    labels = {option.value: option.label for option in _places(file)}
    missed = [] if found.agrees else [f"見落とし：{labels.get(found.place, found.place)}", found.words]
    return [*(missed or ["規則の判断と一致しました。"]), f"{moment(found.at)}　{found.by_name}"]


@require_POST
@desk_page
def settle(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Say 確かに誤り or 問題なし; the page comes back at the same place."""
    case, by = case_and_officer(request, case_id)
    check, _, row = request.POST.get("doubt", "").partition(" ")
    verdict = request.POST.get("verdict", "")
    commands.settle_finding(
        case=case, check=check, row=row, verdict=verdict, by=by, at=clock.now(), seen=seen_in(request)
    )
    return HttpResponseRedirect(f"{reverse('cases:case', args=[case.pk])}#findings")


@require_POST
@desk_page
def sample(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Record what the full review found."""
    case, by = case_and_officer(request, case_id)
    typed = request.POST
    commands.record_sample(
        case=case,
        agrees=typed.get("result") == "agrees",
        place=typed.get("place", ""),
        words=typed.get("words", ""),
        by=by,
        at=clock.now(),
        seen=seen_in(request),
    )
    return back_to(case, "sample")
