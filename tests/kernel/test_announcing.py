"""Announcements inside the process."""

from dataclasses import dataclass

from madoguchi.kernel.announcing import announce, heard, listen


@dataclass(frozen=True)
class BellRang:
    times: int


@dataclass(frozen=True)
class LoudBellRang(BellRang):
    pass


def test_who_listens_hears_only_what_they_listen_to():
    with heard(BellRang) as bells, heard(LoudBellRang) as loud_bells:
        announce(BellRang(times=2))
        announce(LoudBellRang(times=3))
    assert bells == [BellRang(times=2)]
    assert loud_bells == [LoudBellRang(times=3)]


def test_after_the_block_nothing_is_heard_any_more():
    with heard(BellRang) as bells:
        pass
    announce(BellRang(times=1))
    assert bells == []


def test_connecting_twice_is_connecting_once():
    with heard(BellRang) as bells:
        listen(BellRang, bells.append)
        announce(BellRang(times=1))
    assert bells == [BellRang(times=1)]


def test_an_announcement_nobody_listens_to_is_no_mistake():
    announce(LoudBellRang(times=1))
