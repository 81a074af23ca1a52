"""Whatever stands in a file: it is loaded or refused with a reason, and every line left out is named."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from madoguchi.kernel import clock
from madoguchi.kernel.actors import SYSTEM
from madoguchi.kernel.refusals import Refusal
from madoguchi.registers import commands
from madoguchi.registers.extract import examine, records
from madoguchi.registers.layout import COLUMNS, TITLES, NoRecord, Value, read_record
from madoguchi.registers.models import BrokenLine, Person, Snapshot
from madoguchi.registers.states import State
from tests.registers.extracts import HANAKO, extract_text, kept, many

ONE_FOLDER = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def outcome(cells: list[str]) -> tuple[Value, ...] | NoRecord:
    """The record, or why it is none."""
    try:
        return read_record(cells)
    except NoRecord as broken:
        return broken


@ONE_FOLDER
@given(content=st.binary(max_size=3_000))
def test_any_bytes_are_refused_with_a_reason(tmp_path, content):
    with pytest.raises(Refusal) as refused:
        examine(kept(tmp_path, content))
    assert refused.value.code in {"header", "truncated"}
    assert refused.value.message


@ONE_FOLDER
@given(line=st.binary(max_size=400).map(lambda line: line.replace(b"\n", b"")))
def test_any_line_between_right_ones_leaves_them_whole(tmp_path, line):
    head, foot = extract_text(many(2)).encode().split(b"0000000002", 1)
    content = head + line + b"\r\n" + b"0000000002" + foot.replace("#終わり,2".encode(), "#終わり,3".encode())
    found = list(records(examine(kept(tmp_path, content))))
    assert [one.number for one in found] == [3, 4, 5]
    assert found[0].values is not None
    assert found[2].values is not None
    assert (found[1].values is None) == (found[1].broken is not None)


@settings(max_examples=300, deadline=None)
@given(cells=st.lists(ANY_TEXT, max_size=25))
def test_any_columns_are_a_record_or_named(cells):
    read = outcome(cells)
    if isinstance(read, NoRecord):
        assert read.reason
        assert read.column in {"", *TITLES}
    else:
        assert len(read) == len(COLUMNS)


@settings(max_examples=300, deadline=None)
@given(column=st.sampled_from(TITLES), typed=ANY_TEXT)
def test_one_strange_column_is_named_without_what_stood_there(column, typed):
    read = outcome([(HANAKO | {column: typed}).get(title, "") for title in TITLES])
    if isinstance(read, NoRecord):
        assert read.column == column
        assert len(typed) < 5 or typed not in read.reason


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(strange=st.lists(st.tuples(st.integers(0, 79), st.sampled_from(TITLES), ANY_TEXT), max_size=4))
@pytest.mark.django_db
def test_any_extract_is_counted_to_the_last_line(tmp_path, strange):
    BrokenLine.objects.all().delete()
    Person.objects.all().delete()
    Snapshot.objects.all().delete()
    people = many(80)
    for place, column, typed in strange:
        people[place] |= {column: typed.replace("\r", "").replace("\n", "")}
    snapshot = commands.load(file=kept(tmp_path, extract_text(people)), by=SYSTEM, at=clock.now())
    assert State(snapshot.state) is State.CURRENT
    assert snapshot.people + snapshot.broken == 80
    assert Person.objects.filter(snapshot=snapshot).count() == snapshot.people
    assert BrokenLine.objects.filter(snapshot=snapshot).count() == snapshot.broken
