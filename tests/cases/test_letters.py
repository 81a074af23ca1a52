"""What a case's letters say."""

from datetime import date

import pytest
from django.urls import NoReverseMatch, reverse

from madoguchi.cases import letters
from madoguchi.cases.grounds import Decision
from madoguchi.definitions.broken import BrokenDefinition
from tests.cases.definition import COMPILED
from tests.cases.factories import MONDAY, received

APPROVAL = Decision(approved=True, by="決裁 三郎", at=MONDAY)


@pytest.mark.django_db
def test_the_answers_stand_in_the_wording_as_people_read_them():
    letter = letters.of_decision(COMPILED, received(), APPROVAL)
    assert letter.paragraphs == ("髙橋　花子 様から申請のあったベルについて、2個を支給することに決定しました。",)
    assert letter.rows == (("用品", "ベル"), ("費用の目安", "2,400円")), "a reason that was not asked has no row"


@pytest.mark.django_db
def test_a_letter_is_addressed_numbered_and_signed():
    case = received(
        address={
            "postcode": "1540017",
            "prefecture": "東京都",
            "city": "世田谷区",
            "town": "世田谷四丁目",
            "block": "21-27",
            "building": "見守り荘101",
        }
    )
    letter = letters.of_decision(COMPILED, case, APPROVAL)
    assert (letter.number, letter.date) == ("8世子家第1号", date(2026, 11, 16))
    assert (letter.to_postal, letter.to_address) == ("154-0017", "東京都世田谷区世田谷四丁目21-27\n見守り荘101")
    assert (letter.addressee, letter.from_person_title) == ("髙橋　花子", "世田谷区長")
    assert letter.contact == ("子ども家庭課", "03-5432-3333", "平日 8時30分〜17時")


def test_a_wording_that_names_no_question_is_a_broken_definition():
    with pytest.raises(BrokenDefinition, match=r"\{nonsense\}"):
        letters.filled("{nonsense} を支給します。", {"name": "髙橋　花子"})


def test_what_was_answered_is_never_read_as_a_placeholder():
    assert letters.filled("{name} 様", {"name": "{kind}", "kind": "ベル"}) == "{kind} 様"


def test_mails_lead_to_the_page_that_is_there():
    try:
        assert reverse("procedures:status") == letters.STATUS_PAGE
    except NoReverseMatch:
        pytest.fail("the status page has no address")
