"""Facilities, consultations, sections and days of collection as pages, and as passages with a page to cite."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from madoguchi.kernel.passages import Kind
from madoguchi.publications import passages, queries

pytestmark = pytest.mark.django_db


def text(response) -> str:
    return str(response.content, "utf-8")


@pytest.mark.parametrize(
    "path",
    ["/facilities/", "/consultations/", "/sections/", "/waste/", "/facilities/library-01/", "/consultations/legal/"],
)
def test_every_page_is_read_without_the_database(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    assert len(captured) == 0


def test_a_list_is_narrowed_by_kind_and_region(client):
    page = client.get("/facilities/", {"kind": "図書館", "region": "砧"}).context["page"]
    assert {card.title for card in page.cards} == {"世田谷区立砧図書館", "世田谷区立鎌田図書館"}
    current = [choice.label for by in page.narrowings for choice in by.choices if choice.current]
    assert current == ["図書館", "砧"]
    assert client.get("/facilities/", {"kind": "<b>", "region": "x" * 3000}).context["page"].cards == ()


def test_a_facility_tells_where_it_is_and_how_to_ring(client):
    page = text(client.get("/facilities/library-02/"))
    assert "若林4-22-13" in page
    assert 'href="tel:03-3419-1911"' in page
    assert "第2木曜日" in page


def test_one_without_a_telephone_of_its_own_leads_to_the_call_centre(client):
    page = text(client.get("/facilities/library-03/"))
    assert 'href="tel:03-5432-3333"' in page
    assert "せたがやコール" in page


def test_what_is_from_memory_says_so(client):
    assert "要確認（デモ）" in text(client.get("/consultations/legal/"))
    assert "要確認（デモ）" not in text(client.get("/facilities/library-03/"))


@pytest.mark.parametrize("path", ["/facilities/nothing/", "/consultations/nothing/", "/facilities/%2e%2e/"])
def test_what_is_not_there_is_a_kind_page(client, path):
    assert client.get(path).status_code == 404


def test_a_town_is_looked_up_in_the_days_of_collection(client):
    page = client.get("/waste/", {"q": "若林"}).context["page"]
    assert [row[0] for row in page.rows] == ["若林1・2", "若林3・4", "若林5"]
    assert page.rows[2][1] == "火 金"
    assert client.get("/waste/", {"q": "💩"}).context["page"].rows == ()


@pytest.mark.parametrize("language", ["ja", "ja-easy", "en", "zh-hans", "ko"])
def test_every_page_speaks_five_languages(client, language):
    client.cookies["language"] = language
    for path in ("/facilities/", "/facilities/library-02/", "/consultations/consumer/", "/sections/", "/waste/"):
        assert client.get(path).status_code == 200


def test_every_place_is_a_passage_with_a_page(client):
    found = passages.passages()
    ids = [one.id for one in found]
    assert len(ids) == len(set(ids))
    catalog = queries.catalog()
    wanted = len(catalog.sections) + 1 + len(catalog.facilities) + len(catalog.consultations) + len(catalog.waste_days)
    assert len(found) == wanted
    for link in {one.link.partition("#")[0] for one in found}:
        assert client.get(link).status_code == 200


def test_a_sections_passage_leads_to_its_line(client):
    one = next(one for one in passages.passages() if one.id == "section/insurance-pension")
    assert one.kind is Kind.SECTION
    assert "03-5432-2331" in one.body.ja
    assert 'id="insurance-pension"' in text(client.get(one.link))


def test_a_long_list_is_read_in_pages_and_a_bad_page_is_the_last_or_first(client):
    first = client.get("/facilities/").context["page"]
    assert len(first.cards) == 20
    second = client.get("/facilities/", {"page": "2"}).context["page"]
    assert not {card.url for card in first.cards} & {card.url for card in second.cards}
    assert client.get("/waste/", {"page": "99999"}).status_code == 200
    assert client.get("/consultations/", {"page": "x"}).status_code == 200


def test_a_town_is_found_as_an_address_writes_it(client):
    rows = client.get("/waste/", {"q": "若林三丁目"}).context["page"].rows
    assert [row[0] for row in rows] == ["若林1・2", "若林3・4", "若林5"]
    assert "町の名前だけを" in text(client.get("/waste/", {"q": "ない町"}))
