"""The list an officer opens in the morning."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.test import Client

from madoguchi.accounts.states import Role
from madoguchi.cases import commands as cases
from madoguchi.cases import queries
from madoguchi.cases.states import State
from madoguchi.kernel.clock import moved_to
from tests.cases.definition import OTHER_SECTION, SECTION
from tests.cases.desk import desk_of, text_of
from tests.cases.factories import MONDAY, a_case, acting, an_officer, received

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_monday():
    with moved_to(MONDAY):
        yield


def test_the_list_says_who_what_and_until_when():
    received(MONDAY - timedelta(days=40))
    case = received(pieces=5)
    page = text_of(desk_of(an_officer()).get("/desk/"))
    for said in (
        case.number,
        f"/desk/cases/{case.pk}/",
        "髙橋　花子",
        "タカハシハナコ",
        "見守り用品の申請",
        "残り10日",
        "超過",
        "子ども家庭課",
    ):
        assert said in page
    assert "2件" in page, "too many pieces, and no proof"


def test_the_tabs_carry_their_counts_and_keep_the_filters():
    officer = an_officer()
    received()
    cases.begin_review(case=received(), by=acting(officer), at=MONDAY)
    found = desk_of(officer).post("/desk/search/", {"q": "タカ", "tab": "received"}, follow=True)
    [(address, _)], tabs = found.redirect_chain, found.context["page"].tabs
    counts = {tab.label: tab.count for tab in tabs}
    assert counts == {
        "要確認": "2",
        "すべて": "2",
        "受付": "1",
        "審査中": "1",
        "補正待ち": "0",
        "期限超過": "0",
        "自分の担当": "1",
        "終わったもの": None,
    }
    assert tabs[3].url == address.removeprefix("/desk/").replace("tab=received", "tab=under_review")


@pytest.mark.parametrize("number", [1, 40])
def test_the_list_takes_the_same_few_queries_however_long_it_is(number, django_assert_num_queries):
    officer, colleague = an_officer(), an_officer()
    for _ in range(number):
        cases.take(case=received(), by=acting(colleague), at=MONDAY)
    browser = desk_of(officer)
    browser.get("/desk/")
    with django_assert_num_queries(7):  # session, account, colleagues, the page, the counts, the clean, the procedures
        assert browser.get("/desk/").status_code == 200


def test_a_long_list_goes_on_on_the_next_page(monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    made = [received() for _ in range(3)]
    browser = desk_of(an_officer())
    first = browser.get("/desk/")
    assert made[2].number not in text_of(first)
    second = text_of(browser.get(f"/desk/{first.context['page'].next_url}"))
    assert made[2].number in second
    assert made[0].number not in second
    assert "先頭に戻る" in second


def test_an_empty_list_says_so_and_a_narrowed_one_offers_the_way_back():
    browser = desk_of(an_officer())
    assert "ここに申請はありません" in text_of(browser.get("/desk/"))
    narrowed = text_of(browser.post("/desk/search/", {"q": "いない人"}, follow=True))
    assert "条件に合う申請はありません" in narrowed
    assert "絞り込みを解除する" in narrowed


def test_ended_cases_stand_under_their_own_tab_without_a_deadline():
    case = a_case(at=State.APPROVED)
    browser = desk_of(an_officer())
    assert case.number not in text_of(browser.get("/desk/"))
    ended = text_of(browser.get("/desk/", {"tab": "ended"}))
    assert case.number in ended
    assert "残り" not in ended


def test_another_sections_list_is_closed_and_open_to_an_auditor():
    case = received()
    assert desk_of(an_officer(section=OTHER_SECTION)).get("/desk/", {"section": SECTION}).status_code == 403
    auditor = desk_of(an_officer(Role.AUDITOR, section=OTHER_SECTION))
    assert case.number in text_of(auditor.get("/desk/", {"section": SECTION}))


def test_editors_see_no_list_and_strangers_no_door():
    assert desk_of(an_officer(Role.EDITOR)).get("/desk/").status_code == 403
    assert Client().get("/desk/").status_code == 302


HOSTILE = [
    {"tab": "nonsense"},
    {"assigned": "x"},
    {"assigned": "9" * 40},
    {"assigned": "-1"},
    {"assigned": "١"},
    {"procedure": "<script>alert(1)</script>"},
    {"after": "2026-11-16~x"},
    {"after": "9999-12-31T23:59:59+00:00~019a0000-0000-7000-8000-000000000001"},
    {"after": "0001-01-01T00:00:00+09:00~019a0000-0000-7000-8000-000000000001"},
    {"sought": "<script>alert(1)</script>\u202e%00'\""},
    {"sought": "あ" * 10_000},
]
SOUGHT = ["<script>alert(1)</script>\u202e%00'\"", "\x00", "あ" * 10_000, "9" * 300]


@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_stands_in_the_address_there_is_a_page(typed):
    response = desk_of(an_officer()).get("/desk/", typed)
    assert response.status_code in {200, 400}
    assert "<script>alert" not in text_of(response)


@pytest.mark.parametrize("words", SOUGHT)
def test_whatever_is_looked_for_there_is_a_page(words):
    response = desk_of(an_officer()).post("/desk/search/", {"q": words, "tab": "<b>"}, follow=True)
    assert response.status_code in {200, 400}
    assert "<script>alert" not in text_of(response)


def test_a_name_looked_for_stands_in_no_address_and_is_found_again_by_going_back():
    case = received()
    browser = desk_of(an_officer())
    found = browser.post("/desk/search/", {"q": "髙橋", "tab": "open", "section": SECTION}, follow=True)
    [(address, _)], page = found.redirect_chain, found.context["page"]
    addresses = [address, page.tab_url, page.clear_url, *(tab.url for tab in page.tabs)]
    assert not [one for one in map(unquote, addresses) if "髙橋" in one]
    assert case.number in text_of(found)

    browser.post("/desk/search/", {"q": "いない人", "tab": "open"})
    again = browser.get(address)
    assert again.context["page"].search == "髙橋"
    assert case.number in text_of(again)


def test_an_address_of_a_search_tells_nobody_else_what_was_looked_for():
    officer = an_officer()
    address = desk_of(officer).post("/desk/search/", {"q": "髙橋"}).headers["Location"]
    assert desk_of(officer).get(address).context["page"].search == ""


def test_a_name_typed_into_the_address_is_not_looked_for():
    assert desk_of(an_officer()).get("/desk/", {"q": "髙橋"}).context["page"].search == ""
    assert desk_of(an_officer()).get("/desk/search/").status_code == 405


def test_the_session_keeps_only_the_last_searches():
    browser = desk_of(an_officer())
    for number in range(30):
        browser.post("/desk/search/", {"q": f"人{number}"})
    assert list(browser.session["sought"].values()) == [f"人{number}" for number in range(10, 30)]


def test_a_search_takes_no_more_queries_than_the_list(django_assert_num_queries):
    browser = desk_of(an_officer())
    address = browser.post("/desk/search/", {"q": "髙橋"}).headers["Location"]
    browser.get(address)
    with django_assert_num_queries(7):
        assert browser.get(address).status_code == 200


def test_the_scripts_and_styles_of_the_desk_are_files_of_ours():
    page = text_of(desk_of(an_officer()).get("/desk/"))
    assert '<script type="module" src="/static/cases/js/desk.js"></script>' in page
    assert 'href="/static/cases/desk.css"' in page
    assert " style=" not in page


def test_the_desk_speaks_japanese_whatever_the_browser_asks_for():
    response = desk_of(an_officer()).get("/desk/", headers={"Accept-Language": "en"})
    assert response["Content-Language"] == "ja"
    assert '<html lang="ja">' in text_of(response)
    assert "ログアウト" in text_of(response)
