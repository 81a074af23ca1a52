"""What the tests of definitions share."""

from pathlib import Path

import pytest

from madoguchi.definitions.compiled import Compiled
from tests.definitions import parking


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    """駐輪場の利用登録 as its file says."""
    return parking.loaded(tmp_path_factory.mktemp("parking"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path
