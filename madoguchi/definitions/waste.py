"""ごみと資源の収集日: which days of the week each area of the ward has its collections, as `waste_days.csv` says."""

import csv
from dataclasses import dataclass
from pathlib import Path

from madoguchi.definitions.broken import BrokenDefinition

COLUMNS = ("area", "office", "burnable", "resources", "nonburnable", "pet", "verified")


@dataclass(frozen=True)
class WasteDays:
    """One area. Days stand as the ward writes them: 「水 土」, 「月2 月4」 for the second and fourth Monday."""

    area: str
    office: str
    burnable: str
    resources: str
    nonburnable: str
    pet: str
    verified: bool


def load_waste_days(file: Path) -> tuple[WasteDays, ...]:
    """Every area; BrokenDefinition with its line where a column is empty."""
    if not file.exists():
        return ()
    found = []
    with file.open(encoding="utf-8-sig", newline="") as rows:
        for line, row in enumerate(csv.DictReader(rows), start=2):
            values = [(row.get(column) or "").strip() for column in COLUMNS]
            if not all(values):
                mend = f"{'、'.join(COLUMNS)} の列を埋めてください。"
                raise BrokenDefinition("収集日の行に空いている列があります。", file=file.name, line=line, mend=mend)
            area, office, burnable, resources, nonburnable, pet, verified = values
            found.append(WasteDays(area, office, burnable, resources, nonburnable, pet, verified == "yes"))
    return tuple(found)
