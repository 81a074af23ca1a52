"""A draft: whose it is, on which devices it opens, and what becomes of it when the form changes."""

import copy

import pytest

from madoguchi.kernel.refusals import Refusal
from madoguchi.procedures.models import Draft
from madoguchi.publications import queries as publications
from tests.cases.definition import text
from tests.procedures.browsing import Browser, Page
from tests.procedures.definition import DATA, PAGES, TYPED, definition
from tests.procedures.publishing import put_in_force
from tests.procedures.walking import answers_everything, answers_page, begins


@pytest.fixture
def draft(browser, every_kind) -> Draft:
    begins(browser, every_kind)
    answers_page(browser)
    return Draft.objects.get()


def code_on(page: Page) -> str:
    """The code as it is printed on every page of the form."""
    return page.words.split("ほかの端末で続けるときの番号：")[1].split()[0]


class TestAnotherDevice:
    """A draft goes on elsewhere by its code."""

    def test_the_code_opens_it_where_one_left_off(self, browser, other_device, draft):
        other_device.get("/resume/")
        other_device.page.form.fill("code", code_on(browser.page))
        page = other_device.press()
        assert page.path == f"/apply/{draft.pk}/pages/curtain/"
        assert other_device.get(f"/apply/{draft.pk}/pages/you/").form.sent()["name.family"] == ["髙橋"]

    @pytest.mark.parametrize("change", [str.lower, lambda c: c.replace("-", ""), lambda c: c.replace("-", " "), lambda c: f"　{c.replace('-', 'ー')} "])  # fmt: skip
    def test_the_code_may_be_typed_as_one_likes(self, browser, other_device, draft, change):
        page = other_device.post("/resume/", {"code": change(code_on(browser.page))})
        assert page.path.endswith("/pages/curtain/")

    def test_the_first_device_goes_on_as_well_and_loses_nothing(self, browser, other_device, draft):
        other_device.post("/resume/", {"code": code_on(browser.page)})
        answers_page(other_device)
        assert answers_page(browser, width="4").path.endswith("/pages/helpers/")
        draft.refresh_from_db()
        assert draft.answers["width"] == 4

    @pytest.mark.parametrize(
        "typed", ["", "   ", "K7QM-3RTV-9X", "髙", "=cmd", "x" * 5000, "' OR 1=1 --", "%", "０" * 10]
    )
    def test_a_wrong_code_opens_nothing_and_is_told_kindly(self, other_device, draft, typed):
        page = other_device.post("/resume/", {"code": typed})
        assert page.status == 422
        assert page.path == "/resume/"

    def test_who_keeps_guessing_is_asked_to_wait(self, browser, other_device, draft):
        for _ in range(30):
            assert other_device.post("/resume/", {"code": "K7QM-3RTV-9X"}).status == 422
        page = other_device.post("/resume/", {"code": code_on(browser.page)})
        assert page.status == 429
        assert page.says("しばらくお待ちいただいています")
        assert page.says("15分ほどたってから")
        assert browser.post("/resume/", {"code": code_on(browser.page)}).path.endswith("/pages/curtain/")

    def test_leaving_it_empty_is_no_guess(self, browser, other_device, draft):
        for _ in range(12):
            other_device.post("/resume/", {"code": ""})
        assert other_device.post("/resume/", {"code": code_on(browser.page)}).status == 200


class TestSomebodyElse:
    """An id alone opens nothing."""

    @pytest.mark.parametrize("path", ["", "review/", "done/", "saved/", "pages/you/", "pages/nothing/"])
    def test_it_does_not_open(self, other_device, draft, path):
        page = other_device.get(f"/apply/{draft.pk}/{path}")
        assert page.status == 403
        assert page.says("途中保存の番号を入力すると開けます")
        assert not page.says("髙橋")

    @pytest.mark.parametrize("path", ["send/", "pages/you/", "pages/you/save/"])
    def test_nothing_can_be_written_into_it(self, other_device, draft, path):
        assert other_device.post(f"/apply/{draft.pk}/{path}", TYPED).status == 403
        draft.refresh_from_db()
        assert draft.unfinished == {}

    @pytest.mark.parametrize("secret", ["", "x", "0" * 64, "a\x00b", "髙"])
    def test_a_forged_secret_does_not_open_it(self, other_device, draft, secret):
        other_device.jar["draft", "/"] = secret
        assert other_device.get(f"/apply/{draft.pk}/").status in {400, 403}

    def test_a_forged_list_of_drafts_breaks_nothing(self, other_device, every_kind):
        for forged in ("x", "." * 400, "0" * 4000, f"{'0' * 8}-0000-7000-8000-{'0' * 12}"):
            other_device.jar["drafts", "/"] = forged
            assert other_device.get("/").status == 200

    @pytest.mark.parametrize("path", ["/apply/not-an-id/", "/apply/00000000-0000-7000-8000-000000000000/"])
    def test_a_draft_that_never_was_is_not_found(self, browser, every_kind, path):
        assert browser.get(path).status == 404


def test_a_draft_of_a_signed_in_resident_opens_on_every_device_of_theirs(browser, other_device, every_kind):
    from madoguchi.accounts.models import Account

    hanako = Account.objects.create(email="hanako@example.jp")
    for device in (browser, other_device):
        signs_in(device, hanako)
    begins(browser, every_kind)
    draft = Draft.objects.get()
    assert other_device.get(f"/apply/{draft.pk}/").status == 200
    assert f"/apply/{draft.pk}/" in [href for href, _ in other_device.get("/my/").links]


def signs_in(device: Browser, account) -> None:
    device.client.force_login(account)
    device.jar["madoguchi-session", "/"] = device.client.cookies["madoguchi-session"].value


class TestANewerVersion:
    """Published while somebody is filling in: only what is new is asked, nothing is lost."""

    def newer(self, **questions: dict[str, object]):
        """The second version: `balcony_floor` is new, `coupon` is gone."""
        data, pages = copy.deepcopy(DATA), copy.deepcopy(PAGES)
        del data["coupon"]
        data |= questions or {"floor": {"kind": "number", "label": text("何階ですか"), "max": 60}}
        pages[1]["ask"] = [id_ for id_ in pages[1]["ask"] if id_ != "coupon"] + list(questions or ["floor"])  # type: ignore[attr-defined]
        return put_in_force(definition(data=data, pages=pages))

    def test_only_the_new_question_is_left_to_answer(self, browser, draft):
        answers_everything(browser)
        self.newer()
        page = browser.get(f"/apply/{draft.pk}/")
        assert page.path.endswith("/pages/curtain/")
        assert page.says("新しい質問は「何階ですか」です。")
        assert page.form.sent()["width"] == ["3"]
        page.form.fill("floor", "2")
        assert browser.press().path.endswith("/pages/helpers/")
        assert browser.get(f"/apply/{draft.pk}/").path.endswith("/review/")

    def test_sending_the_older_form_leads_to_the_new_question_first(self, browser, draft):
        answers_everything(browser)
        new = self.newer()
        page = browser.press()
        assert page.path.endswith("/pages/curtain/")
        page.form.fill("floor", "2")
        browser.press()
        browser.get(f"/apply/{draft.pk}/review/")
        assert browser.press().says("申請を受け付けました")
        draft.refresh_from_db()
        assert draft.version == new.version

    def test_an_answer_nobody_asks_for_any_more_is_kept_aside(self, browser, draft):
        answers_everything(browser)
        self.newer()
        browser.get(f"/apply/{draft.pk}/")
        draft.refresh_from_db()
        assert draft.left_behind == {"coupon": "001234"}
        assert "coupon" not in draft.answers

    def test_what_was_typed_and_not_sent_survives_it(self, browser, draft):
        browser.page.form.fill("cost", "abc")
        browser.press()
        self.newer()
        page = browser.get(f"/apply/{draft.pk}/")
        assert page.form.sent()["cost"] == ["abc"]

    def test_an_answer_that_no_longer_fits_is_asked_again(self, browser, draft):
        answers_everything(browser)
        places = {**DATA["places"], "options": [{"value": "roof", "label": text("屋上")}]}
        put_in_force(definition(data={**DATA, "places": places}))
        page = browser.get(f"/apply/{draft.pk}/")
        assert page.path.endswith("/pages/curtain/")
        draft.refresh_from_db()
        assert draft.left_behind == {"places": ["balcony"]}

    def test_what_was_sent_keeps_its_version(self, browser, every_kind, draft):
        answers_everything(browser)
        browser.press()
        self.newer()
        assert browser.get(f"/apply/{draft.pk}/").says("申請を受け付けました")
        draft.refresh_from_db()
        assert draft.version == every_kind.version


@pytest.mark.parametrize("forged", ["", "0" * 64, "髙", "x" * 5000, "../../etc/passwd"])
def test_a_forged_version_is_no_version(every_kind, forged):
    with pytest.raises(Refusal) as refused:
        publications.version(forged)
    assert refused.value.status == 404
