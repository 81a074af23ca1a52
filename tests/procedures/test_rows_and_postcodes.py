"""Rows that grow and shrink, and addresses from a postcode, without scripts."""

import pytest

from madoguchi.procedures.models import Draft
from tests.procedures.walking import answers_page, begins


@pytest.fixture
def draft(browser, every_kind) -> Draft:
    """A draft on its first page."""
    begins(browser, every_kind)
    return Draft.objects.get()


def answers(draft: Draft):
    draft.refresh_from_db()
    return draft.answers


class TestRows:
    """A group grows and shrinks without scripts."""

    @pytest.fixture(autouse=True)
    def at_the_group(self, browser, draft):
        answers_page(browser)
        answers_page(browser)
        assert browser.page.path.endswith("/pages/helpers/")

    def test_a_group_nobody_needs_can_be_passed(self, browser, draft):
        assert browser.press().path.endswith("/pages/money/")
        assert "helpers" not in answers(draft)

    def test_rows_are_added_and_what_is_typed_stays(self, browser, draft):
        browser.press(("_add", "helpers"))
        browser.page.form.fill("helpers.1.who.family", "髙橋")
        page = browser.press(("_add", "helpers"))
        assert page.status == 200
        assert page.form.sent()["helpers.rows"] == ["1", "2"]
        assert page.form.sent()["helpers.1.who.family"] == ["髙橋"]

    def test_a_row_in_the_middle_is_dropped_and_the_others_keep_theirs(self, browser, draft):
        for name in ("一", "二", "三"):
            browser.press(("_add", "helpers"))
            row = browser.page.form.sent()["helpers.rows"][-1]
            browser.page.form.fill(f"helpers.{row}.who.family", "髙橋")
            browser.page.form.fill(f"helpers.{row}.who.given", name)
            browser.page.form.fill(f"helpers.{row}.child", "false")
        browser.press(("_drop", "helpers:2"))
        assert browser.press().path.endswith("/pages/money/")
        assert [row["who"]["given"] for row in answers(draft)["helpers"]] == ["一", "三"]

    def test_every_row_can_be_dropped_again(self, browser, draft):
        browser.press(("_add", "helpers"))
        page = browser.press(("_drop", "helpers:1"))
        assert "helpers.rows" not in page.form.sent()
        assert browser.press().path.endswith("/pages/money/")

    def test_no_more_rows_are_offered_than_may_be(self, browser, draft):
        for _ in range(3):
            page = browser.press(("_add", "helpers"))
        assert ("_add", "helpers") not in [(c.name, c.value) for c in page.form.controls]

    def test_a_rows_answer_brings_its_question(self, browser, draft):
        browser.press(("_add", "helpers"))
        page = answers_page(
            browser,
            helpers__1__who__family="髙橋",
            helpers__1__who__given="一",
            helpers__1__child="true",
            helpers__1__age="7",
        )
        assert page.path.endswith("/pages/money/")
        assert answers(draft)["helpers"] == [
            {"row": "1", "who": {"family": "髙橋", "given": "一"}, "child": True, "age": 7}
        ]

    def test_a_mistake_in_a_row_is_told_at_its_field(self, browser, draft):
        browser.press(("_add", "helpers"))
        page = answers_page(browser, helpers__1__who__family="髙橋", helpers__1__child="false")
        assert page.status == 422
        assert page.says("「育てる人の氏名」の名を入力してください。")
        assert "#helpers.1.who-given" in [href for href, _ in page.links]
        assert "helpers.1.who-given" in page.ids


class TestPostcode:
    """The address of a postcode, with scripts and without."""

    def test_without_scripts_a_button_fills_it_in(self, browser, draft):
        browser.page.form.fill("address.postcode", "２１３−０００１")
        page = browser.press(("_lookup", "address"))
        assert page.status == 200
        assert page.form.sent()["address.prefecture"] == ["神奈川県"]
        assert page.form.sent()["address.city"] == ["川崎市高津区"]

    def test_a_town_that_fits_stays_as_it_was_typed(self, browser, draft):
        browser.page.form.fill("address.postcode", "1540017")
        browser.page.form.fill("address.town", "世田谷四丁目")
        page = browser.press(("_lookup", "address"))
        assert page.form.sent()["address.town"] == ["世田谷四丁目"]

    def test_a_postcode_that_is_nowhere_is_told(self, browser, draft):
        browser.page.form.fill("address.postcode", "0000000")
        assert browser.press(("_lookup", "address")).says("この郵便番号の住所が見つかりません。")

    def test_in_the_ward_every_block_of_its_own_list_is_offered(self, browser, every_kind):
        browser.get("/postcode/?postcode=154-0017")
        found = browser.client.get("/postcode/?postcode=154-0017").json()
        assert {"prefecture": "東京都", "city": "世田谷区", "town": "世田谷四丁目"} in found

    @pytest.mark.parametrize("typed", ["", "abc", "9" * 5000, "%F0%9F%92%A9", "154", "0000000"])
    def test_what_is_no_postcode_finds_nothing(self, browser, every_kind, typed):
        answer = browser.client.get(f"/postcode/?postcode={typed}")
        assert (answer.status_code, answer.json()) == (200, [])
