"""A demo installation with people, and the shelf for screenshots."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.management import call_command
from playwright.sync_api import Page

from madoguchi.kernel import clock as times
from madoguchi.kernel.clock import JST

TUESDAY = datetime(2026, 11, 10, 21, 30, tzinfo=JST)
SHELF = django_settings.ROOT / "docs" / "screenshots"
Photograph = Callable[[Page, str], None]


@pytest.fixture
def demo(live_site, published, settings, tmp_path) -> Iterator[None]:
    """Officers with known log-ins, documents in a folder of their own, and an evening in November."""
    settings.DATA, settings.MAIL_SERVER = tmp_path, ""
    cache.clear()  # who was counted in the test before is not counted on
    call_command("demo_people", verbosity=0)
    with times.moved_to(TUESDAY):
        yield


@pytest.fixture
def photograph() -> Photograph:
    """Keeps a picture for README, only where asked to: MADOGUCHI_SCREENSHOTS=1, or =full for whole pages."""

    def taken(page: Page, name: str) -> None:
        if "MADOGUCHI_SCREENSHOTS" in os.environ:
            SHELF.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=SHELF / f"{name}.png", full_page=os.environ["MADOGUCHI_SCREENSHOTS"] == "full")

    return taken


def keep_picture(content: bytes, name: str) -> None:
    if "MADOGUCHI_SCREENSHOTS" in os.environ:
        (SHELF / f"{name}.png").write_bytes(content)
