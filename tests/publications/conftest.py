"""A ward with one procedure of its own, and nothing remembered from the test before."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.loader import load_catalog
from madoguchi.kernel import clock
from madoguchi.kernel.clock import JST
from madoguchi.publications import queries
from tests.definitions.parking import a_catalog, changed, kept

MORNING = datetime(2026, 11, 24, 9, 0, tzinfo=JST)


def forget_everything() -> None:
    queries.forget()
    for remembered in (queries.catalog, queries.towns, queries.version):
        remembered.cache_clear()


@pytest.fixture(autouse=True)
def the_ward(tmp_path: Path, settings) -> Iterator[Path]:
    """The folder of procedures of a ward of its own, in demo mode, on a fixed morning."""
    settings.CATALOG, settings.WARD, settings.DEMO = a_catalog(tmp_path), "ward", True
    forget_everything()
    with clock.moved_to(MORNING):
        yield tmp_path / "ward" / "procedures"
    forget_everything()


Written = Callable[..., Compiled]


@pytest.fixture
def written(the_ward: Path) -> Written:
    """Writes the procedure's file with changes, and reads it again."""

    def write(*changes: tuple[str, str]) -> Compiled:
        kept(the_ward, changed(*changes))
        return load_catalog(the_ward.parent.parent, "ward").procedures["parking"]

    return write
