"""The two folders shared with the core systems: what goes out is there whole or not at all."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from madoguchi.gateways.store import ContentStore

contents = ContentStore("handovers")
TAKEN = "taken"
LARGEST_RECEIPT = 20_000_000


def out_folder(system: str) -> Path:
    return Path(settings.HANDOVER_OUT) / system


def in_folder(system: str) -> Path:
    return Path(settings.HANDOVER_IN) / system


def put_out(system: str, name: str, content: bytes) -> Path:
    """Write, flush to the disk, then give it its name. Repeating it leaves the same file."""
    folder = out_folder(system)
    folder.mkdir(parents=True, exist_ok=True)
    # A name no reader of finished files looks for; a killed run's leftover is written over.
    unfinished = folder / f".{name}.part"
    with unfinished.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    unfinished.replace(folder / name)
    _sync(folder)
    return folder / name


def waiting_receipts(system: str) -> Iterator[Path]:
    """Finished files a receiver has put in, oldest name first."""
    folder = in_folder(system)
    if folder.is_dir():
        names = (path for path in folder.iterdir() if path.suffix in {".json", ".csv"} and path.name[0] != ".")
        yield from sorted(path for path in names if path.is_file() and not path.is_symlink())


def set_aside(path: Path) -> None:
    """Out of the way once it is kept; a name that is there already gets a number."""
    folder = path.parent / TAKEN
    folder.mkdir(exist_ok=True)
    place, n = folder / path.name, 1
    while place.exists():
        n += 1
        place = folder / f"{path.stem}-{n}{path.suffix}"
    path.replace(place)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
