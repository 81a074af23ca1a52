"""Notes of what was done already, so that a second start takes seconds."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from house.places import ROOT, STAMPS


def digest(files: Iterable[Path]) -> str:
    """One hash over the names and contents of files."""
    total = hashlib.sha256()
    for file in sorted(files):
        total.update(f"{file.relative_to(ROOT)}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def is_done(name: str, state: str) -> bool:
    note = STAMPS / name
    return note.is_file() and note.read_text(encoding="utf-8") == state


def mark_done(name: str, state: str) -> None:
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / name).write_text(state, encoding="utf-8")
