"""Each of the seven further procedures, from its public page to the receipt, as its first named applicant fills it in."""

import pytest

from madoguchi.journal import queries as journal

SEVEN = {
    "nursery-admission": "世保認",
    "school-aid": "世教学",
    "care-certification": "世介保",
    "tax-certificate": "世納税",
    "information-disclosure": "世区情",
    "bicycle-parking": "世交自",
    "restaurant-permit": "世生保",
}


@pytest.mark.parametrize("procedure", SEVEN)
def test_somebody_applies_in_the_evening_and_leaves_with_a_number(resident, procedure):
    case = resident.applies(procedure)

    assert case.number.startswith(SEVEN[procedure])
    assert resident.is_told(case.number)
    assert [entry.what for entry in journal.timeline(f"case/{case.pk}")][:1] == ["received"]


def test_a_parent_sees_why_the_points_are_what_they_are(resident):
    resident.begins("nursery-admission")
    resident.fills_in()

    for words in ("保護者1の基準指数", "週5日・40時間以上になると増える点", "調整：ひとり親のとき", "指数の合計（目安"):
        assert resident.is_told(words)
    assert resident.is_told("102点")


def test_a_parent_refuses_a_consent_and_is_told_what_to_bring(resident):
    resident.begins("school-aid")
    resident.fills_in(consent_query="false")

    assert resident.is_told("18歳以上の方全員の課税（非課税）証明書を出してください")
    assert resident.sends()


def test_a_daughter_is_asked_about_herself_and_a_resident_is_not(resident, neighbour):
    resident.begins("care-certification")
    resident.fills_in(until="insured")
    neighbour.begins("care-certification", like=1)
    neighbour.fills_in(until="helper")

    assert not resident.is_told("代わりに申請を行う方")
    assert neighbour.is_told("代わりに申請する方")
