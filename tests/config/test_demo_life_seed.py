"""The same seed gives the same days."""

from django.db import transaction

from tests.config.test_demo_life import a_demo as a_demo
from tests.config.test_demo_life import counted, play


def test_the_same_seed_gives_the_same_days_and_another_seed_others(monkeypatch, settings):
    def played(seed: int):
        with transaction.atomic():
            play(monkeypatch, days=2, seed=seed)
            found = counted()
            (settings.DATA / "demo-life.json").unlink()
            transaction.set_rollback(True)
        return found

    first, second, other = played(3), played(3), played(4)
    assert first
    assert first == second
    assert first != other
