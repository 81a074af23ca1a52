"""Documents of a draft: taken in when they are chosen, listed in the answers, taken back out again."""

from collections.abc import Mapping
from datetime import datetime
from typing import IO
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from madoguchi.cabinet import commands as cabinet
from madoguchi.cabinet import queries as kept
from madoguchi.cabinet.queries import Weight
from madoguchi.cases.authorship import Author, author_of, signed
from madoguchi.definitions import problems as words
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.problems import told
from madoguchi.definitions.questions import FileQuestion, GroupQuestion
from madoguchi.kernel.actors import Actor
from madoguchi.kernel.refusals import Refusal, refuse_if
from madoguchi.kernel.text import Text
from madoguchi.procedures import drafting, permissions
from madoguchi.procedures.models import Draft
from madoguchi.procedures.queries import files_kept

# Of one draft, over all its questions and rows.
MOST_OF_DRAFT = Weight(number=100, size=300_000_000)
DRAFT_FULL = Text(
    ja="この申請に添付できるのは、合わせて{number}点、{size}MBまでです。不要なものを削除してください。",
    easy="この 申請に つけられる ファイルは、ぜんぶで{number}こ、{size}MBまでです。いらないものを 消してください。",
    en="This application takes at most {number} files of {size} MB together. Delete those not needed.",
    zh_hans="此申请的文件合计最多{number}个、{size}MB。请删除不需要的文件。",
    ko="이 신청에는 파일을 모두 합쳐 {number}개, {size}MB까지 첨부할 수 있습니다. 필요 없는 것을 삭제해 주세요.",
)


class NotTaken(Exception):
    """A document that was not taken in, with the reason for the person who chose it."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.ja)
        self.message = message


def question_at(compiled: Compiled, path: str) -> FileQuestion:
    """The file question at `field` or `group.row.field`; a forged path is refused."""
    head, _dot, rest = path.partition(".")
    question = compiled.procedure.data.get(head)
    if rest and isinstance(question, GroupQuestion):
        question = question.fields.get(rest.partition(".")[2])
    if not isinstance(question, FileQuestion):
        raise Refusal("添付できない場所が指定されました。", way_on="ページを開き直してください。", status=400)
    return question


def attach(*, draft: Draft, compiled: Compiled, path: str, files: list[UploadedFile], by: Actor, at: datetime) -> None:
    """Keep the chosen documents and list them in the answers. Those before the first refused one stay kept."""
    question = question_at(compiled, path)
    refuse_if(permissions.refusal_to_type(by, draft))
    for file in files:
        _attach_one(draft, path, question, file, by, at)


@transaction.atomic
def _attach_one(
    draft: Draft,
    path: str,
    question: FileQuestion,
    file: UploadedFile,
    by: Actor,
    at: datetime,
) -> None:
    # Two photographs sent at once are both listed, and never more than may be.
    draft.refresh_from_db(from_queryset=Draft.objects.select_for_update())
    refuse_if(permissions.refusal_to_type(by, draft))
    have = files_kept(draft.answers, path)
    if len(have) >= question.max_files:
        raise NotTaken(told(words.TOO_MANY_FILES, label=question.label, max=question.max_files))
    limit = question.max_megabytes * 1_000_000
    document = cabinet.keep(
        content=_content(file), name=file.name or "", subject=draft.subject, by=by, at=at, max_bytes=limit
    )
    line = {"id": str(document.pk), "name": document.name, "size": document.size, "type": str(document.kind)}
    if kept.weight_of(draft.subject).is_over(MOST_OF_DRAFT):
        raise NotTaken(told(DRAFT_FULL, number=MOST_OF_DRAFT.number, size=MOST_OF_DRAFT.size // 1_000_000))
    put(draft, path, [*have, line], author_of(by, draft.channel, at), at)


def _content(file: UploadedFile) -> IO[bytes]:
    """The bytes behind an uploaded file, seekable in memory or on disk."""
    assert file.file is not None  # noqa: S101 — an upload that reached us has content
    return file.file


@transaction.atomic
def detach(*, draft: Draft, compiled: Compiled, path: str, document_id: str, by: Actor, at: datetime) -> None:
    """Take one document out of the answers, and out of the cabinet where it belongs to this draft alone."""
    question_at(compiled, path)
    draft.refresh_from_db(from_queryset=Draft.objects.select_for_update())
    refuse_if(permissions.refusal_to_type(by, draft))
    have = files_kept(draft.answers, path)
    lines = [line for line in have if line.get("id") != document_id]
    put(draft, path, lines, author_of(by, draft.channel, at), at)
    found = kept.document(_uuid(document_id), subject=draft.subject)
    if found is not None:
        cabinet.drop(document=found, by=by, at=at)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Refusal("指定された書類が見つかりません。", status=404) from None


def put(draft: Draft, path: str, lines: list[dict[str, object]], author: Author, at: datetime) -> None:
    """Write the list of documents at a path into the draft's answers; `author` has chosen them."""
    before = draft.answers
    head, _dot, rest = path.partition(".")
    if rest:
        row_id, _dot, leaf = rest.partition(".")
        draft.answers = {**draft.answers, head: _with_row(draft.answers.get(head), row_id, leaf, lines)}
    elif lines:
        draft.answers = {**draft.answers, head: lines}
    else:
        draft.answers = {id_: answer for id_, answer in draft.answers.items() if id_ != head}
    draft.authors = signed(draft.authors, before, draft.answers, author)
    drafting.save(draft, at, "answers", "authors")


def _with_row(rows: object, row_id: str, leaf: str, lines: list[dict[str, object]]) -> list[Mapping[str, object]]:
    kept_rows = list(rows) if isinstance(rows, list) else []
    if all(row.get("row") != row_id for row in kept_rows):
        kept_rows.append({"row": row_id})
    return [
        {**{k: v for k, v in row.items() if k != leaf}, **({leaf: lines} if lines else {})}
        if row.get("row") == row_id
        else row
        for row in kept_rows
    ]
