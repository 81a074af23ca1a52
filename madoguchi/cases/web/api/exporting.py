"""The export of a section's cases, as JSON or as a table (CSV)."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema
from pydantic import Field, JsonValue

from madoguchi.accounts.api_scopes import Scope
from madoguchi.accounts.web.api_door import Key, client_in
from madoguchi.cases import exporting
from madoguchi.cases.exporting import MOST, Page, Wanted, Wish
from madoguchi.cases.models import Case
from madoguchi.cases.states import State
from madoguchi.kernel import clock
from madoguchi.ui.web.api_shapes import Moment, answered
from madoguchi.ui.web.problem_json import problem

router = Router(tags=["課の申請"])
CSV = "text/csv"
JSON = "application/json"


class CaseShape(Schema):
    """A case of the section."""

    number: str
    procedure: str
    title: str
    version: str
    channel: str
    state: str
    applicant: str = Field(description="申請者の氏名。answersがpersonal以上のときだけ入ります。")
    received_at: Moment
    due_on: date
    paused_days: int
    decided_at: Moment | None
    to_look_at: int = Field(description="確認事項の数。")
    answers: dict[str, JsonValue]


class CasePage(Schema):
    """A page, the oldest first."""

    cases: list[CaseShape]
    after: UUID | None = Field(description="次のページの after。最後のページでは null。")


COLUMNS = tuple(name for name in CaseShape.model_fields if name != "answers")


class Asked(Schema):
    """What is asked for."""

    procedure: str = Field("", max_length=80)
    state: State | None = None
    received_since: date | None = Field(None, description="この日以後に受け付けたもの。")
    answers: Wish = Field("none", description="回答をどこまで含めるか。specialには専用の許可が要ります。")
    after: UUID | None = Field(None, description="前のページの after。")
    limit: int = Field(100, ge=1, le=MOST)


@router.get(
    "sections/{section}/cases",
    auth=Key(Scope.READ_CASES),
    response=answered(200, CasePage, 403, 406, 422),
    operation_id="exportCases",
    openapi_extra={"responses": {200: {"content": {CSV: {"schema": {"type": "string"}}}}}},
)
def cases(
    request: HttpRequest, section: Annotated[str, Path(max_length=60)], asked: Annotated[Asked, Query()]
) -> HttpResponse:
    """課の申請を、受付順に取り出します。JSONか、Accept: text/csv で表にして返します。

    取り出しは、申請ごとに記録されます。次のページは Link ヘッダーか after で取り出します。
    """
    if not (request.accepts(JSON) or request.accepts(CSV)):
        return problem(request, 406, detail="Accept には application/json か text/csv を指定してください。")
    wanted = Wanted(
        section=section,
        answers=asked.answers,
        procedure=asked.procedure,
        state=asked.state.value if asked.state else "",
        received_since=asked.received_since,
        after=asked.after,
        limit=asked.limit,
    )
    page = exporting.export(client=client_in(request), wanted=wanted, at=clock.now())
    response = _as_json(page, wanted) if request.get_preferred_type([JSON, CSV]) == JSON else _as_table(page, wanted)
    if page.after is not None:
        query = urlencode({**request.GET.dict(), "after": str(page.after)})
        response.headers["Link"] = f'<{request.build_absolute_uri(request.path)}?{query}>; rel="next"'
    return response


def _shape(case: Case, answers: object, *, named: bool) -> CaseShape:
    kept = {name: getattr(case, name) for name in COLUMNS if name != "applicant"}
    return CaseShape.model_validate({**kept, "applicant": case.applicant_name if named else "", "answers": answers})


def _shapes(page: Page, wanted: Wanted) -> Sequence[CaseShape]:
    named = wanted.answers in {"personal", "special"}
    return [_shape(case, answers, named=named) for case, answers in page.cases]


def _as_json(page: Page, wanted: Wanted) -> HttpResponse:
    shape = CasePage(cases=list(_shapes(page, wanted)), after=page.after)
    return HttpResponse(shape.model_dump_json(), content_type=JSON)


def _as_table(page: Page, wanted: Wanted) -> HttpResponse:
    """With a mark at the beginning by which spreadsheets know UTF-8; answers are columns where all have the same."""
    questions = exporting.columns_of(wanted.procedure, wanted.answers) if wanted.procedure else []
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow([*COLUMNS, *(f"answers.{id_}" for id_ in questions)])
    for shape in _shapes(page, wanted):
        plain = shape.model_dump(mode="json")
        cells = [*(plain[name] for name in COLUMNS), *(shape.answers.get(id_) for id_ in questions)]
        table.writerow([exporting.in_a_cell(cell) for cell in cells])
    return HttpResponse("\ufeff" + out.getvalue(), content_type=f"{CSV}; charset=utf-8")
