"""The ward's own catalog, as it is served."""

from datetime import date
from pathlib import Path

import pytest

from madoguchi.definitions.loader import Catalog, load_catalog
from madoguchi.definitions.situation import Situation
from madoguchi.kernel.addresses import TownIndex

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def ward() -> Catalog:
    return load_catalog(Path("catalog"), "setagaya")


@pytest.fixture(scope="session")
def at(ward: Catalog) -> Situation:
    return Situation(today=TODAY, towns=TownIndex(ward.towns))
