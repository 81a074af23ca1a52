"""What is asked in a correction, in words: the sentence an officer need not write, in the resident's language."""

from collections.abc import Mapping, Sequence

from madoguchi.cases.checklist import Item as Found
from madoguchi.cases.grounds import FAULT_LABEL, Fault, Item
from madoguchi.cases.mending import rows_of
from madoguchi.definitions.compiled import Compiled
from madoguchi.definitions.questions import GroupQuestion
from madoguchi.kernel.text import Text

FAULT_NAME: dict[Fault, Text] = {
    Fault.INCOMPLETE: Text(ja="足りない", easy="足りない", en="Incomplete", zh_hans="不完整", ko="부족"),
    Fault.WRONG: Text(ja="誤り", easy="まちがい", en="Wrong", zh_hans="有误", ko="오류"),
    Fault.EXPIRED: Text(ja="期限切れ", easy="古い（もう使えない）", en="Out of date", zh_hans="已过期", ko="기한 만료"),
}
SENTENCE: dict[Fault, Text] = {
    Fault.INCOMPLETE: Text(
        ja="「{label}」が足りません。追加してください。",
        easy="「{label}」が足りません。足してください。",
        en="“{label}” is incomplete. Please add what is missing.",
        zh_hans="“{label}”不完整，请补充。",
        ko="‘{label}’이(가) 부족합니다. 추가해 주세요.",
    ),
    Fault.WRONG: Text(
        ja="「{label}」に誤りがあるようです。確かめて、直してください。",
        easy="「{label}」にまちがいがあるようです。よく見て、なおしてください。",
        en="“{label}” seems to be wrong. Please check and correct it.",
        zh_hans="“{label}”可能有误，请核对并修改。",
        ko="‘{label}’에 잘못된 내용이 있는 것 같습니다. 확인하고 수정해 주세요.",
    ),
    Fault.EXPIRED: Text(
        ja="「{label}」の期限が切れています。新しいものに替えてください。",
        easy="「{label}」は古くて、もう使えません。新しいものを出してください。",
        en="“{label}” is out of date. Please send a current one.",
        zh_hans="“{label}”已过期，请更换为最新的。",
        ko="‘{label}’의 기한이 지났습니다. 새로운 것으로 바꿔 주세요.",
    ),
}


def label_at(compiled: Compiled, answers: Mapping[str, object], path: str, language: str) -> str:
    """What a path is called: 「生年月日」, 「お子さん 2」, 「お子さん 2の生年月日」."""
    head, _dot, rest = path.partition(".")
    question = compiled.procedure.data[head]
    if not rest or not isinstance(question, GroupQuestion):
        return question.label.in_(language)
    row_id, _dot, leaf = rest.partition(".")
    rows = list(rows_of(answers, head))
    row = f"{question.row_title.in_(language)} {rows.index(row_id) + 1 if row_id in rows else len(rows) + 1}"
    return f"{row}　{question.fields[leaf].label.in_(language)}" if leaf in question.fields else row


def sentence(compiled: Compiled, answers: Mapping[str, object], item: Item, language: str) -> str:
    """What the resident reads: the officer's own words, or those made of question, reason and check."""
    if item.words:
        return item.words
    label = label_at(compiled, answers, item.path, language)
    said = SENTENCE[item.reason].in_(language).replace("{label}", label)
    message = next((check.message for check, _rule in compiled.checks if check.id == item.check), None)
    if message is None:
        return said
    return f"{message.in_(language)}{'' if language in {'ja', 'easy', 'zh-hans'} else ' '}{said}"


def in_a_letter(compiled: Compiled, answers: Mapping[str, object], item: Item) -> str:
    """One line of the letter: which answer, what is wrong with it, and the sentence."""
    label = label_at(compiled, answers, item.path, "ja")
    return f"{label}（{FAULT_LABEL[item.reason]}）：{sentence(compiled, answers, item, 'ja')}"


def told_by(found: Sequence[Found], path: str) -> Found | None:
    """The failed check that points at an answer and has words for the resident."""
    return next((one for one in found if path in one.anchors and one.told and one.outcome == "fail"), None)
