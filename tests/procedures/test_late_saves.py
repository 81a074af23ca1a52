"""What is saved while somebody types, and arrives after the page itself was sent."""

import pytest

from madoguchi.procedures.models import Draft
from tests.procedures.definition import TYPED
from tests.procedures.walking import answers_page, begins, fills


@pytest.fixture
def late(browser, every_kind):
    """A page on which somebody typed, and what the browser was about to save of it."""
    begins(browser, every_kind)
    fills(browser.page.form, TYPED)
    return browser.page.path, browser.page.form.sent()


def test_it_does_not_open_a_page_again_that_was_sent(browser, late):
    path, sent = late
    answers_page(browser)
    browser.send_cookies(path)
    assert browser.client.post(f"{path}save/", {**sent, "phone": "0311112222"}).status_code == 200
    draft = Draft.objects.get()
    assert draft.unfinished == {}
    assert draft.answers["phone"] == "0354321111"


def test_it_does_not_wipe_what_the_sending_found_wrong(browser, late):
    path, sent = late
    assert answers_page(browser, phone="12").status == 422
    for url, more in ((f"{path}save/", {}), (path, {"_renew": "1"})):
        browser.send_cookies(path)
        browser.client.post(url, {**sent, "phone": "12", **more})
        assert browser.get(path).status == 422


def test_what_is_typed_after_it_was_sent_is_saved(browser, late):
    path, _sent = late
    answers_page(browser)
    page = browser.get(path)
    browser.client.post(f"{path}save/", {**page.form.sent(), "phone": "0311112222"})
    assert "0311112222" in browser.get(path).html


def test_a_page_drawn_before_pages_counted_is_still_saved(browser, late):
    path, sent = late
    old = {name: values for name, values in sent.items() if name != "_round"}
    browser.client.post(f"{path}save/", {**old, "phone": "0311112222"})
    assert "0311112222" in browser.get(path).html


@pytest.mark.parametrize("told", ["x", "-1", "1e9", "９", "9" * 40])
def test_what_does_not_count_is_late(browser, late, told):
    path, sent = late
    assert browser.client.post(f"{path}save/", {**sent, "phone": "0311112222", "_round": told}).status_code == 200
    assert Draft.objects.get().unfinished == {}
