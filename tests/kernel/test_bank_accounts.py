"""What can be checked of a bank account without asking the bank."""

import subprocess
import sys

import pytest

from madoguchi.kernel.bank_accounts import (
    AccountKind,
    AccountProblem,
    BankAccount,
    account_number,
    bank,
    banks,
    branch,
    branches,
    from_japan_post,
    holder_fits,
    holder_for_bank,
    padded,
    problems,
    unwelcome_in_holder,
)

GOOD = BankAccount(bank_code="0001", branch_code="004", number="1234567", holder="ヤマダ ハナコ")


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("0001", "みずほ銀行"),
        ("0005", "三菱ＵＦＪ銀行"),
        ("1348", "世田谷信用金庫"),
        ("5095", "世田谷目黒農業協同組合"),
        ("2963", "中央労働金庫"),
        ("9900", "ゆうちょ銀行"),
    ],
)
def test_a_bank_is_known_by_its_code_and_printed_in_full(code, name):
    found = bank(code)
    assert found is not None
    assert found.full_name == name


@pytest.mark.parametrize("code", ["", "9998", "１", "../0001", "0001/..", "\0"])
def test_an_unknown_code_is_no_bank_and_has_no_branches(code):
    assert bank(code) is None
    assert branch(code, "001") is None
    assert branches(code, "あ") == []


@pytest.mark.parametrize(
    ("bank_code", "code", "name"),
    [
        ("0001", "004", "丸の内中央支店"),
        ("0001", "001", "東京営業部"),
        ("0005", "001", "本店"),
        ("9900", "018", "〇一八店"),
    ],
)
def test_a_branch_is_known_by_its_code(bank_code, code, name):
    found = branch(bank_code, code)
    assert found is not None
    assert found.full_name == name


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("みず", "みずほ"),
        ("ミズホ", "みずほ"),
        ("みずほ銀行", "みずほ"),
        ("三菱UFJ", "三菱ＵＦＪ"),
        ("みつびしゅー", "三菱ＵＦＪ"),
        ("paypay", "ＰａｙＰａｙ"),
        ("ゆうちょ", "ゆうちょ"),
        ("世田谷信用金庫", "世田谷信金"),
        ("1344", "城南信金"),
    ],
)
def test_banks_are_found_by_name_kana_or_code(typed, first):
    assert banks(typed)[0].name == first


@pytest.mark.parametrize(
    ("typed", "first"), [("丸の内", "丸の内中央"), ("つき", "築地"), ("丸之内支店", "丸之内"), ("019", "確定拠出年金")]
)
def test_branches_are_found_by_name_kana_or_code(typed, first):
    assert branches("0001", typed)[0].name == first


def test_nothing_is_suggested_for_nothing_and_no_more_than_asked_for():
    assert [*banks(""), *banks(" "), *branches("0001", "")] == []
    assert len(banks("し", limit=5)) == 5


def test_naming_banks_does_not_read_every_branch_into_memory():
    program = "import sys, madoguchi.kernel.bank_accounts as b; b.banks('みず'); print('zengin_code' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", program], text=True).strip() == "False"


@pytest.mark.parametrize(
    ("typed", "number", "offered"),
    [
        ("１２３－４５６７", "1234567", None),
        ("123456", "123456", "0123456"),
        ("1234", "1234", "0001234"),
        ("123", "123", None),
        ("12345678", "12345678", None),
        ("abc", "abc", None),
    ],
)
def test_a_short_number_is_padded_only_as_an_offer(typed, number, offered):
    assert account_number(typed) == number
    assert padded(typed) == offered


def test_a_good_account_has_no_problems():
    assert problems(GOOD) == []


@pytest.mark.parametrize(
    ("change", "part", "said"),
    [
        ({"bank_code": "9998"}, "bank_code", "見つかりません"),
        ({"branch_code": "999"}, "branch_code", "みずほ銀行に、店番「999」の支店が見つかりません"),
        ({"number": "123456"}, "number", "「0123456」ではありませんか"),
        ({"number": "12345678"}, "number", "7桁"),
        ({"number": "１２３４５６７"}, "number", "7桁"),
        ({"holder": ""}, "holder", "カタカナで入力"),
        ({"holder": "山田 花子"}, "holder", "「山」「田」「花」「子」"),
        ({"holder": "ヤマダ\u202e"}, "holder", "使えない文字"),
        ({"holder": "ア" * 31}, "holder", "30文字"),
        ({"holder": "ガ" * 16}, "holder", "30文字"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(change, part, said):
    account = BankAccount(**{name: change.get(name, getattr(GOOD, name)) for name in GOOD.__struct_fields__})
    (problem,) = problems(account)
    assert problem.part == part
    assert said in problem.message


@pytest.mark.parametrize(
    ("kana", "record"),
    [
        ("ヤマダ ハナコ", "ﾔﾏﾀﾞ ﾊﾅｺ"),
        ("やまだ\u3000はなこ", "ﾔﾏﾀﾞ ﾊﾅｺ"),
        ("キョウコ", "ｷﾖｳｺ"),
        ("ハットリ", "ﾊﾂﾄﾘ"),
        ("ユーコ", "ﾕ-ｺ"),
        ("パブロ", "ﾊﾟﾌﾞﾛ"),
        ("ヴィクトル", "ｳﾞｲｸﾄﾙ"),
        ("キミヱ", "ｷﾐｴ"),
        ("Ｓｍｉｔｈ", "SMITH"),
        ("カ）ニホン（エイ", "ｶ)ﾆﾎﾝ(ｴｲ"),
        ("ジョン・アラン", "ｼﾞﾖﾝ.ｱﾗﾝ"),
        ("ﾔﾏﾀﾞ", "ﾔﾏﾀﾞ"),
    ],
)
def test_a_holder_is_written_in_the_characters_of_a_transfer_record(kana, record):
    assert holder_for_bank(kana) == record
    assert unwelcome_in_holder(kana) == []


@pytest.mark.parametrize(
    ("holder", "person", "fits"),
    [
        ("ﾔﾏﾀﾞ ﾊﾅｺ", "ヤマダ ハナコ", True),
        ("ヤマダハナコ", "ヤマダ　ハナコ", True),
        ("キヨウコ", "キョウコ", True),
        ("ヤマダ ハナコ", "ヤマダ タロウ", False),
        ("ヤマタ ハナコ", "ヤマダ ハナコ", False),
        ("", "", False),
    ],
)
def test_a_holder_is_the_person_or_another(holder, person, fits):
    assert holder_fits(holder, person) is fits


@pytest.mark.parametrize(
    ("sign", "number", "branch_code", "kind", "account"),
    [
        ("10180", "12345671", "018", AccountKind.ORDINARY, "1234567"),
        ("１０１８０", "１２３４１", "018", AccountKind.ORDINARY, "0001234"),
        ("00120-", "123456", "019", AccountKind.CURRENT, "0123456"),
    ],
)
def test_a_japan_post_account_becomes_one_other_banks_transfer_to(sign, number, branch_code, kind, account):
    found = from_japan_post(sign, number, "ヤマダ ハナコ")
    assert (found.bank_code, found.branch_code, found.kind, found.number) == ("9900", branch_code, kind, account)
    assert branch("9900", branch_code) is not None


@pytest.mark.parametrize(
    ("sign", "number", "part"),
    [
        ("20180", "12345671", "branch_code"),
        ("1018", "12345671", "branch_code"),
        ("10181", "12345671", "branch_code"),
        ("10180", "12345672", "number"),
        ("10180", "1", "number"),
        ("10180", "123456781", "number"),
        ("00120", "1234567", "number"),
        ("", "", "branch_code"),
    ],
)
def test_what_is_no_japan_post_account_is_said(sign, number, part):
    with pytest.raises(AccountProblem) as problem:
        from_japan_post(sign, number)
    assert problem.value.part == part
    assert "お確かめください" in problem.value.message
