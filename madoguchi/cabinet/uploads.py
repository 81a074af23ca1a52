"""Judges an uploaded file by what it is, never by what it is called or what the browser says it is."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import IO, assert_never

from madoguchi.cabinet import file_names, pdf_files, pictures, signatures, wording
from madoguchi.cabinet.models import Kind
from madoguchi.cabinet.problems import UploadProblem
from madoguchi.kernel.text import Text

__all__ = ["Judged", "UploadProblem", "judge"]

CHUNK = 1 << 16
MAX_BYTES = 10_000_000
EVERY_KIND = tuple(kind.value for kind in Kind)
EXTENSIONS = {Kind.PDF: "pdf", Kind.JPEG: "jpg", Kind.PNG: "png", Kind.HEIC: "heic"}


@dataclass(frozen=True)
class Judged:
    """`name` is cleaned and carries the extension of what the file is, whatever it was called."""

    kind: Kind
    size: int
    sha256: str
    name: str

    @property
    def label(self) -> Text:
        """What the page says the file is."""
        return wording.KIND_NAMES[self.kind]


def judge(
    stream: IO[bytes], declared_name: str, allowed: Collection[str] = EVERY_KIND, max_bytes: int = MAX_BYTES
) -> Judged:
    """What the file is, or an UploadProblem. The stream must be seekable, and is left at its beginning."""
    size, sha256 = _measured(stream, max_bytes)
    head = _head(stream)
    kind = signatures.kind_of(head)
    if kind is None:
        raise UploadProblem(signatures.why_refused(head))
    if kind.value not in allowed:
        raise UploadProblem(wording.NOT_ALLOWED if len(allowed) == len(Kind) else _only(allowed))
    _examine(stream, kind, head)
    stream.seek(0)
    return Judged(kind, size, sha256, file_names.shown(declared_name, EXTENSIONS[kind]))


def _measured(stream: IO[bytes], max_bytes: int) -> tuple[int, str]:
    """Stops at the first piece over the limit, so that an endless upload is not read to its end."""
    digest, size = hashlib.sha256(), 0
    stream.seek(0)
    while piece := stream.read(CHUNK):
        size += len(piece)
        if size > max_bytes:
            raise UploadProblem(wording.too_large(max_bytes))
        digest.update(piece)
    if not size:
        raise UploadProblem(wording.EMPTY)
    return size, digest.hexdigest()


def _head(stream: IO[bytes]) -> bytes:
    stream.seek(0)
    return stream.read(signatures.HEAD)


def _examine(stream: IO[bytes], kind: Kind, head: bytes) -> None:
    match kind:
        case Kind.PDF:
            stream.seek(0)
            pdf_files.examine(stream.read())
        case Kind.JPEG | Kind.PNG:
            pictures.examine(stream, kind, head)
        case Kind.HEIC:
            return
        case _:
            assert_never(kind)


def _only(allowed: Collection[str]) -> Text:
    """The kinds this question takes, in each language."""
    names = [wording.KIND_NAMES[Kind(kind)] for kind in allowed]
    return Text(
        ja=f"このファイルは、この質問では受け取れません。{'・'.join(name.ja for name in names)}を選んでください。",
        easy=f"このファイルはここでは使えません。{'・'.join(name.easy for name in names)}を選んでください。",
        en=f"This file cannot be accepted here. Please choose: {', '.join(name.en for name in names)}.",
        zh_hans=f"此处无法接收该文件。请选择{'、'.join(name.zh_hans for name in names)}。",
        ko=f"여기에서는 이 파일을 받을 수 없습니다. {', '.join(name.ko for name in names)}을(를) 선택해 주세요.",
    )
