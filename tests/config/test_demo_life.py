"""A few played days: everything went through the commands, and the house is as whole afterwards as after real ones."""

import json
from collections import Counter
from datetime import datetime
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import CommandError

from madoguchi.cases.models import Batch, Case, Doubt, Probe
from madoguchi.cases.states import FREES_THE_KEY, State
from madoguchi.config.demo_life import playing
from madoguchi.gateways.models import OutboxEntry
from madoguchi.gateways.models import State as Delivery
from madoguchi.journal import queries as journal
from madoguchi.journal.models import Entry
from madoguchi.kernel import clock as times
from madoguchi.kernel.clock import JST
from madoguchi.notices.models import Notice
from madoguchi.procedures import figures
from madoguchi.procedures.models import Draft, FigureDay, Receipt

# A Saturday: the days before are five weekdays, of which the third brings a new version.
SATURDAY = datetime(2026, 11, 14, 9, 0, tzinfo=JST)
DAYS, PEOPLE = 5, 9


@pytest.fixture(autouse=True)
def a_demo(settings, tmp_path, published) -> None:
    """Prepared as `bin/serve` does, with a small register and without its sheets of paper."""
    settings.DATA, settings.DEMO, settings.MAIL_SERVER = tmp_path / "data", True, ""
    settings.DATA.mkdir()
    cache.clear()
    call_command("demo_people", verbosity=0)


def play(monkeypatch, *, at: datetime = SATURDAY, **options) -> str:
    said = StringIO()
    with times.moved_to(at):
        monkeypatch.setattr("madoguchi.registers.management.commands.demo_register.PEOPLE", 600)
        call_command("demo_register", stdout=StringIO())
        call_command("demo_life", stdout=said, **{"days": DAYS, "people": PEOPLE, "seed": 3, **options})
    return said.getvalue()


def counted() -> Counter[tuple[str, str]]:
    """What happened, by day and word, without what the draw of the full reviews decides."""
    words = {"received", "approved", "rejected", "withdrawn", "correction_asked", "corrected"}
    entries = Entry.objects.filter(what__in=words).values_list("at", "what")
    return Counter((at.astimezone(JST).date().isoformat(), what) for at, what in entries)


def test_five_played_days_leave_a_whole_house(monkeypatch):
    said = play(monkeypatch)

    assert said.count("申請") == DAYS + 1
    cases = list(Case.objects.all())
    assert len(cases) > 20
    assert {case.channel for case in cases} >= {"web", "counter"}
    assert {State(case.state) for case in cases} >= {State.APPROVED, State.RECEIVED}
    assert all(case.received_at <= case.decided_at for case in cases if case.decided_at)
    keys = Counter(case.unique_key for case in cases if case.unique_key and case.stands not in FREES_THE_KEY)
    assert max(keys.values()) == 1, "what may be applied for once stands once"
    assert Receipt.objects.count() == len(cases)
    assert journal.verify() is None
    assert not OutboxEntry.objects.filter(state=Delivery.STUCK).exists()

    every_list_and_figure_has_something_to_show()


def every_list_and_figure_has_something_to_show() -> None:
    assert Batch.objects.exists()
    assert Doubt.objects.exclude(verdict="").exists()
    assert Probe.objects.exists()
    assert Draft.objects.filter(sent_as=None).exists(), "some leave off"
    assert Notice.objects.exclude(pdf_sha256="").exists()
    assert FigureDay.objects.exists()
    assert figures.counted_until() == SATURDAY.date().replace(day=13)
    assert Entry.objects.filter(what="proposal_approved").count() == 1


def test_a_demo_that_has_lived_goes_on_only_when_it_is_told_to(monkeypatch, settings):
    play(monkeypatch, days=2)
    kept = json.loads((settings.DATA / "demo-life.json").read_text())
    assert (kept["seed"], kept["last_day"]) == (3, "2026-11-13")
    before = Case.objects.count()

    with pytest.raises(CommandError, match="--again"):
        play(monkeypatch, days=2)
    with pytest.raises(CommandError, match="すでに再現してあります"):
        play(monkeypatch, again=True)
    assert Case.objects.count() == before

    said = play(monkeypatch, at=SATURDAY.replace(day=16), again=True)
    assert "11月14日（土）" in said
    assert "11月15日（日）" in said
    assert "11月13日" not in said
    assert Case.objects.count() > before


def test_applications_nobody_played_are_left_alone(monkeypatch, settings):
    play(monkeypatch, days=1)
    (settings.DATA / "demo-life.json").unlink()

    with pytest.raises(CommandError, match="すでに申請があります"):
        play(monkeypatch)


def test_only_a_demo_is_played(monkeypatch, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="MADOGUCHI_DEMO=1"):
        call_command("demo_life")
    assert not Case.objects.exists()


def test_without_a_day_there_is_nothing_to_play(monkeypatch):
    with pytest.raises(CommandError, match="1以上"):
        play(monkeypatch, days=0)


def test_the_worker_rests_while_a_life_is_played(settings):
    assert not playing.is_on(settings.DATA)
    with playing.alone(settings.DATA) as first:
        assert first
        assert playing.is_on(settings.DATA)
        with playing.alone(settings.DATA) as second:
            assert not second
    assert not playing.is_on(settings.DATA)
