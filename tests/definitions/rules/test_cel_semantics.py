"""The conformance cases of CEL that apply to its typed part, and what stands in the place of those that do not."""

from datetime import date
from decimal import Decimal

import pytest

from madoguchi.definitions.rules import BOOL, DATE, DECIMAL, INT, LIST, RECORD, TEXT, Type, compile_rule

TODAY = date(2026, 4, 1)


def value(source, expects, scope=None, **values):
    return compile_rule(source, scope or {}, expects=expects).evaluate(values, today=TODAY)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("7 / 2", 3),
        ("-7 / 2", -3),
        ("7 / -2", -3),
        ("-7 / -2", 3),
        ("7 % 2", 1),
        ("-7 % 2", -1),
        ("7 % -2", 1),
        ("-7 % -2", -1),
        ("-7 % 3", -1),
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("10 - 3 - 2", 5),
        ("100 / 10 / 2", 5),
        ("2 * 7 % 5", 4),
        ("- 3 + 5", 2),
        ("-(-3)", 3),
        ("--3", 3),
        ("9223372036854775807", 2**63 - 1),
        ("-9223372036854775808", -(2**63)),
        ("9223372036854775807 + 1", 2**63),
        ("true ? 1 : 2", 1),
        ("false ? 1 : true ? 2 : 3", 2),
        ("[1, 2, 3][1]", 2),
        ("[1, 2, 3,][2]", 3),
        ("size([])", 0),
        ("size([1, 2])", 2),
        ("[1, 2].size()", 2),
        ("sum([1, 2, 3])", 6),
        ("max(3, 1, 2) - min([3, 1, 2])", 2),
        ("int(-2.7) + int(2.7)", 0),
        ("4 // a comment\n + 1", 5),
        ("[1, 2, 3].map(x, x * x)[2]", 9),
        ("[1, 2, 3].filter(x, x > 1).size()", 2),
    ],
)
def test_whole_numbers(source, expected):
    result = value(source, INT)
    assert (result, type(result)) == (expected, int)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("0.1 + 0.2", "0.3"),
        (".5 * 4", "2.0"),
        ("1 / 4.0", "0.25"),
        ("1 + 0.5", "1.5"),
        ("-1.5 - 1", "-2.5"),
        ("7", "7"),
        ("true ? 1 : 2.5", "1"),
        ("sum([1, 2.5])", "3.5"),
        ("min(1, 0.5)", "0.5"),
        ("decimal(3) / 2", "1.5"),
        ("1 / 3.0", "0.3333333333333333333333333333"),
    ],
)
def test_decimals_are_exact_and_whole_numbers_widen_to_them(source, expected):
    result = value(source, DECIMAL)
    assert (result, type(result)) == (Decimal(expected), Decimal)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"'a\nb'", "a\nb"),
        (r"'\a\b\f\r\t\v\\\?\"\'\`'", "\a\b\f\r\t\v\\?\"'`"),
        (r"'\x41\u3042\U00020BB7\101'", "Aあ𠮷A"),
        (r"r'\d+'", r"\d+"),
        (r'R"\x41"', r"\x41"),
        ('"it\'s"', "it's"),
        ("'say \"hi\"'", 'say "hi"'),
        ("'髙田' + '𠮷郎'", "髙田𠮷郎"),
        ("''", ""),
    ],
)
def test_text_is_written_with_the_escapes_of_cel(source, expected):
    assert value(source, TEXT) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("1 == 1.0", True),
        ("1 < 1.5", True),
        ("2.50 == 2.5", True),
        ("1 in [1.0, 2.0]", True),
        ("'a' < 'b' && 'Z' < 'a'", True),
        ("date('2026-04-01') == today", True),
        ("date('2026-03-31') < today", True),
        ("true == (1 == 1)", True),
        ("1 == 1 == true", True),
        ("!true || !!true", True),
        ("1 in [1, 2] && !(3 in [1, 2])", True),
        ("'x' in []", False),
        ("[].all(x, x == 1)", True),
        ("[].exists(x, x == 1)", False),
        ("[1, 2].all(x, x > 0)", True),
        ("[1, 2].all(x, x > 1)", False),
        ("[1, 2].exists(x, x > 1)", True),
        ("[1, 2].exists_one(x, x > 1)", True),
        ("[1, 2].exists_one(x, x > 0)", False),
        ("[[1], [2, 3]].exists(l, l.exists(x, x == 3))", True),
        # An error is absent here, and absent is absorbed as CEL absorbs errors: whichever side it stands on.
        ("false && 1 / 0 > 0", False),
        ("1 / 0 > 0 && false", False),
        ("true || 1 / 0 > 0", True),
        ("1 / 0 > 0 || true", True),
        ("[0, 1].exists(x, 1 / x == 1)", True),
        ("[0, 1].all(x, 1 / x > 1)", False),
        ("true ? true : 1 / 0 > 0", True),
        ("true || false && false", True),
        ("(true || false) && false", False),
        ("'hello'.startsWith('he') && 'hello'.endsWith('lo') && 'hello'.contains('ell')", True),
        ("'hello'.matches('l+')", True),
        ("'hello'.matches('^l+$')", False),
        ("matches('hello', '^h.*o$')", True),
        (r"'１'.matches(r'\d')", False),
    ],
)
def test_truths(source, expected):
    assert value(source, BOOL) is expected


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("髙田𠮷郎", 4),
        ("葛󠄀", 1),
        ("葛󠄀城", 2),
        ("か\u3099", 1),
        ("👨‍👩‍👧", 1),
        ("", 0),
        ("abc", 3),
        ("a\r\nb", 3),
        ("ｶﾞ", 1),
    ],
)
def test_text_is_measured_in_characters_a_person_sees(text, length):
    assert value("size(name)", INT, {"name": TEXT}, name=text) == length
    assert value("name.size()", INT, {"name": TEXT}, name=text) == length


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("セタガヤ　タロウ", True),
        ("マリー・アンヌ", True),
        ("ヴィ", True),
        ("せたがや", False),
        ("ｾﾀｶﾞﾔ", False),
        ("世田谷", False),
        ("　", False),
        ("", False),
    ],
)
def test_kana_is_full_width_katakana(text, expected):
    assert value("kana(name)", BOOL, {"name": TEXT}, name=text) is expected


def test_nfkc_makes_widths_one_and_leaves_names_alone():
    assert value("nfkc('ｾﾀｶﾞﾔ１２３')", TEXT) == "セタガヤ123"
    assert value("nfkc(name)", TEXT, {"name": TEXT}, name="髙葛󠄀𠮷") == "髙葛󠄀𠮷"


def test_dates_and_periods_are_called_as_functions():
    scope = {"born_on": DATE}
    born_on = date(2008, 4, 1)
    assert value("age_on(born_on, today)", INT, scope, born_on=born_on) == 18
    assert value("fiscal_year(today)", INT) == 2026
    assert value("end_of_fiscal_year_of_age(born_on, 18)", DATE, scope, born_on=born_on) == date(2026, 3, 31)
    assert value("months_between(born_on, today)", INT, scope, born_on=born_on) == 216
    assert value("days_between(today, date('2026-04-15'))", INT) == 14
    assert value("add_months(add_days(today, 30), -1)", DATE) == date(2026, 4, 1)
    assert value("max(today, date('2027-01-01'))", DATE) == date(2027, 1, 1)


def test_business_days_are_counted_with_the_calendar_given():
    rule = compile_rule("business_days(date('2026-04-03'), today)", {}, expects=INT, is_open=lambda day: day.day != 5)
    assert rule.evaluate({}, today=date(2026, 4, 7)) == 3


def test_a_rule_knows_what_it_reads():
    scope: dict[str, Type] = {
        "a": INT,
        "address": RECORD({"town": TEXT, "lines": LIST(TEXT)}),
        "rows": LIST(RECORD({"n": INT})),
    }
    rule = compile_rule("a > 1 && address.town == 'x' && rows.exists(r, r.n > a && r.n < rows[0].n)", scope)
    assert rule.names == {"a", "address", "rows"}
    assert rule.paths == {"a", "address.town", "rows", "rows.n"}
    assert not rule.uses_today
    assert compile_rule("rows.all(r, fiscal_year(today) > r.n)", scope).uses_today


def test_lists_may_be_given_as_lists_or_tuples():
    scope: dict[str, Type] = {"rows": LIST(RECORD({"n": INT}))}
    for rows in ([{"n": 1}], ({"n": 1},)):
        assert value("rows.exists(r, r.n == 1) && rows[0].n == 1", BOOL, scope, rows=rows) is True
