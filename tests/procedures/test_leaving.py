"""Logging out on a shared computer."""

from madoguchi.accounts.models import Account
from madoguchi.procedures.models import Draft
from tests.procedures.test_drafts import signs_in
from tests.procedures.walking import begins


def test_who_logs_out_leaves_no_draft_open_on_the_device(browser, every_kind):
    signs_in(browser, Account.objects.create(email="hanako@example.jp"))
    begins(browser, every_kind)
    draft, here = Draft.objects.get(), browser.page.path
    assert browser.get(here).status == 200
    browser.post("/account/logout/")
    assert not [name for name, _path in browser.jar if name in {"draft", "drafts"}]
    assert browser.get(here).status == 403
    assert Draft.objects.filter(pk=draft.pk).exists(), "the ward has forgotten nothing"


def test_its_owner_goes_on_after_logging_in_again(browser, every_kind):
    hanako = Account.objects.create(email="hanako@example.jp")
    signs_in(browser, hanako)
    begins(browser, every_kind)
    here = browser.page.path
    browser.post("/account/logout/")
    signs_in(browser, hanako)
    assert browser.get(here).status == 200


def test_asking_whether_to_log_out_forgets_nothing(browser, every_kind):
    signs_in(browser, Account.objects.create(email="hanako@example.jp"))
    begins(browser, every_kind)
    browser.get("/account/logout/")
    assert [name for name, _path in browser.jar if name == "draft"]
