"""Finding a procedure, and reading all about it before applying."""

import pytest

from tests.procedures.publishing import from_the_catalog


def test_the_home_page_leads_to_what_people_come_for(browser, published):
    home = browser.get("/")
    assert home.status == 200
    assert home.link("児童手当") == "/procedures/child-allowance/"
    assert home.link("申請の状況を見る") == "/status/"
    assert home.link("続きから始める") == "/resume/"


def test_the_list_shows_every_procedure_in_force(browser, published):
    listed = browser.get("/procedures/")
    for row in published:
        assert f"/procedures/{row.procedure}/" in [href for href, _ in listed.links]


def test_a_life_event_narrows_the_list(browser, published):
    page = browser.get("/procedures/?life_event=birth")
    assert "/procedures/child-allowance/" in [href for href, _ in page.links]
    assert browser.get("/procedures/?category=no-such-category").says("0件の手続き")


def test_a_procedures_page_tells_who_what_until_when_and_how_much(browser, db):
    compiled = from_the_catalog("child-allowance")
    page = browser.get("/procedures/child-allowance/")
    p = compiled.procedure
    for words in (p.title.ja, p.summary.ja, p.who.ja, p.deadline_text.ja, p.fee_text.ja, p.papers[0].label.ja):
        assert page.says(words)
    assert page.says("第1版")
    assert page.says("要確認")
    assert page.link("オンラインで申請する") == "/procedures/child-allowance/begin/"


@pytest.mark.parametrize(
    "path", ["/procedures/nothing/", "/procedures/nothing/begin/", "/procedures/../etc/", "/nowhere/"]
)
def test_what_is_not_there_is_a_kind_page(browser, published, path):
    page = browser.get(path)
    assert page.status == 404
    assert page.says("ページが見つかりません")


def test_a_draft_begun_on_this_device_is_offered_again(browser, every_kind):
    browser.get("/procedures/green-curtain/begin/")
    browser.page.form.fill("lives_here", "yes")
    draft = browser.press().path.split("pages/")[0]
    assert draft in [href for href, _ in browser.get("/").links]
    assert browser.get("/procedures/green-curtain/").link("続きから始める") == draft
