"""A cabinet of each test's own."""

from datetime import datetime
from pathlib import Path

import pytest

from madoguchi.kernel.actors import Actor, ActorKind
from madoguchi.kernel.clock import JST


@pytest.fixture(autouse=True)
def cabinet_folder(settings, tmp_path) -> Path:
    settings.DATA = tmp_path
    folder: Path = tmp_path / "documents"
    return folder


@pytest.fixture
def resident() -> Actor:
    return Actor(kind=ActorKind.RESIDENT, id="r1", name="髙田 花子")


@pytest.fixture
def at() -> datetime:
    return datetime(2026, 11, 24, 22, 30, tzinfo=JST)
