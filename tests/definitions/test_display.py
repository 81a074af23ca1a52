"""Answers in words, in the reader's language, names exactly as they were given."""

import pytest

from madoguchi.definitions import questions as q
from madoguchi.definitions.display import derived_words, parts, words_of
from madoguchi.definitions.journey import walk
from madoguchi.definitions.procedure import Derived
from madoguchi.kernel.text import Text
from tests.definitions import test_reading as kinds
from tests.definitions.parking import ADULT, HOME, TODAY

LABEL = kinds.LABEL
ACCOUNT = {"bank": "0001", "branch": "001", "type": "ordinary", "number": "1234567", "holder": "ヤマダ ハナコ"}
PIECES = q.NumberQuestion(label=LABEL, unit=Text(ja="枚", en=" copies"))
WORDED = q.YesNoQuestion(label=LABEL, yes=Text(ja="要る", en="Needed"))


@pytest.mark.parametrize(
    ("question", "answer", "japanese", "english"),
    [
        (kinds.TEXT, "葛\U000e0100飾", "葛\U000e0100飾", "葛\U000e0100飾"),
        (kinds.NAME, {"family": "髙橋", "given": "𠮷郎"}, "髙橋\u3000𠮷郎", "髙橋\u3000𠮷郎"),
        (kinds.KANA, {"family": "ヤマダ", "given": "ハナコ"}, "ヤマダ\u3000ハナコ", "ヤマダ\u3000ハナコ"),
        (kinds.DATE, "2026-04-01", "2026年4月1日（令和8年）", "2026-04-01"),
        (kinds.DATE, "いつか", "いつか", "いつか"),
        (PIECES, 3, "3枚", "3 copies"),
        (kinds.NUMBER, 3, "3", "3"),
        (kinds.MONEY, 12000, "12,000円", "12,000円"),
        (kinds.CHOICE, "a", "ラベル", "label"),
        (kinds.CHOICE, "gone", "gone", "gone"),
        (kinds.CHOICES, ["a", "b"], "ラベル、ラベル", "label、label"),
        (kinds.YES_NO, True, "はい", "Yes"),
        (kinds.YES_NO, False, "いいえ", "No"),
        (WORDED, True, "要る", "Needed"),
        (WORDED, False, "いいえ", "No"),
        (kinds.CONSENT, True, "同意しました", "Agreed"),
        (kinds.PHONE, "0354321111", "0354321111", "0354321111"),
        (kinds.FILE, [{"name": "a.pdf"}, {"name": "b.png"}], "a.pdf、b.png", "a.pdf、b.png"),
    ],
)
def test_each_kind_has_its_words(question, answer, japanese, english):
    assert words_of(question, answer, "ja") == japanese
    assert words_of(question, answer, "en") == english


def test_an_address_stands_on_one_line_with_its_postcode():
    line = words_of(kinds.ANYWHERE, {**HOME, "building": "メゾン髙島 102"}, "ja")

    assert line == "〒154-0017 東京都世田谷区世田谷四丁目21-27\u3000メゾン髙島 102"
    assert words_of(kinds.ANYWHERE, {**HOME, "postcode": ""}, "ja") == "東京都世田谷区世田谷四丁目21-27"


def test_an_account_names_its_bank():
    words = words_of(kinds.ACCOUNT, ACCOUNT, "ja")

    assert words == "みずほ銀行 東京営業部\u3000普通 1234567\u3000ヤマダ ハナコ"
    assert words_of(kinds.ACCOUNT, {**ACCOUNT, "bank": "0000"}, "ja").startswith("0000 001")


@pytest.mark.parametrize(
    ("type_", "value", "words"),
    [
        ("money", 1000, "1,000円"),
        ("date", "2026-04-01", "2026年4月1日（令和8年）"),
        ("bool", True, "はい"),
        ("bool", False, "いいえ"),
        ("int", 3, "3人"),
        ("text", "A", "A人"),
    ],
)
def test_a_computed_value_has_words_too(type_, value, words):
    derived = Derived(label=LABEL, type=type_, value="", unit=Text(ja="人"))

    assert derived_words(derived, value, "ja") == words


def test_the_review_page_has_a_part_a_page_and_one_a_row(compiled):
    rows = [{"row": "4", "insured": False, "maker": "宮田"}, {"row": "9", "insured": True}]
    found = parts(compiled, walk(compiled, {**ADULT, "cycles": rows}, today=TODAY), "ja")

    assert [(part.page, part.heading) for part in found] == [
        ("you", ""),
        ("study", ""),
        ("parked", ""),
        ("parked", "自転車 1"),
        ("parked", "自転車 2"),
    ]
    assert [(row.label, row.value, row.path) for row in found[3].rows] == [
        ("メーカー", "宮田", "cycles.4.maker"),
        ("保険に入っていますか", "いいえ", "cycles.4.insured"),
    ]


def test_what_was_not_answered_says_so_and_what_is_hidden_is_not_there(compiled):
    found = parts(compiled, walk(compiled, {**ADULT, "student": True}, today=TODAY), "en")

    (study,) = [part for part in found if part.page == "study"]
    assert [(row.path, row.value, row.answered) for row in study.rows] == [
        ("student", "Yes", True),
        ("school", "(no answer)", False),
    ]


def test_a_group_without_rows_says_so(compiled):
    found = parts(compiled, walk(compiled, {**ADULT, "cycles": []}, today=TODAY), "ja")

    assert [(row.label, row.answered) for row in found[-1].rows] == [("自転車", False)]


def test_a_reading_aid_is_told_what_is_a_persons_own(compiled):
    found = parts(compiled, walk(compiled, ADULT, today=TODAY), "ja")

    personal = {row.path: row.personal for part in found for row in part.rows}
    assert (personal["name"], personal["home"], personal["student"], personal["born"]) == (True, True, False, False)
