"""Two versions compared on what people answered: exactly those whom a change touches, by a short way and by the long one."""

import copy
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.definitions.compiled import Compiled, compile_procedure
from madoguchi.definitions.procedure import Procedure
from madoguchi.definitions.replay import Change, Replay
from tests.cases.definition import ANSWERS, COMPILED, DEFINITION, text

DAY = date(2026, 11, 16)


def version(**changes: Any) -> Compiled:
    return compile_procedure(msgspec.convert({**DEFINITION, **changes}, Procedure))


def with_check(**changes: Any) -> Compiled:
    checks: list[dict[str, Any]] = copy.deepcopy(DEFINITION["checks"])  # type: ignore[arg-type]
    checks[0] |= changes
    return version(checks=checks)


def with_question(id_: str, **changes: Any) -> Compiled:
    data: dict[str, Any] = copy.deepcopy(DEFINITION["data"])  # type: ignore[arg-type]
    data[id_] |= changes
    return version(data=data)


def changes(after: Compiled, before: Compiled = COMPILED, **answers: Any) -> tuple[Change, ...]:
    replay = Replay(before, after)
    found = replay.changes({**ANSWERS, **answers}, DAY)
    assert found == replay.changes_of_all({**ANSWERS, **answers}, DAY)
    return found


PROVED: dict[str, Any] = {"proof": [{"id": "1", "name": "証.pdf", "size": 9, "type": "pdf"}]}


def test_a_lower_limit_touches_those_between_the_two_and_nobody_else():
    lower = with_check(fails_if="pieces > 2")
    touched = [pieces for pieces in range(8) if changes(lower, pieces=pieces, **PROVED)]
    assert touched == [3]
    assert changes(lower, pieces=3, **PROVED) == (
        Change("outcome", "結果", "問題なし", "職員が確認"),
        Change("finding", "4個以上です。必要な事情を確かめてください。", "当たらない", "当たる"),
    )


def test_whoever_is_looked_at_for_another_reason_is_still_named_for_the_new_one():
    assert [change.kind for change in changes(with_check(fails_if="pieces > 2"), pieces=3)] == ["finding"]


def test_a_check_that_blocks_stops_those_who_came_through():
    assert changes(with_check(level="block"), pieces=9) == (Change("outcome", "結果", "職員が確認", "送信できない"),)
    assert changes(with_check(level="block"), pieces=2) == ()


def test_an_amount_is_shown_before_and_after():
    dearer = version(derived={"cost": {**DEFINITION["derived"]["cost"], "value": "pieces * 1500"}})  # type: ignore[index]
    assert changes(dearer, pieces=3) == (Change("value", "費用の目安", "3,600円", "4,500円"),)
    assert changes(dearer, pieces=0) == ()


def test_a_value_that_only_leads_to_others_is_told_apart():
    checks = copy.deepcopy(DEFINITION["checks"])
    checks[0]["fails_if"] = "pieces > most"  # type: ignore[index]
    most = {"label": text("上限"), "type": "int", "value": "2 + size(visits)"}
    derived = {**DEFINITION["derived"], "most": most}  # type: ignore[dict-item]
    before = version(checks=checks, derived=derived)
    after = version(checks=checks, derived={**derived, "most": {**most, "value": "1 + size(visits)"}})
    visits = {"visits": [{"row": "1", "who": {"family": "山田", "given": "太郎"}, "age": 30}], **PROVED}
    assert [change.kind for change in changes(after, before, pieces=1, **visits)] == ["working"]
    assert [change.kind for change in changes(after, before, pieces=3, **visits)] == ["outcome", "working", "finding"]


def test_a_paper_asked_for_anew_is_named_as_a_paper():
    assert changes(with_question("proof", require="hard")) == (
        Change("outcome", "結果", "職員が確認", "送信できない"),
        Change("paper", "本人確認書類", "任意", "必須"),
        Change("problem", "本人確認書類", "正しい", "誤り"),
    )
    assert changes(with_question("proof", require="soft"), **PROVED) == (
        Change("paper", "本人確認書類", "任意", "なくても送れる"),
    )


def test_a_question_shown_to_others_touches_those_others():
    wider = with_question("reason", show="kind == 'bell'", require="soft")
    assert changes(wider) == (Change("question", "位置タグが必要な理由", "たずねない", "なくても送れる"),)
    assert changes(wider, kind="tag", reason="迷子") == (
        Change("question", "位置タグが必要な理由", "必須", "たずねない"),
    )


def test_a_fee_is_the_one_of_the_day():
    before = version(fees=[{"since": "2026-01-01", "yen": 300}])
    after = version(fees=[{"since": "2026-01-01", "yen": 300}, {"since": "2026-11-17", "yen": 400}])
    assert changes(after, before) == ()
    assert Replay(before, after).changes(ANSWERS, date(2026, 11, 17)) == (
        Change("fee", "手数料", "1件300円", "1件400円"),
    )


def test_words_alone_change_nothing_for_anybody():
    told = version(title=text("別の名前"), who=text("だれでも"))
    replay = Replay(COMPILED, with_check(message=text("別のことば"), officer="別のことば"))
    assert all(part.is_empty for part in replay.parts)
    assert changes(told, pieces=9) == ()


def test_the_short_way_walks_only_what_the_change_can_reach():
    part = Replay(COMPILED, with_check(fails_if="pieces > 2")).parts[1]
    assert part.compiled.order == ("pieces",)
    assert [check.id for check, _ in part.compiled.checks] == ["many"]


CONDITIONS = st.sampled_from(
    ["pieces > 1", "kind == 'tag'", "has(proof)", "!has(email)", "cost > 3000", "size(visits) > 0", "pieces < 0"]
)
EDITS = st.fixed_dictionaries(
    {},
    optional={
        "many": CONDITIONS,
        "level": st.sampled_from(["block", "warn", "note"]),
        "minor": st.sampled_from(["row.age < 20", "row.age < 18 && pieces > 1"]),
        "cost": st.sampled_from(["pieces * 1000", "pieces * 1200 + size(visits)", "pieces > 2 ? 0 : 100"]),
        "show_proof": st.sampled_from(["pieces > 1", "kind == 'bell'"]),
        "show_reason": st.sampled_from(["pieces == 2", "kind == 'bell'", ""]),
        "require_proof": st.sampled_from(["hard", "soft"]),
        "require_when": st.sampled_from(["pieces > 2", "kind == 'tag'"]),
        "max": st.integers(1, 6),
        "leaf_show": st.just("row.who.family == '山田'"),
        "page_show": st.sampled_from(["name.family == '髙橋'", "has(email)"]),
        "swap": st.just(True),
    },
)
VISITORS = st.lists(
    st.fixed_dictionaries(
        {"who": st.sampled_from([{"family": "山田", "given": "太郎"}, {"family": "鈴木", "given": "一"}])},
        optional={"age": st.integers(10, 25)},
    ),
    max_size=3,
).map(lambda rows: [{"row": str(n), **row} for n, row in enumerate(rows, 1)])
PEOPLE = st.fixed_dictionaries(
    {
        **{name: st.just(value) for name, value in ANSWERS.items() if name not in {"kana", "email"}},
        "pieces": st.integers(0, 7),
        "kind": st.sampled_from(["bell", "tag"]),
    },
    optional={
        "kana": st.sampled_from([{"family": "タカハシ", "given": "ハナコ"}, {"family": "スズキ", "given": "イチ"}]),
        "reason": st.just("迷子になるため"),
        "email": st.sampled_from(["hanako@example.jp", "これはちがう"]),
        "proof": st.just(PROVED["proof"]),
        "visits": VISITORS,
    },
)


def edited(edits: dict[str, Any]) -> Compiled:  # noqa: C901 -- one line an edit
    tree: dict[str, Any] = copy.deepcopy(DEFINITION)
    data, checks = tree["data"], tree["checks"]
    for name, value in edits.items():
        match name:
            case "many":
                checks[0] |= {"fails_if": value}
            case "level":
                checks[0]["level"] = value
            case "minor":
                checks[2]["fails_if"] = value
            case "cost":
                tree["derived"]["cost"]["value"] = value
            case "show_proof":
                data["proof"]["show"] = value
            case "show_reason":
                data["reason"]["show"] = value
            case "require_proof":
                data["proof"]["require"] = value
            case "require_when":
                data["proof"] |= {"require": "hard", "require_when": value}
            case "max":
                data["pieces"]["max"] = value
            case "leaf_show":
                data["visits"]["fields"]["age"]["show"] = value
            case "page_show":
                tree["pages"][1]["show"] = value
            case "swap":
                tree["pages"][1]["ask"] = ["pieces", "kind", "reason", "proof", "visits"]
    return compile_procedure(msgspec.convert(tree, Procedure))


@settings(max_examples=300, deadline=None)
@given(first=EDITS, second=EDITS, people=st.lists(PEOPLE, min_size=1, max_size=4))
def test_the_short_way_and_the_long_one_name_the_same_people_for_the_same_reasons(first, second, people):
    try:
        before, after = edited(first), edited(second)
    except BrokenDefinition:
        return
    replay = Replay(before, after)
    for answers in people:
        assert replay.changes(answers, DAY) == replay.changes_of_all(answers, DAY)


@pytest.mark.parametrize("answers", [{}, {"pieces": "三つ"}, {"visits": "だれか"}, {"kana": None, "name": 3}])
def test_answers_in_no_form_at_all_are_replayed_like_any_others(answers):
    replay = Replay(COMPILED, with_check(fails_if="pieces > 2"))
    assert replay.changes(answers, DAY) == replay.changes_of_all(answers, DAY)
