"""What is searched today: made once, made again when something changed, and silent about what is over."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from madoguchi.assistant import corpus, sources
from madoguchi.assistant.ranking import rank
from madoguchi.kernel.clock import JST
from madoguchi.kernel.passages import Kind, Passage
from madoguchi.kernel.text import Text


def passage(id_: str, title: str, body: str, **more) -> Passage:
    texts = {"title": Text(title, en=f"{id_} in English"), "body": Text(body, en="Some English words")}
    return Passage(**{"id": id_, "kind": Kind.ANSWER, "link": "/", "owner": "child-family", **texts, **more})


DOG = passage("dog", "犬の登録", "犬を飼い始めたら登録します。")
SEAL = passage("seal", "印鑑登録", "印鑑を登録するには窓口へ来てください。")


@pytest.fixture
def offered(monkeypatch):
    """What the capabilities offer, to change during a test."""
    found: list[Passage] = [DOG, SEAL]
    stored: list[sources.StoredQuestion] = []
    monkeypatch.setattr(sources, "_passages", [lambda: list(found)])
    monkeypatch.setattr(sources, "_questions", [lambda: list(stored)])
    monkeypatch.setattr(sources, "_rankers", [])
    monkeypatch.setattr(corpus, "_kept", kept := corpus._Kept())
    return found, stored, kept


def found(question: str) -> set[str]:
    return {corpus.passage_of(id_)[0] for id_ in rank(question, corpus.corpus()).ids}


def found_first(question: str) -> str:
    ids = rank(question, corpus.corpus()).ids
    return corpus.passage_of(ids[0])[0] if ids else ""


def test_a_question_finds_its_passage(offered):
    assert found_first("犬") == "dog"
    assert found_first("印鑑") == "seal"


def test_it_is_made_once_and_not_for_every_question(offered, monkeypatch):
    built = []
    make = corpus._built

    def counted(*given):
        built.append(1)
        return make(*given)

    monkeypatch.setattr(corpus, "_built", counted)
    for _ in range(3):
        offered[2].forget()
        corpus.corpus()
    assert built == [1]


def test_a_change_is_searched_after_it_was_noticed(offered):
    corpus.corpus()
    offered[0][0] = replace(DOG, id="cat", title=Text("猫の相談"), body=Text("猫のことは保健所へ。"))
    assert "cat" not in found("猫")
    offered[2].forget()
    assert found_first("猫") == "cat"
    assert set(corpus.passages_today()) == {"cat", "seal"}


def test_an_answer_whose_time_is_over_is_silent(offered, clock):
    clock.move_to(datetime(2027, 3, 31, 12, tzinfo=JST))
    offered[0][0] = replace(DOG, valid_from=date(2026, 4, 1), valid_to=date(2027, 3, 31))
    assert found_first("犬") == "dog"
    clock.move_to(datetime(2027, 4, 1, 0, 0, 1, tzinfo=JST))
    assert "dog" not in found("犬")
    assert "dog" not in corpus.passages_today()


def test_an_answer_that_is_not_yet_right_is_silent(offered, clock):
    clock.move_to(datetime(2026, 3, 31, 23, 59, tzinfo=JST))
    offered[0][0] = replace(DOG, valid_from=date(2026, 4, 1))
    assert "dog" not in found("犬")


def test_a_stored_question_finds_the_passage_it_was_stored_on(offered):
    assert found_first("わんこ") != "dog"
    offered[1].append(("dog", "わんこを飼った", 2.0))
    offered[1].append(("gone", "もうないページ", 2.0))
    offered[2].forget()
    assert found_first("わんこ") == "dog"


def test_each_language_is_a_document_of_its_own(offered):
    ids = {document.id for document in corpus.corpus().documents}
    assert ids == {"dog", "dog#en", "seal", "seal#en"}
    assert corpus.passage_of("dog#en") == ("dog", "en")
    assert corpus.passage_of("dog") == ("dog", "ja")


def test_a_text_that_lacks_a_language_is_no_document_in_it(offered):
    offered[0][:] = [replace(DOG, body=Text("日本語だけ"))]
    assert [document.id for document in corpus.corpus().documents] == ["dog"]


def test_what_is_offered_twice_counts_once(offered, monkeypatch):
    monkeypatch.setattr(sources, "_passages", [])
    sources.offer(lambda_one := lambda: [DOG])
    sources.offer(lambda_one)
    sources.offer(lambda: [replace(DOG, link="/elsewhere/"), SEAL])
    assert [(one.id, one.link) for one in sources.passages()] == [("dog", "/"), ("seal", "/")]
