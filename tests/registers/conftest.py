"""A folder of its own for extracts and reports, on a fixed night, and a register that is loaded."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM
from madoguchi.kernel.clock import JST
from madoguchi.registers import commands
from madoguchi.registers.models import Snapshot
from tests.registers.extracts import FAMILY, extract_text, kept

NIGHT = datetime(2026, 11, 24, 2, 0, tzinfo=JST)
Load = Callable[..., Snapshot]


@pytest.fixture(autouse=True)
def a_night_of_its_own(settings, tmp_path) -> Iterator[None]:
    settings.DATA = tmp_path
    with clock.moved_to(NIGHT):
        yield


@pytest.fixture
def load(db, tmp_path: Path) -> Load:
    """Writes an extract and brings it in."""

    def bring(content: str | bytes | None = None, **said: int | str) -> Snapshot:
        text = content if content is not None else extract_text(FAMILY, **said)  # type: ignore[arg-type]
        return commands.load(file=kept(tmp_path, text), by=SYSTEM, at=clock.now())

    return bring


@pytest.fixture
def loaded(load: Load) -> Snapshot:
    return load()
