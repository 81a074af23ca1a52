"""Random rules: the compiled ones agree with a naive walk over the tree, and nothing but RuleError meets the author."""

from datetime import date, timedelta
from decimal import Context, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madoguchi.definitions.rules import BOOL, DATE, DECIMAL, INT, LIST, RECORD, TEXT, RuleError, Type, compile_rule
from madoguchi.definitions.rules.parser import parse
from madoguchi.definitions.rules.printing import printed
from madoguchi.definitions.rules.tree import (
    Arithmetic,
    Call,
    Choice,
    Comparison,
    Index,
    Listing,
    Literal,
    Macro,
    Name,
    Prefix,
    Select,
)

TODAY = date(2026, 4, 1)
ROW = {"n": INT, "born_on": DATE, "town": TEXT}
SCOPE: dict[str, Type] = {
    "n": INT,
    "m": INT,
    "rate": DECIMAL,
    "kind": TEXT,
    "agreed": BOOL,
    "born_on": DATE,
    "address": RECORD({"town": TEXT}),
    "rows": LIST(RECORD(ROW)),
}
INTS, TEXTS = st.integers(-5, 5), st.sampled_from(["", "a", "ab", "あ", "𠮷"])
DATES = st.dates(TODAY - timedelta(days=800), TODAY + timedelta(days=800))
DECIMALS = st.decimals(-5, 5, places=1)


def maybe(strategy):
    return st.one_of(st.none(), strategy)


VALUES = st.fixed_dictionaries(
    {
        "n": maybe(INTS),
        "m": maybe(INTS),
        "rate": maybe(DECIMALS),
        "kind": maybe(TEXTS),
        "agreed": maybe(st.booleans()),
        "born_on": maybe(DATES),
        "address": maybe(st.fixed_dictionaries({"town": maybe(TEXTS)})),
        "rows": maybe(
            st.lists(
                st.fixed_dictionaries({"n": maybe(INTS), "born_on": maybe(DATES), "town": maybe(TEXTS)}), max_size=3
            )
        ),
    }
)


def names(*found):
    return st.sampled_from(found).map(Name)


def literals(strategy):
    return strategy.map(Literal)


def build(node, *parts):
    return st.builds(node, *(part if isinstance(part, st.SearchStrategy) else st.just(part) for part in parts))


def ints(depth, row):
    simple = [literals(INTS), names("n", "m")] + ([st.just(Select(Name("r"), "n"))] if row else [])
    if depth == 0:
        return st.one_of(simple)
    deeper, rows = ints(depth - 1, row), st.just(Name("rows"))
    compound = [
        build(Arithmetic, st.sampled_from("+-*/%"), deeper, deeper),
        build(Prefix, "-", names("n", "m")),
        build(Choice, bools(depth - 1, row), deeper, deeper),
        build(Select, build(Index, rows, deeper), "n"),
        texts(depth - 1, row).map(lambda text: Call("size", (text,))),
        st.tuples(deeper, deeper).map(lambda pair: Call("min", pair)),
    ]
    if not row:
        body = ints(depth - 1, True)
        compound.append(build(Macro, "map", rows, "r", body).map(lambda items: Call("sum", (items,))))
    return st.one_of(simple + compound)


def decimals(depth, row):
    simple = [literals(DECIMALS), names("rate")]
    if depth == 0:
        return st.one_of(simple)
    deeper = decimals(depth - 1, row)
    return st.one_of(
        *simple,
        build(Arithmetic, st.sampled_from("+-*/"), deeper, ints(depth - 1, row)),
        build(Choice, bools(depth - 1, row), deeper, deeper),
    )


def texts(depth, row):
    simple = [literals(TEXTS), names("kind"), st.just(Select(Name("address"), "town"))]
    simple += [st.just(Select(Name("r"), "town"))] if row else []
    if depth == 0:
        return st.one_of(simple)
    deeper = texts(depth - 1, row)
    return st.one_of(
        *simple, build(Arithmetic, "+", deeper, deeper), build(Choice, bools(depth - 1, row), deeper, deeper)
    )


def days(depth, row):
    return st.one_of(
        literals(DATES), names("born_on", "today"), *([st.just(Select(Name("r"), "born_on"))] if row else [])
    )


def bools(depth, row):
    simple = [literals(st.booleans()), names("agreed")]
    if depth == 0:
        return st.one_of(simple)
    deeper, orders = bools(depth - 1, row), st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
    alike = [ints(depth - 1, row), decimals(depth - 1, row), texts(depth - 1, row), days(depth - 1, row)]
    compound = [build(Comparison, orders, one, one) for one in alike]
    compound += [
        build(Comparison, orders, ints(depth - 1, row), decimals(depth - 1, row)),
        build(Comparison, st.sampled_from(["==", "!="]), st.one_of(alike), Literal(None)),
        build(Comparison, "in", ints(depth - 1, row), build(Listing, st.lists(ints(0, row), max_size=3).map(tuple))),
        build(Prefix, "!", deeper),
        build(Choice, deeper, deeper, deeper),
        st.tuples(texts(0, row), texts(0, row)).map(lambda pair: Call("startsWith", pair)),
        st.tuples(st.sampled_from(["&&", "||"]), deeper, deeper).map(lambda three: parsed_junction(*three)),
    ]
    if not row:
        body = bools(depth - 1, True)
        compound.append(build(Macro, st.sampled_from(["all", "exists", "exists_one"]), Name("rows"), "r", body))
        kept = build(Macro, "filter", Name("rows"), "r", body).map(lambda rows: Call("size", (rows,)))
        compound.append(build(Comparison, orders, kept, literals(INTS)))
    return st.one_of(simple + compound)


def parsed_junction(operator, left, right):
    return parse(f"({printed(left)}) {operator} ({printed(right)})")


def told(node, values):  # noqa: C901 - one case for each kind of node
    """The oracle: what a rule means, word for word from the language's description, with no thought of speed."""

    def of(part):
        return told(part, values)

    match node:
        case Literal(value=value):
            return value
        case Name(name=name):
            return values.get(name)
        case Select(operand=operand, field=field):
            return None if of(operand) is None else of(operand)[field]
        case Index(operand=operand, index=index):
            items, place = of(operand), of(index)
            return items[place] if items is not None and place is not None and place in range(len(items)) else None
        case Listing(items=items):
            return [of(item) for item in items]
        case Prefix(operator="!", operand=operand):
            return {True: False, False: True, None: None}[of(operand)]
        case Prefix(operand=operand):
            return None if of(operand) is None else -of(operand)
        case Choice(condition=condition, then=then, otherwise=otherwise):
            return None if of(condition) is None else of(then) if of(condition) else of(otherwise)
        case Comparison(operator=operator, left=left, right=right):
            return compared(operator, of(left), of(right))
        case Arithmetic(operator=operator, left=left, right=right):
            return calculated(operator, of(left), of(right))
        case Macro(kind=kind, over=over, body=body):
            rows = of(over)
            return None if rows is None else gathered(kind, rows, [told(body, {**values, "r": row}) for row in rows])
        case Call(function=function, arguments=arguments):
            return called(function, [of(argument) for argument in arguments])
    return joined(node.operator, [of(part) for part in node.conditions])


def compared(operator, left, right):
    if operator == "==":
        return left == right
    if operator == "!=":
        return left != right
    if operator == "in":
        return left in right
    if left is None or right is None:
        return None
    return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[operator]


def calculated(operator, left, right):
    if left is None or right is None or (operator in "/%" and right == 0):
        return None
    if isinstance(left, Decimal) or isinstance(right, Decimal):
        context, pair = Context(prec=28), (Decimal(left), Decimal(right))
        calculate = {"+": context.add, "-": context.subtract, "*": context.multiply, "/": context.divide}[operator]
        return calculate(*pair)
    if operator in "/%":
        quotient = int(Decimal(left) / Decimal(right)) if abs(left) < 10**20 > abs(right) else pytest.fail("too large")
        return quotient if operator == "/" else left - right * quotient
    return {"+": lambda: left + right, "-": lambda: left - right, "*": lambda: left * right}[operator]()


def joined(operator, found):
    decisive = operator == "||"
    return decisive if decisive in found else None if None in found else not decisive


def gathered(kind, rows, found):
    match kind:
        case "all":
            return joined("&&", found)
        case "exists":
            return joined("||", found)
        case "map":
            return found
    if None in found:
        return None
    return (
        found.count(True) == 1 if kind == "exists_one" else [row for row, kept in zip(rows, found, strict=True) if kept]
    )


def called(function, given_values):
    if None in given_values:
        return None
    match function:
        case "size":
            return len(given_values[0])
        case "min":
            return min(given_values)
        case "sum":
            return None if None in given_values[0] else sum(given_values[0])
    return given_values[0].startswith(given_values[1])


@settings(deadline=None, max_examples=400)
@given(bools(3, False), VALUES)
def test_a_compiled_rule_says_what_the_naive_walk_says(tree, values):
    rule = compile_rule(printed(tree), SCOPE)
    assert rule.outcome(values, today=TODAY) == told(tree, {**values, "today": TODAY})


@settings(deadline=None, max_examples=200)
@given(
    st.one_of(ints(3, False).map(lambda tree: (INT, tree)), decimals(3, False).map(lambda tree: (DECIMAL, tree))),
    VALUES,
)
def test_a_compiled_calculation_gives_the_number_and_the_type_of_the_naive_walk(typed_tree, values):
    kind, tree = typed_tree
    result = compile_rule(printed(tree), SCOPE, expects=kind).outcome(values, today=TODAY)
    assert result == told(tree, {**values, "today": TODAY})
    assert result is None or type(result) is {INT: int, DECIMAL: Decimal}[kind]


@settings(deadline=None, max_examples=200)
@given(bools(3, False))
def test_the_canonical_text_reads_back_as_the_same_rule(tree):
    assert parse(printed(tree)) == tree
    rule = compile_rule(printed(tree), SCOPE)
    assert str(compile_rule(str(rule), SCOPE)) == str(rule)


@pytest.mark.parametrize(
    ("source", "canonical"),
    [
        (' agreed&&( kind=="a" ) // why', "agreed && kind == 'a'"),
        ("(agreed || n > 1) && true", "(agreed || n > 1) && true"),
        ("agreed && (n > 1 && true)", "agreed && n > 1 && true"),
        ("rows.size() > 1", "size(rows) > 1"),
        ("matches(kind, '^a$')", "kind.matches('^a$')"),
        ("n - (m - 1) > (n - m) - 1", "n - (m - 1) > n - m - 1"),
        ("n * (m + 1) == -(n) + - 1", "n * (m + 1) == -n + -1"),
        ("n in [1,2,]", "n in [1, 2]"),
        ("(agreed ? n : m) > 1", "(agreed ? n : m) > 1"),
        ("!(agreed == true)", "!(agreed == true)"),
        ("kind == '葛\U000e0100\\n\\'　'", "kind == '葛\\U000E0100\\n\\'　'"),
        ("rate == 1.50", "rate == 1.50"),
        ("date('2026-04-01')==today", "date('2026-04-01') == today"),
    ],
)
def test_spacing_and_needless_brackets_make_no_other_rule(source, canonical):
    assert str(compile_rule(source, SCOPE)) == canonical
    assert str(compile_rule(canonical, SCOPE)) == canonical


PIECES = [
    "agreed",
    "n",
    "rows",
    "kind",
    "&&",
    "||",
    "!",
    "-",
    "(",
    ")",
    "[",
    "]",
    ".",
    ",",
    "?",
    ":",
    "==",
    "<",
    "in",
    "1",
]
PIECES += [
    "1.5",
    "'a'",
    "null",
    "true",
    ".all(r, ",
    ".map(r, ",
    "size(",
    "has(",
    "date('2026-04-01')",
    " ",
    "r.n",
    "today",
]
PIECES += [".matches('", "')", "(a+)*", "\\", "'", '"', "あ", "\0", "sum(", "max(", "r'", "\ud800", "9" * 30, "//"]


def read(source):
    """The rule, or the one error its author may meet."""
    try:
        return compile_rule(source, SCOPE)
    except RuleError as error:
        return error


@settings(deadline=None, max_examples=1_000)
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_random_text_is_a_rule_or_a_rule_error(source):
    found = read(source)
    if isinstance(found, RuleError):
        assert 1 <= found.column <= len(source) + 1
        assert found.message
    else:
        assert found.evaluate({}, today=TODAY) in (True, False)


@settings(deadline=None, max_examples=50)
@given(st.sampled_from(PIECES), st.integers(3, 2_500))
def test_one_piece_repeated_without_end_is_a_rule_error(piece, times):
    if set(piece) <= set("! /"):
        piece += "("
    assert isinstance(read(piece * times), RuleError)
