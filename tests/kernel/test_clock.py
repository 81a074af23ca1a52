"""The clock of Japan, and moving it."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest

from madoguchi.kernel import clock
from madoguchi.kernel.clock import JST, moved_to, now, passes, today

NEW_YEAR = datetime(2027, 1, 1, 0, 0, tzinfo=JST)
A_MOMENT = timedelta(seconds=30)


def test_now_is_japanese_time():
    assert now().utcoffset() == timedelta(hours=9)


def test_the_day_changes_at_midnight_in_japan():
    with moved_to(datetime(2026, 12, 31, 15, 0, tzinfo=UTC)):
        assert today() == date(2027, 1, 1)
        passes(minutes=-1)
        assert today() == date(2026, 12, 31)


def test_time_passes_as_told_and_returns_after_the_block():
    before = now()
    with moved_to(NEW_YEAR):
        passes(days=3, hours=2)
        assert timedelta(0) <= now() - (NEW_YEAR + timedelta(days=3, hours=2)) < A_MOMENT
    assert timedelta(0) <= now() - before < A_MOMENT


def test_blocks_nest():
    with moved_to(NEW_YEAR):
        with moved_to(NEW_YEAR + timedelta(days=10)):
            assert today() == date(2027, 1, 11)
        assert today() == date(2027, 1, 1)


def test_a_thread_started_before_sees_the_moved_clock():
    may_look, seen = threading.Event(), []

    def look():
        may_look.wait()
        seen.append(today())

    thread = threading.Thread(target=look)
    thread.start()
    with moved_to(NEW_YEAR):
        may_look.set()
        thread.join()
    assert seen == [date(2027, 1, 1)]


def test_the_clock_is_not_moved_to_a_moment_without_a_zone():
    with pytest.raises(ValueError, match="aware"):
        clock.clock.move_to(datetime(2027, 1, 1))  # noqa: DTZ001
