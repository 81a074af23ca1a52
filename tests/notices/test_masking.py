"""A masked name tells its bearer, and nobody else."""

import pytest

from madoguchi.kernel.names import PersonName
from madoguchi.notices.masking import masked


@pytest.mark.parametrize(
    ("family", "given", "shown"),
    [
        ("山田", "花子", "山●花●"),
        ("髙田", "𠮷郎", "髙●𠮷●"),
        ("葛\U000e0100城", "太郎", "葛\U000e0100●太●"),
        ("林", "明", "●●"),
        ("李", "小龍", "●小●"),
        ("勅使河原", "一", "勅●●"),
        ("Smith", "John", "S●J●"),
        ("ソニア", "", "ソ●"),
    ],
)
def test_only_the_first_character_of_each_part_is_shown(family, given, shown):
    assert masked(PersonName(family, given)) == shown
