"""What judged questions teach, and that it can be kept, compared and taken back."""

import pytest

from madoguchi.assistant.ranking import Document, build, fitting, rank
from madoguchi.assistant.ranking.alike import near_duplicates
from madoguchi.assistant.ranking.comparison import better_than
from madoguchi.assistant.ranking.learned import loaded
from madoguchi.assistant.ranking.sets import Judged

SUBJECTS = ["住民票", "印鑑", "児童手当", "粗大ごみ", "保育園", "図書館", "年金", "介護", "選挙", "公園"]
ASKED = ["{}の手続き", "{}はいつまで", "{}はいくら", "{}の窓口はどこ", "{}に必要な書類"]


@pytest.fixture(scope="module")
def pages():
    return build(
        [Document(f"page-{number}", subject, f"{subject}の案内です。") for number, subject in enumerate(SUBJECTS)]
    )


@pytest.fixture(scope="module")
def lessons():
    return [
        Judged(f"{number}-{way}", asked.format(subject), {f"page-{number}": 2.0})
        for number, subject in enumerate(SUBJECTS)
        for way, asked in enumerate(ASKED)
    ]


@pytest.fixture(scope="module")
def taught(pages, lessons):
    return fitting.taught(pages, lessons)


def test_what_was_learned_is_kept_as_text_and_ranks_as_before(taught):
    assert taught.learned
    kept = loaded(taught.learned.as_json())

    assert rank("児童手当は何歳まで", taught.learning(kept)) == rank("児童手当は何歳まで", taught)


@pytest.mark.parametrize(
    "text", ["", "{}", "[1]", '{"format": 99}', "gASVCg==", '{"format":1,"learned":{"trees":null}}']
)
def test_what_is_no_learned_ranker_is_refused(text):
    with pytest.raises(ValueError, match="This"):
        loaded(text)


def test_taking_back_what_was_learned_restores_the_ranking_exactly(pages, taught):
    assert rank("粗大ごみ", taught.learning(None).with_stored_questions([])) == rank("粗大ごみ", pages)


def test_the_same_lessons_teach_the_same(pages, lessons, taught):
    again = fitting.taught(pages, lessons)

    assert again.learned
    assert again.learned.as_json() == taught.learned.as_json()


def test_a_good_label_is_shown_as_a_gain_and_a_bad_one_as_a_loss(pages):
    held_out = [Judged("a", "こどもマネーがほしい", {"page-2": 2.0}), Judged("b", "住民票", {"page-0": 2.0})]
    good = pages.with_stored_questions([("page-2", "こどもマネー", 2.0)])
    bad = pages.with_stored_questions([("page-9", "住民票", 2.0), ("page-9", "こどもマネー", 2.0)])

    assert better_than(pages, good, held_out).gain > 0
    assert better_than(good, bad, held_out).gain < 0
    assert better_than(pages, pages, held_out).gain == 0


def test_near_duplicates_are_told_by_their_letters():
    assert near_duplicates(["住民票がほしい", "住民票が欲しい！", "粗大ごみを出す"])[0] in ([0], [0, 1])
    assert near_duplicates(["住民票の写しがほしい", "住民票の写しがほしいです", "粗大ごみ"]) == [[0, 1], [0, 1], [2]]
