"""People and moments of the journal's tests."""

from datetime import datetime

import pytest

from madoguchi.kernel.actors import Actor, ActorKind
from madoguchi.kernel.clock import JST


@pytest.fixture
def officer() -> Actor:
    return Actor(kind=ActorKind.OFFICER, id="17", name="髙田 花子", section="child-support")


@pytest.fixture
def morning() -> datetime:
    return datetime(2026, 11, 24, 9, 0, 0, 123456, tzinfo=JST)
