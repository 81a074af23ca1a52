"""A household as answers by concept, for the sheet that is mailed to it."""

from madoguchi.registers import queries
from tests.registers.extracts import FAMILY, HANAKO, LIN, SHO, extract_text


def test_a_household_gives_the_head_the_address_and_everybody_in_it(loaded, django_assert_num_queries):
    with django_assert_num_queries(1):
        said = queries.household_of(HANAKO["世帯番号"])
    assert said == {
        "person.name": {"family": "髙橋", "given": "花子"},
        "person.kana": {"family": "タカハシ", "given": "ハナコ"},
        "person.birthdate": "1990-05-10",
        "person.sex": "female",
        "address": {
            "postcode": "1540017",
            "prefecture": "東京都",
            "city": "世田谷区",
            "town": "世田谷四丁目",
            "block": "21番27号",
            "building": "世田谷ハイツ203",
        },
        "household.members": [
            {
                "row": "1",
                "person.name": {"family": "髙橋", "given": "花子"},
                "person.kana": {"family": "タカハシ", "given": "ハナコ"},
                "person.birthdate": "1990-05-10",
                "household.relation": "head",
            },
            {
                "row": "2",
                "person.name": {"family": "髙橋", "given": "翔"},
                "person.kana": {"family": "タカハシ", "given": "ショウ"},
                "person.birthdate": "2020-01-20",
                "household.relation": "child",
            },
        ],
    }


def test_somebody_with_an_alias_is_written_to_by_it(loaded):
    assert queries.household_of(LIN["世帯番号"])["person.name"] == {"family": "林", "given": "美子"}


def test_a_number_nobody_lives_under_gives_nothing(loaded):
    assert queries.household_of("0") == {}


def test_without_a_head_there_is_nobody_to_write_to(load):
    load(extract_text([SHO]))
    assert queries.household_of(SHO["世帯番号"]) == {}


def test_a_name_in_gaiji_and_somebody_who_left_are_not_printed(load):
    load(extract_text([HANAKO | {"氏名": "\ue000橋　花子"}, SHO | {"住民でなくなった日": "2026-10-01"}]))
    said = queries.household_of(HANAKO["世帯番号"])
    assert "person.name" not in said
    assert len(said["household.members"]) == 1  # type: ignore[arg-type]


def test_every_household_with_a_head_is_listed_once(load):
    load(extract_text([*FAMILY, HANAKO | {"宛名番号": "9", "世帯番号": "7", "住民でなくなった日": "2026-01-01"}]))
    assert list(queries.household_numbers()) == [HANAKO["世帯番号"], LIN["世帯番号"]]
