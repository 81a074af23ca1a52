"""What keeps a definition from being published, each as a sentence its author can act on."""

import msgspec
import pytest

from madoguchi.definitions.compiled import compile_procedure
from madoguchi.definitions.procedure import FACTS
from madoguchi.definitions.publishable import FACT_NAMES, obstacles, unverified
from tests.definitions import parking
from tests.definitions.parking import AT


def said(folder, *changes: tuple[str, str], demo: bool = False) -> list[str]:
    return obstacles(parking.loaded(folder, *changes), AT, demo=demo)


def test_nothing_stands_in_the_way_of_a_sound_definition(compiled):
    assert obstacles(compiled, AT, demo=False) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("derived: {age: 36,", "derived: {age: 35,"), "例「大人が1台」："),
        (("    show: has(school)", "    show: has(school) && !student"), "には、どう答えてもたどり着けません。"),
        (("label: T(学校)", "label: {ja: 学校, easy: 学校, en: School, zh-hans: 学校}"), "に韓国語がありません。"),
        (
            ("title: T(学校)", "title: {ja: 学校}"),
            "（pages[1].title）にやさしい日本語、英語、中国語、韓国語がありません。",
        ),
    ],
)
def test_each_fault_is_one_sentence_in_demo_mode_too(folder, change, sentence):
    found = said(folder, change, demo=True)

    assert any(sentence in one for one in found)


def test_unverified_facts_block_only_outside_demo_mode(folder):
    change = ("  fee: &MARK", "  fee: {verified: false, checked: 2026-11-01}")

    assert said(folder, change, demo=True) == []
    assert said(folder, change, demo=False) == [
        "「手数料」の裏付けがありません（要確認）。担当課が確かめ、marks に出典と日付を入れてください。"
    ]


def test_every_fact_has_a_name_and_needs_a_mark(compiled):
    unmarked = compile_procedure(msgspec.structs.replace(compiled.procedure, marks={}))

    assert set(FACT_NAMES) == set(FACTS)
    assert len(list(unverified(unmarked))) == len(FACTS)
