"""How long rules take: microseconds for each of eight typical ones, and how often a second a hundred are evaluated."""

import time
from collections.abc import Callable
from datetime import date
from functools import partial

from madoguchi.definitions.rules import BOOL, DATE, DECIMAL, INT, LIST, RECORD, TEXT, Type, compile_rule

SCOPE: dict[str, Type] = {
    "has_spouse": BOOL,
    "birthdate": DATE,
    "moved_on": DATE,
    "kind": TEXT,
    "name": TEXT,
    "name_kana": TEXT,
    "postcode": TEXT,
    "income": INT,
    "rate": DECIMAL,
    "address": RECORD({"postcode": TEXT, "town": TEXT}),
    "children": LIST(RECORD({"birthdate": DATE, "income": INT, "lives_here": BOOL})),
}
RULES = [
    "kind == 'new' || kind == 'add'",
    "has_spouse == true && age_on(birthdate, today) < 20",
    "size(name) <= 20 && name != ''",
    "kana(name_kana)",
    "postcode.matches('^[0-9]{3}-?[0-9]{4}$')",
    "days_between(moved_on, today) <= 14 && address.town in ['太子堂', '三軒茶屋', '世田谷']",
    "children.exists(c, c.lives_here && today <= end_of_fiscal_year_of_age(c.birthdate, 18))",
    "income + sum(children.map(c, c.income)) > 1030000",
]
VALUES = {
    "has_spouse": True,
    "birthdate": date(1990, 5, 5),
    "moved_on": date(2026, 4, 1),
    "kind": "add",
    "name": "髙田𠮷郎",
    "name_kana": "タカダ　ヨシロウ",
    "postcode": "154-0004",
    "income": 1_000_000,
    "address": {"postcode": "1540004", "town": "世田谷"},
    "children": [
        {"birthdate": date(2001, 4, 2), "income": 20_000, "lives_here": True},
        {"birthdate": date(2012, 4, 1), "income": 0, "lives_here": True},
    ],
}
TODAY = date(2026, 4, 10)


def seconds_each(work: Callable[[], object], *, times: int) -> float:
    """The best of five rounds, after one to warm up: what other programs do at the moment is left out."""
    rounds = []
    for _ in range(6):
        start = time.perf_counter()
        for _ in range(times):
            work()
        rounds.append((time.perf_counter() - start) / times)
    return min(rounds[1:])


def main() -> None:
    rules = [compile_rule(source, SCOPE) for source in RULES]
    print("µs per rule, warm (bound: 10)")
    for rule in rules:
        each = seconds_each(partial(rule.evaluate, VALUES, today=TODAY), times=20_000)
        print(f"{each * 1e6:8.2f}  {rule}")
    hundred = (rules * 13)[:100]
    each = seconds_each(lambda: [rule.evaluate(VALUES, today=TODAY) for rule in hundred], times=300)
    print(f"100 rules: {each * 1e3:.3f} ms, {1 / each:,.0f} evaluations of 100 rules a second")
    compiling = seconds_each(lambda: [compile_rule(source, SCOPE) for source in RULES], times=30) / len(RULES)
    print(f"compiling: {compiling * 1e6:.0f} µs per rule")


if __name__ == "__main__":
    main()
