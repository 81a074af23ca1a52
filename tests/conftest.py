"""What every test may use."""

from collections.abc import Iterator

import pytest

from madoguchi.kernel.clock import MovableClock
from madoguchi.kernel.clock import clock as the_clock
from tests.browsing import axe as axe
from tests.browsing import chromium as chromium
from tests.browsing import live_site as live_site
from tests.browsing import page_at as page_at
from tests.card_company import company as company
from tests.closed_network import closed_network as closed_network
from tests.drawing import nobody_is_drawn as nobody_is_drawn
from tests.eid import eid as eid
from tests.flushing import emptying_between_tests as emptying_between_tests
from tests.publishing import catalog as catalog
from tests.publishing import nothing_remembered as nothing_remembered
from tests.publishing import published as published
from tests.publishing import rows_of_the_catalog as rows_of_the_catalog

OPENS_A_BROWSER = {"chromium", "page_at"}


@pytest.fixture
def clock() -> MovableClock:
    """The clock of the whole installation: `clock.passes(days=3)`, `clock.move_to(…)`."""
    return the_clock


@pytest.fixture(autouse=True)
def clock_goes_back() -> Iterator[None]:
    """A test may move the clock; the next one begins in its own time."""
    with the_clock.moved_to(the_clock.now()):
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what opens a browser, so that it can be chosen or left out."""
    for item in items:
        if OPENS_A_BROWSER & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")
