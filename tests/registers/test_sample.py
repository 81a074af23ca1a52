"""The made-up register: always the same for a seed, every line right, and shaped like the ward."""

import csv
from collections import Counter
from datetime import date
from io import StringIO
from itertools import islice

import pytest
from django.core.management import call_command

from madoguchi.kernel import clock, readings
from madoguchi.kernel.actors import SYSTEM
from madoguchi.publications import queries as publications
from madoguchi.registers import commands
from madoguchi.registers.layout import FIELDS
from madoguchi.registers.sample import names
from madoguchi.registers.sample.writing import sample_rows, write_sample
from tests.registers.extracts import kept

DAY = date(2026, 11, 24)
PLACE = {field: place for place, field in enumerate(FIELDS[1:])}


def written(people: int, seed: int) -> str:
    into = StringIO()
    write_sample(into, people=people, seed=seed, sequence=1, as_of=DAY)
    return into.getvalue()


@pytest.fixture(scope="module")
def rows() -> list[list[str]]:
    return list(islice(sample_rows(seed=3, as_of=DAY), 6_000))


def test_a_seed_says_everything():
    assert written(300, 5) == written(300, 5)
    assert written(300, 5) != written(300, 6)


@pytest.mark.django_db
def test_every_line_is_taken(tmp_path):
    snapshot = commands.load(file=kept(tmp_path, written(1_000, 1)), by=SYSTEM, at=clock.now())
    assert (snapshot.people, snapshot.broken) == (1_000, 0)


def test_households_ages_and_origins_are_near_the_figures(rows):
    sizes = Counter(row[PLACE["household"]] for row in rows)
    ages = [DAY.year - int(row[PLACE["birthdate"]][:4]) for row in rows]
    assert 0.47 < sum(size == 1 for size in sizes.values()) / len(sizes) < 0.55
    assert 0.08 < sum(age < 15 for age in ages) / len(ages) < 0.15
    assert 0.15 < sum(age >= 65 for age in ages) / len(ages) < 0.24
    assert 0.01 < sum(" " in row[PLACE["name"]] for row in rows) / len(rows) < 0.05


def test_people_live_in_the_wards_towns_and_every_household_has_one_head(rows):
    towns = {town.name for town in publications.towns().towns}
    assert {row[PLACE["town"]] for row in rows} <= towns
    assert len({row[PLACE["town"]] for row in rows}) > 200
    heads = Counter(row[PLACE["household"]] for row in rows if row[PLACE["is_head"]] == "1")
    assert set(heads) == {row[PLACE["household"]] for row in rows}
    assert set(heads.values()) == {1}


def test_real_glyphs_aliases_and_former_names_occur(rows):
    written_names = "".join(row[PLACE["name"]] for row in rows)
    assert "髙" in written_names
    assert "𠮷" in written_names
    assert any(row[PLACE["alias"]] for row in rows)
    assert any(row[PLACE["former_family"]] for row in rows)


def test_a_variant_is_read_as_its_common_form():
    by_form: dict[str, set[str]] = {}
    for written_name, kana in names.SURNAMES:
        by_form.setdefault(readings.plain_form(written_name), set()).add(kana)
    assert by_form["高橋"] == {"タカハシ"}
    assert by_form["吉田"] == {"ヨシダ"}


def test_the_command_writes_a_file(tmp_path):
    told = StringIO()
    call_command("register_sample", people=50, seed=2, stdout=told)
    lines = list(csv.reader(StringIO(told.getvalue())))
    assert len(lines) == 53
    assert lines[-1] == ["#終わり", "50"]
