"""What people type, kind by kind: the answer that is kept, or the code of what is wrong."""

from datetime import date

import pytest

from madoguchi.definitions import questions as q
from madoguchi.definitions.problems import Problem
from madoguchi.definitions.reading import Reading, read
from madoguchi.definitions.situation import Situation
from madoguchi.kernel.text import LANGUAGES, Text
from tests.definitions.parking import AT, HOME

LABEL = Text(ja="ラベル", easy="ラベル", en="label", zh_hans="标签", ko="라벨")
OPTIONS = tuple(q.Option(value, LABEL) for value in ("a", "b", "c"))
TEXT = q.TextQuestion(label=LABEL, max=5)
LINES = q.TextQuestion(label=LABEL, max=20, lines=3)
NAME = q.NameQuestion(label=LABEL)
KANA = q.KanaQuestion(label=LABEL)
DATE = q.DateQuestion(label=LABEL)
PAST = q.DateQuestion(label=LABEL, when="past")
FUTURE = q.DateQuestion(label=LABEL, when="future")
NUMBER = q.NumberQuestion(label=LABEL, min=1, max=20)
MONEY = q.MoneyQuestion(label=LABEL)
CHOICE = q.ChoiceQuestion(label=LABEL, options=OPTIONS)
CHOICES = q.ChoicesQuestion(label=LABEL, options=OPTIONS, max=2)
YES_NO = q.YesNoQuestion(label=LABEL)
PHONE = q.PhoneQuestion(label=LABEL)
EMAIL = q.EmailQuestion(label=LABEL)
DIGITS = q.DigitsQuestion(label=LABEL, length=10, check_digit=True)
TAG = q.DigitsQuestion(label=LABEL, max=6)
CONSENT = q.ConsentQuestion(label=LABEL)
FILE = q.FileQuestion(label=LABEL)
IN_WARD = q.AddressQuestion(label=LABEL, in_ward=True)
ANYWHERE = q.AddressQuestion(label=LABEL)
ACCOUNT = q.BankAccountQuestion(label=LABEL)


def typed(question: q.Leaf, *values: str, at: Situation = AT, **boxes: str) -> Reading:
    """As a browser sends it: values of the single box, or of the boxes named."""
    sent = {name: [value] for name, value in boxes.items()} | ({"": list(values)} if values else {})
    return read(question, sent, "field", at)


def problem_of(reading: Reading) -> Problem:
    """What is wrong; it is an error here if nothing is."""
    assert reading.problem is not None
    assert reading.answer is None
    return reading.problem


READ = [
    (TEXT, " 学校\u3000 名 ", "学校 名"),
    (TEXT, "髙田𠮷郎葛\U000e0100", "髙田𠮷郎葛\U000e0100"),
    (TEXT, "   ", None),
    (LINES, "一行目\r\n二行目\n", "一行目\n二行目"),
    (DATE, "令和8年4月1日", "2026-04-01"),
    (DATE, "Ｒ８．４．１", "2026-04-01"),
    (DATE, "2026-04-01", "2026-04-01"),
    (DATE, "２０２６年４月１日", "2026-04-01"),
    (DATE, "昭和元年12月31日", "1926-12-31"),
    (PAST, "2026-11-24", "2026-11-24"),
    (FUTURE, "2026-11-24", "2026-11-24"),
    (NUMBER, "１２", 12),
    (NUMBER, "20", 20),
    (MONEY, "1,200円", 1200),
    (MONEY, "１，２００", 1200),
    (MONEY, "0", 0),
    (CHOICE, "b", "b"),
    (CHOICE, "", None),
    (YES_NO, "true", True),
    (YES_NO, "no", False),
    (YES_NO, "", None),
    (PHONE, "０３（５４３２）１１１１", "0354321111"),
    (PHONE, "+81 90-1234-5678", "09012345678"),
    (PHONE, "+82 2 1234 5678", "+82212345678"),
    (EMAIL, " Hanako@Example.JP ", "Hanako@example.jp"),
    (EMAIL, "ha..na@ｄｏｃｏｍｏ．ｎｅ．ｊｐ", "ha..na@docomo.ne.jp"),
    (DIGITS, "26-0000-0018", "2600000018"),
    (DIGITS, "２６００００００１８", "2600000018"),
    (TAG, "00012", "00012"),
    (CONSENT, "on", True),
    (CONSENT, "", None),
    (FILE, "a.pdf", None),
]
WRONG = [
    (TEXT, "一二三四五六", "too_long"),
    (TEXT, "あ" * 10_000_000, "too_long"),
    (TEXT, "a\x00b", "unwelcome"),
    (TEXT, "a\u202eb", "unwelcome"),
    (TEXT, "a\nb", "unwelcome"),
    (TEXT, "e" + "\u0301" * 40, "unwelcome"),
    (LINES, "a\x1bb", "unwelcome"),
    (DATE, "令和8年2月30日", "malformed"),
    (DATE, "昭和65年1月1日", "malformed"),
    (DATE, "きのう", "malformed"),
    (DATE, "0" * 1_000_000, "malformed"),
    (PAST, "2026-11-25", "not_past"),
    (FUTURE, "2026-11-23", "not_future"),
    (NUMBER, "0", "out_of_range"),
    (NUMBER, "21", "out_of_range"),
    (NUMBER, "-1", "malformed"),
    (NUMBER, "−1", "malformed"),
    (NUMBER, "十人", "malformed"),
    (NUMBER, "1.5", "malformed"),
    (NUMBER, "9" * 1_000_000, "out_of_range"),
    (CHOICE, "d", "unknown_option"),
    (CHOICE, "<script>", "unknown_option"),
    (YES_NO, "maybe", "unknown_option"),
    (PHONE, "5432-1111", "malformed"),
    (PHONE, "電話なし", "malformed"),
    (EMAIL, "hanako", "malformed"),
    (EMAIL, "a@b@c.jp", "malformed"),
    (EMAIL, "a@example.jp\nBcc: x@example.jp", "malformed"),
    (EMAIL, "a" * 300 + "@example.jp", "malformed"),
    (DIGITS, "2600000019", "check_digit"),
    (DIGITS, "26000000", "malformed"),
    (DIGITS, "26OOOOOO18", "malformed"),
    (TAG, "1234567", "malformed"),
]


@pytest.mark.parametrize(("question", "text", "answer"), READ)
def test_what_is_typed_is_read(question, text, answer):
    assert typed(question, text) == Reading(answer)


@pytest.mark.parametrize(("question", "text", "code"), WRONG)
def test_what_cannot_be_read_is_said(question, text, code):
    problem = problem_of(typed(question, text))

    assert (problem.path, problem.code) == ("field", code)
    assert all(problem.message.has(language) for language in LANGUAGES)
    assert all(len(problem.message.in_(language)) < 200 for language in LANGUAGES)


def test_of_a_name_sent_twice_the_last_counts():
    assert typed(CHOICE, "a", "b") == Reading("b")


def test_options_come_in_the_order_of_the_definition_and_once():
    assert typed(CHOICES, "c", "a", "c") == Reading(["a", "c"])
    assert typed(CHOICES) == Reading(None)
    assert problem_of(typed(CHOICES, "a", "b", "c")).code == "too_many"
    assert problem_of(typed(CHOICES, "a", "z")).code == "unknown_option"


@pytest.mark.parametrize(
    "family", ["髙橋", "𠮷田", "葛\U000e0100飾", "渡邉", "﨑山", "ﾀﾅｶ", "Ｓｍｉｔｈ", "グエン・ヴァン"]
)
def test_a_name_is_never_altered(family):
    assert typed(NAME, family=f"\u3000{family} ", given="花子") == Reading({"family": family, "given": "花子"})


@pytest.mark.parametrize(
    ("question", "family", "given", "part", "code"),
    [
        (NAME, "山田", "", "given", "required"),
        (NAME, "", "花子", "family", "required"),
        (NAME, "山" * 61, "花子", "family", "too_long"),
        (NAME, "山\u202e田", "花子", "family", "unwelcome"),
        (KANA, "ヤマダ", "", "given", "required"),
        (KANA, "ヤマダ", "花子", "given", "malformed"),
        (KANA, "ヤマダ<", "ハナコ", "family", "malformed"),
        (KANA, "ア" * 1_000_000, "ハナコ", "family", "too_long"),
    ],
)
def test_a_name_half_given_or_wrong_points_to_its_half(question, family, given, part, code):
    problem = problem_of(typed(question, family=family, given=given))

    assert (problem.part, problem.code, problem.anchor) == (part, code, f"field-{part}")


@pytest.mark.parametrize(
    ("family", "given", "kept"),
    [
        ("やまだ", "はなこ", ("ヤマダ", "ハナコ")),
        ("ﾔﾏﾀﾞ", "ﾊﾅｺ", ("ヤマダ", "ハナコ")),
        ("スミス", "メアリー　アン", ("スミス", "メアリー アン")),
        ("ヤマタ゛", "ユ-コ", ("ヤマダ", "ユーコ")),
    ],
)
def test_a_reading_becomes_katakana(family, given, kept):
    assert typed(KANA, family=family, given=given) == Reading({"family": kept[0], "given": kept[1]})


def test_a_date_in_boxes_knows_its_era():
    assert typed(DATE, era="令和", year="元", month="5", day="1") == Reading("2019-05-01")
    assert typed(DATE, era="西暦", year="２０１９", month="５", day="１") == Reading("2019-05-01")
    assert problem_of(typed(DATE, era="昭和", year="65", month="1", day="1")).part == "year"
    assert typed(DATE, era="令和", year="", month="", day="") == Reading(None)


def test_today_is_the_day_of_the_situation():
    assert typed(PAST, "2026-11-25", at=Situation(today=date(2026, 11, 25))) == Reading("2026-11-25")


def address(question: q.AddressQuestion = IN_WARD, at: Situation = AT, **changes: str) -> Reading:
    boxes = {name: str(text) for name, text in HOME.items()} | changes
    return typed(question, at=at, **boxes)


@pytest.mark.parametrize("town", ["世田谷四丁目", "世田谷４丁目", "世田谷4", "世田谷4丁目"])
@pytest.mark.parametrize("block", ["21-27", "２１－２７", "21番27号"])
def test_a_town_of_the_ward_is_kept_as_the_ward_writes_it(town, block):
    assert address(town=town, block=block, postcode="〒154－0017") == Reading(dict(HOME))


@pytest.mark.parametrize(
    ("changes", "part", "code"),
    [
        ({"town": "世田谷九丁目"}, "town", "unknown_town"),
        ({"town": ""}, "town", "required"),
        ({"block": ""}, "block", "required"),
        ({"prefecture": ""}, "prefecture", "required"),
        ({"city": "目黒区"}, "city", "not_in_ward"),
        ({"prefecture": "大阪府"}, "city", "not_in_ward"),
        ({"postcode": "154"}, "postcode", "malformed"),
        ({"building": "あ" * 101}, "building", "too_long"),
        ({"building": "A\x00棟"}, "building", "unwelcome"),
    ],
)
def test_an_address_points_to_the_part_that_is_wrong(changes, part, code):
    problem = problem_of(address(**changes))

    assert (problem.part, problem.code) == (part, code)


def test_elsewhere_a_town_is_kept_as_it_was_typed():
    kept = address(ANYWHERE, city="目黒区", town="上目黒2丁目").answer

    assert isinstance(kept, dict)
    assert (kept["city"], kept["town"]) == ("目黒区", "上目黒2丁目")


def test_without_the_list_of_towns_none_is_refused():
    assert address(town="世田谷九丁目", at=Situation(today=AT.today)).problem is None


def test_a_building_stands_as_it_was_typed():
    assert address(building="メゾン髙島 １０２号室").answer == {**HOME, "building": "メゾン髙島 １０２号室"}


def test_an_address_of_which_only_the_prefecture_is_set_is_no_answer():
    assert typed(IN_WARD, prefecture="東京都") == Reading(None)


def account(**changes: str) -> Reading:
    boxes = {"bank": "0001", "branch": "001", "type": "ordinary", "number": "1234567", "holder": "ヤマダ ハナコ"}
    return typed(ACCOUNT, at=AT, **(boxes | changes))


@pytest.mark.parametrize(
    ("changes", "bank", "branch"),
    [
        ({}, "0001", "001"),
        ({"bank": "みずほ銀行", "branch": "東京営業部"}, "0001", "001"),
        ({"bank": "みずほ"}, "0001", "001"),
        ({"bank": "１", "branch": "１"}, "0001", "001"),
        ({"bank": "ゆうちょ銀行", "branch": "〇一八"}, "9900", "018"),
        ({"bank": "9900", "branch": "018"}, "9900", "018"),
        ({"bank": "三井住友銀行", "branch": "渋谷支店"}, "0009", "654"),
    ],
)
def test_a_bank_may_be_named_or_numbered(changes, bank, branch):
    kept = account(**changes).answer

    assert isinstance(kept, dict)
    assert (kept["bank"], kept["branch"]) == (bank, branch)


def test_number_and_holder_are_brought_to_the_form_of_a_transfer():
    kept = account(number="１２３-４５６７", holder="やまだ　はなこ", type="").answer

    assert isinstance(kept, dict)
    assert (kept["number"], kept["holder"], kept["type"]) == ("1234567", "ヤマダ ハナコ", "ordinary")


def test_a_short_number_is_asked_back_with_what_may_be_meant():
    assert "「0012345」ではありませんか" in problem_of(account(number="12345")).message.ja


@pytest.mark.parametrize(
    ("changes", "part", "code"),
    [
        ({"bank": ""}, "bank", "required"),
        ({"branch": ""}, "branch", "required"),
        ({"number": ""}, "number", "required"),
        ({"holder": ""}, "holder", "required"),
        ({"bank": "みずほ豊洲銀行"}, "bank", "malformed"),
        ({"bank": "0000"}, "bank", "malformed"),
        ({"bank": "99999"}, "bank", "malformed"),
        ({"branch": "999"}, "branch", "malformed"),
        ({"number": "12345678"}, "number", "malformed"),
        ({"number": "1234A67"}, "number", "malformed"),
        ({"holder": "山田 花子"}, "holder", "malformed"),
        ({"type": "golden"}, "type", "unknown_option"),
        ({"bank": "あ" * 101}, "bank", "too_long"),
        ({"holder": "ヤマダ\u202e"}, "holder", "unwelcome"),
    ],
)
def test_an_account_points_to_the_part_that_is_wrong(changes, part, code):
    problem = problem_of(account(**changes))

    assert (problem.part, problem.code) == (part, code)


def test_of_several_banks_that_begin_so_some_are_shown():
    problem = problem_of(account(bank="三井"))

    assert "番号で入力してください" in problem.message.ja
