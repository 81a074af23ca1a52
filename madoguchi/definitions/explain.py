"""A definition's rules in plain Japanese, each as one sentence."""

from collections.abc import Iterator

from madoguchi.definitions import questions as q
from madoguchi.definitions.compiled import FEES, Compiled
from madoguchi.definitions.rules import Rule
from madoguchi.definitions.rules.sentences import sentence

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
    if steps[0] == FEES:
        return _fee_label(compiled, steps[-1])
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


def _fee_label(compiled: Compiled, id_: str) -> str:
    named = [fee for fee in compiled.procedure.fees if fee.id == id_]
    note = next((fee.note.ja.rstrip("。") for fee in named if fee.note), "")
    return f"手数料（{note}）" if note else f"手数料（1{named[0].per}）" if named else "手数料"


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
    yield from ((what, how) for _, what, how in rules_by_key(compiled))


def rules_by_key(compiled: Compiled) -> Iterator[tuple[str, str, str]]:
    """The same, each with a key that stays when its labels change."""
    titles = {page.id: page.title.ja for page in compiled.procedure.pages}
    for page_id, rule in compiled.page_shown.items():
        yield f"page {page_id}", f"「{titles[page_id]}」のページを出すのは", said(compiled, rule)
    for path, rule in compiled.shown.items():
        yield f"show {path}", f"「{_asked(compiled, path)}」をたずねるのは", said(compiled, rule, path.split(".")[0])
    for path, rule in compiled.required.items():
        yield f"require {path}", f"「{_asked(compiled, path)}」が必須なのは", said(compiled, rule, path.split(".")[0])
    for id_, rule in compiled.derived.items():
        yield f"derived {id_}", f"「{compiled.procedure.derived[id_].label.ja}」は", said(compiled, rule)
    if compiled.charge:
        for line, (price, count) in zip(compiled.charge.charge.lines, compiled.charge.lines, strict=True):
            yield f"price {line.label.ja}", f"支払い「{line.label.ja}」の単価は", said(compiled, price)
            if count:
                yield f"count {line.label.ja}", f"支払い「{line.label.ja}」の数は", said(compiled, count)
        for one, when, _ in compiled.charge.reductions:
            yield f"reduction {one.id}", f"減額「{one.text.ja}」に当たるのは", said(compiled, when)
    for check, rule in compiled.checks:
        what = f"確認事項「{check.id}」（{check.officer}）に当たるのは"
        yield f"check {check.id}", what, said(compiled, rule, check.each)


def _asked(compiled: Compiled, path: str) -> str:
    """A question as people know it; of a group with the group's name before it."""
    group, _, leaf = path.partition(".")
    label = compiled.question(path).label.ja
    return f"{compiled.question(group).label.ja}の{label}" if leaf else label
