"""Bytes on disk, named by their content: written whole or not at all, the same bytes once.

One `ContentStore` is one folder of the installation's data, `documents/ab/cdef…` for the SHA-256 abcdef…. Nothing of
what a person typed, a file's name least of all, becomes part of a path.
"""

import fcntl
import hashlib
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from django.conf import settings

CHUNK = 1 << 20
_SHA256 = re.compile("[0-9a-f]{64}")


class ContentMissing(Exception):
    """There is no such content: it never was there, or the disk has lost it."""


class ContentDamaged(Exception):
    """The disk holds other bytes than were put there."""


@dataclass(frozen=True)
class Stored:
    sha256: str
    size: int


class ContentStore:
    """A folder of content under the installation's data."""

    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def folder(self) -> Path:
        return Path(settings.DATA) / self.name

    def put(self, content: IO[bytes]) -> Stored:
        """Keep what the stream gives. When this returns, a power cut can no longer take it."""
        return self._put(iter(lambda: content.read(CHUNK), b""))

    def put_bytes(self, content: bytes) -> str:
        """Keep these bytes; their SHA-256."""
        return self._put([content]).sha256

    def open(self, sha256: str) -> IO[bytes]:
        try:
            return self._path(sha256).open("rb")
        except FileNotFoundError:
            raise ContentMissing(sha256) from None

    def read_checked(self, sha256: str) -> bytes:
        """The whole content, compared with its name: for what is signed, sent out or copied."""
        with self.open(sha256) as content:
            found = content.read()
        if hashlib.sha256(found).hexdigest() != sha256:
            raise ContentDamaged(sha256)
        return found

    def names(self) -> Iterator[str]:
        """Every content there is."""
        for path in self.folder.glob("??/*"):
            if _SHA256.fullmatch(path.parent.name + path.name):
                yield path.parent.name + path.name

    def remove(self, sha256: str, *, untouched_since: datetime) -> bool:
        """Remove content, unless somebody has put the same bytes again since: they count on it being there."""
        path = self._path(sha256)
        with self._lock(fcntl.LOCK_EX):
            if not path.exists() or path.stat().st_mtime > untouched_since.timestamp():
                return False
            path.unlink()
            _sync_folder(path.parent)
        return True

    def clear_unfinished(self, *, before: datetime) -> int:
        """Remove what killed uploads left half-written; how many there were."""
        left = [path for path in self._incoming.glob("*") if path.stat().st_mtime < before.timestamp()]
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    @property
    def _incoming(self) -> Path:
        return self.folder / "incoming"

    def _path(self, sha256: str) -> Path:
        if not _SHA256.fullmatch(sha256):
            raise ContentMissing(repr(sha256))
        return self.folder / sha256[:2] / sha256[2:]

    def _put(self, pieces: Iterable[bytes]) -> Stored:
        self._incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = self._incoming / secrets.token_hex(16)
        try:
            stored = _written(unfinished, pieces)
            self._settle(unfinished, self._path(stored.sha256))
        finally:
            unfinished.unlink(missing_ok=True)
        return stored

    def _settle(self, unfinished: Path, place: Path) -> None:
        """Give the bytes their name. Those already there are only touched, so that a removal spares them."""
        with self._lock(fcntl.LOCK_SH):
            if place.exists():
                os.utime(place)
                return
            if not place.parent.exists():
                place.parent.mkdir(exist_ok=True, mode=0o700)
                _sync_folder(self.folder)
            unfinished.replace(place)
            _sync_folder(place.parent)

    @contextmanager
    def _lock(self, kind: int) -> Iterator[None]:
        """Many may put at once; who removes is alone."""
        descriptor = os.open(self.folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, kind)
            yield
        finally:
            os.close(descriptor)


def _written(path: Path, pieces: Iterable[bytes]) -> Stored:
    digest, size = hashlib.sha256(), 0
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    with os.fdopen(descriptor, "wb") as out:
        for piece in pieces:
            out.write(piece)
            digest.update(piece)
            size += len(piece)
        out.flush()
        os.fsync(out.fileno())
    return Stored(digest.hexdigest(), size)


def _sync_folder(folder: Path) -> None:
    """A new name is on disk only when its folder is."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
