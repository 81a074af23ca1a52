"""Sending over the API: a document, an application; and asking how it stands by number and code."""

import json
from typing import Annotated

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse
from ninja import File, Header, Path, Router, Status, UploadedFile

from madoguchi.accounts.api_scopes import Scope
from madoguchi.accounts.web.api_door import Key, client_in
from madoguchi.cabinet.problems import UploadProblem
from madoguchi.cases import queries as case_queries
from madoguchi.cases.deadlines import day_of, due_after
from madoguchi.cases.models import Case
from madoguchi.cases.states import CLOCK_RUNS, State, resident_label
from madoguchi.definitions.compiled import Compiled
from madoguchi.kernel import clock
from madoguchi.kernel.refusals import Refusal
from madoguchi.notices import queries as notices
from madoguchi.procedures import api_applications, queries
from madoguchi.procedures.web.api import judging, shapes
from madoguchi.procedures.web.status import STATUS_CODES
from madoguchi.publications import queries as publications
from madoguchi.ui.languages import language_of
from madoguchi.ui.web.api_shapes import answered
from madoguchi.ui.web.problem_json import Fault, Faulty

router = Router(tags=["申請"])
SUBMITS = Key(Scope.SUBMIT)
IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        pattern="^[!-~]{8,200}$",
        description="この申請の送信に付ける、ほかと重ならない印（UUIDなど）。同じ印で送り直しても、申請は1件です。",
    ),
]
AccessCode = Annotated[str, Header(alias="Access-Code", max_length=60, description="受付票の確認コード。")]


@router.post(
    "uploads",
    auth=SUBMITS,
    response=answered(201, shapes.UploadShape, 403, 411, 413, 415, 422),
    operation_id="uploadDocument",
)
def upload(request: HttpRequest, file: Annotated[UploadedFile, File()]) -> Status[shapes.UploadShape]:
    """書類を1つ送ります。中身を確かめ、PDF・JPEG・PNG・HEICだけを受け取ります。

    返ってきたidは、同じキーの申請でだけ使えます。2日のうちに申請で使われなかった書類は削除します。
    """
    assert file.file is not None  # noqa: S101 -- an upload that reached us has content
    try:
        kept = api_applications.keep_upload(
            client=client_in(request), content=file.file, name=file.name or "", at=clock.now()
        )
    except UploadProblem as problem:
        language = language_of(request).kernel
        raise Faulty([Fault("#/file", "document", problem.message.in_(language))], code="document") from problem
    return Status(201, shapes.UploadShape(id=kept.pk, name=kept.name, size=kept.size, type=str(kept.kind)))


@router.post(
    "applications",
    auth=SUBMITS,
    response=answered(201, shapes.ReceivedShape, 403, 409, 411, 413, 415, 422),
    operation_id="submitApplication",
)
def submit(
    request: HttpRequest, sent: shapes.ApplicationSent, idempotency_key: IdempotencyKey
) -> Status[shapes.ReceivedShape]:
    """申請を送ります。同じIdempotency-Keyと同じ内容で送り直すと、同じ受付票が返ります。

    一度しか申請できないものが、ほかの方法で先に届いていれば409を返します。ほかの方の情報は返しません。
    """
    client, at = client_in(request), clock.now()
    digest = api_applications.body_digest(sent.model_dump(mode="json"))
    before = api_applications.sent_before(client=client, key=idempotency_key, digest=digest)
    if before is not None:
        return Status(201, _received(before))
    compiled, situation = _wanted(sent), publications.situation()
    files = api_applications.uploads_named(client, compiled, sent.answers, situation)
    judged = api_applications.judge(compiled, sent.answers, situation, files)
    if judged.stopping:
        language = language_of(request).kernel
        raise Faulty(judging.faults(judged.stopping, sent.answers, language), code="incomplete")
    case = api_applications.submit(
        client=client,
        compiled=compiled,
        judged=judged,
        files=files,
        language=sent.language,
        key=idempotency_key,
        digest=digest,
        at=at,
    )
    return Status(201, _received(case))


def _wanted(sent: shapes.ApplicationSent) -> Compiled:
    compiled = publications.in_force(sent.procedure)
    if compiled is None:
        detail = "この手続きは、いま受け付けていません。GET /procedures で確かめてください。"
        raise Faulty([Fault("#/procedure", "unknown_procedure", detail)])
    if sent.version not in {"", compiled.version}:
        raise Refusal(
            "この申請を書いた版は、いまの版ではありません。",
            way_on=f"いまの版（{compiled.version}）で確かめ直してください。",
            code="version-superseded",
        )
    return compiled


def _received(case: Case) -> shapes.ReceivedShape:
    """What was handed out when it arrived; the same however often it is asked for."""
    receipt = queries.receipt(case.pk)
    assert receipt is not None  # noqa: S101 -- written in the transaction of the case
    return shapes.ReceivedShape(
        number=case.number,
        access_code=case.access_code(),
        procedure=case.procedure,
        version=case.version,
        received_at=case.received_at,
        due_on=due_after(day_of(case.received_at), publications.version(case.version).procedure.standard_days),
        receipt=json.loads(receipt.document),
    )


@router.get("applications/{number}", response=answered(200, shapes.StatusShape, 422), operation_id="getApplication")
def status(
    request: HttpRequest, number: Annotated[str, Path(max_length=80)], access_code: AccessCode
) -> shapes.StatusShape:
    """申請の状況。受付番号と、Access-Codeヘッダーの確認コードで見られます。キーは要りません。"""
    STATUS_CODES.count_or_refuse(request)
    case = case_queries.by_access(number, access_code)
    if case is None:
        raise Http404
    STATUS_CODES.take_back(request)
    return _status(case, language_of(request).kernel)


def _status(case: Case, language: str) -> shapes.StatusShape:
    state = case.stands
    today = clock.today()
    return shapes.StatusShape(
        number=case.number,
        procedure=case.procedure,
        title=publications.version(case.version).procedure.title.in_(language),
        version=case.version,
        state=state.value,
        state_words=resident_label(state, language),
        received_at=case.received_at,
        due_on=None if case.is_final else case.due_on,
        days_left=(case.due_on - today).days if state in CLOCK_RUNS else None,
        paused_days=case.paused_days,
        decided_at=case.decided_at,
        correction=_to_mend(case),
        notices=[
            shapes.NoticeShape(number=one.number, title=one.title, issued_on=day_of(one.issued_at))
            for one in notices.for_subject(case.subject)
            if one.issued_at is not None
        ],
        page=settings.PUBLIC_ADDRESS + reverse("procedures:status"),
    )


def _to_mend(case: Case) -> shapes.MendShape | None:
    asked = case.correction_asked
    if asked is None or case.stands is not State.RETURNED:
        return None
    return shapes.MendShape(
        reasons=[ground.text for ground in asked.grounds],
        words=asked.words,
        fields=[*asked.fields, *(item.path for item in asked.items)],
    )
