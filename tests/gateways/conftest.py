"""Kinds of the tests' own, connected for one test."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest

from madoguchi.gateways import outbox
from madoguchi.kernel import clock

Connect = Callable[..., None]


@pytest.fixture
def connect() -> Iterator[Connect]:
    kinds: list[str] = []

    def connect_for_this_test(kind: str, act: outbox.Act, *, in_transaction: bool = True) -> None:
        outbox.connect(kind, act, in_transaction=in_transaction)
        kinds.append(kind)

    yield connect_for_this_test
    for kind in kinds:
        outbox.disconnect(kind)


@pytest.fixture
def at() -> Iterator[datetime]:
    moment = datetime(2026, 11, 24, 9, 0, tzinfo=clock.JST)
    with clock.moved_to(moment):
        yield moment
