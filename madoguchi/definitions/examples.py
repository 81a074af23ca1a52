"""A definition's named applicants: what they answer must have the outcome the definition promises."""

from collections.abc import Iterator, Mapping

from madoguchi.definitions import check as checks
from madoguchi.definitions.charging import charged
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.journey import Journey
from madoguchi.definitions.procedure import Example
from madoguchi.definitions.questions import FileQuestion, GroupQuestion, Leaf
from madoguchi.definitions.reading import read
from madoguchi.definitions.situation import Situation
from madoguchi.definitions.typed import boxes_of
from madoguchi.definitions.validate import validate

CHARGE = "charge"
EMPTY: tuple[object, ...] = (None, "", False, [], {})


def failures(compiled: Compiled, at: Situation) -> list[str]:
    """What does not come out as the examples say, one Japanese sentence each; empty when all do."""
    return [
        f"例「{example.name}」：{what}"
        for example in compiled.procedure.examples
        for what in _differences(compiled, example, at)
    ]


def answers_of(compiled: Compiled, example: Example, at: Situation) -> tuple[dict[str, object], dict[str, str]]:
    """The example's answers read as if typed, and the codes of what could not be read."""
    answers: dict[str, object] = {}
    unread: dict[str, str] = {}
    on = Situation(today=example.on, towns=at.towns)
    for id_, given in example.answers.items():
        question = compiled.procedure.data.get(id_)
        if question is None:
            unread[id_] = "unknown_question"
        elif isinstance(question, GroupQuestion):
            answers[id_] = list(_rows(id_, question, given, on, unread))
        else:
            _take(answers, id_, question, given, id_, on, unread)
    return answers, unread


def _rows(
    id_: str, group: GroupQuestion, given: object, at: Situation, unread: dict[str, str]
) -> Iterator[dict[str, object]]:
    for n, typed in enumerate(given if isinstance(given, list) else [given], start=1):
        row: dict[str, object] = {"row": str(n)}
        if not isinstance(typed, Mapping):
            unread[f"{id_}.{n}"] = "unreadable"
            continue
        for leaf, value in typed.items():
            if leaf in group.fields:
                _take(row, leaf, group.fields[leaf], value, f"{id_}.{n}.{leaf}", at, unread)
            else:
                unread[f"{id_}.{n}.{leaf}"] = "unknown_question"
        yield row


def _take(
    into: dict[str, object], id_: str, question: Leaf, given: object, path: str, at: Situation, unread: dict[str, str]
) -> None:
    if isinstance(question, FileQuestion):
        files = given if isinstance(given, list) else []
        into[id_] = [
            {"id": str(n), "name": _name(file), "size": 1000, "type": "pdf"} for n, file in enumerate(files, 1)
        ]
        return
    reading = read(question, boxes_of(question, given), path, at)
    if reading.problem is not None:
        unread[path] = reading.problem.code
    elif reading.answer is not None:
        into[id_] = reading.answer
    elif given not in EMPTY:
        unread[path] = "unreadable"


def _name(file: object) -> str:
    return str(file.get("name", "")) if isinstance(file, Mapping) else str(file)


def _differences(compiled: Compiled, example: Example, at: Situation) -> Iterator[str]:
    expect, on = example.expect, Situation(today=example.on, towns=at.towns)
    answers, unread = answers_of(compiled, example, at)
    validity = validate(compiled, answers, on)
    journey = validity.journey
    for id_ in expect.shown:
        if id_ not in journey.visible:
            yield f"「{id_}」が表示されるはずが、表示されません。"
    for id_ in expect.hidden:
        if id_ not in compiled.procedure.data:
            yield f"「{id_}」という質問はありません（expect.hidden）。"
        if id_ in journey.visible:
            yield f"「{id_}」は表示されないはずが、表示されます。"
    found = {problem.path: problem.code for problem in validity.problems} | unread
    if found != expect.problems:
        yield f"入力の誤りは {_listed(expect.problems)} のはずが、{_listed(found)} です。"
    tested = checks.findings(compiled, journey, today=example.on)
    failed = {finding.check.id for finding in checks.failures(tested)}
    if failed != set(expect.findings):
        yield f"確認事項は {_ids(set(expect.findings))} のはずが、{_ids(failed)} です。"
    for id_, value in expect.derived.items():
        came = _total(compiled, journey, on) if id_ == CHARGE else journey.derived.get(id_)
        if came != value:
            yield f"「{id_}」は {value!r} のはずが、{came!r} です。"
    outcome = _outcome(found, [finding.check.level for finding in checks.failures(tested)])
    if outcome != expect.outcome:
        yield f"結果は {expect.outcome} のはずが、{outcome} です。"


def _total(compiled: Compiled, journey: Journey, at: Situation) -> int | None:
    """What is to be paid: an example names it `charge` beside the derived values."""
    found = charged(compiled, journey, today=at.today)
    return found.total if found else None


def _outcome(problems: Mapping[str, str], failed: list[str]) -> str:
    if problems or "block" in failed:
        return "stopped"
    return "look" if failed else "clean"


def _listed(found: Mapping[str, str]) -> str:
    return "、".join(f"{path}={code}" for path, code in sorted(found.items())) or "なし"


def _ids(found: set[str]) -> str:
    return "、".join(sorted(found)) or "なし"
