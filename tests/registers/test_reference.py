"""The page that describes the columns is what the code reads."""

from pathlib import Path

from django.conf import settings

from madoguchi.registers.layout import COLUMNS, read_record
from madoguchi.registers.management.commands.register_columns import reference


def test_the_page_of_the_columns_is_not_stale():
    assert (Path(settings.ROOT) / "docs/reference/register-csv.md").read_text(encoding="utf-8") == reference()


def test_every_example_of_the_page_can_be_read():
    assert len(read_record([column.example for column in COLUMNS])) == len(COLUMNS)
