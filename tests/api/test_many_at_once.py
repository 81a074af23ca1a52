"""Many programs and people at the same moment: one application, and a kind answer for each."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from threading import Barrier

import pytest
from django.core.cache import cache
from django.db import connection

from madoguchi.cases.models import Case
from madoguchi.procedures.models import Receipt, Submission
from tests.api.programs import ANSWERS, a_program
from tests.procedures.browsing import Browser
from tests.procedures.definition import TYPED
from tests.procedures.walking import answers_everything, begins

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 15


def all_at_once(acts: list[Callable[[], int]]) -> list[int]:
    """The status each got."""
    start = Barrier(len(acts))

    def run(act: Callable[[], int]) -> int:
        try:
            start.wait(timeout=60)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def test_fifteen_posts_under_one_key_are_one_application_and_fifteen_equal_receipts(program):
    answers: list[bytes] = []

    def post():
        said = copy(program).applies(key="one-and-only")
        answers.append(said.content)
        return said.status_code

    assert all_at_once([post] * MANY) == [201] * MANY
    assert len(set(answers)) == 1
    assert (Case.objects.count(), Receipt.objects.count(), Submission.objects.count()) == (1, 1, 1)


def test_fifteen_over_the_api_and_the_web_at_once_are_one_application(every_kind):
    cache.clear()
    programs = [a_program() for _ in range(8)]
    browsers = [Browser(f"192.0.2.{n}") for n in range(7)]
    for browser in browsers:
        begins(browser, every_kind)
        answers_everything(browser, TYPED)
    web = [lambda browser=browser: browser.press().status for browser in browsers]
    api = [lambda one=one: one.applies().status_code for one in programs]
    got = all_at_once([*web, *api])

    assert Case.objects.count() == 1
    assert set(got) <= {200, 201, 409}
    assert got.count(409) == MANY - 1
    assert ANSWERS["name"]["family"] == Case.objects.get().answers["name"]["family"]
