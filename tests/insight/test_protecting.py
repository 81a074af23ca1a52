"""No published number is about a few people, and none can be had by subtracting."""

from collections import defaultdict
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.insight.protecting import OTHERS, atoms, count, folded

PAGES = ("one", "two", "three", "four")
K = 4


@pytest.mark.parametrize("pages", [2, 3, 4])
def test_whoever_knows_the_rule_and_the_total_cannot_tell_any_small_part(pages):
    """All tables with these parts, by what is published of them: each small part could be something else as well."""
    by_publication = defaultdict(list)
    for numbers in product(range(13), repeat=pages):
        shown = folded(dict(zip(PAGES, numbers, strict=False)), K)
        by_publication[sum(numbers), None if shown is None else tuple(sorted(shown.items()))].append(numbers)
    for told, tables in by_publication.items():
        possible = [set(values) for values in zip(*tables, strict=True)]
        for numbers in tables:
            if max(numbers) < 10:  # beside the edge of the list its neighbours are missing
                for n, others in zip(numbers, possible, strict=True):
                    assert not 0 < n < K or len(others) > 1, (numbers, told)


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 40)), st.integers(4, 10))
def test_what_is_told_is_nobody_or_enough_and_adds_up_to_the_whole(cells, k):
    shown = folded(cells, k)
    if shown is None:
        assert sum(cells.values()) > 0
    else:
        assert all(n == 0 or n >= k for n in shown.values())
        assert sum(shown.values()) == sum(cells.values())
        assert len(set(cells) - set(shown)) != 1


def test_a_small_part_takes_a_large_one_with_it():
    assert folded({"name": 40, "bank": 2, "review": 9}, 5) == {"review": 9, OTHERS: 42}
    assert folded({"name": 40, "bank": 2, "papers": 4, "review": 9}, 5) == {"name": 40, "review": 9, OTHERS: 6}
    assert folded({"name": 40, "bank": 0}, 5) == {"name": 40, "bank": 0}


def test_where_nearly_all_are_few_nothing_is_told_not_even_where_nobody_was():
    assert folded({"name": 3, "bank": 0, "review": 0}, 5) is None
    assert folded({"name": 30, "bank": 1, "review": 0}, 5) is None
    assert folded({}, 5) == {}


counts = st.lists(st.integers(0, 12), max_size=14)


def months(numbers):
    return [
        (date(2026 + n // 12, n % 12 + 1, 1), {"web": {"decided": {"": many}} if many else {}})
        for n, many in enumerate(numbers)
    ]


@given(counts, st.integers(1, 10))
def test_every_atom_counts_enough_and_what_was_told_once_never_changes(numbers, k):
    told = atoms(months(numbers), base="decided", measures=("decided",), k=k)
    assert all(count(atom.whole, "decided") >= k for atom in told)
    for until in range(len(numbers)):
        before = atoms(months(numbers[:until]), base="decided", measures=("decided",), k=k)
        assert told[: len(before)] == before


@given(counts, st.integers(1, 10))
def test_the_difference_of_any_two_publications_is_nothing_or_enough(numbers, k):
    told = atoms(months(numbers), base="decided", measures=("decided",), k=k)
    sums = [sum(count(atom.whole, "decided") for atom in told[:end]) for end in range(len(told) + 1)]
    assert all(abs(one - other) == 0 or abs(one - other) >= k for one in sums for other in sums)
