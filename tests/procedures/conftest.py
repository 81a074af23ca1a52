"""A device, procedures in force, and a day on which all of it happens."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.core.cache import cache

from madoguchi.definitions.compiled import Compiled
from madoguchi.kernel import clock
from madoguchi.kernel.clock import JST
from tests.procedures.browsing import Browser
from tests.procedures.definition import COMPILED
from tests.procedures.publishing import put_in_force

TUESDAY = datetime(2026, 11, 10, 10, 0, tzinfo=JST)


@pytest.fixture(autouse=True)
def a_day_of_its_own(settings, tmp_path) -> Iterator[None]:
    """Documents and keys of a test go with it; the day stands."""
    settings.DATA = tmp_path
    with clock.moved_to(TUESDAY):
        yield


@pytest.fixture
def every_kind(db) -> Compiled:
    """A procedure that asks every kind of question."""
    return put_in_force(COMPILED)


@pytest.fixture
def browser(db) -> Browser:
    cache.clear()  # no wrong code is left over from another test
    return Browser()


@pytest.fixture
def other_device(db) -> Browser:
    return Browser("192.0.2.7")
