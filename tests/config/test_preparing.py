"""From installed code to an open counter: the command that `bin/serve` runs before it opens."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from madoguchi.accounts.demo import OFFICERS, PASSWORD
from madoguchi.accounts.models import Officer
from madoguchi.publications import queries

GOOD = "dog-registration"


@pytest.fixture
def small_catalog(settings, tmp_path) -> Iterator[Path]:
    """The ward with a single procedure, since the proofs of all take their time."""
    source, folder = Path(settings.CATALOG), tmp_path / "catalog"
    for file in source.rglob("*"):
        is_wanted = file.is_file() and (file.parent.name != "procedures" or file.stem == GOOD)
        if is_wanted:
            copy = folder / file.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
    settings.CATALOG = folder
    queries.catalog.cache_clear()
    yield folder
    queries.catalog.cache_clear()


@pytest.fixture
def installation(settings, tmp_path, small_catalog, db) -> None:
    settings.DEMO = True
    settings.STATIC_ROOT = tmp_path / "static"


def prepared() -> str:
    out = StringIO()
    call_command("prepare", stdout=out, stderr=out)
    return out.getvalue()


def test_it_publishes_the_catalog_and_tells_who_can_log_in(installation):
    told = prepared()
    assert [compiled.id for compiled in queries.all_in_force()] == [GOOD]
    assert PASSWORD in told
    assert all(officer.email in told for officer in OFFICERS)


def test_a_second_time_changes_nothing_and_collects_nothing(installation, settings):
    prepared()
    note = settings.STATIC_ROOT.with_suffix(".state").stat().st_mtime_ns
    told = prepared()
    assert "static files" not in told
    assert Officer.objects.count() == len(OFFICERS)
    assert settings.STATIC_ROOT.with_suffix(".state").stat().st_mtime_ns == note


def test_collected_files_carry_the_hash_of_their_content(installation, settings):
    prepared()
    assert list((settings.STATIC_ROOT / "ui").glob("site.*.css"))


def test_a_broken_definition_is_told_with_its_file_and_stops_nothing_else(installation, small_catalog):
    procedures = small_catalog / "setagaya" / "procedures"
    (procedures / "broken.yaml").write_text("id: broken\ntitel: 題名\n", encoding="utf-8")
    told = prepared()
    assert "broken.yaml" in told
    assert [compiled.id for compiled in queries.all_in_force()] == [GOOD]


def test_outside_a_demo_no_log_in_that_everybody_knows_is_made(installation, settings):
    settings.DEMO = False
    prepared()
    assert not Officer.objects.exists()
    with pytest.raises(CommandError):
        call_command("demo")
