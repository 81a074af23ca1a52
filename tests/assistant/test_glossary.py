"""Names in other languages lead to the Japanese terms that are searched for; a broken glossary is named with file and path."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from madoguchi.assistant import corpus, finding, glossary
from madoguchi.assistant.glossary import LANGUAGES
from madoguchi.definitions.broken import BrokenDefinition
from madoguchi.kernel.text import Text
from tests.assistant.conftest import ALLOWANCE, CARD, MOVING

HEAD = "approved_by: 広報課\nreviewed: 2026-11-24\nconcepts:\n"


def written(folder: Path, text: str) -> Path:
    file = folder.joinpath(*glossary.PLACE)
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def known(tmp_path) -> glossary.Glossary:
    rows = """
  - {ja: [国民健康保険], en: [health insurance], zh-hans: [健康保险], ko: [건강보험]}
  - {ja: [資格確認書], en: [health insurance card], zh-hans: [健康保险证], ko: [보험증]}
  - {ja: [引越し], easy: [ひっこし, ばす], en: [move], ko: [이사]}
"""
    return glossary.load(written(tmp_path, HEAD + rows))


@pytest.mark.parametrize(
    ("said", "language", "terms"),
    [
        ("I LOST my health  insurance cards!", "en", ("資格確認書",)),
        ("health-insurance?", "en", ("国民健康保険",)),
        ("I moved", "en", ("引越し",)),
        ("remove, movement", "en", ()),
        ("我的健康保险证丢了", "zh-hans", ("資格確認書",)),
        ("세타가야로 이사왔어요", "ko", ("引越し",)),
        ("가이사", "ko", ()),
        ("わたしひっこししました", "easy", ("引越し",)),
        ("すばすば", "easy", ()),
        ("health insurance", "ko", ()),
        ("health insurance", "ja", ()),
        ("", "en", ()),
        ("(((", "en", ()),
    ],
)
def test_the_longest_name_counts_at_the_edges_of_words(known, said, language, terms):
    assert known.translate_terms(said, language) == terms


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("approved_by: [", "YAML"),
        ("[]", "形が正しくありません"),
        ("concepts: []", "approved_by"),
        (HEAD + "  - {ja: [住民票], fr: [x]}", r"concepts\[0\]"),
        (HEAD + "  - {ja: 住民票, en: [x]}", r"concepts\[0\]"),
        (HEAD + "  - {ja: [住民票]}", r"concepts\[0\]"),
        (HEAD + "  - {ja: [], en: [x]}", r"concepts\[0\]"),
        (HEAD + "  - {ja: [住民票], en: [' ']}", r"concepts\[0\]"),
    ],
)
def test_a_broken_glossary_is_named_with_file_and_path(tmp_path, text, told):
    with pytest.raises(BrokenDefinition, match=told) as broken:
        glossary.load(written(tmp_path, text))
    assert "procedure_names.yaml" in str(broken.value)


def test_a_ward_without_one_has_none(tmp_path):
    assert glossary.load(tmp_path).translate_terms("health insurance", "en") == ()


def test_the_wards_own_has_two_hundred_and_fifty_concepts_and_each_language_many():
    own = glossary.load(Path(settings.CATALOG) / "setagaya")
    assert len(own.concepts) >= 250
    assert own.approved_by
    counts = {language: sum(bool(one.names(language)) for one in own.concepts) for language in LANGUAGES}
    assert min(counts["en"], counts["zh-hans"], counts["ko"]) >= 230
    assert counts["easy"] >= 100


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("子どもがいます。child allowance?", "en"),
        ("儿童津贴多少钱", "zh-hans"),
        ("아동수당 얼마예요", "ko"),
        ("じどうてあて", "easy"),
    ],
)
def test_a_question_finds_the_japanese_page_by_its_name_in_another_language(ward_says, asked, language):
    only_japanese = replace(ALLOWANCE, title=Text(ja="児童手当はいくらもらえますか"))
    ward_says(MOVING, only_japanese, CARD)
    assert corpus.vocabulary().translate_terms(asked, language) or language == "easy"
    assert finding.nearest(asked, language=language).passages[0].id == ALLOWANCE.id
