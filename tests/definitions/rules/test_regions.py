"""Whether questions can be reached, found out by searching for answers that reach them."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madoguchi.definitions.rules import BOOL, DATE, INT, LIST, RECORD, TEXT, Type, compile_rule
from madoguchi.definitions.rules.regions import (
    Choices,
    Fields,
    Open,
    Rows,
    Several,
    TooManyCases,
    YesNo,
    are_decisive,
    find_example,
)

TODAY = date(2026, 4, 10)
SCOPE: dict[str, Type] = {
    "a": TEXT,
    "b": BOOL,
    "n": INT,
    "m": INT,
    "d": DATE,
    "e": DATE,
    "f": DATE,
    "name": TEXT,
    "situation": LIST(TEXT),
    "address": RECORD({"town": TEXT, "postcode": TEXT}),
    "children": LIST(RECORD({"birthdate": DATE, "relation": TEXT, "income": INT})),
}
DOMAINS = {
    "a": Choices(("x", "y")),
    "b": YesNo(),
    "n": Open(INT, least=0),
    "m": Open(INT),
    "d": Open(DATE),
    "e": Open(DATE, most=date(2026, 12, 31)),
    "f": Open(DATE),
    "name": Open(TEXT),
    "situation": Several(("p", "q", "r")),
    "address": Fields({"town": Open(TEXT), "postcode": Open(TEXT)}),
    "children": Rows(
        {"birthdate": Open(DATE), "relation": Choices(("child", "grandchild")), "income": Open(INT, least=0)}
    ),
}


def rules(*sources):
    return [compile_rule(source, SCOPE, is_open=lambda day: day.weekday() < 5) for source in sources]


def example(wanted, unwanted=(), domains=DOMAINS, **options):
    return find_example(rules(*wanted), rules(*unwanted), domains, today=TODAY, **options)


REACHABLE = [
    (["a == 'x' && b"], []),
    (["a == null", "b == false"], []),
    (["a != 'x'"], ["a == 'y'"]),
    (["n >= 5 && n <= 5"], []),
    (["n > 1030000"], ["n > 1030001"]),
    (["age_on(d, today) == 18"], []),
    (["age_on(d, today) < 20 && age_on(d, today) > 18"], []),
    (["today > end_of_fiscal_year_of_age(d, 15)", "today <= end_of_fiscal_year_of_age(d, 16)"], []),
    (["today == end_of_fiscal_year_of_age(d, 15) || fiscal_year(d) == 2010"], ["d == date('2010-04-01')"]),
    (["d < e && e < f && f < today"], []),
    (["d < e && e < f && f < today && d > date('2026-04-01')"], []),
    (["add_days(d, 14) < e && e <= today && d > date('2020-01-01')"], []),
    (["age_on(d, e) < 3 && age_on(d, e) >= 2"], []),
    (["months_between(d, today) >= 3"], ["months_between(d, today) >= 4"]),
    (["business_days(d, today) > 10 && d > date('2026-03-20')"], []),
    (["days_between(d, today) > 14"], ["days_between(d, today) > 15"]),
    (["fiscal_year(d) == 2025 && d > date('2026-03-30')"], []),
    (["name != '' && name != 'あ'"], []),
    (["size(name) > 20"], ["size(name) > 21"]),
    (["name.matches('^[ァ-ヶ]{2,4}$') && size(name) == 4"], []),
    (["name.startsWith('154') && name.matches('^[0-9]{7}$')"], []),
    (["kana(name)"], ["name == ''"]),
    (["name.contains('a') && name.contains('b') && name.startsWith('x')"], []),
    (["name.contains('子') && !name.endsWith('子')"], []),
    (["address.postcode.matches('^[0-9]{7}$') && address.town in ['太子堂', '三軒茶屋']"], []),
    (["'p' in situation && 'q' in situation"], ["'r' in situation"]),
    (["'p' in situation && 'q' in situation && 'r' in situation"], []),
    (["children.exists(c, c.relation == 'child' && age_on(c.birthdate, today) < 3)"], ["size(children) > 1"]),
    (["size(children.filter(c, c.relation == 'child')) >= 3 && children.exists(c, c.relation == 'grandchild')"], []),
    (["sum(children.map(c, c.income)) > 1030000"], ["children.exists(c, c.income > 1000000)"]),
    (["size(children) == 0"], []),
    (["children == null"], []),
    (["n * 12 + m > 1000000 && m < 0"], []),
    (["n == m + 5 && m == 3"], []),
    (["true"], ["false"]),
    ([], []),
]
UNREACHABLE = [
    (["a == 'x' && a == 'y'"], []),
    (["a == 'x'", "a == 'y'"], []),
    (["a == 'z'"], []),
    (["b"], ["b"]),
    (["a == 'x'"], ["a == 'x' || b", "a == 'y'"]),
    (["n > 5 && n < 6"], []),
    (["n < 0"], []),
    (["n > 5"], ["n >= 3"]),
    (["d < e && e < d"], []),
    (["e > date('2026-12-31')"], []),
    (["age_on(d, today) >= 18 && age_on(d, today) < 18"], []),
    (["d > today && age_on(d, today) >= 1"], []),
    (["name == '' && size(name) > 0"], []),
    (["size(name) > 20 && size(name) < 21"], []),
    (["'z' in situation"], []),
    (["children.all(c, c.relation == 'child')", "children.exists(c, c.relation == 'grandchild')"], []),
    (["children.exists(c, c.income < 0)"], []),
    (["size(children) > 20"], []),
    (["has(n)"], ["n >= 0"]),
    (["false"], []),
    ([], ["true"]),
]


@pytest.mark.parametrize(("wanted", "unwanted"), REACHABLE)
def test_what_can_come_true_has_an_example(wanted, unwanted):
    found = example(wanted, unwanted)
    assert found is not None
    assert all(rule.evaluate(found, today=TODAY) for rule in rules(*wanted))
    assert not any(rule.evaluate(found, today=TODAY) for rule in rules(*unwanted))


@pytest.mark.parametrize(("wanted", "unwanted"), UNREACHABLE)
def test_what_contradicts_itself_has_no_example(wanted, unwanted):
    assert example(wanted, unwanted) is None


def test_only_the_fields_the_rules_read_are_answered():
    assert example(["a == 'x'"]) == {"a": "x"}
    assert example(["a == null"]) == {}


def test_a_question_that_must_be_answered_is_never_absent():
    required = {"a": Choices(("x", "y"), optional=False)}
    assert example(["a != 'x'"], ["a == 'y'"]) == {}
    assert example(["a != 'x'"], ["a == 'y'"], domains=required) is None


def test_fields_no_rule_connects_are_searched_apart():
    many = {f"q{number}": TEXT for number in range(40)}
    wanted = [compile_rule(f"{name} == 'z' || {name} == 'y'", many) for name in many]
    domains = dict.fromkeys(many, Choices(tuple("abcdefxy")))
    found = find_example(wanted, [], domains, today=TODAY, limit=1_000)
    assert found == dict.fromkeys(many, "y")


def test_a_long_chain_of_questions_is_cut_early():
    chain = {f"q{number}": TEXT for number in range(30)}
    wanted = [compile_rule("q0 == 'y'", chain)]
    wanted += [compile_rule(f"q{n} == q{n - 1}", chain) for n in range(1, 30)]
    domains = dict.fromkeys(chain, Choices(("x", "y")))
    assert find_example(wanted, [], domains, today=TODAY, limit=1_000) == dict.fromkeys(chain, "y")


def test_too_many_cases_prove_nothing():
    many = {f"q{number}": INT for number in range(12)}
    impossible = compile_rule(" + ".join(many) + " > 1000000", many)
    domains = dict.fromkeys(many, Choices((1, 2, 3)))
    with pytest.raises(TooManyCases):
        find_example([impossible], [], domains, today=TODAY, limit=5_000)


@pytest.mark.parametrize(
    ("source", "decisive"),
    [
        ("a == 'x' && n > 5 && age_on(d, today) < 20", True),
        ("d < e", True),
        ("size(name) < 5 && name.matches('^[0-9]+$')", True),
        ("children.exists(c, c.income > 5 && c.relation == 'child')", True),
        ("name.matches('^[0-9]+$') && name.matches('^1')", False),
        ("name.matches('^[0-9]+$') && name == '5'", False),
        ("name.contains('a') && name.contains('b')", False),
        ("name.contains('a') && size(name) > 20", False),
        ("kana(name) && name != 'カナ'", False),
        ("business_days(d, today) > 5", False),
        ("d < e && e < f", True),
        ("name == a && a == address.town", False),
        ("children.exists(c, c.income > 5) && children.exists(c, c.income < 4)", True),
        (" && ".join(f"children.exists(c, c.income == {income})" for income in range(3)), False),
        ("n + m > 5", False),
        ("n * 3 > 5", False),
        ("age_on(d, e) < 3", False),
        ("sum(children.map(c, c.income)) > 5", False),
    ],
)
def test_it_is_known_when_finding_nothing_is_a_proof(source, decisive):
    assert are_decisive(rules(source)) is decisive


ATOMS = st.one_of(
    st.sampled_from(["a == 'x'", "a != 'y'", "a == null", "b", "!b", "has(n)"]),
    st.builds("n {} {}".format, st.sampled_from(["<", "<=", "==", "!=", ">", ">="]), st.integers(0, 4)),
    st.builds("n {} m".format, st.sampled_from(["<", "=="])),
    st.builds("m {} {}".format, st.sampled_from(["<", ">="]), st.integers(0, 4)),
)
CONDITIONS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.builds("({} && {})".format, inner, inner),
        st.builds("({} || {})".format, inner, inner),
        inner.map("!({})".format),
    ),
    max_leaves=5,
)
SMALL = {"a": ("x", "y", None), "b": (True, False, None), "n": (*range(8), None), "m": (*range(-2, 8), None)}


@settings(deadline=None, max_examples=150)
@given(st.lists(CONDITIONS, min_size=1, max_size=3), st.lists(CONDITIONS, max_size=2))
def test_an_example_is_found_just_where_trying_everything_finds_one(wanted, unwanted):
    domains = {**DOMAINS, "n": Open(INT, least=0), "m": Open(INT)}
    found = example(wanted, unwanted, domains=domains)
    every = (
        {"a": a, "b": b, "n": n, "m": m} for a in SMALL["a"] for b in SMALL["b"] for n in SMALL["n"] for m in SMALL["m"]
    )
    yes, no = rules(*wanted), rules(*unwanted)
    exists = any(
        all(rule.evaluate(values, today=TODAY) for rule in yes)
        and not any(rule.evaluate(values, today=TODAY) for rule in no)
        for values in every
    )
    assert (found is not None) is exists
