"""Addresses, postcodes and the towns of the ward."""

import dataclasses
from concurrent.futures import ThreadPoolExecutor

import pytest

from madoguchi.kernel.addresses import Address, PostalTown, Town, TownIndex, _looked_up, by_postcode, in_ward

KANA = {"赤堤": "アカツツミ", "桜": "サクラ", "桜新町": "サクラシンマチ", "三軒茶屋": "サンゲンジャヤ"}
TOWNS = [
    Town(name=f"{base}{number}丁目", kana=KANA[base])
    for base, numbers in [("赤堤", "一二三四五"), ("桜", "一二三"), ("桜新町", "一二"), ("三軒茶屋", "一二")]
    for number in numbers
] + [Town(name="砧公園")]
INDEX = TownIndex(TOWNS)
OFFICE = Address(postcode="1548504", prefecture="東京都", city="世田谷区", town="世田谷四丁目", block="21-27")


def names(towns):
    return [town.name for town in towns]


def test_an_address_is_written_in_one_line():
    assert OFFICE.one_line == "東京都世田谷区世田谷四丁目21-27"
    with_building = Address(prefecture="東京都", city="世田谷区", town="桜三丁目", block="1-2", building="コーポ桜101")
    assert with_building.one_line == "東京都世田谷区桜三丁目1-2\u3000コーポ桜101"
    assert Address().one_line == ""


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        (OFFICE, True),
        (Address(city="世田谷区"), True),
        (Address(prefecture="東京都", city="目黒区"), False),
        (Address(prefecture="神奈川県", city="世田谷区"), False),
        (Address(), False),
    ],
)
def test_an_address_lies_in_the_ward_or_not(address, inside):
    assert in_ward(address) is inside


@pytest.mark.parametrize(
    ("postcode", "towns"),
    [
        ("1560044", [("東京都", "世田谷区", "赤堤")]),
        ("〒１５６－００４４", [("東京都", "世田谷区", "赤堤")]),
        ("154-8504", [("東京都", "世田谷区", "世田谷")]),
        ("1540000", [("東京都", "世田谷区", "")]),
        ("0680546", [("北海道", "夕張市", "南部青葉町"), ("北海道", "夕張市", "南部菊水町")]),
        ("9999999", []),
        ("156", []),
        ("156004a", []),
        ("", []),
    ],
)
def test_a_postcode_names_its_towns(postcode, towns):
    assert by_postcode(postcode)[:2] == [PostalTown(*town) for town in towns]


def test_postcodes_are_looked_up_from_several_threads_at_once():
    _looked_up.cache_clear()
    codes = [f"156{n:04}" for n in range(41, 58)] * 4
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(by_postcode, codes))
    assert found == [by_postcode(code) for code in codes]
    assert by_postcode("1560051") == [PostalTown("東京都", "世田谷区", "宮坂")]


@pytest.mark.parametrize(
    "typed",
    [
        "赤堤一丁目",
        "赤堤１丁目",
        "赤堤1",
        "赤堤 1",
        "赤堤1-2-3",
        "赤堤１－２",
        "赤堤1ー2",
        "世田谷区赤堤1",
        "東京都世田谷区赤堤一丁目",
        "赤堤一丁目2番3号",
    ],
)
def test_a_town_is_found_however_it_is_written(typed):
    found = INDEX.find(typed)
    assert found is not None
    assert found.name == "赤堤一丁目"


@pytest.mark.parametrize("typed", ["赤堤", "赤堤6", "赤坂1", "", "桜新", "1", "\0"])
def test_what_is_no_town_is_not_found(typed):
    assert INDEX.find(typed) is None


def test_a_town_whose_name_has_a_numeral_or_no_number_is_found():
    assert INDEX.find("三軒茶屋2") == Town(name="三軒茶屋二丁目", kana="サンゲンジャヤ")
    assert INDEX.find("砧公園") == Town(name="砧公園")


@pytest.mark.parametrize(
    ("prefix", "suggested"),
    [
        ("赤", ["赤堤一丁目", "赤堤二丁目", "赤堤三丁目"]),
        ("赤堤2", ["赤堤二丁目"]),
        ("桜", ["桜一丁目", "桜二丁目", "桜三丁目"]),
        ("桜新町", ["桜新町一丁目", "桜新町二丁目"]),
        ("さくらし", ["桜新町一丁目", "桜新町二丁目"]),
        ("ｱｶ", ["赤堤一丁目", "赤堤二丁目", "赤堤三丁目"]),
        ("青", []),
        ("", []),
        (" ", []),
    ],
)
def test_towns_are_suggested_by_kanji_or_kana(prefix, suggested):
    assert names(INDEX.suggest(prefix, 3)) == suggested


@pytest.mark.parametrize(
    ("postcode", "towns"),
    [
        ("156-0044", ["赤堤一丁目", "赤堤二丁目", "赤堤三丁目", "赤堤四丁目", "赤堤五丁目"]),
        ("1560053", ["桜一丁目", "桜二丁目", "桜三丁目"]),
        ("1570075", ["砧公園"]),
        ("1540000", []),
        ("1000001", []),
    ],
)
def test_a_postcode_leads_to_the_towns_of_the_ward(postcode, towns):
    assert names(INDEX.for_postcode(postcode)) == towns


def test_the_index_gives_back_the_catalogs_own_towns():
    @dataclasses.dataclass(frozen=True)
    class CatalogTown:
        name: str
        kana: str
        district: str

    index = TownIndex([CatalogTown("赤堤一丁目", "アカツツミ", "松沢")])
    found = index.find("赤堤1")
    assert found is not None
    assert found.district == "松沢"
