"""Reading procedures over the API: the list, one procedure, the versions before; and judging answers unsent."""

from typing import Annotated

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Path, Query, Router

from madoguchi.definitions.compiled import Compiled
from madoguchi.procedures import api_applications, queries
from madoguchi.procedures.web.api import judging, shapes
from madoguchi.procedures.web.api.public_document import card_of, document_of
from madoguchi.publications import queries as publications
from madoguchi.publications.models import Publication
from madoguchi.ui.languages import language_of
from madoguchi.ui.web.api_shapes import answered

router = Router(tags=["手続き"])
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "public, no-cache"
ProcedureId = Annotated[str, Path(max_length=80)]
VersionHash = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]


@router.get("procedures", response=answered(200, shapes.ProcedureList, 422), operation_id="listProcedures")
def procedures(
    request: HttpRequest,
    q: Annotated[str, Query(max_length=200, description="探す言葉。")] = "",
    category: Annotated[str, Query(max_length=80)] = "",
    life_event: Annotated[str, Query(max_length=80)] = "",
) -> shapes.ProcedureList:
    """いま公開中の手続きの一覧。キーは要りません。"""
    found = queries.found(queries.Filters(words=q, category=category, life_event=life_event))
    return shapes.ProcedureList(procedures=[card_of(compiled) for compiled in found])


@router.get(
    "procedures/{procedure_id}", response=answered(200, shapes.ProcedureShape, 304, 422), operation_id="getProcedure"
)
def procedure(request: HttpRequest, procedure_id: ProcedureId) -> HttpResponse:
    """手続き1つの公開情報と、回答のJSON Schema。版のハッシュがETagで、変わっていなければ304を返します。"""
    return _document(request, _in_force(procedure_id), ASK_AGAIN)


@router.get(
    "procedures/{procedure_id}/versions", response=answered(200, shapes.VersionList, 422), operation_id="listVersions"
)
def versions(request: HttpRequest, procedure_id: ProcedureId) -> shapes.VersionList:
    """これまでに公開したすべての版。新しい順です。"""
    in_force = publications.version_in_force(procedure_id)
    published: QuerySet[Publication] = Publication.objects.filter(procedure=procedure_id).order_by("-number")
    found = [
        shapes.VersionShape(
            version=one.version,
            number=one.number,
            published_at=one.published_at,
            in_force=one.version == in_force,
        )
        for one in published.defer("document")
    ]
    if not found:
        raise Http404
    return shapes.VersionList(versions=found)


@router.get(
    "procedures/{procedure_id}/versions/{version}",
    response=answered(200, shapes.ProcedureShape, 304, 422),
    operation_id="getVersion",
)
def version(request: HttpRequest, procedure_id: ProcedureId, version: VersionHash) -> HttpResponse:
    """以前の版。内容は変わらないので、いつまでも手元に置けます。"""
    compiled = publications.version(version)
    if compiled.id != procedure_id:
        raise Http404
    return _document(request, compiled, FOR_EVER)


@router.post(
    "procedures/{procedure_id}/validate",
    response=answered(200, shapes.JudgedShape, 411, 413, 415, 422),
    operation_id="validateAnswers",
)
def validate(request: HttpRequest, procedure_id: ProcedureId, sent: shapes.AnswersSent) -> shapes.JudgedShape:
    """回答を確かめます。何も保存しません。書類（ファイル）は、あるものとして扱います。"""
    compiled = publications.version(sent.version) if sent.version else _in_force(procedure_id)
    if compiled.id != procedure_id:
        raise Http404
    judged = api_applications.judge(compiled, sent.answers, publications.situation())
    return judging.shown(compiled, judged, sent.answers, language_of(request).kernel)


def _in_force(procedure_id: str) -> Compiled:
    compiled = publications.in_force(procedure_id)
    if compiled is None:
        raise Http404
    return compiled


def _document(request: HttpRequest, compiled: Compiled, kept: str) -> HttpResponse:
    tag = f'"{compiled.version}"'
    headers = {"ETag": tag, "Cache-Control": kept}
    asked = [one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")]
    if tag in asked or "*" in asked:
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(document_of(compiled), content_type="application/json", headers=headers)
