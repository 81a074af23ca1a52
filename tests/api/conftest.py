"""A procedure that asks every kind of question, programs with keys, and a day on which all of it happens."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.core.cache import cache

from madoguchi.accounts import api_rates
from madoguchi.definitions.compiled import Compiled
from madoguchi.kernel import clock
from madoguchi.kernel.clock import JST
from tests.api.programs import Program, a_program
from tests.procedures.definition import COMPILED
from tests.procedures.publishing import put_in_force

TUESDAY = datetime(2026, 11, 10, 10, 0, tzinfo=JST)


@pytest.fixture(autouse=True)
def a_day_of_its_own(settings, tmp_path) -> Iterator[None]:
    """Documents and keys of a test go with it; what was counted in another does not count."""
    settings.DATA = tmp_path
    api_rates.forget()
    with clock.moved_to(TUESDAY):
        yield


@pytest.fixture
def every_kind(db) -> Compiled:
    """緑のカーテンの助成."""
    return put_in_force(COMPILED)


@pytest.fixture
def program(every_kind) -> Program:
    """A program that may do everything but see what is special."""
    cache.clear()
    return a_program()


@pytest.fixture
def anybody(every_kind) -> Program:
    """A program without a key."""
    cache.clear()
    return Program("")
