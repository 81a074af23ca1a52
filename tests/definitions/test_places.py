"""Facilities, consultations and days of collection as files."""

from pathlib import Path

import pytest

from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.definitions.loader import load_catalog
from madoguchi.definitions.waste import load_waste_days
from tests.definitions.parking import a_catalog

FACILITY = """\
- id: {id}
  kind: {{ja: 図書館}}
  name: {{ja: 中央図書館}}
  owner: {owner}
  address: 世田谷区弦巻3-16-8
  source: 区の公開データ
  reviewed: 2026-11-24
"""


def loaded(folder: Path, name: str, text: str):
    catalog = a_catalog(folder)
    (catalog / "ward" / name).mkdir()
    (catalog / "ward" / name / "all.yaml").write_text(text, encoding="utf-8")
    return load_catalog(catalog, "ward")


def test_the_wards_own_places_are_all_right(catalog):
    assert len([one for one in catalog.facilities.values() if one.kind.ja == "まちづくりセンター"]) == 28
    assert len(catalog.consultations) == 28
    assert len(catalog.waste_days) == 118
    assert [str(one) for one in catalog.broken if "answers" not in one.file] == []


def test_a_facility_needs_a_section_and_an_id_of_its_own(tmp_path):
    text = (
        FACILITY.format(id="a", owner="roads")
        + FACILITY.format(id="a", owner="roads")
        + FACILITY.format(id="b", owner="x")
    )
    found = loaded(tmp_path, "facilities", text)
    assert list(found.facilities) == ["a"]
    assert sorted(problem.path for problem in found.broken) == ["[1].id", "[2].owner"]


def test_a_consultation_that_lacks_who_answers_is_said(tmp_path):
    found = loaded(tmp_path, "consultations", "- id: law\n  name: {ja: 法律相談}\n")
    assert found.consultations == {}
    assert "書かれていません" in str(found.broken[0])


def test_a_row_of_collection_days_with_a_gap_is_said_with_its_line(tmp_path):
    file = tmp_path / "waste_days.csv"
    head = "area,office,burnable,resources,nonburnable,pet,verified\n"
    file.write_text(head + "若林5,世田谷,火 金,土,水2,水1,no\n用賀1,玉川,,土,水2,水1,no\n", encoding="utf-8")
    with pytest.raises(BrokenDefinition) as broken:
        load_waste_days(file)
    assert broken.value.line == 3
