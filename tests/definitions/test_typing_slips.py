"""Slips that no definition writes a check for: they warn on the resident's screen and never stop."""

import pytest

from madoguchi.definitions import check as checks
from madoguchi.definitions.journey import walk
from madoguchi.definitions.questions import PhoneQuestion
from madoguchi.definitions.reading import read
from madoguchi.definitions.situation import Situation
from madoguchi.kernel.bank_accounts import BankAccount, problems
from madoguchi.kernel.mail_domains import meant
from madoguchi.kernel.text import Text
from tests.definitions.parking import ADULT, TODAY

HOME = {"prefecture": "東京都", "city": "世田谷区", "town": "世田谷四丁目", "block": "21-27"}


@pytest.mark.parametrize(
    ("postcode", "town", "outcome"),
    [
        ("1540017", "世田谷四丁目", "pass"),
        ("1548504", "世田谷四丁目", "pass"),
        ("1500002", "世田谷四丁目", "fail"),
        ("1560044", "世田谷四丁目", "fail"),
        ("9999999", "世田谷四丁目", "pass"),
        ("", "世田谷四丁目", "pass"),
    ],
)
def test_a_postcode_of_another_town_is_told_and_an_unknown_one_is_not(compiled, postcode, town, outcome):
    answers = {**ADULT, "home": {**HOME, "town": town, "postcode": postcode}}
    found = checks.findings(compiled, walk(compiled, answers, today=TODAY), today=TODAY)

    told = next(one for one in found if one.check.id == "home_postcode_fits")
    assert told.outcome == outcome
    assert told.check.level == "warn"
    assert told.anchors == ("home",)


@pytest.mark.parametrize(
    ("typed", "usual"),
    [
        ("gmial.com", "gmail.com"),
        ("gmail.con", "gmail.com"),
        ("gmai.com", "gmail.com"),
        ("docomo.ne.jo", "docomo.ne.jp"),
        ("GMAIL.COM", ""),
        ("ymail.com", ""),
        ("mail.com", ""),
        ("city.setagaya.tokyo.jp", ""),
        ("example.jp", ""),
        ("", ""),
    ],
)
def test_a_domain_one_letter_from_a_usual_one_is_a_slip(typed, usual):
    assert meant(typed) == usual


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("090-1234-5678", True),
        ("03-5432-1111", True),
        ("0120-123-456", True),
        ("+81 90 1234 5678", True),
        ("090-1234-567", False),
        ("03-5432-11112", False),
        ("03", False),
    ],
)
def test_a_telephone_number_has_the_length_of_its_kind(typed, right):
    question = PhoneQuestion(label=Text(ja="電話"))
    found = read(question, {"": [typed]}, "phone", Situation(today=TODAY, towns=None))

    assert (found.problem is None) is right


def test_an_account_number_of_zeros_is_nobodys():
    found = problems(BankAccount("0001", "001", number="0000000", holder="ヤマダ ハナコ"))

    assert [one.part for one in found] == ["number"]


@pytest.mark.parametrize(
    ("block", "code"), [("21-27", None), ("21番27号", None), ("同上", "no_number"), ("メゾン桜", "no_number")]
)
def test_a_place_of_the_ward_has_a_number(compiled, block, code):
    question = compiled.procedure.data["home"]
    typed = {part: [text] for part, text in {**HOME, "block": block}.items()}
    found = read(question, typed, "home", Situation(today=TODAY, towns=None))

    assert (found.problem.code if found.problem else None) == code
