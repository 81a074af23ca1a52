"""A kept answer goes back into the boxes it was typed in, and is read from them to the same answer."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madoguchi.definitions import questions as q
from madoguchi.definitions.reading import read
from madoguchi.definitions.typed import boxes_of
from madoguchi.definitions.values import is_kept_form
from tests.definitions import test_reading as kinds
from tests.definitions.parking import AT, HOME

WORDS = st.text(alphabet=st.sampled_from("山田髙𠮷葛\U000e0100 \u3000aＡ１-'<&"), max_size=12)
KANA = st.text(alphabet=st.sampled_from("アガパョッーヴ"), min_size=1, max_size=8)


def boxes(**parts: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, list[str]]]:
    return st.fixed_dictionaries({name: part.map(lambda text: [text]) for name, part in parts.items()})


def single(text: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, list[str]]]:
    return text.map(lambda one: {"": [one]})


TYPED: dict[str, tuple[q.Leaf, st.SearchStrategy[dict[str, list[str]]]]] = {
    "text": (q.TextQuestion(label=kinds.LABEL), single(WORDS)),
    "lines": (kinds.LINES, single(st.text(alphabet="あ\n ", max_size=20))),
    "name": (kinds.NAME, boxes(family=WORDS, given=WORDS)),
    "kana": (kinds.KANA, boxes(family=KANA, given=KANA)),
    "date": (kinds.DATE, single(st.dates(min_value=date(1873, 1, 1)).map(str))),
    "old date": (kinds.DATE, single(st.dates().map(str))),
    "number": (q.NumberQuestion(label=kinds.LABEL), single(st.integers(0, 99).map(str))),
    "money": (kinds.MONEY, single(st.integers(0, 10**6).map("{:,}円".format))),
    "choice": (kinds.CHOICE, single(st.sampled_from("abc"))),
    "choices": (kinds.CHOICES, st.lists(st.sampled_from("abc"), max_size=2).map(lambda chosen: {"": chosen})),
    "yes_no": (kinds.YES_NO, single(st.sampled_from(["true", "false", "yes", "no", ""]))),
    "consent": (kinds.CONSENT, single(st.sampled_from(["on", ""]))),
    "address": (
        kinds.ANYWHERE,
        boxes(
            postcode=st.sampled_from(["", "154-0017"]),
            prefecture=st.just("東京都"),
            city=st.sampled_from(["世田谷区", "目黒区"]),
            town=st.sampled_from(["世田谷4", "用賀２丁目", "上目黒"]),
            block=st.sampled_from(["1-2-3", "１－２－３", "21番27号", "一丁目二番地の三", "8番 A棟", "無番地"]),
            building=WORDS,
        ),
    ),
    "phone": (kinds.PHONE, single(st.sampled_from(["03-5432-1111", "+81 90 1234 5678"]))),
    "email": (kinds.EMAIL, single(st.sampled_from(["A@B.jp", "ａ@example.jp"]))),
    "digits": (kinds.TAG, single(st.integers(0, 999_999).map("{:06}".format))),
    "account": (
        kinds.ACCOUNT,
        boxes(
            bank=st.sampled_from(["みずほ", "0001", "ゆうちょ銀行"]),
            branch=st.sampled_from(["001", "〇一八"]),
            type=st.sampled_from(["", "ordinary", "current"]),
            number=st.integers(0, 9_999_999).map("{:07}".format),
            holder=st.sampled_from(["ヤマダ ハナコ", "ﾔﾏﾀﾞ ﾊﾅｺ"]),
        ),
    ),
}


@pytest.mark.parametrize("kind", TYPED)
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_what_was_read_once_is_read_again_the_same(kind, data):
    question, strategy = TYPED[kind]

    first = read(question, data.draw(strategy), "field", AT)

    if first.answer is not None:
        assert is_kept_form(question, first.answer)
        assert read(question, boxes_of(question, first.answer), "field", AT) == first


def test_every_kind_of_question_is_tried():
    tried = {type(question) for question, _ in TYPED.values()}

    assert tried | {q.FileQuestion} == set(q.Leaf.__args__)


@pytest.mark.parametrize(
    ("question", "answer", "sent"),
    [
        (kinds.NAME, "山田 花子", {"family": ["山田"], "given": ["花子"]}),
        (kinds.NAME, "スミス メアリー アン", {"family": ["スミス"], "given": ["メアリー アン"]}),
        (kinds.DATE, "2026-04-01", {"era": ["令和"], "year": ["8"], "month": ["4"], "day": ["1"]}),
        (kinds.DATE, "平成2年5月10日", {"": ["平成2年5月10日"]}),
        (kinds.YES_NO, True, {"": ["true"]}),
        (kinds.YES_NO, "no", {"": ["no"]}),
        (kinds.CHOICES, "a", {"": ["a"]}),
        (kinds.CHOICES, ["a", "b"], {"": ["a", "b"]}),
        (kinds.NUMBER, 3, {"": ["3"]}),
        (kinds.FILE, [{"id": "1"}], {}),
        (kinds.ANYWHERE, HOME, {part: [text] for part, text in HOME.items()}),
        (kinds.TEXT, None, {}),
    ],
)
def test_an_answer_fills_the_boxes_of_its_kind(question, answer, sent):
    assert boxes_of(question, answer) == sent
