"""Counting guesses: by the database, before anything is looked up, on either database."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from madoguchi.kernel import clock as times
from madoguchi.kernel.refusals import Refusal
from madoguchi.ui import limits
from madoguchi.ui.limits import Limit
from madoguchi.ui.models import TryCount

LIMIT = Limit("a-test", tries=5, seconds=600)
MANY = 20


@pytest.mark.django_db(transaction=True)
def test_of_twenty_guesses_at_once_no_more_than_allowed_are_looked_at():
    together = Barrier(MANY)

    def guesses(_: int) -> bool:
        try:
            together.wait(timeout=30)
            return LIMIT.allows("one client")
        finally:
            connection.close()

    with ThreadPoolExecutor(MANY) as threads:
        allowed = list(threads.map(guesses, range(MANY)))
    assert sum(allowed) == LIMIT.tries
    assert TryCount.objects.get().tries == MANY


@pytest.mark.django_db
class TestOneClient:
    def test_who_has_tried_too_often_is_told_to_wait_and_others_are_not(self):
        for _ in range(LIMIT.tries):
            LIMIT.count_or_refuse("one")
        with pytest.raises(Refusal) as told:
            LIMIT.count_or_refuse("one")
        assert (told.value.status, told.value.code) == (429, "too_many_tries")
        LIMIT.count_or_refuse("another")

    def test_what_was_right_is_no_guess(self):
        for _ in range(LIMIT.tries * 3):
            LIMIT.count_or_refuse("one")
            LIMIT.take_back("one")
        assert TryCount.objects.get().tries == 0

    def test_taking_back_more_than_was_tried_gives_nothing(self):
        LIMIT.take_back("nobody")
        LIMIT.count_or_refuse("one")
        LIMIT.take_back("one")
        LIMIT.take_back("one")
        assert [LIMIT.allows("one") for _ in range(LIMIT.tries + 1)] == [True] * LIMIT.tries + [False]

    def test_the_count_begins_anew_when_the_time_is_over_and_trying_does_not_lengthen_it(self, clock):
        for _ in range(LIMIT.tries + 3):
            LIMIT.allows("one")
            clock.passes(minutes=1)
        assert not LIMIT.allows("one")
        clock.passes(minutes=2)
        assert LIMIT.allows("one")

    def test_the_clients_name_is_kept_as_a_digest_and_forgotten_afterwards(self, clock):
        LIMIT.allows("192.0.2.7")
        assert "192.0.2.7" not in TryCount.objects.get().key
        assert limits.forget_ended(before=times.now()) == 0
        assert limits.forget_ended(before=times.now() + timedelta(seconds=601)) == 1
