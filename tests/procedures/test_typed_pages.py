"""Whatever is typed into a page: reading it never fails, and what was accepted reads back the same."""

from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from madoguchi.definitions import display
from madoguchi.definitions import questions as q
from madoguchi.definitions.journey import walk
from madoguchi.definitions.reading import read
from madoguchi.definitions.situation import Situation
from madoguchi.definitions.typed import boxes_of
from madoguchi.definitions.validate import validate
from madoguchi.procedures import filling
from madoguchi.publications import queries as publications
from tests.procedures.definition import COMPILED, TYPED

AT = Situation(today=date(2026, 11, 10), towns=publications.towns())
LEAVES = {
    path: leaf
    for id_, question in COMPILED.procedure.data.items()
    for path, leaf in (
        {f"{id_}.{name}": leaf for name, leaf in question.fields.items()}
        if isinstance(question, q.GroupQuestion)
        else {id_: question}
    ).items()
}
PARTS = ["", "family", "given", "era", "year", "month", "day", "postcode", "prefecture", "city", "town", "block", "building", "bank", "branch", "type", "number", "holder", "rows", "x"]  # fmt: skip
ODD = [v if isinstance(v, str) else v[0] for v in TYPED.values()] + [
    "yes",
    "on",
    "true",
    "goya",
    "garden",
    "²",
    "元",
    "\0",
    "\udfff",
]
people_type = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="0123456789０１２３４５６７８９-−ー/年月日.,平成令和昭元 ", max_size=12),
    st.text(alphabet="アイウエオガパャッーヽ・ｱｲｳﾞﾟあがぱゃ髙𠮷﨑葛\U000e0100 　", max_size=8),
    st.sampled_from(ODD),
)
boxes = st.dictionaries(st.sampled_from(PARTS), st.lists(people_type, min_size=1, max_size=3), max_size=6)
often = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("path", LEAVES)
@often
@given(typed=boxes)
def test_what_is_accepted_reads_back_the_same(path, typed):
    question = LEAVES[path]
    first = read(question, typed, path, AT)
    assert first.answer is None or first.problem is None
    if first.answer is not None:
        again = read(question, boxes_of(question, first.answer), path, AT)
        assert again.problem is None
        assert again.answer == first.answer
        assert display.row_of(question, first.answer, path, "ja").value


names = st.sampled_from([*TYPED, "helpers.rows", *[f"helpers.{row}.{leaf}" for row in ("1", "2", "x") for leaf in ("who.family", "who.given", "child", "age")]])  # fmt: skip


@often
@given(
    typed=st.dictionaries(names, st.lists(people_type, min_size=1, max_size=3), max_size=25),
    page=st.sampled_from(COMPILED.procedure.pages),
)
def test_a_page_of_anything_is_read_and_what_it_gives_is_valid(typed, page):
    post = QueryDict(mutable=True)
    for name, values in typed.items():
        post.setlist(name, values)
    kept = filling.typed_on(page, post)
    filled = filling.read_page(COMPILED, page, kept, {}, AT)
    journey = walk(COMPILED, filled.answers, today=AT.today)
    assert list(filling.asked_on(COMPILED, page, journey, kept, {}, AT)) or page.id == "helpers"
    told = {problem.path for problem in filled.problems}
    for problem in validate(COMPILED, filled.answers, AT).problems:
        if problem.path.partition(".")[0] in page.ask and problem.code != "required":
            assert problem.path in told
    assert display.parts(COMPILED, journey, "ja")
