"""Cases and steps of some months, counted as the night does, and nothing remembered from another test."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.core.cache import cache

from madoguchi.insight import remembering
from madoguchi.kernel import clock
from madoguchi.kernel.clock import JST
from madoguchi.procedures import counting
from madoguchi.procedures.models import FillingStep
from tests.procedures.browsing import Browser

NOVEMBER = datetime(2026, 11, 10, 10, 0, tzinfo=JST)


@pytest.fixture(autouse=True)
def a_day_in_november(settings, tmp_path) -> Iterator[None]:
    """What was remembered of another database is forgotten, before and after."""
    settings.DATA = tmp_path
    remembering.forget()
    with clock.moved_to(NOVEMBER):
        yield
    remembering.forget()


@pytest.fixture
def browser(db) -> Browser:
    cache.clear()
    return Browser()


@pytest.fixture
def night() -> Callable[[], None]:
    """The figures are counted, and then it is the next month."""

    def passes(days: int = 30) -> None:
        clock.passes(days=days)
        counting.count_until_yesterday(at=clock.now())

    return passes


def steps(procedure: str, version: str, *, begun: int, pages: dict[str, int], sent: int, minutes: int = 6) -> None:
    """So many begin; `pages` says how many come past each page."""
    kinds = FillingStep.Kind
    row = {"procedure": procedure, "version": version, "channel": "web", "day": clock.today()}
    made = [FillingStep(kind=kinds.STARTED, **row) for _ in range(begun)]
    here = begun
    for page, past in pages.items():
        made += [FillingStep(kind=kinds.ENTERED, page=page, **row) for _ in range(here)]
        made += [FillingStep(kind=kinds.LEFT, page=page, seconds=40, **row) for _ in range(past)]
        here = past
    made += [FillingStep(kind=kinds.ENTERED, page="_review", **row) for _ in range(here)]
    made += [FillingStep(kind=kinds.LEFT, page="_review", **row) for _ in range(sent)]
    made += [FillingStep(kind=kinds.SENT, seconds=60 * minutes + n % 60, **row) for n in range(sent)]
    FillingStep.objects.bulk_create(made)
