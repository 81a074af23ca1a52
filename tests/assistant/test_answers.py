"""よくある質問: the list by subject, one answer, and whether it helped."""

from dataclasses import replace

import msgspec
import pytest

from madoguchi.assistant.announcements import AnswerJudged
from madoguchi.definitions.faq import Valid
from madoguchi.kernel import clock
from madoguchi.kernel.announcing import heard
from madoguchi.publications import queries as publications

pytestmark = pytest.mark.usefixtures("published")
ONE = "child-allowance-how-much"


@pytest.fixture
def entries():
    return publications.catalog().answers


def text(response) -> str:
    return str(response.content, "utf-8")


def test_every_answer_stands_once_in_the_list_of_its_subject(client, entries):
    topics = {one.topics[0] for one in entries.values()}
    pages = {topic: text(client.get(f"/answers/?topic={topic}")) for topic in topics}
    for one in entries.values():
        counted = {topic: page.count(f'href="/answers/{one.id}/"') for topic, page in pages.items()}
        assert counted == {topic: int(topic == one.topics[0]) for topic in topics}


def test_the_list_of_all_begins_each_subject_and_leads_to_the_rest(client, entries):
    page = client.get("/answers/").context["page"]
    for subject in page.subjects:
        of_subject = [one for one in entries.values() if one.topics[0] == subject.id]
        assert len(subject.lines) == len(of_subject) or (len(subject.lines), subject.all_url) == (
            5,
            f"/answers/?topic={subject.id}",
        )


def test_a_subject_narrows_the_list(client, entries):
    page = client.get("/answers/?topic=child").context["page"]
    assert [subject.id for subject in page.subjects] == ["child"]
    assert len(page.subjects[0].lines) == len([one for one in entries.values() if one.topics[0] == "child"])
    assert client.get("/answers/?topic=<nothing>").status_code == 200


@pytest.mark.parametrize("language", ["ja", "ja-easy", "en", "zh-hans", "ko"])
def test_every_answer_has_a_page_in_every_language(client, entries, language):
    client.cookies["language"] = language
    for id_ in list(entries)[::7]:
        assert client.get(f"/answers/{id_}/").status_code == 200


def test_an_answer_names_who_stands_for_it_since_when_and_what_to_do(client, entries):
    page = text(client.get(f"/answers/{ONE}/"))
    entry = entries[ONE]
    assert entry.answer.ja.split("。")[0] in page
    assert "子ども家庭課" in page
    assert "2026年11月24日" in page
    if entry.procedure:
        assert f'href="/procedures/{entry.procedure}/"' in page


def test_a_text_that_is_not_there_is_marked_as_japanese(client, entries):
    lacking = next(one for one in entries.values() if not one.answer.has("ko"))
    client.cookies["language"] = "ko"
    page = text(client.get(f"/answers/{lacking.id}/"))
    assert "일본어로 표시합니다" in page
    assert '<div class="answer" lang="ja">' in page


def test_an_answer_that_is_modelled_says_so(client, entries):
    modelled = next(one for one in entries.values() if one.demo)
    backed = next(one for one in entries.values() if not one.demo)
    assert "要確認（デモ）" in text(client.get(f"/answers/{modelled.id}/"))
    assert "この答えは、まだ担当課が確かめていません" not in text(client.get(f"/answers/{backed.id}/"))


def test_an_answer_whose_time_is_over_is_not_shown(client, entries, monkeypatch):
    over = msgspec.structs.replace(entries[ONE], valid=Valid(until=clock.today().replace(year=2020)))
    catalog = replace(publications.catalog(), answers={**entries, ONE: over})
    monkeypatch.setattr(publications, "catalog", lambda: catalog)
    assert client.get(f"/answers/{ONE}/").status_code == 404
    assert f'href="/answers/{ONE}/"' not in text(client.get("/answers/"))


@pytest.mark.parametrize("path", ["/answers/nothing/", "/answers/nothing%20at%20all/", "/answers/../etc/"])
def test_an_answer_that_is_not_there_is_a_kind_page(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(("pressed", "helped"), [("yes", True), ("no", False)])
def test_whether_it_helped_is_told_to_whoever_counts(client, pressed, helped):
    with heard(AnswerJudged) as told:
        answered = client.post(f"/answers/{ONE}/helped/", {"helped": pressed})
    assert answered.status_code == 302
    assert [(one.answer, one.helped, one.language) for one in told] == [(ONE, helped, "ja")]
    assert "ありがとうございます" in text(client.get(answered["Location"]))


@pytest.mark.parametrize("pressed", ["", "maybe", "yes" * 1000])
def test_a_judgement_that_is_none_is_not_counted(client, pressed):
    with heard(AnswerJudged) as told:
        assert client.post(f"/answers/{ONE}/helped/", {"helped": pressed}).status_code == 302
    assert told == []


def test_a_judgement_needs_the_button(client):
    assert client.get(f"/answers/{ONE}/helped/").status_code == 405
