"""What a resident finds, however it is typed."""

from pathlib import Path

import pytest

from madoguchi.assistant.ranking import Document, build, rank
from madoguchi.assistant.ranking.vocabulary import Vocabulary, at_hand, load
from madoguchi.assistant.ranking.words import forms
from madoguchi.definitions.broken import BrokenDefinition

PAGES = [
    Document("moving-in", "転入届について", "ほかの市区町村から引っ越してきた方は、14日以内に届け出てください。"),
    Document("certificate", "住民票の写しの請求", "窓口で請求できます。1通300円です。"),
    Document("allowance", "児童手当の支給", "高校生年代までの子どもを養育している方に支給します。"),
    Document("insurance", "国民健康保険料の納付", "口座振替か納付書で納めてください。"),
    Document("waste", "粗大ごみの出し方", "電話かインターネットで申し込んでください。"),
]


@pytest.fixture(scope="module")
def corpus():
    return build(PAGES, vocabulary=at_hand())


def test_a_long_compound_comes_apart():
    assert forms("国民健康保険料") == ("国民", "健康", "保険", "料")


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("住民票がほしい", "certificate"),
        ("じゅうみんひょうのとりかた", "certificate"),
        ("こどものおかねもらえる？", "allowance"),
        ("国保の払い方", "insurance"),
        ("でかいゴミ", "waste"),
        ("引越ししてきた", "moving-in"),
    ],
)
def test_what_residents_say_finds_the_page(corpus, said, found):
    assert rank(said, corpus).ids[0] == found


def test_a_stored_question_lifts_its_page(corpus):
    said = "ドロップス"
    assert "allowance" not in rank(said, corpus).ids

    lifted = corpus.with_stored_questions([("allowance", "ドロップスください", 2.0)])

    assert rank(said, lifted).ids[0] == "allowance"
    assert rank("住民票がほしい", lifted).ids[0] == "certificate"


def test_taking_stored_questions_back_restores_the_ranking_exactly(corpus):
    taken_back = corpus.with_stored_questions([("waste", "住民票がほしい", 2.0)]).with_stored_questions([])

    assert rank("住民票がほしい", taken_back) == rank("住民票がほしい", corpus)


def test_a_question_stored_on_a_page_that_is_gone_harms_nobody(corpus):
    assert rank("住民票", corpus.with_stored_questions([("gone", "住民票", 2.0)])).ids == rank("住民票", corpus).ids


@pytest.mark.parametrize(
    "said",
    ["", " ", "。、！", "😀🎉", "\x00\x07\ud800", "\u200b\ufeff", "<script>", "あ" * 100_000, "ｱ" * 50, "%s{}\\"],
)
def test_whatever_is_typed_is_ranked_without_an_error(corpus, said):
    assert len(rank(said, corpus).found) <= 10


def test_an_empty_question_finds_nothing_and_is_sure_of_nothing(corpus):
    nothing = rank("", corpus)

    assert (nothing.ids, nothing.confidence, nothing.on_topic, nothing.has_page) == ((), 0, 0, 0)


def test_an_empty_corpus_answers_nothing():
    assert rank("住民票", build([])).ids == ()


def test_the_limit_is_kept(corpus):
    assert len(rank("届 請求 支給 納付 申し込み", corpus, limit=2).found) == 2


def test_a_question_about_the_ward_is_more_on_topic_than_one_about_dinner(corpus):
    assert rank("住民票の写しがほしい", corpus).on_topic > rank("今日の夕飯は何がいい？", corpus).on_topic


def test_terms_from_a_glossary_find_the_japanese_page():
    glossary = {"resident record": "住民票"}

    def terms(question: str, language: str) -> list[str]:
        return [there for here, there in glossary.items() if language == "en" and here in question]

    corpus = build(PAGES, vocabulary=Vocabulary().speaking(terms))

    assert rank("copy of resident record", corpus, language="en").ids[0] == "certificate"


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("- [ひとつ]\n", 1),
        ("- [あ, い]\n- [う, う]\n", 2),
        ("- [あ, い]\n- {said: [あ]}\n", 2),
        ("- [あ\n", 2),
        ("あ: い\n", 1),
    ],
)
def test_a_broken_vocabulary_is_named_with_its_line(tmp_path: Path, written, line):
    (tmp_path / "words.yaml").write_text(written, encoding="utf-8")

    with pytest.raises(BrokenDefinition) as broken:
        load([tmp_path])

    assert (broken.value.line, Path(broken.value.file).name) == (line, "words.yaml")


def test_a_leading_group_leads_one_way_only(tmp_path: Path):
    (tmp_path / "words.yaml").write_text("- {said: [児手], meant: [児童手当]}\n", encoding="utf-8")
    own = load([tmp_path]).own

    assert own[forms("児手")] == ("児童手当",)
    assert forms("児童手当") not in own
