"""A definition in plain Japanese: each rule as a sentence, and what differs between two versions in words."""

from collections.abc import Iterator, Mapping

import msgspec

from madoguchi.definitions import questions as q
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.rules import Rule
from madoguchi.definitions.rules.sentences import sentence
from madoguchi.kernel.text import Text

PART_LABELS = {
    "family": "姓",
    "given": "名",
    "postcode": "郵便番号",
    "prefecture": "都道府県",
    "city": "市区町村",
    "town": "町名",
    "block": "番地",
    "building": "建物名",
    "bank": "金融機関",
    "branch": "支店",
    "type": "種別",
    "number": "番号",
    "holder": "名義",
}


def label_of(compiled: Compiled, path: str, each: str = "") -> str:
    """The Japanese label of a path such as `children.birthdate` or `row.birthdate`."""
    steps = path.split(".")
    if steps[0] == "row" and each:
        steps[0] = each
    head = compiled.procedure.derived.get(steps[0])
    if head is not None:
        return head.label.ja
    question: q.Question | None = compiled.procedure.data.get(steps[0])
    label = question.label.ja if question else steps[0]
    for step in steps[1:]:
        if isinstance(question, q.GroupQuestion) and step in question.fields:
            question = question.fields[step]
            label = question.label.ja
        else:
            label = f"{label}の{PART_LABELS.get(step, step)}"
    return label


def said(compiled: Compiled, rule: Rule, each: str = "") -> str:
    """A rule as one sentence."""

    def value_label(path: str, value: object) -> str:
        steps = path.split(".")
        steps[0] = each if steps[0] == "row" and each else steps[0]
        question: q.Question | None = compiled.procedure.data.get(steps[0])
        if isinstance(question, q.GroupQuestion) and len(steps) > 1:
            question = question.fields.get(steps[1])
        if isinstance(question, q.ChoiceQuestion | q.ChoicesQuestion):
            return next((option.label.ja for option in question.options if option.value == value), str(value))
        return str(value)

    return sentence(rule, lambda path: label_of(compiled, path, each), value_label)


def rules_in_words(compiled: Compiled) -> Iterator[tuple[str, str]]:
    """Every rule: what it decides, and how."""
    for page_id, rule in compiled.page_shown.items():
        title = next(page.title.ja for page in compiled.procedure.pages if page.id == page_id)
        yield f"「{title}」のページを出すのは", said(compiled, rule)
    for path, rule in compiled.shown.items():
        yield f"「{compiled.question(path).label.ja}」をたずねるのは", said(compiled, rule, path.split(".")[0])
    for path, rule in compiled.required.items():
        yield f"「{compiled.question(path).label.ja}」が必須なのは", said(compiled, rule, path.split(".")[0])
    for id_, rule in compiled.derived.items():
        yield f"「{compiled.procedure.derived[id_].label.ja}」は", said(compiled, rule)
    for check, rule in compiled.checks:
        yield f"確認事項「{check.id}」（{check.officer}）に当たるのは", said(compiled, rule, check.each)


def words_diff(before: Compiled, after: Compiled) -> list[str]:
    """What a reader of the newer version must know: one line for everything added, gone or changed."""
    old, new = dict(_lines(before)), dict(_lines(after))
    lines = [f"＋ {key}：{value}" for key, value in new.items() if key not in old]
    lines += [f"− {key}：{value}" for key, value in old.items() if key not in new]
    lines += [f"± {key}：{old[key]} → {value}" for key, value in new.items() if key in old and old[key] != value]
    return lines


def _lines(compiled: Compiled) -> Iterator[tuple[str, str]]:
    yield from rules_in_words(compiled)
    yield from _flat(compiled.procedure, "")


SKIPPED = {"examples", "show", "require_when", "value", "fails_if"}


def _flat(node: object, path: str) -> Iterator[tuple[str, str]]:
    match node:
        case Text():
            yield f"{path}の文", node.ja
            others = msgspec.to_builtins(node)
            yield f"{path}の訳", "／".join(str(others.get(name, "")) for name in ("easy", "en", "zh-hans", "ko"))
        case msgspec.Struct():
            yield from _flat(msgspec.structs.asdict(node), path)
        case Mapping():
            for key, value in node.items():
                if key not in SKIPPED:
                    yield from _flat(value, f"{path} {key}".strip())
        case tuple() | list():
            for n, value in enumerate(node, start=1):
                name = getattr(value, "id", None) or getattr(value, "value", None) or str(n)
                yield from _flat(value, f"{path} {name}".strip())
        case None | "":
            return
        case _:
            yield path, str(node)
