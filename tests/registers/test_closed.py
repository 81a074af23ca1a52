"""The people of the register stay where they are: no other capability reads the table, and no page or export names it."""

import re

from madoguchi.registers.models import Person
from tests.architecture.codebase import PACKAGE, owner, python_files

TABLE = re.compile(r"registers_person|registers\.models import [^\n]*\bPerson\b|registers\.Person")


def test_no_other_capability_reads_the_people_of_the_register():
    readers = {
        str(file.relative_to(PACKAGE))
        for file in python_files("madoguchi")
        if owner(file) != "registers" and TABLE.search(file.read_text(encoding="utf-8"))
    }
    assert readers == set()


def test_within_the_register_only_loading_comparing_and_the_sheet_read_them():
    readers = {
        file.stem
        for file in python_files("madoguchi/registers")
        if "migrations" not in file.parts and TABLE.search(file.read_text(encoding="utf-8"))
    }
    assert readers == {"comparing", "household"} | {"queries", "loading", "forgetting"}


def test_a_person_in_a_log_or_an_error_page_is_a_number():
    person = Person(pk=7, snapshot_id=3, name="髙橋　花子", number="0000000001")
    assert str(person) == "3/7"
    assert "髙橋" not in repr(person)


def test_nobody_is_given_permissions_on_the_table():
    assert Person._meta.default_permissions == ()
