"""What a rule says of questions not answered, or hidden."""

from datetime import date

import pytest

from madoguchi.definitions.rules import BOOL, DATE, DECIMAL, INT, LIST, RECORD, TEXT, Type, compile_rule

SCOPE: dict[str, Type] = {
    "kind": TEXT,
    "income": INT,
    "rate": DECIMAL,
    "agreed": BOOL,
    "born_on": DATE,
    "address": RECORD({"town": TEXT}),
    "children": LIST(RECORD({"income": INT, "name": TEXT})),
}
TODAY = date(2026, 4, 1)


def outcome(source, *, expects=BOOL, **values):
    return compile_rule(source, SCOPE, expects=expects).outcome(values, today=TODAY)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("kind == null", True),
        ("kind != null", False),
        ("null == null", True),
        ("kind == 'x'", False),
        ("kind != 'x'", True),
        ("has(kind)", False),
        ("has(address.town)", False),
        ("address.town == null", True),
        ("kind in ['x']", False),
        ("kind in ['x', null]", True),
        ("income < 5", None),
        ("income + 1 > 5", None),
        ("-income > 5", None),
        ("size(kind) > 5", None),
        ("kind.startsWith('x')", None),
        ("kind.matches('x')", None),
        ("age_on(born_on, today) < 20", None),
        ("!agreed", None),
        ("agreed", None),
        ("agreed ? true : false", None),
        ("children.all(c, c.income > 0)", None),
        ("children.exists(c, c.income > 0)", None),
        ("size(children) > 0", None),
        ("size(children) == 0", False),
        ("children == null", True),
        ("children[0].income == null", True),
    ],
)
def test_with_nothing_answered(source, expected):
    assert outcome(source) is expected


@pytest.mark.parametrize(
    ("left", "right", "conjunction", "disjunction"),
    [
        (True, True, True, True),
        (True, False, False, True),
        (True, None, None, True),
        (False, True, False, True),
        (False, False, False, False),
        (False, None, False, None),
        (None, True, None, True),
        (None, False, False, None),
        (None, None, None, None),
    ],
)
def test_and_and_or_know_three_values(left, right, conjunction, disjunction):
    scope = {"a": BOOL, "b": BOOL}
    values = {"a": left, "b": right}
    assert compile_rule("a && b", scope).outcome(values, today=TODAY) is conjunction
    assert compile_rule("a || b", scope).outcome(values, today=TODAY) is disjunction


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("children.all(c, c.income > 0)", None),
        ("children.all(c, c.income > 100)", False),
        ("children.exists(c, c.income > 0)", True),
        ("children.exists(c, c.income > 100)", None),
        ("children.exists_one(c, c.income > 0)", None),
        ("size(children.filter(c, c.income > 0)) >= 1", None),
        ("sum(children.map(c, c.income)) > 0", None),
        ("max(children.map(c, c.income)) > 0", None),
        ("size(children.map(c, c.income)) == 2", True),
        ("children.exists(c, c.income == null)", True),
    ],
)
def test_with_one_of_two_rows_half_answered(source, expected):
    assert outcome(source, children=[{"income": 50, "name": "一郎"}, {"name": "二郎"}]) is expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("children.all(c, c.income > 0)", True),
        ("children.exists(c, c.income > 0)", False),
        ("sum(children.map(c, c.income)) == 0", True),
        ("max(children.map(c, c.income)) > 0", None),
        ("children[0].income > 0", None),
    ],
)
def test_with_no_rows(source, expected):
    assert outcome(source, children=[]) is expected


def test_what_has_no_result_is_absent():
    assert outcome("income / 0", expects=INT, income=1) is None
    assert outcome("income % 0", expects=INT, income=1) is None
    assert outcome("income / 0.0", expects=DECIMAL, income=1) is None
    assert outcome("[1, 2][income]", expects=INT, income=2) is None
    assert outcome("[1, 2][income]", expects=INT, income=-1) is None
    assert outcome("add_days(today, income)", expects=DATE, income=10**9) is None


def test_a_rule_that_cannot_tell_does_not_fire():
    rule = compile_rule("income > 5", SCOPE)
    assert rule.outcome({}, today=TODAY) is None
    assert rule.evaluate({}, today=TODAY) is False
    assert rule.evaluate({"income": None}, today=TODAY) is False
    assert rule.evaluate({"income": 6}, today=TODAY) is True


def test_a_value_that_cannot_be_derived_stays_absent():
    assert compile_rule("income + 1", SCOPE, expects=INT).evaluate({}, today=TODAY) is None
