"""Applications that other programs send: judged by the same rules, sent once, with documents of their own."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO
from uuid import UUID

from django.db import IntegrityError, transaction

from madoguchi.accounts.models import ApiClient
from madoguchi.cabinet import commands as cabinet
from madoguchi.cabinet import queries as kept
from madoguchi.cabinet.models import Document
from madoguchi.cabinet.queries import Weight
from madoguchi.cases import commands as cases
from madoguchi.cases.models import Case, Channel
from madoguchi.definitions import check as checks
from madoguchi.definitions.as_data import Sent, sent
from madoguchi.definitions.check import Finding
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.journey import Journey
from madoguchi.definitions.problems import Problem, told
from madoguchi.definitions.situation import Situation
from madoguchi.definitions.validate import validate
from madoguchi.kernel import ids
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.kernel.text import Text
from madoguchi.procedures import filling, measuring, permissions, receipts
from madoguchi.procedures.models import Receipt, Submission

UPLOADS_KEPT = timedelta(days=2)
# Of one program, not yet named by an application; and of one application.
MOST_WAITING = Weight(number=500, size=2_000_000_000)
MOST_IN_ONE = Weight(number=100, size=200_000_000)
Files = Mapping[str, Document]
NOT_UPLOADED = Text(
    ja="「{label}」に、送られていない書類の番号があります。先に書類を送り、返ってきたidを入れてください。",
    easy="「{label}」の書類が届いていません。さきに書類を送ってください。",
    en="“{label}” names a document that was not uploaded with this key. Upload it first and use the id you get back.",
    zh_hans="“{label}”中有尚未上传的文件编号。请先上传文件，再填写返回的id。",
    ko="‘{label}’에 업로드되지 않은 서류 번호가 있습니다. 먼저 서류를 보내고 받은 id를 넣어 주세요.",
)
TOO_BIG = Text(
    ja="「{label}」の書類は、1つ{max}MBまでです。",
    easy="「{label}」の書類は{max}MBまでです。",
    en="A document for “{label}” may have at most {max} MB.",
    zh_hans="“{label}”的文件每个最大{max}MB。",
    ko="‘{label}’ 서류는 하나에 {max}MB까지입니다.",
)


@dataclass(frozen=True)
class Judged:
    """What the rules say of answers that were sent; `answers` are those that count, as they would be kept."""

    answers: dict[str, object]
    problems: tuple[Problem, ...]
    gaps: tuple[Problem, ...]
    findings: tuple[Finding, ...]
    journey: Journey
    ignored: tuple[str, ...]

    @property
    def stopping(self) -> tuple[Problem, ...]:
        """Everything that keeps it from being taken: wrong answers, and checks the law lets stop."""
        blocks = (one for one in self.findings if one.check.level == "block")
        return (*self.problems, *(Problem(one.anchors[0], "check", one.check.message) for one in blocks))


def judge(compiled: Compiled, given: Mapping[str, object], at: Situation, files: Files | None = None) -> Judged:
    """Read and validate. Without `files` documents are taken as said: nobody is asked for them before sending."""
    read = sent(compiled, given, at)
    if files is not None:
        _put_documents(read.answers, files)
    validity = validate(compiled, read.answers, at)
    journey = validity.journey
    unread = filling.only_shown([p for p in read.problems if p.code != "unknown_question"], compiled, journey, at)
    unknown = [p for p in read.problems if p.code == "unknown_question"]
    wrong_files = _wrong_files(read, journey, files) if files is not None else []
    found = checks.findings(compiled, journey, today=at.today, when=("filling", "submit"))
    return Judged(
        answers=journey.answers,
        problems=(*unknown, *filling.merged([*unread, *wrong_files], validity)),
        gaps=validity.gaps,
        findings=tuple(one for one in checks.failures(found) if one.check.level != "note"),
        journey=journey,
        ignored=tuple(id_ for id_ in read.answers if id_ not in journey.visible),
    )


def _put_documents(answers: dict[str, object], files: Files) -> None:
    """A file stands in the answers with what we know of it, never with what the sender says of it."""
    for answer in answers.values():
        for line in answer if isinstance(answer, list) else []:
            if not isinstance(line, dict):
                continue
            _describe(line, files)
            for inner in line.values():
                for file in inner if isinstance(inner, list) else []:
                    if isinstance(file, dict):
                        _describe(file, files)


def _describe(line: dict[str, object], files: Files) -> None:
    document = files.get(str(line.get("id", "")))
    if document is not None and set(line) == {"id"}:
        line.update(id=str(document.pk), name=document.name, size=document.size, type=str(document.kind))


def _wrong_files(read: Sent, journey: Journey, files: Files) -> list[Problem]:
    found = []
    for path, question, id_ in read.files:
        document = files.get(id_)
        if path.partition(".")[0] not in journey.visible:
            continue
        if document is None:
            found.append(Problem(path, "unknown_document", told(NOT_UPLOADED, label=question.label)))
        elif document.size > question.max_megabytes * 1_000_000:
            found.append(Problem(path, "too_large", told(TOO_BIG, label=question.label, max=question.max_megabytes)))
    return found


def keep_upload(*, client: ApiClient, content: IO[bytes], name: str, at: datetime) -> Document:
    """Keep a document that an application of the same program will name; UploadProblem says why not.

    What waits is weighed again once this one is kept: of many sent at the same moment none is kept beyond the quota.
    """
    waiting = kept.weight_below(_uploads_of(client))
    if waiting.number >= MOST_WAITING.number or waiting.size >= MOST_WAITING.size:
        raise _too_many_waiting()
    document = cabinet.keep(
        content=content, name=name, subject=f"{_uploads_of(client)}{ids.uuid7()}", by=client.actor, at=at
    )
    if kept.weight_below(_uploads_of(client)).is_over(MOST_WAITING):
        cabinet.drop(document=document, by=client.actor, at=at)
        raise _too_many_waiting()
    return document


def _too_many_waiting() -> Refusal:
    return Refusal(
        "まだ申請に使われていない書類が、このキーの上限に達しています。",
        way_on=f"届いている書類を申請で使うか、{UPLOADS_KEPT.days}日たって削除されてから、もう一度お送りください。",
        status=429,
        code="upload-quota",
    )


def _uploads_of(client: ApiClient) -> str:
    return f"upload/{client.pk}/"


def uploads_named(client: ApiClient, compiled: Compiled, given: Mapping[str, object], at: Situation) -> Files:
    """The documents these answers name, as far as this program has uploaded them and not used them yet."""
    named = {id_ for _, _, id_ in sent(compiled, given, at).files if _is_id(id_)}
    if not named:
        return {}
    found = list(Document.objects.filter(pk__in=named, subject__startswith=_uploads_of(client)))
    if Weight(len(found), sum(document.size for document in found)).is_over(MOST_IN_ONE):
        raise Refusal(
            "1つの申請に付けられる書類の数か、合わせた大きさの上限を超えています。",
            way_on=f"{MOST_IN_ONE.number}点、合わせて{MOST_IN_ONE.size // 1_000_000}MBまでにしてください。",
            status=413,
            code="application-too-large",
        )
    return {str(document.pk): document for document in found}


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def body_digest(body: Mapping[str, object]) -> str:
    """What makes two bodies the same: their values, whatever the order of the names or the white space."""
    return hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def sent_before(*, client: ApiClient, key: str, digest: str) -> Case | None:
    """The application of an earlier sending under this key; Refusal where something else was sent under it."""
    found = Submission.objects.filter(client=client, key_digest=ids.digest(key)).first()
    if found is None:
        return None
    if found.body_digest != digest:
        raise Refusal(
            "同じIdempotency-Keyで、違う内容が送られています。",
            way_on="別の申請には、別のIdempotency-Keyを付けてください。",
            status=422,
            code="idempotency-key-reused",
        )
    assert found.case is not None  # noqa: S101 -- set in the transaction that wrote the row
    return Case.objects.get(pk=found.case)


def submit(
    *,
    client: ApiClient,
    compiled: Compiled,
    judged: Judged,
    files: Files,
    language: str,
    key: str,
    digest: str,
    at: datetime,
) -> Case:
    """Send an application that was judged free of problems: case, journal, receipt and mail in one transaction.

    Repeated under the same key it gives the same case, also where two arrive at the same moment.
    """
    if judged.stopping:
        raise Refusal("入力が足りないところ、または直していただくところがあります。", code="incomplete", status=422)
    refuse_if(permissions.refusal_to_take(compiled.procedure, at.date()))
    try:
        return _submitted(client, compiled, judged, files, language=language, key=key, digest=digest, at=at)
    except cases.AlreadyApplied:
        measuring.note_duplicate_without_draft(compiled, Channel.API.value, at)
        raise
    except IntegrityError:
        if same := sent_before(client=client, key=key, digest=digest):
            return same
        raise


@transaction.atomic
def _submitted(
    client: ApiClient,
    compiled: Compiled,
    judged: Judged,
    files: Files,
    *,
    language: str,
    key: str,
    digest: str,
    at: datetime,
) -> Case:
    submission = Submission.objects.create(
        client=client, key_digest=ids.digest(key), body_digest=digest, case=None, sent_at=at
    )
    case = cases.receive(
        compiled=compiled,
        answers=judged.answers,
        idempotency_key=f"api/{submission.pk}/{submission.key_digest}",
        channel=Channel.API.value,
        account_id="",
        language=language,
        draft="",
        by=client.actor,
        at=at,
    )
    _hand_over(case, files)
    Submission.objects.filter(pk=submission.pk).update(case=case.pk)
    Receipt.objects.create(case=case.pk, number=case.number, document=receipts.write(case, compiled), issued_at=at)
    receipts.mail(case, compiled)
    return case


def _hand_over(case: Case, files: Files) -> None:
    """Documents go with the case; what hangs on a question that is hidden stays behind and is forgotten."""
    listed = json.dumps(case.answers)
    for id_, document in files.items():
        if id_ in listed and not cabinet.hand_over(subject_from=document.subject, subject_to=case.subject):
            raise Refusal(
                "添付された書類は、すでに別の申請で使われています。",
                way_on="書類をもう一度送り、新しいidを入れてください。",
                code="document-used",
            )


def forget_unused_uploads(*, before: datetime, by: Actor, at: datetime) -> int:
    """Delete documents that no application has named: personal data is not kept without need (個人情報保護法61条)."""
    unused = list(Document.objects.filter(subject__startswith="upload/", kept_at__lt=before))
    for document in unused:
        cabinet.drop(document=document, by=by, at=at)
    return len(unused)
