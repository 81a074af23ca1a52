"""Who entered each answer, through changes of hands."""

from datetime import datetime

import pytest

from madoguchi.accounts.states import Role
from madoguchi.cases import authorship
from madoguchi.cases.authorship import Author, author_at, author_of, before_at, by_hand, leaves, of_answers, signed
from madoguchi.kernel.actors import SYSTEM, Actor, ActorKind
from madoguchi.kernel.clock import JST
from madoguchi.procedures.web.wording import ENTERED

NOW = datetime(2026, 11, 10, 10, 0, tzinfo=JST)
RESIDENT = author_of(Actor(ActorKind.RESIDENT, "42", "髙橋　花子"), "web", NOW)
OFFICER = author_of(
    Actor(ActorKind.OFFICER, "7", "窓口 花子", "child-family", frozenset({Role.RECEPTION})), "counter", NOW
)
LETTER = author_of(SYSTEM, "letter", NOW)


def test_who_changes_an_answer_has_signed_it_and_the_rest_stays():
    first = signed({}, {}, {"name": "高橋", "phone": "1"}, RESIDENT)
    second = signed(first, {"name": "高橋", "phone": "1"}, {"name": "髙橋", "phone": "1"}, OFFICER)
    assert author_at(second, "name") == OFFICER
    assert before_at(second, "name") == [RESIDENT]
    assert author_at(second, "phone") == RESIDENT
    assert before_at(second, "phone") == []


def test_typing_on_in_ones_own_answer_is_no_change_of_hands():
    first = signed({}, {}, {"name": "高"}, RESIDENT)
    assert before_at(signed(first, {"name": "高"}, {"name": "高橋"}, RESIDENT), "name") == []


def test_every_answer_of_a_row_has_its_own_author():
    rows = {"children": [{"row": "1", "name": "あおい"}]}
    more = {"children": [{"row": "1", "name": "あおい", "age": 3}, {"row": "2", "name": "みどり"}]}
    authors = signed(signed({}, {}, rows, RESIDENT), rows, more, OFFICER)
    assert {path: author["kind"] for path, author in authors.items()} == {
        "children.1.name": "resident",
        "children.1.age": "officer",
        "children.2.name": "officer",
    }


def test_documents_are_one_answer_and_no_rows():
    assert list(leaves({"proof": [{"id": "x"}], "places": ["garden"]})) == [
        ("proof", [{"id": "x"}]),
        ("places", ["garden"]),
    ]


def test_what_is_taken_away_or_hidden_has_no_author():
    authors = signed({}, {}, {"name": "高橋", "phone": "1"}, RESIDENT)
    assert set(signed(authors, {"name": "高橋", "phone": "1"}, {"name": "高橋"}, OFFICER)) == {"name"}
    assert set(of_answers(authors, {"phone": "1"})) == {"phone"}


def test_an_answer_from_before_authors_were_kept_stays_without_one():
    assert signed({}, {"name": "高橋"}, {"name": "高橋", "phone": "1"}, OFFICER).keys() == {"phone"}


def test_the_history_of_an_answer_does_not_grow_for_ever():
    authors: dict[str, dict[str, object]] = {}
    for n in range(40):
        hand = RESIDENT if n % 2 else OFFICER
        authors = signed(authors, {"name": n - 1} if n else {}, {"name": n}, hand)
    assert len(before_at(authors, "name")) == authorship.MOST_BEFORE


@pytest.mark.parametrize(
    ("author", "words"),
    [(RESIDENT, "ご本人が入力"), (OFFICER, "窓口の職員が入力"), (LETTER, "区が送った用紙から")],
)
def test_it_is_told_in_plain_words(author, words):
    assert author.words == words


def test_a_residents_name_is_not_kept_twice():
    assert RESIDENT.name == ""
    assert OFFICER.name == "窓口 花子"


def test_the_hands_are_told_with_the_one_that_did_most_first():
    authors = signed(signed({}, {}, {"a": 1}, RESIDENT), {"a": 1}, {"a": 1, "b": 2, "c": 3}, OFFICER)
    assert by_hand(authors) == {"窓口の職員が入力（窓口 花子）": ["b", "c"], "ご本人が入力": ["a"]}


def test_a_resident_reads_all_of_these_words_in_their_own_language():
    hows = ["", "web", *authorship.OFFICER_AT, *authorship.PREFILLED, *authorship.AGREED]
    words = {
        Author(kind, "", "", "", how).words for kind in ("resident", "officer", "system", "program") for how in hows
    }
    assert words <= set(ENTERED)
