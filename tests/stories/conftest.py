"""The people of the stories, the worker that runs beside the site, and a day on which it all happens."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.core.cache import cache
from django.core.management import call_command

from madoguchi.gateways import outbox
from madoguchi.kernel import clock as times
from madoguchi.kernel.clock import JST
from tests.procedures.browsing import Browser
from tests.stories.people import Officer, Resident

TUESDAY = datetime(2026, 11, 10, 21, 30, tzinfo=JST)


@pytest.fixture(autouse=True)
def an_evening_in_november(settings, tmp_path, published, clock_goes_back) -> Iterator[None]:
    """A demo installation with the ward's own procedures, after the counter has closed."""
    settings.DATA, settings.DEMO, settings.MAIL_SERVER = tmp_path / "data", True, ""
    settings.DATA.mkdir()
    cache.clear()
    call_command("demo_people", verbosity=0)
    with times.moved_to(TUESDAY):
        yield


@pytest.fixture
def resident(tmp_path) -> Resident:
    return Resident(folder=tmp_path)


@pytest.fixture
def neighbour(tmp_path) -> Resident:
    return Resident(folder=tmp_path, device=Browser("192.0.2.8"))


@pytest.fixture
def officer() -> Officer:
    """The subsection chief of 子ども家庭課, at the desk."""
    officer = Officer("takeda@officer.example")
    officer.logs_in()
    return officer


@pytest.fixture
def worker() -> Callable[[], int]:
    """The process beside the site: delivers what is due."""

    def works() -> int:
        return outbox.deliver_due(at=times.now())

    return works
